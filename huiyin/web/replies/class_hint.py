"""Beside the choice of a class: what the answers point to, what is missing for it, how often we and others say A."""

from typing import Any, NamedTuple

from huiyin.flow.errors import Blocker
from huiyin.replies import classes, peers
from huiyin.replies.classes import Shares, Suggestion
from huiyin.replies.flow import FLOW
from huiyin.replies.letter import content
from huiyin.replies.models import OralRecord, PeerShare, Reply, ReplyKind
from huiyin.replies.sending import oral_answers
from huiyin.replies.writing import promises
from huiyin.web.seat import StaffRequest

BESIDE = 3


class ClassHint(NamedTuple):
    """Shown, never set."""

    suggested: Suggestion | None
    missing: list[Blocker]
    own: Shares
    peers: list[tuple[PeerShare, Shares]]


def beside_class(request: StaffRequest, reply: Reply) -> dict[str, Any]:
    """The hint of an answer, and what the letter before promised that this one does not speak of."""
    if not reply.is_answer:
        return {}
    unit = reply.assignment.unit
    chosen = classes.blockers(reply, content.answers_of(reply)) if reply.class_letter else []
    known = [(row, peers.share_of(row)) for row in peers.peers(unit)[:BESIDE]]
    own = classes.share(unit, reply.assignment.year, on=request.today)
    hint = ClassHint(classes.suggestion(reply), [one for one in chosen if one.where == "class"], own, known)
    left = promises.left_over(reply)
    dropped = promises.dropped_of(reply) if reply.supersedes_id else []
    return {"demand": classes.class_of(reply), "class_hint": hint, "left": left, "dropped": dropped} | oral_of(
        request, reply
    )


def oral_of(request: StaffRequest, reply: Reply) -> dict[str, Any]:
    """The record of an answer given in person; where no letter is asked for, it may stand for the answer."""
    if reply.kind != ReplyKind.ORAL:
        return {}
    record = OralRecord.objects.select_related("file").filter(reply=reply).first()
    alone = not oral_answers.needs_letter(reply) and FLOW.may(reply, "answer_orally", request.person)
    return {"record": record, "may_stand_alone": alone}
