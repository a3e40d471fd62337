"""A letter as a file: what was issued, to the byte; before that, as it would read now."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from huiyin.documents.letter import Letter
from huiyin.documents.letter_docx import letter_docx
from huiyin.documents.letter_pdf import letter_pdf
from huiyin.documents.letter_reading import marked
from huiyin.files import storage
from huiyin.files.gate import MEDIA_TYPES
from huiyin.files.models import StoredFile
from huiyin.replies.letter.letters import letter_of
from huiyin.replies.models import LetterCopy, Reply
from huiyin.replies.writing.reading_back import mark_of
from huiyin.web.replies.finding import find_reply, replies_seen_by
from huiyin.web.seat import StaffRequest


@require_safe
def letter_file(request: StaffRequest, pk: int) -> HttpResponse:
    """The letter as .docx, always as a download; a draft's knows which draft it is, to be taken back when it was changed."""
    found = find_reply(request, pk)
    if found.is_editable:
        return download(found, None, "docx", lambda letter: marked(letter_docx(letter, draft=True), mark_of(found)))
    return download(found, found.letter, "docx", partial(letter_docx, draft=not found.signed_on))


@require_safe
def letter_pdf_file(request: StaffRequest, pk: int) -> HttpResponse:
    """The letter as PDF, always as a download; what is not signed says so on every page."""
    found = find_reply(request, pk)
    return download(found, found.letter_pdf, "pdf", partial(letter_pdf, draft=not found.signed_on))


@require_safe
def letter_copy_file(request: StaffRequest, pk: int) -> HttpResponse:
    """一人一函: the letter of one submitter as .docx."""
    found = find_copy(request, pk)
    return download(found.reply, found.letter, "docx", letter_docx)


@require_safe
def letter_copy_pdf_file(request: StaffRequest, pk: int) -> HttpResponse:
    """The same as PDF."""
    found = find_copy(request, pk)
    return download(found.reply, found.letter_pdf, "pdf", letter_pdf)


def find_copy(request: StaffRequest, pk: int) -> LetterCopy:
    seen = LetterCopy.objects.filter(reply__in=replies_seen_by(request.person))
    return get_object_or_404(seen.select_related("reply", "letter", "letter_pdf"), pk=pk)


def download(reply: Reply, stored: StoredFile | None, ending: str, render: Callable[[Letter], bytes]) -> HttpResponse:
    content = storage.read(stored) if stored else render(letter_of(reply))
    headers = {"X-Content-Type-Options": "nosniff"}
    response = HttpResponse(content, content_type=MEDIA_TYPES[ending], headers=headers)
    name = f"{reply.title or reply.get_kind_display()}.{ending}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
