"""Who may change an item: the coordinators of the units that keep it, and who dispatched it."""

from typing import Any

from huiyin.accounts.models import Role
from huiyin.accounts.policy import is_coordinator
from huiyin.directory.models import Unit
from huiyin.events.actors import Actor
from huiyin.items.models import Access, Item


def can_receive(actor: Actor, unit: Unit) -> bool:
    """收件: the coordinator of the unit, or its dispatcher."""
    return is_coordinator(actor, unit) or actor.has_role(Role.DISPATCHER, unit.pk)


def keeps(actor: Actor, item: Item) -> bool:
    """The coordinator or dispatcher of the unit that received it, or the coordinator of a unit it was given to."""
    if can_receive(actor, item.batch.unit):
        return True
    units = Unit.objects.filter(pk__in=Access.objects.filter(item=item).values("unit")).select_related("parent")
    return any(is_coordinator(actor, unit) for unit in units)


def can_close(actor: Actor, item: Any) -> bool:
    """办结: as `keeps`; whoever closes the last assignment closes the item with the same right."""
    return keeps(actor, item)
