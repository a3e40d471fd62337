"""Which letters are rated, and by whom."""

from huiyin.directory.models import Submitter
from huiyin.replies import content, route
from huiyin.replies.models import Reply, ReplyKind, State

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
