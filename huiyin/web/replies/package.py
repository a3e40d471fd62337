"""What goes to OA or on paper with a letter: the routing sheet, the package; each always as a download."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from huiyin.documents.routing_sheet import RoutingSheet, routing_sheet_pdf
from huiyin.documents.routing_sheet_docx import routing_sheet_docx
from huiyin.files.gate import MEDIA_TYPES
from huiyin.replies.models import Reply
from huiyin.replies.package.package_papers import safe_name
from huiyin.replies.package.packaging import take_package
from huiyin.replies.package.routing_paper import routing_sheet
from huiyin.web.replies.finding import find_reply
from huiyin.web.seat import StaffRequest


@require_safe
def sheet_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """发文稿纸 for print."""
    return _sheet(request, pk, "pdf", routing_sheet_pdf)


@require_safe
def sheet_docx(request: StaffRequest, pk: int) -> HttpResponse:
    """发文稿纸 to attach in the unit's OA."""
    return _sheet(request, pk, "docx", routing_sheet_docx)


@require_POST
def package(request: StaffRequest, pk: int) -> HttpResponse:
    """取送审材料包: made anew each time, and written down."""
    reply = find_reply(request, pk)
    return _download(take_package(reply, by=request.person, now=request.now), reply, "送审材料", "zip")


def _sheet(request: StaffRequest, pk: int, ending: str, make: Callable[[RoutingSheet], bytes]) -> HttpResponse:
    reply = find_reply(request, pk)
    return _download(make(routing_sheet(reply, on=request.today)), reply, "发文稿纸", ending)


def _download(content: bytes, reply: Reply, what: str, ending: str) -> HttpResponse:
    headers = {"X-Content-Type-Options": "nosniff"}
    response = HttpResponse(content, content_type=MEDIA_TYPES[ending], headers=headers)
    name = safe_name(f"{reply.assignment.item.number_label}{what}第{reply.version}稿.{ending}")
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
