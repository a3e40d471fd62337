"""Who may change the tree of units."""

from huiyin.directory.models import Unit
from huiyin.events.actors import Actor


def can_manage_units(actor: Actor, unit: Unit | None) -> bool:
    """The system administrator of the unit or of one above it; a coordinator inside the own department."""
    if unit is None:
        return actor.has_role("system_admin")
    above = [int(part) for part in unit.path.split("/") if part]
    return any(actor.has_role("system_admin", pk) or actor.has_role("coordinator", pk) for pk in above)
