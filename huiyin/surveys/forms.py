"""The papers a submitter gets beside the letter: the rating form with the link, the slip that says the letter came."""

from django.conf import settings

from huiyin.directory.models import Submitter
from huiyin.documents.rating_form import RatingForm, rating_heading
from huiyin.documents.reply_slip import HEADING as SLIP
from huiyin.documents.reply_slip import ReplySlip
from huiyin.replies.letter.letters import annexes_of
from huiyin.replies.models import Reply
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
        annex=annex_of(reply, rating_heading(item.get_kind_display())),
    )


def slip_of(reply: Reply, submitter: Submitter, invitation: Invitation | None, *, sees: bool) -> ReplySlip:
    """答复函回执: the rating's code and link where there is one, else the number of the item; it works on paper alone."""
    item = reply.assignment.item
    return ReplySlip(
        title=item.title or item.number_label,
        number=item.number_label,
        submitter=submitter.name,
        unit=reply.assignment.unit.name,
        doc_no=reply.doc_no,
        code=invitation.code if invitation else item.number_label,
        link=link_of(invitation) if invitation and sees else "",
        annex=annex_of(reply, SLIP),
    )


def has_slip(reply: Reply) -> bool:
    return SLIP in annexes_of(reply)


def annex_of(reply: Reply, heading: str) -> str:
    """附件 with its number where the letter has several, below the letter's own number."""
    annexes = annexes_of(reply)
    number = str(annexes.index(heading) + 1) if heading in annexes and len(annexes) > 1 else ""
    return f"{reply.doc_no}附件{number}" if reply.doc_no else ""
