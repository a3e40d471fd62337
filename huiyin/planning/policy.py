"""Who proposes, who approves: the coordinator proposes for the unit, a leader of the unit decides."""

from huiyin.accounts.desk import Person
from huiyin.accounts.models import Role
from huiyin.accounts.policy import is_chief, is_coordinator
from huiyin.directory.models import Unit
from huiyin.events.actors import Actor
from huiyin.planning.models import AllotmentPlan

LEADERS = (Role.LEADER_IN_CHARGE, Role.CHIEF)


def can_plan_for(actor: Actor, unit: Unit) -> bool:
    """综合协调人 of the unit."""
    return is_coordinator(actor, unit)


def can_plan(actor: Actor, plan: AllotmentPlan) -> bool:
    return can_plan_for(actor, plan.unit)


def can_approve(actor: Actor, plan: AllotmentPlan) -> bool:
    """The leader it was sent to, who stands in for them, or the chief; never who proposed it."""
    return actor.actor_key != plan.proposed_by and (is_chief(actor, plan.unit) or _answers_for(actor, plan))


def can_return(actor: Actor, plan: AllotmentPlan) -> bool:
    """Whoever may approve; the coordinator takes it back to mend it."""
    return can_approve(actor, plan) or can_plan(actor, plan)


def _answers_for(actor: Actor, plan: AllotmentPlan) -> bool:
    if not isinstance(actor, Person) or plan.approver_id is None:
        return False
    seats = [seat for seat in actor.seats if seat.role in LEADERS and seat.unit.pk == plan.unit_id]
    return any((seat.stood_in_for or actor.user).pk == plan.approver_id for seat in seats)
