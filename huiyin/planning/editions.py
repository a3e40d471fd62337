"""Editions of the responsibility list: frozen rows, and what changed from one to the next."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.planning import policy
from huiyin.planning.figures import COLUMNS, Row, digest_of, responsibility
from huiyin.planning.models import ResponsibilityEdition

KINDS = {"added": "新增", "removed": "去掉", "changed": "改动"}


@dataclass(frozen=True)
class Cell:
    """One changed cell."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """One item that is new, gone, or said otherwise."""

    kind: str
    row: Row
    cells: tuple[Cell, ...] = ()

    @property
    def word(self) -> str:
        return KINDS[self.kind]


@transaction.atomic
def make_edition(unit: Unit, year: int, *, why: str, by: Actor, now: dt.datetime) -> ResponsibilityEdition:
    """印发责任清单的一版：照此刻各处室承担的原样留存，以后不改；与上一版没有不同的，不出新版。"""
    if not policy.can_plan_for(by, unit):
        raise NotAllowed("责任清单由综合协调人印发。")
    if not why.strip():
        raise NotReady("要写明为何出新版。")
    rows, before = responsibility(unit, year), latest(unit, year)
    if not rows:
        raise NotReady("还没有分到处室的件。")
    if before and before.digest == digest_of(rows):
        raise NotReady(f"与第 {before.number} 版没有不同。")
    edition = ResponsibilityEdition.objects.create(
        unit=unit,
        year=year,
        number=before.number + 1 if before else 1,
        why=why.strip()[:200],
        rows=rows,
        digest=digest_of(rows),
        made_at=now,
        made_by=by.actor_key,
    )
    facts = {"number": edition.number, "items": len(rows), "why": edition.why, "digest": edition.digest}
    subject = f"responsibilityedition:{edition.pk}"
    record("planning.edition_made", f"responsibility:{unit.pk}", by=by, at=now, subject=subject, facts=facts)
    return edition


def is_intact(edition: ResponsibilityEdition) -> bool:
    """Does the edition still say what it said when it was made?"""
    return edition.digest == digest_of(edition.rows)


def latest(unit: Unit, year: int) -> ResponsibilityEdition | None:
    return ResponsibilityEdition.objects.filter(unit=unit, year=year).last()


def changed_since(unit: Unit, year: int) -> list[Difference]:
    """What the last edition does not say any more: time for the next one."""
    before = latest(unit, year)
    return compare(responsibility(unit, year), before.rows if before else [])


def differences(edition: ResponsibilityEdition, earlier: ResponsibilityEdition) -> list[Difference]:
    return compare(edition.rows, earlier.rows)


def compare(rows: Sequence[Row], earlier: Sequence[Row]) -> list[Difference]:
    """New items, changed cells, items that are gone — in the order of the lists."""
    before = {row["item"]: row for row in earlier}
    now = {row["item"] for row in rows}
    found = []
    for row in rows:
        old = before.get(row["item"])
        if old is None:
            found.append(Difference("added", row))
        elif cells := _cells(row, old):
            found.append(Difference("changed", row, cells))
    return found + [Difference("removed", row) for row in earlier if row["item"] not in now]


def _cells(row: Row, old: Row) -> tuple[Cell, ...]:
    pairs = [(column.label, column.text(old), column.text(row)) for column in COLUMNS]
    return tuple(Cell(label, before, after) for label, before, after in pairs if before != after)
