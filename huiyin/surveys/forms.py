"""The submitter's own link, and the rating form on paper that carries it."""

from django.conf import settings

from huiyin.documents.rating_form import RatingForm
from huiyin.surveys.links import token_of
from huiyin.surveys.models import Invitation


def link_of(invitation: Invitation) -> str:
    return f"{settings.BASE_URL}/r/{token_of(invitation)}/"


def form_of(invitation: Invitation, *, sees: bool) -> RatingForm:
    """The link only for who may see it; the form goes out as an annex of the letter."""
    reply = invitation.round.reply
    item, unit = reply.assignment.item, reply.assignment.unit
    return RatingForm(
        title=item.title or item.number_label,
        number=item.number_label,
        kind=item.get_kind_display(),
        submitter=invitation.submitter.name,
        unit=unit.name,
        code=invitation.code,
        link=link_of(invitation) if sees else "",
        return_to=unit.name,
        return_by=invitation.round.closes_on,
        annex=f"{reply.doc_no}附件" if reply.doc_no else "",
    )
