"""What is owed once a letter has gone out: a rating, commitments, an explanation, another upload."""

import datetime as dt

from huiyin.events.actors import Actor
from huiyin.handling import duties
from huiyin.handling.models import DutyKind
from huiyin.replies import checks, route
from huiyin.replies.models import Reply


def open_duties(reply: Reply, day: dt.date, *, by: Actor, now: dt.datetime) -> None:
    """评价（规则包要求的）；列入计划的要立承诺；办不了的要向提出人说明。"""
    pack, found = route.pack_of(reply.assignment), checks.class_of(reply)
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


def forgo_rating(reply: Reply, *, on: dt.date, reason: str, by: Actor) -> None:
    """A letter that no longer stands is not rated."""
    duties.waive_all(reply.assignment, [DutyKind.RATING], on=on, reason=reason, by=by, round=reply.round)


def open_upload(reply: Reply, day: dt.date, *, by: Actor, now: dt.datetime) -> None:
    """The letter that replaces a returned one is uploaded again, where the pack asks for it."""
    if route.pack_of(reply.assignment).switches.upload_required:
        duties.open_duty(
            reply.assignment,
            DutyKind.SUBMIT_UP,
            base_on=day,
            base_event="returned",
            by=by,
            now=now,
            round=reply.round,
        )
