"""等别人: what the person's units have in hand and somebody else must move, since when."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from huiyin.accounts.desk import Person
from huiyin.handling import waits
from huiyin.handling.waits import Waiting
from huiyin.items.models import Item

SHOWN = 6


@dataclass(frozen=True)
class Elsewhere:
    """One item that waits for somebody else."""

    item: Item
    wait: Waiting
    due_on: dt.date | None


def elsewhere_of(person: Person, rows: Iterable[Any], mine: Iterable[Item]) -> list[Elsewhere]:
    """The longest wait first; what this person must do themselves, or their own unit, is no waiting for others."""
    own = {seat.unit.name for seat in person.seats} | {person.user.name}
    todo = {item.pk for item in mine}
    found: dict[int, Elsewhere] = {}
    for row in rows:
        wait = waits.read(row.wait)
        if wait and row.item_id not in todo and wait.whom not in own:
            found.setdefault(row.item_id, Elsewhere(row.item, wait, row.next_due_on))
    return sorted(found.values(), key=lambda one: (one.wait.since, one.item.pk))
