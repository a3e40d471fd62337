"""What begins with an assignment: the duties of its role, and who it waits for first."""

from collections import defaultdict
from collections.abc import Sequence

from huiyin.events.actors import Actor
from huiyin.handling import clocks, waits
from huiyin.handling.duties import build, owed_by_role
from huiyin.handling.models import Assignment, Duty, DutyKind


def open_many(assignments: Sequence[Assignment], *, by: Actor) -> dict[int, list[Duty]]:
    """By assignment, the duties of units that work here; the clocks of an outside unit are its own."""
    found: dict[int, list[Duty]] = defaultdict(list)
    for assignment in assignments:
        for owed in owed_by_role(assignment) if assignment.unit.managed_here else ():
            duty = build(assignment, owed, on=assignment.dispatched_on, notice_due_on=assignment.notice_due_on)
            if duty.kind == DutyKind.ACCEPT and assignment.signed_for_on:
                duty.met_on, duty.met_by = assignment.signed_for_on, by.actor_key
            found[assignment.pk].append(duty)
    rows = [duty for duties in found.values() for duty in duties]
    clocks.settle(rows, clocks.Facts())
    Duty.objects.bulk_create(rows, batch_size=500)
    waits.begin_many(assignments)
    return found
