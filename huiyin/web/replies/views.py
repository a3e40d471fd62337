"""The pages of replies that only look: the list, the desk, the letter."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.accounts.models import Role
from huiyin.web.paging import page_of
from huiyin.web.replies.afterwards import sending_of
from huiyin.web.replies.changed import letter_facts
from huiyin.web.replies.desk import desk_of
from huiyin.web.replies.drafting import show
from huiyin.web.replies.finding import find_reply
from huiyin.web.replies.listing import TABS, rows_for
from huiyin.web.replies.rows import rows_of
from huiyin.web.seat import StaffRequest


@require_safe
def replies(request: StaffRequest) -> HttpResponse:
    chosen = request.GET.get("tab") or "all"
    if chosen not in TABS:
        raise Http404
    tabs, rows = rows_for(request, chosen)
    facts = {"tabs": tabs, "page": page_of(request, rows), "chosen": TABS[chosen], "place": "replies"}
    facts["may_print"] = chosen == "issued" and request.person.has_role(Role.COORDINATOR)
    return render(request, "replies/list.html", facts)


@require_safe
def reply(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_reply(request, pk)
    facts = desk_of(request, found)
    return show(request, facts if found.is_editable else facts | sending_of(request, found))


@require_safe
def letter(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_reply(request, pk)
    rows = rows_of(found)
    facts = {"reply": found, "item": found.assignment.item, "rows": rows, "written": sum(r.is_written for r in rows)}
    facts["copies"] = found.letter_copies.all() if found.issued_on else ()
    facts["promised"] = sum(len(row.answer.promises.all()) for row in rows if row.answer)
    return render(request, "replies/letter.html", facts | letter_facts(found))
