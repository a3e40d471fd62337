"""Reads that span replies: at which stage each item is, which steps wait for a person, how long steps took."""

import datetime as dt
from collections.abc import Iterable
from functools import reduce
from itertools import groupby
from operator import or_
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from huiyin.accounts.desk import Person
from huiyin.accounts.models import ADMIN_ROLES, Role
from huiyin.handling.models import Assignment, Duty, DutyKind
from huiyin.handling.models import State as HandlingState
from huiyin.replies.chain import route
from huiyin.replies.models import ClearanceStep, ClearedAt, Delivery, Reply, ReplyKind, State, StepAction, StepResult

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
    sent = Delivery.objects.filter(reply__assignment__in=ids, reply__state=State.ISSUED, copy_to="")
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
    return (
        steps_at(person)
        .exclude(reply__drafter=person.user)
        .select_related("reply__assignment__item__session", "reply__assignment__unit", "reply__drafter", "unit")
        .order_by("reply__assignment__item__dispatched_on", "id")
    )


def steps_at(person: Person) -> QuerySet[ClearanceStep]:
    """Steps whose turn it is here and which a seat of this person could pass, their own drafts' among them."""
    mine = _seats_of(person)
    if mine is None:
        return ClearanceStep.objects.none()
    return _at_turn().filter(mine, reply__cleared_at=ClearedAt.HERE).exclude(action=StepAction.PRECHECK)


def written_down_by(person: Person) -> QuerySet[ClearanceStep]:
    """What the coordinator of a department writes down for others: 上级预审, and the round made in OA or on paper."""
    units = [seat.unit.pk for seat in person.seats if seat.role == Role.COORDINATOR]
    elsewhere = Q(action=StepAction.PRECHECK) | ~Q(reply__cleared_at=ClearedAt.HERE)
    return _at_turn().filter(elsewhere, reply__assignment__unit__in=units)


def _at_turn() -> QuerySet[ClearanceStep]:
    """Open steps of the lowest open stage of the round under way."""
    earlier = ClearanceStep.objects.filter(
        reply=OuterRef("reply"), round=OuterRef("round"), stage__lt=OuterRef("stage"), result=""
    )
    return ClearanceStep.objects.filter(
        ~Exists(earlier),
        result="",
        done_at=None,
        reply__state=State.CLEARING,
        round=F("reply__clearing_round"),
    )


def _seats_of(person: Person) -> Q | None:
    """By post; by name where the step names a person instead of a post."""
    seats = [seat for seat in person.seats if seat.role not in ADMIN_ROLES]
    named = {(seat.stood_in_for or person.user).pk for seat in seats}
    posts = [
        Q(role=seat.role, unit=seat.unit.pk) & (Q(person=None) | Q(person=(seat.stood_in_for or person.user).pk))
        for seat in seats
    ]
    return reduce(or_, posts, Q(role="", person__in=named)) if seats else None


class StepTime(NamedTuple):
    """How long the slip lay at one step."""

    step: ClearanceStep
    came_at: dt.datetime
    went_at: dt.datetime | None

    def days(self, *, now: dt.datetime) -> int:
        """Whole days; none where the slip from elsewhere bears a day before it was submitted here."""
        return max(0, ((self.went_at or now) - self.came_at).days)


def durations(reply: Reply) -> list[StepTime]:
    """The steps of the last round, each from the moment the slip came to it; side by side they begin together."""
    steps = route.round_of(reply)
    version = reply.versions.filter(number=steps[0].version).first() if steps else None
    if version is None:
        return []
    came, again, found = version.saved_at, _came_back(reply, steps[0]), []
    for _, stage in groupby(sorted(steps, key=lambda step: (step.stage, step.order)), key=lambda step: step.stage):
        together = list(stage)
        start = came if together[0].carried or again is None else max(came, again)
        found += [StepTime(step, start, step.done_at) for step in together]
        if any(step.done_at is None for step in together):
            break
        came = max(step.done_at for step in together if step.done_at)
    return found


def _came_back(reply: Reply, first: ClearanceStep) -> dt.datetime | None:
    """When somebody handed the same version back to an earlier step; None when the round began with a submission."""
    rows = reply.steps.filter(version=first.version, round__lt=first.round, result=StepResult.SENT_BACK)
    return rows.order_by("-done_at").values_list("done_at", flat=True).first()
