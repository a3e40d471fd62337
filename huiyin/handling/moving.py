"""Which open dates a new calendar, text or edition would move, and moving them: seen first, then one event an item."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet

from huiyin.events.actions import build as build_event
from huiyin.events.actions import record_many
from huiyin.events.actors import Actor
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling import clocks, policy
from huiyin.handling.models import OPEN_STATES, Assignment, Duty, Override
from huiyin.items.models import Item
from huiyin.rules import packs
from huiyin.rules.clocks import Deadline

AT_ONCE = 1000


class Move(NamedTuple):
    """One open duty whose date would be another."""

    duty: Duty
    before: dt.date | None
    found: Deadline

    @property
    def item(self) -> Item:
        return self.duty.assignment.item

    @property
    def after(self) -> dt.date | None:
        return self.found.due_on

    @property
    def days(self) -> int | None:
        """How many days later; negative when earlier; None when a date appears or goes."""
        return (self.after - self.before).days if self.after and self.before else None


def would_move(
    assignments: QuerySet[Assignment],
    *,
    overrides: Mapping[int, Sequence[Override]] | None = None,
    versions: Mapping[str, int] | None = None,
) -> Iterator[Move]:
    """Compare what is stored with what the facts give now, or would with these batch terms or editions; writes nothing."""
    owed = _open_duties(assignments)
    while duties := list(islice(owed, AT_ONCE)):
        for duty in duties:
            _read_by(duty.assignment, versions or {})
        facts = clocks.facts_of({duty.assignment for duty in duties}, overrides)
        for duty in duties:
            found = clocks.deadline(duty, facts)
            if (found.due_on, found.uncertain[:120]) != (duty.due_on, duty.uncertain):
                yield Move(duty, duty.due_on, found)


@transaction.atomic
def move_dates(
    assignments: QuerySet[Assignment], *, why: str, by: Actor, now: dt.datetime, clause: str = ""
) -> list[Item]:
    """重新计算在办件的期限：节假日公布晚了、规则改了以后，先看过哪些件会动，再写入；每件记一个事件。"""
    moves = list(would_move(assignments))
    _write(moves, why=why, clause=clause, by=by, now=now)
    return list({move.item.pk: move.item for move in moves}.values())


@transaction.atomic
def reissue(
    assignments: QuerySet[Assignment], *, version: int, why: str, by: Actor, now: dt.datetime
) -> list[Assignment]:
    """改按新版规则办理：只对选定的件，由综合协调人或交办单位决定；规则改版本身不改在办的件（R13）。每件记一个事件。"""
    if not why.strip():
        raise NotReady("改按新版规则要写明理由。")
    assignments = assignments.select_related("unit__parent", "parent", "item__batch__unit")
    rows = list(assignments.filter(parent=None, state__in=OPEN_STATES).exclude(pack_version=version))
    if not all(policy.can_waive(by, row) for row in rows):
        raise NotAllowed("您没有权限改变这些件适用的规则。")
    for row in rows:
        packs.get(row.pack, version)
    ids = [row.pk for row in rows]
    before = {row.item_id: row.pack_version for row in rows}
    Assignment.objects.filter(Q(pk__in=ids) | Q(parent__in=ids)).update(pack_version=version)
    moves = list(would_move(Assignment.objects.filter(pk__in=ids)))
    said = {
        row.item_id: {"pack": row.pack, "before": before[row.item_id], "version": version, "reason": why}
        for row in rows
    }
    _store(moves)
    record_many(
        build_event(
            "handling.reissued",
            f"item:{row.item_id}",
            by=by,
            at=now,
            subject=f"assignment:{row.pk}",
            facts={**said[row.item_id], "moved": _told(move for move in moves if move.item.pk == row.item_id)},
            unit_code=row.unit.code,
        )
        for row in rows
    )
    return rows


def _open_duties(assignments: QuerySet[Assignment]) -> Iterator[Duty]:
    """What these units and the offices below them still owe."""
    ids = assignments.filter(state__in=OPEN_STATES).values("pk")
    owed = Duty.objects.filter(met_on=None, waived_on=None, assignment__state__in=OPEN_STATES)
    owed = owed.filter(Q(assignment__in=ids) | Q(assignment__parent__in=ids))
    related = ("assignment__item__session", "assignment__unit", "assignment__parent__item__session")
    return owed.select_related(*related).order_by("assignment__item_id", "id").iterator(chunk_size=AT_ONCE)


def _read_by(assignment: Assignment, versions: Mapping[str, int]) -> None:
    """As if it went by another edition; not stored."""
    for row in filter(None, (assignment, assignment.parent)):
        row.pack_version = versions.get(row.pack, row.pack_version)


def _write(moves: Sequence[Move], *, why: str, clause: str, by: Actor, now: dt.datetime) -> None:
    _store(moves)
    of_item: dict[int, list[Move]] = defaultdict(list)
    for move in moves:
        of_item[move.item.pk].append(move)
    record_many(
        build_event(
            "handling.dates_moved",
            f"item:{pk}",
            by=by,
            at=now,
            facts={"reason": why, "clause": clause, "moved": _told(rows)},
            unit_code=rows[0].duty.assignment.unit.code,
        )
        for pk, rows in of_item.items()
    )


def _store(moves: Sequence[Move]) -> None:
    clocks.write([(move.duty, move.found) for move in moves])


def _told(moves: Iterable[Move]) -> str:
    """答复 2022-07-15 → 2022-07-18；… as the log says it."""
    return "；".join(
        f"{move.duty.get_kind_display()} {move.before or '未定'} → {move.after or move.found.uncertain}"
        for move in moves
    )
