"""What is printed or shown to ask a submitter: the link as a picture, the form on paper."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from huiyin.documents.qr import qr_svg
from huiyin.documents.rating_form import rating_form_docx
from huiyin.files.gate import MEDIA_TYPES
from huiyin.surveys import policy
from huiyin.surveys.forms import form_of, link_of
from huiyin.web.handling.acting import insist
from huiyin.web.seat import StaffRequest
from huiyin.web.surveys.finding import find_invitation


@require_safe
def qr(request: StaffRequest, pk: int) -> HttpResponse:
    """The link as a picture; for who may see the link."""
    invitation = find_invitation(request, pk)
    insist(policy.can_transcribe(request.person, invitation.round.reply), "看评价链接")
    response = HttpResponse(qr_svg(link_of(invitation)), content_type="image/svg+xml")
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def paper_form(request: StaffRequest, pk: int) -> HttpResponse:
    """征询意见表 to print; without the link for whoever may not see it."""
    invitation = find_invitation(request, pk)
    sees = policy.can_transcribe(request.person, invitation.round.reply)
    response = HttpResponse(rating_form_docx(form_of(invitation, sees=sees)), content_type=MEDIA_TYPES["docx"])
    response["Content-Disposition"] = content_disposition_header(True, f"征询意见表 {invitation.submitter}.docx")
    return response
