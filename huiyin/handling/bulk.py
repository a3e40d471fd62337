"""Many at once: each row in a step of its own and told by itself; what was given is taken back while nobody has signed."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import uuid4

from django.db import transaction

from huiyin.accounts.models import User
from huiyin.events.actions import record
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.events.models import Event
from huiyin.flow.errors import Blocker, HouseError, NotAllowed, NotReady, Stale
from huiyin.handling import policy, shares
from huiyin.handling.allotting import Share, allot, assign
from huiyin.handling.dispatching import DispatchPlan, dispatch_many
from huiyin.handling.models import Assignment, State
from huiyin.items.models import Item

ALLOTTED, DISPATCHED, UNDONE = "handling.many_allotted", "handling.many_dispatched", "handling.many_undone"
REASON = "撤销刚才的批量操作"


@dataclass(frozen=True)
class Line:
    """What became of one row: done, or why not."""

    item: Item
    assignment: Assignment | None = None
    why_not: str = ""

    @property
    def done(self) -> bool:
        return not self.why_not


@dataclass(frozen=True)
class Report:
    """topic: what undoes it, "" when nothing can be undone."""

    lines: tuple[Line, ...]
    topic: str = ""

    @property
    def done(self) -> list[Line]:
        return [line for line in self.lines if line.done]

    @property
    def left(self) -> list[Line]:
        return [line for line in self.lines if not line.done]


def each(rows: Iterable[Assignment], act: Callable[[Assignment], object]) -> list[Line]:
    """The act on every row; a row that cannot is left as it was."""
    return [_try(row, act) for row in rows]


def _try(row: Assignment, act: Callable[[Assignment], object]) -> Line:
    try:
        with transaction.atomic():
            act(row)
    except HouseError as error:
        return Line(row.item, row, str(error))
    return Line(row.item, row)


@transaction.atomic
def allot_many(chosen: Sequence[tuple[Assignment, Sequence[Share]]], *, by: Actor, now: dt.datetime) -> Report:
    """批量分办：逐件分到处室，办不成的留着并写明原因；处室签收以前可以撤销。"""
    wanted = {row.pk: parts for row, parts in chosen}
    lines = each([row for row, _ in chosen], lambda row: allot(row, wanted[row.pk], by=by, now=now))
    kids: dict[int, list[int]] = {line.assignment.pk: [] for line in lines if line.done and line.assignment}
    for parent, pk in Assignment.objects.standing().filter(parent__in=kids).values_list("parent", "pk"):
        kids[parent or 0].append(pk)
    return Report(tuple(lines), _remember(ALLOTTED, kids, lines, by=by, now=now))


@transaction.atomic
def dispatch_each(
    plans: Sequence[DispatchPlan], *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Report:
    """批量交办：一件一件地交给各单位，办不成的留着并写明原因；单位签收以前可以撤销。"""
    lines, given = [], []
    for _, group in groupby(plans, key=lambda plan: plan.item.pk):
        mine = list(group)
        try:
            with transaction.atomic():
                given += dispatch_many(mine, by=by, now=now, recorded_for=recorded_for)
            lines.append(Line(mine[0].item))
        except HouseError as error:
            lines.append(Line(mine[0].item, None, str(error)))
    return Report(tuple(lines), _remember(DISPATCHED, {row.pk: [] for row in given}, lines, by=by, now=now))


@transaction.atomic
def assign_many(
    rows: Sequence[Assignment],
    *,
    by: Actor,
    now: dt.datetime,
    leader: User | None = None,
    due_on: dt.date | None = None,
) -> Report:
    """批量定责任领导、处室时限：各处室的其余各项不变；办不成的留着并写明原因。"""
    facts: dict[str, Any] = {"leader": leader, "due_on": due_on}
    return Report(tuple(each(rows, lambda row: assign(row, by=by, now=now, **facts))))


@transaction.atomic
def undo(topic: str, *, by: Actor, now: dt.datetime) -> Report:
    """撤销批量操作：还没有签收的收回，签收了的不动，逐件写明；一次操作只能撤销一次。"""
    made = Event.objects.of(topic).filter(verb__in=(ALLOTTED, DISPATCHED)).first()
    if made is None or (made.unit_code != by.unit_code and made.actor != by.actor_key):
        raise NotAllowed("没有这样一次批量操作，或不是本单位做的。")
    if Event.objects.of(topic).filter(verb=UNDONE).exists():
        raise Stale("这次批量操作已经撤销过。")
    take = _take_shares if made.verb == ALLOTTED else _take_dispatch
    rows = Assignment.objects.filter(pk__in=[pk for pk, _ in made.facts["rows"]]).select_related(
        "unit__parent", "item__session", "item__batch__unit"
    )
    parts = dict(made.facts["rows"])
    lines = each(rows.order_by("pk"), lambda row: take(row, parts[row.pk], by=by, now=now))
    if not any(line.done for line in lines):
        raise NotReady([Blocker(f"{line.item.number_label}：{line.why_not}") for line in lines])
    facts = {"of": made.verb, "done": sum(line.done for line in lines), "left": sum(not line.done for line in lines)}
    record(UNDONE, topic, by=by, at=now, subject=made.subject, facts=facts)
    return Report(tuple(lines))


def _take_shares(row: Assignment, kids: Sequence[int], *, by: Actor, now: dt.datetime) -> None:
    if not policy.can_allot(by, row):
        raise NotAllowed("您没有权限撤销分办。")
    held = shares.shares_in(row, *(state for state in State if state != State.WITHDRAWN))
    if busy := [part.unit.name for part in held if part.state != State.WAITING]:
        raise Stale(f"{'、'.join(busy)}已经签收，请用“重新分办”。")
    if {part.pk for part in held} != set(kids):
        raise Stale("以后又重新分过。")
    for part in held:
        shares.take_back(part, on=local_day(now), reason=REASON, by=by, now=now)


def _take_dispatch(row: Assignment, kids: Sequence[int], *, by: Actor, now: dt.datetime) -> None:
    if row.state != State.WAITING:
        raise Stale(f"{row.unit}已经签收。" if row.state != State.WITHDRAWN else "已经撤销。")
    shares.take_back_dispatch(row, on=local_day(now), reason=REASON, by=by, now=now)


def _remember(
    verb: str, rows: Mapping[int, Sequence[int]], lines: Sequence[Line], *, by: Actor, now: dt.datetime
) -> str:
    """One event for the whole act, under a topic of its own; it names the rows and the parts they got."""
    if not rows:
        return ""
    topic = f"bulk:{uuid4().hex[:16]}"
    done = sum(line.done for line in lines)
    facts = {"rows": [[pk, list(parts)] for pk, parts in rows.items()], "done": done, "left": len(lines) - done}
    record(verb, topic, by=by, at=now, subject=topic, facts=facts)
    return topic
