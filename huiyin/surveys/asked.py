"""Which letters are rated, by whom, and the invitation each of them gets."""

from huiyin.directory.models import Submitter
from huiyin.replies.chain import route
from huiyin.replies.letter import content
from huiyin.replies.models import Reply, ReplyKind, State
from huiyin.surveys import links
from huiyin.surveys.models import Invitation, Round
from huiyin.workdays.calendar import add_months

LINK_MONTHS = 6
RATED_KINDS = (ReplyKind.REPLY, ReplyKind.ORAL)


def is_asked(reply: Reply) -> bool:
    """Is this letter rated at all? Not an opinion, a draft for others, a follow-up, or where no written reply is wanted."""
    rated = reply.kind in RATED_KINDS and reply.state == State.ISSUED and reply.assignment.owes_reply
    switches = route.pack_of(reply.assignment).switches
    return rated and bool(switches.rating_required) and not reply.assignment.item.no_written_reply


def raters(reply: Reply) -> list[Submitter]:
    """R59: the first signer, or every confirmed signer where the pack says each."""
    each = route.pack_of(reply.assignment).switches.rate_by.value == "each"
    return content.submitters_of(reply.assignment.item, each=each)


def invitation(asking: Round, submitter: Submitter) -> Invitation:
    nonce = links.new_nonce()
    return Invitation(
        round=asking,
        submitter=submitter,
        code=links.new_code(),
        nonce=nonce,
        token_digest=links.digest_of(links.token_from(nonce)),
        expires_on=add_months(asking.opened_on, LINK_MONTHS),
    )
