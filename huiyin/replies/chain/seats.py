"""Whose a step is: the seat by which a person takes it — the post, the name on it, or standing in for either."""

from huiyin.accounts.desk import Person, Seat
from huiyin.accounts.models import ADMIN_ROLES
from huiyin.directory.models import Unit
from huiyin.events.actors import Actor
from huiyin.replies.models import ClearanceStep


def seat_for(actor: Actor, step: ClearanceStep) -> Seat | None:
    """The seat by which this person takes the step: the post itself, or standing in for who holds it.

    A step without a post belongs to the person named on it, as long as they have any post in the department.
    """
    if not isinstance(actor, Person):
        return None
    fitting = [
        seat
        for seat in actor.seats
        if _fits(seat, step) and step.person_id in (None, (seat.stood_in_for or actor.user).pk)
    ]
    return min(fitting, key=lambda seat: seat.stood_in_for is not None, default=None)


def _fits(seat: Seat, step: ClearanceStep) -> bool:
    if step.role:
        return (seat.role, seat.unit.pk) == (step.role, step.unit_id)
    at_home = _department(seat.unit) == _department(step.unit)
    return step.person_id is not None and seat.role not in ADMIN_ROLES and at_home


def _department(unit: Unit) -> int | None:
    return unit.parent_id if unit.is_office else unit.pk
