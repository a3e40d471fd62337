"""Dates that would move, as a page lists them: item, duty, from, to, by how many days."""

from collections.abc import Iterable
from dataclasses import dataclass

from huiyin.accounts.desk import Person
from huiyin.accounts.models import Role
from huiyin.accounts.policy import department_of
from huiyin.directory.models import Unit
from huiyin.flow.errors import NotAllowed
from huiyin.handling.models import Assignment, AssignmentQuerySet
from huiyin.handling.moving import Move
from huiyin.items.models import Item

SHOWN = 200
KEEPERS = (Role.COORDINATOR, Role.DISPATCHER)


@dataclass(frozen=True)
class MovesShown:
    """The first rows that this person may see, and the counts of all."""

    rows: list[Move]
    duties: int
    items: int
    earlier: int

    @property
    def left_out(self) -> int:
        return self.duties - len(self.rows)


def shown(moves: Iterable[Move], person: Person) -> MovesShown:
    """Everything is counted; only what this person may open is listed."""
    found = list(moves)
    first = [move.item.pk for move in found]
    seen = set(Item.objects.visible_to(person).filter(pk__in=set(first)).values_list("pk", flat=True))
    rows = [move for move in found if move.item.pk in seen][:SHOWN]
    earlier = sum(move.days is not None and move.days < 0 for move in found)
    return MovesShown(rows, len(found), len(set(first)), earlier)


def may_change(person: Person) -> bool:
    """Who decides for the unit by which text and dates it goes on."""
    return any(person.has_role(role) for role in KEEPERS)


def insist_keeper(person: Person) -> None:
    if not may_change(person):
        raise NotAllowed("重新计算期限由综合协调人或交办单位决定。")


def kept_by(person: Person) -> AssignmentQuerySet:
    """What is open in the departments where this person coordinates, and below the units they dispatch from."""
    units = [department_of(seat.unit) for seat in person.seats if seat.role in KEEPERS]
    inside = Unit.objects.none()
    for unit in units:
        inside = inside | Unit.objects.inside(unit)
    return Assignment.objects.open().filter(parent=None, unit__in=inside)
