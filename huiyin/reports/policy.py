"""Who may read a unit's figures, and who may write the words around them."""

from huiyin.accounts.desk import Person
from huiyin.accounts.policy import is_coordinator
from huiyin.directory.models import Unit
from huiyin.events.actors import Actor


def can_read(person: Person, unit: Unit) -> bool:
    """Everybody with a business post in the department; the three administrators see no figures."""
    return person.unit == unit and bool(person.unit_ids)


def can_open_all(person: Person, unit: Unit) -> bool:
    """Sees every item of the department, so that every number of it opens into its list."""
    return unit.pk in person.unit_ids


def can_write(actor: Actor, unit: Unit) -> bool:
    """综合协调人 writes the report and chooses how the unit counts."""
    return is_coordinator(actor, unit)
