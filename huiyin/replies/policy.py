"""Who may draft, clear, number and send: pure answers about one reply or assignment."""

from huiyin.accounts.desk import Person
from huiyin.accounts.models import Role, User
from huiyin.accounts.policy import is_coordinator, is_leader, works_in
from huiyin.events.actors import Actor
from huiyin.handling.models import Assignment
from huiyin.replies.chain import route
from huiyin.replies.chain.seats import seat_for as seat_for
from huiyin.replies.models import ClearanceStep, Reply, State, StepAction


def can_draft_for(actor: Actor, assignment: Assignment) -> bool:
    """经办人、处室负责人 of an office that holds a share (or of the unit itself), or the coordinator."""
    if is_coordinator(actor, assignment.unit) or works_in(actor, assignment.unit):
        return True
    return any(
        actor.has_role(role, share.unit_id)
        for share in route.shares_of(assignment)
        for role in (Role.OFFICER, Role.OFFICE_HEAD)
    )


def user_of(actor: Actor) -> User | None:
    """Who acts, as somebody with an account."""
    return actor.user if isinstance(actor, Person) else None


def can_draft(actor: Actor, reply: Reply) -> bool:
    return can_draft_for(actor, reply.assignment)


def is_drafter(actor: Actor, reply: Reply) -> bool:
    return actor.actor_key == f"user:{reply.drafter_id}"


def is_author(actor: Actor, reply: Reply) -> bool:
    """The drafter, or who wrote the answer to any ask as it stands."""
    return is_drafter(actor, reply) or any(answer.written_by == actor.actor_key for answer in reply.answers.all())


def can_review(actor: Actor, reply: Reply) -> bool:
    """A step before the last is theirs, and the draft is not (R84); what is cleared in OA or on paper is not passed here."""
    return reply.is_cleared_here and any(can_take(actor, reply, step) for step in route.current_steps(reply))


def can_take(actor: Actor, reply: Reply, step: ClearanceStep) -> bool:
    """One step that is passed by saying so: not the signature, not what an office above does."""
    passed = step.action not in (StepAction.SIGN, StepAction.PRECHECK)
    return passed and seat_for(actor, step) is not None and not is_drafter(actor, reply)


def can_sign(actor: Actor, reply: Reply) -> bool:
    """The last step is theirs, and not a line of the draft (R84)."""
    step = route.current_step(reply)
    mine = step is not None and step.is_last and seat_for(actor, step) is not None
    return mine and reply.is_cleared_here and not is_author(actor, reply)


def can_send_back(actor: Actor, reply: Reply) -> bool:
    """Whoever holds a step it lies at; the coordinator too, when a step waits for somebody who is gone."""
    return is_at_turn(actor, reply) or is_coordinator(actor, reply.assignment.unit)


def is_at_turn(actor: Actor, reply: Reply) -> bool:
    return route.step_for(actor, reply) is not None


def can_find_secret(actor: Actor, reply: Reply) -> bool:
    """保密审查: the person named for it, while the letter lies with them; never of their own draft."""
    steps = [step for step in route.current_steps(reply) if step.action == StepAction.SECRECY]
    return any(can_take(actor, reply, step) for step in steps)


def can_record_precheck(actor: Actor, reply: Reply) -> bool:
    """综合协调人 writes down what the government office said, when it is its turn."""
    waiting = any(step.action == StepAction.PRECHECK for step in route.current_steps(reply))
    return waiting and is_coordinator(actor, reply.assignment.unit)


def can_register(actor: Actor, reply: Reply) -> bool:
    """综合协调人: records clearance, number, seal, issue, delivery, upload, return."""
    return is_coordinator(actor, reply.assignment.unit)


def can_deliver(actor: Actor, reply: Reply) -> bool:
    return can_register(actor, reply) or can_draft(actor, reply)


def is_overtaken(actor: Actor, reply: Reply) -> bool:
    """No person's choice: a later letter that takes its place has gone out."""
    return Reply.objects.filter(supersedes=reply, state=State.ISSUED).exists()


def can_override(actor: Actor, assignment: Assignment) -> bool:
    """R25: not to wait for an opinion is for the coordinator or a leader to decide."""
    return is_coordinator(actor, assignment.unit) or is_leader(actor, assignment.unit)
