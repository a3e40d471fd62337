"""Reads that span replies: at which stage each item is, which steps wait for a person, how long steps took."""

import datetime as dt
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from huiyin.accounts.desk import Person
from huiyin.handling.models import Assignment, Duty, DutyKind
from huiyin.handling.models import State as HandlingState
from huiyin.replies import route
from huiyin.replies.models import ClearanceStep, Delivery, Reply, ReplyKind, State

STAGES = ("拟稿", "征询", "审签", "成文", "印发", "送达", "评价", "销号")
BEFORE_ISSUE = {
    State.DRAFTING: "拟稿",
    State.CONSULTING: "征询",
    State.CLEARING: "审签",
    State.SIGNED: "成文",
    State.RETURNED: "拟稿",
}


def stage_of(assignment: Assignment) -> str:
    """The last of the eight stages this assignment has reached; "" before the first."""
    return stages_of([assignment])[assignment.pk]


def stages_of(assignments: Iterable[Assignment]) -> dict[int, str]:
    """The same for many, in three queries whatever their number."""
    rows = list(assignments)
    ids = [row.pk for row in rows]
    latest = dict(
        Reply.objects.filter(assignment__in=ids)
        .exclude(kind=ReplyKind.FOLLOW_UP)
        .order_by("id")
        .values_list("assignment_id", "state")
    )
    sent = Delivery.objects.filter(reply__assignment__in=ids, reply__state=State.ISSUED)
    delivered = set(sent.values_list("reply__assignment_id", flat=True))
    asked = Duty.objects.owed().filter(assignment__in=ids, kind=DutyKind.RATING)
    waiting = set(asked.values_list("assignment_id", flat=True))
    return {row.pk: _stage(row, latest.get(row.pk, ""), row.pk in delivered, row.pk in waiting) for row in rows}


def _stage(assignment: Assignment, state: str, is_delivered: bool, is_waiting: bool) -> str:
    if assignment.state == HandlingState.CLOSED:
        return "销号"
    if not state:
        return ""
    if state in BEFORE_ISSUE:
        return BEFORE_ISSUE[State(state)]
    if not is_delivered:
        return "印发"
    return "送达" if is_waiting or not assignment.owes_reply else "评价"


def awaiting(person: Person) -> QuerySet[ClearanceStep]:
    """审签 steps that wait for this person, own seats and stood-in ones; never those of their own drafts. One query."""
    if not person.seats:
        return ClearanceStep.objects.none()
    mine = reduce(
        or_,
        (
            Q(role=seat.role, unit=seat.unit.pk) & (Q(person=None) | Q(person=(seat.stood_in_for or person.user).pk))
            for seat in person.seats
        ),
    )
    earlier = ClearanceStep.objects.filter(
        reply=OuterRef("reply"), round=OuterRef("round"), order__lt=OuterRef("order"), result=""
    )
    return (
        ClearanceStep.objects.filter(mine, ~Exists(earlier), result="", done_at=None)
        .filter(reply__state=State.CLEARING, round=F("reply__clearing_round"))
        .exclude(reply__drafter=person.user)
        .select_related("reply__assignment__item__session", "reply__assignment__unit", "reply__drafter", "unit")
        .order_by("reply__assignment__item__dispatched_on", "id")
    )


class StepTime(NamedTuple):
    """How long the slip lay at one step."""

    step: ClearanceStep
    came_at: dt.datetime
    went_at: dt.datetime | None

    def days(self, *, now: dt.datetime) -> int:
        return ((self.went_at or now) - self.came_at).days


def durations(reply: Reply) -> list[StepTime]:
    """The steps of the last round, each from the moment the slip came to the moment it went on."""
    steps = route.round_of(reply)
    version = reply.versions.filter(number=steps[0].version).first() if steps else None
    if version is None:
        return []
    came, found = version.saved_at, []
    for step in steps:
        found.append(StepTime(step, came, step.done_at))
        if step.done_at is None:
            break
        came = step.done_at
    return found
