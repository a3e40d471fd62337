"""The letter as its submitter reads it: their own where each got one, on the screen and as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from huiyin.files import storage
from huiyin.files.models import StoredFile
from huiyin.portal.guard import behind_link
from huiyin.portal.views import show
from huiyin.replies.letter.copies import copy_for
from huiyin.replies.letter.letters import letter_of
from huiyin.surveys.models import Invitation


@require_GET
@behind_link
def letter(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """The whole letter in large type, as it was signed."""
    reply = invitation.round.reply
    own = copy_for(reply, invitation.submitter_id)
    letter = letter_of(reply, addressee=own.addressee if own else "")
    facts = {"letter": letter, "reply": reply, "token": token, "item": reply.assignment.item}
    return show(request, "portal/letter.html", facts)


@require_GET
@behind_link
def letter_file(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """The very file that was issued: the submitter's own letter where each got one."""
    own = copy_for(invitation.round.reply, invitation.submitter_id)
    return issued(own.letter if own else invitation.round.reply.letter)


@require_GET
@behind_link
def letter_pdf_file(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """The same letter as PDF."""
    own = copy_for(invitation.round.reply, invitation.submitter_id)
    return issued(own.letter_pdf if own else invitation.round.reply.letter_pdf)


def issued(file: StoredFile | None) -> HttpResponse:
    if file is None:
        raise Http404
    response = HttpResponse(storage.read(file), content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response
