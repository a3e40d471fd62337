"""Who keeps a fact; everybody in the unit reads and cites it."""

from huiyin.accounts.policy import is_coordinator, units_of_department, works_in
from huiyin.directory.models import Unit, UnitQuerySet
from huiyin.events.actors import Actor


def can_state(actor: Actor, owner: Unit) -> bool:
    """经办人、处室负责人 of the office that answers for it, or the coordinator."""
    return works_in(actor, owner) or is_coordinator(actor, owner)


def owners_for(actor: Actor, unit: Unit) -> UnitQuerySet:
    """The offices in whose name this person may state facts: all for the coordinator, else their own."""
    inside = units_of_department(unit).filter(valid_to=None)
    if is_coordinator(actor, unit):
        return inside
    return inside.filter(pk__in=[office.pk for office in inside if works_in(actor, office)])
