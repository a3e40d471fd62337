"""Who may change the tree of units."""

from collections.abc import Collection

from huiyin.directory.models import Unit
from huiyin.events.actors import Actor

SETTINGS = frozenset({"doc_prefix", "phone", "pack", "short_names", "position"})
"""What a unit's own coordinator sets for the unit itself; its name and place in the tree are not theirs."""


def can_manage_units(actor: Actor, unit: Unit | None) -> bool:
    """The system administrator of the unit or of one above it; a coordinator inside the own department."""
    if unit is None:
        return actor.has_role("system_admin")
    return any(actor.has_role("system_admin", pk) or actor.has_role("coordinator", pk) for pk in _chain(unit))


def can_reorganise(actor: Actor, unit: Unit) -> bool:
    """机构调整: the system administrator for the tree and for outside units, a coordinator for the own offices."""
    chain = _chain(unit)
    return (
        (not unit.managed_here and not unit.is_office and actor.has_role("system_admin"))
        or any(actor.has_role("system_admin", pk) for pk in chain)
        or any(actor.has_role("coordinator", pk) for pk in chain[:-1])
    )


def can_change_unit(actor: Actor, unit: Unit, columns: Collection[str]) -> bool:
    """The settings of the own unit are the coordinator's; name, kind and parent take the right to reorganise."""
    return can_reorganise(actor, unit) or (set(columns) <= SETTINGS and can_manage_units(actor, unit))


def can_keep_submitters(actor: Actor) -> bool:
    """综合协调人 or 交办: who receives lists keeps the submitters on them; which ones they see is the items' matter."""
    return actor.has_role("coordinator") or actor.has_role("dispatcher")


def _chain(unit: Unit) -> list[int]:
    """The units above this one and itself, from the top."""
    return [int(part) for part in unit.path.split("/") if part]
