"""Who may change an item: the coordinators of the units that keep it, who dispatched it, who screens it."""

from typing import Any

from huiyin.accounts.models import Role
from huiyin.accounts.policy import is_coordinator
from huiyin.directory.models import Unit, UnitKind
from huiyin.events.actors import Actor
from huiyin.items.models import Access, Course, Item, Screening

STAFF = (Role.DISPATCHER, Role.CONGRESS_STAFF, Role.CPPCC_STAFF)


def can_receive(actor: Actor, unit: Unit) -> bool:
    """收件: the coordinator of the unit, its dispatcher, the staff of a congress or CPPCC office."""
    return is_coordinator(actor, unit) or any(actor.has_role(role, unit.pk) for role in STAFF)


def keeps(actor: Actor, item: Item) -> bool:
    """The coordinator or dispatcher of the unit that received it, or the coordinator of a unit it was given to."""
    if can_receive(actor, item.batch.unit):
        return True
    units = Unit.objects.filter(pk__in=Access.objects.filter(item=item).values("unit")).select_related("parent")
    return any(is_coordinator(actor, unit) for unit in units)


def can_close(actor: Actor, item: Any) -> bool:
    """办结: as `keeps`; whoever closes the last assignment closes the item with the same right."""
    return keeps(actor, item)


def is_screener(actor: Actor, item: Item) -> bool:
    """提案审查: the staff of the CPPCC office the proposal was handed in to."""
    unit = item.batch.unit
    return unit.kind == UnitKind.CPPCC_OFFICE and can_receive(actor, unit)


def may_decide_screening(actor: Actor, item: Item) -> bool:
    """Who screens, or who keeps the list and records what was decided."""
    return is_screener(actor, item) or can_receive(actor, item.batch.unit)


def screens(actor: Actor, screening: Screening) -> bool:
    return may_decide_screening(actor, screening.item)


def keeps_screened(actor: Actor, screening: Screening) -> bool:
    return keeps(actor, screening.item)


def steers(actor: Actor, course: Course) -> bool:
    """The life of a motion is recorded by who keeps the item."""
    return keeps(actor, course.item)


def can_group(actor: Actor, unit: Unit) -> bool:
    """成组: the coordinator of the unit, and the people of its offices who do the work."""
    if is_coordinator(actor, unit):
        return True
    offices = Unit.objects.offices_of(unit).values_list("pk", flat=True)
    return any(actor.has_role(role, pk) for pk in offices for role in (Role.OFFICER, Role.OFFICE_HEAD))
