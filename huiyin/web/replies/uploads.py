"""报送: the copy sheet of one letter, what is still to be uploaded, one after the other, and all of it as a spreadsheet."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from huiyin.documents.columns import Column
from huiyin.documents.sheet import sheet_xlsx
from huiyin.files.gate import MEDIA_TYPES
from huiyin.replies.flow import FLOW
from huiyin.replies.models import ReplyQuerySet
from huiyin.replies.sending import copy_sheet
from huiyin.replies.sending.uploading import not_uploaded
from huiyin.rules.terms import UPLOAD_FIELDS
from huiyin.web.paging import page_of
from huiyin.web.replies.finding import find_reply, replies_seen_by
from huiyin.web.replies.sending import ACTS, initial_of
from huiyin.web.seat import StaffRequest, own_unit


def waiting(request: StaffRequest) -> ReplyQuerySet:
    """Letters and opinions of the year that are out and not yet uploaded, as the person may see them."""
    seen = replies_seen_by(request.person).filter(assignment__year=request.year)
    return not_uploaded(seen).select_related("assignment__item__session", "assignment__unit")


@require_safe
def uploads(request: StaffRequest) -> HttpResponse:
    facts = {"page": page_of(request, waiting(request)), "place": "replies"}
    return render(request, "replies/uploads.html", facts)


@require_safe
def upload(request: StaffRequest, pk: int) -> HttpResponse:
    """One letter: each field with its button, the files beside, 已报送 at the end; then the next letter."""
    reply = find_reply(request, pk)
    if reply.issued_on is None:
        raise Http404
    queue = list(waiting(request).values_list("pk", flat=True))
    facts: dict[str, Any] = {"reply": reply, "item": reply.assignment.item, "place": "replies"}
    facts |= neighbours(pk, queue) | {"fields": copy_sheet.fields(reply)}
    known = initial_of("record_upload", reply, request.today)
    facts["system"] = known["system"]
    facts["uploads"] = list(reply.uploads.order_by("id"))
    if FLOW.may(reply, "record_upload", request.person):
        facts["form"] = ACTS["record_upload"].form(initial=known)
    return render(request, "replies/upload.html", facts)


def neighbours(pk: int, queue: list[int]) -> dict[str, Any]:
    """The letter before and after this one; after the last, the list."""
    at = queue.index(pk) if pk in queue else -1
    after = queue[at + 1] if at + 1 < len(queue) else None
    before = queue[at - 1] if at > 0 else None
    then = reverse("upload", args=[after]) if after and after != pk else reverse("uploads")
    return {"before": before, "after": after, "at": at + 1, "left": len(queue), "then": then}


@require_safe
def export_uploads(request: StaffRequest) -> HttpResponse:
    """Every field of every letter that waits, in the order of the system above."""
    rows = [{field.key: field.text for field in copy_sheet.fields(reply)} for reply in waiting(request)]
    keys = list(dict.fromkeys(key for row in rows for key in row))
    title = f"{own_unit(request).name}{request.year}年待报送答复"
    response = HttpResponse(sheet_xlsx(title, [_column(key) for key in keys], rows), content_type=MEDIA_TYPES["xlsx"])
    response["Content-Disposition"] = content_disposition_header(True, f"{title}.xlsx")
    return response


def _column(key: str) -> Column[dict[str, str]]:
    return Column(key, UPLOAD_FIELDS[key], lambda row: row.get(key, ""), width=80 if key == "body" else 20)
