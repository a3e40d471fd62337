"""The tree of units as pages show it: who hangs below whom, what each was called, what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q

from huiyin.accounts.desk import Person
from huiyin.directory.models import Unit, UnitKind, UnitQuerySet
from huiyin.web.seat import StaffRequest, own_unit


@dataclass
class Node:
    """A unit with what hangs below it; `is_open`: shown unfolded."""

    unit: Unit
    below: list["Node"] = field(default_factory=list)
    is_open: bool = False


def readable(person: Person) -> UnitQuerySet:
    """The tree one belongs to, and the outside units on its lists; not the trees of others who work here too."""
    own = person.unit
    top = own.path.split("/")[1] if own else "0"
    return Unit.objects.filter(Q(path__startswith=f"/{top}/") | Q(managed_here=False))


def tree(request: StaffRequest) -> list[Node]:
    """The tree one belongs to, one's own department unfolded; two queries and one for each kind of past."""
    own = own_unit(request)
    units = Unit.objects.filter(path__startswith=f"/{own.path.split('/')[1]}/")
    units = units.annotate(people=Count("posts", filter=_held(request), distinct=True))
    rows = units.order_by("position", "sort_key").prefetch_related("former_names", "successions__new")
    return _grow(sorted(rows, key=lambda unit: unit.is_ended), opened=own.path)


def _held(request: StaffRequest) -> Q:
    day = request.today
    return Q(posts__held_to=None) | Q(posts__held_to__gt=day)


def _grow(units: Iterable[Unit], *, opened: str) -> list[Node]:
    nodes = {unit.pk: Node(unit, is_open=opened.startswith(unit.path)) for unit in units}
    roots: list[Node] = []
    for node in nodes.values():
        above = nodes.get(node.unit.parent_id or 0)
        (above.below if above else roots).append(node)
    return roots


def outside(words: str) -> UnitQuerySet:
    """Units of other places and levels that lists name, by a part of any of their names."""
    units = Unit.objects.filter(managed_here=False).exclude(kind=UnitKind.OFFICE).order_by("level", "sort_key", "pk")
    if not words:
        return units
    short = [unit.pk for unit in units if any(words in name for name in unit.short_names)]
    found = Q(name__contains=words) | Q(former_names__name__contains=words) | Q(pk__in=short)
    return units.filter(found).distinct()


def alike(unit: Unit) -> UnitQuerySet:
    """Units that could take this one over: living offices of the same department; departments of the same tree or kind."""
    living = Unit.objects.filter(valid_to=None).exclude(pk=unit.pk).order_by("position", "sort_key")
    if unit.is_office:
        return living.filter(parent=unit.parent_id, kind=UnitKind.OFFICE)
    others = living.exclude(kind=UnitKind.OFFICE).exclude(path__startswith=unit.path)
    top = f"/{unit.path.split('/')[1]}/"
    return others.filter(Q(path__startswith=top) | Q(parent=None, managed_here=unit.managed_here))
