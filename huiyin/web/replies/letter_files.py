"""A letter as a file: what was issued, to the byte; before that, as it would read now."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from huiyin.documents.letter import Letter
from huiyin.documents.letter_docx import letter_docx
from huiyin.documents.letter_pdf import letter_pdf
from huiyin.files import storage
from huiyin.files.gate import MEDIA_TYPES
from huiyin.files.models import StoredFile
from huiyin.replies.letters import letter_of
from huiyin.replies.models import Reply
from huiyin.web.replies.finding import find_reply
from huiyin.web.seat import StaffRequest


@require_safe
def letter_file(request: StaffRequest, pk: int) -> HttpResponse:
    """The letter as .docx, always as a download."""
    found = find_reply(request, pk)
    return download(found, found.letter, "docx", letter_docx)


@require_safe
def letter_pdf_file(request: StaffRequest, pk: int) -> HttpResponse:
    """The letter as PDF, always as a download."""
    found = find_reply(request, pk)
    return download(found, found.letter_pdf, "pdf", letter_pdf)


def download(reply: Reply, stored: StoredFile | None, ending: str, render: Callable[[Letter], bytes]) -> HttpResponse:
    content = storage.read(stored) if stored else render(letter_of(reply))
    headers = {"X-Content-Type-Options": "nosniff"}
    response = HttpResponse(content, content_type=MEDIA_TYPES[ending], headers=headers)
    name = f"{reply.title or reply.get_kind_display()}.{ending}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
