"""A unit by the name somebody types: one we know, else one outside."""

from typing import Any

from huiyin.directory.actions import find_or_add_outside_unit
from huiyin.directory.models import Unit
from huiyin.directory.names import UnitIndex
from huiyin.web.seat import StaffRequest


def known_units(request: StaffRequest) -> Any:
    """Names to choose from."""
    return Unit.objects.on(request.today).exclude(kind="office").order_by("position", "sort_key")[:300]


def find_or_name(name: str, near: Unit) -> Unit:
    """The unit by its name, added as one outside when nobody here is called so."""
    found = UnitIndex.load(near).find(name)
    return found or find_or_add_outside_unit(name.strip(), level=near.level, place=near.place)
