"""What is owed once a letter has gone out: a rating, commitments, an explanation, another upload."""

import datetime as dt
from typing import Any

from huiyin.events.actors import Actor
from huiyin.handling import duties
from huiyin.handling.models import Assignment, DutyKind
from huiyin.replies import classes
from huiyin.replies.chain import route
from huiyin.replies.letter import content
from huiyin.replies.models import Reply, State


def open_duties(reply: Reply, day: dt.date, *, by: Actor, now: dt.datetime) -> None:
    """评价（规则包要求的）；列入计划的要立承诺；办不了的要向提出人说明。"""
    pack, found = route.pack_of(reply.assignment), classes.class_of(reply)
    wanted = {
        DutyKind.RATING: bool(pack.switches.rating_required) and not reply.assignment.item.no_written_reply,
        DutyKind.COMMITMENT: bool(found and found.needs_commitment),
        DutyKind.EXPLANATION: bool(found and found.needs_explanation),
    }
    for kind, owed in wanted.items():
        if owed:
            duties.open_duty(
                reply.assignment, kind, base_on=day, base_event="issued", by=by, now=now, round=reply.round
            )


def settle_delivery(assignment: Assignment, day: dt.date, *, by: Actor, now: dt.datetime) -> None:
    """送达：发出的每一份答复，应得的提出人都送到了，这项义务才算完成；没送到的写明还差几位。"""
    left = sum(len(content.undelivered(letter)) for letter in _standing(assignment))
    if not left:
        duties.meet_duty(assignment, DutyKind.DELIVERY, on=day, by=by)
    elif not duties.count_down(assignment, DutyKind.DELIVERY, left):
        number = 1 + assignment.duties.filter(kind=DutyKind.DELIVERY).count()
        duties.open_duty(
            assignment,
            DutyKind.DELIVERY,
            base_on=day,
            base_event="issued",
            by=by,
            now=now,
            round=number,
            outstanding=left,
        )


def forgo_delivery(reply: Reply, *, on: dt.date, reason: str, by: Actor) -> None:
    """A letter that came back is sent to nobody."""
    duties.waive_all(reply.assignment, [DutyKind.DELIVERY], on=on, reason=reason, by=by)


def _standing(assignment: Assignment) -> list[Reply]:
    """Letters to submitters that are out and have not been replaced."""
    if assignment.item.no_written_reply:
        return []
    out = Reply.objects.filter(assignment=assignment, state=State.ISSUED).select_related("assignment__item")
    return [reply for reply in out if reply.is_answer]


def forgo_rating(reply: Reply, *, on: dt.date, reason: str, by: Actor) -> None:
    """A letter that no longer stands is not rated."""
    duties.waive_all(reply.assignment, [DutyKind.RATING], on=on, reason=reason, by=by, round=reply.round)


def open_upload(reply: Reply, day: dt.date, *, by: Actor, now: dt.datetime) -> None:
    """What replaces a letter or an opinion that went up is uploaded again, where the place asks for it."""
    switches = route.pack_of(reply.assignment).switches
    wanted = bool(switches.upload_required) if reply.is_answer else "system" in switches.opinion_delivery.value
    if wanted:
        open_duty_to_upload(reply, day, base_event="returned", by=by, now=now)


def upload_opinion(reply: Reply, day: dt.date, *, by: Actor, now: dt.datetime) -> None:
    """Where the place wants opinions in the system above as well, that is owed once it was handed over."""
    wanted = "system" in route.pack_of(reply.assignment).switches.opinion_delivery.value
    if wanted and not reply.uploads.filter(returned_on=None).exists():
        open_duty_to_upload(reply, day, base_event="issued", by=by, now=now)


def open_duty_to_upload(reply: Reply, day: dt.date, *, base_event: str, by: Actor, now: dt.datetime) -> None:
    """网上报送: the next round of it, unless one is still owed."""
    owed = reply.assignment.duties.filter(kind=DutyKind.SUBMIT_UP)
    if not owed.filter(met_on=None, waived_on=None).exists():
        facts: dict[str, Any] = {"base_on": day, "base_event": base_event, "by": by, "now": now}
        duties.open_duty(reply.assignment, DutyKind.SUBMIT_UP, round=owed.count() + 1, **facts)
