"""Who may do what with an assignment: the unit's own people, its coordinator, the dispatcher above."""

from huiyin.accounts.models import Role as Post
from huiyin.accounts.policy import is_coordinator, is_dispatcher, works_in
from huiyin.directory.models import Unit
from huiyin.events.actors import Actor
from huiyin.handling.models import LEADING, Assignment, Role, State
from huiyin.items.models import Item


def coordinates(actor: Actor, assignment: Assignment) -> bool:
    """综合协调人 of the department that holds it, or of the department of the office that holds a share."""
    home = assignment.unit.parent if assignment.parent_id and assignment.unit.parent else assignment.unit
    return is_coordinator(actor, home)


def dispatches(actor: Actor, assignment: Assignment) -> bool:
    """交办: of a unit above, or of the unit whose list it came with."""
    return is_dispatcher(actor, assignment.unit) or actor.has_role(Post.DISPATCHER, assignment.item.batch.unit_id)


def records_for(actor: Actor, assignment: Assignment) -> bool:
    """代为登记: for a unit without accounts here, the coordinator of the unit that keeps the list."""
    return not assignment.unit.managed_here and actor.has_role(Post.COORDINATOR, assignment.item.batch.unit_id)


def works_on(actor: Actor, assignment: Assignment) -> bool:
    """Its officers and heads, those of an office that holds a share of it, and the coordinator."""
    return (
        works_in(actor, assignment.unit)
        or coordinates(actor, assignment)
        or _works_on_share(actor, assignment, tuple(Role))
    )


def decides(actor: Actor, assignment: Assignment) -> bool:
    """What an office asks, its coordinator decides; what a unit asks, the dispatcher — or the coordinator records it."""
    return coordinates(actor, assignment) or dispatches(actor, assignment) or records_for(actor, assignment)


def can_dispatch(actor: Actor, item: Item, unit: Unit) -> bool:
    """R23: no unit hands an item to another; a coordinator enters what was handed to their own unit and its co-units.

    The list of another unit may have brought the item first: what was handed to one's own unit is entered all the same.
    """
    mine = actor.has_role(Post.COORDINATOR, item.batch.unit_id)
    return (
        is_dispatcher(actor, unit)
        or actor.has_role(Post.COORDINATOR, unit.pk)
        or actor.has_role(Post.DISPATCHER, item.batch.unit_id)
        or (mine and (unit.pk == item.batch.unit_id or not unit.managed_here))
    )


def can_allot(actor: Actor, assignment: Assignment) -> bool:
    return coordinates(actor, assignment)


def can_sign_for(actor: Actor, assignment: Assignment) -> bool:
    """签收: officer, head or coordinator of the unit; for an office also its department's coordinator."""
    own = works_in(actor, assignment.unit) or coordinates(actor, assignment)
    return assignment.role != Role.REFER and (own or records_for(actor, assignment))


def can_note(actor: Actor, assignment: Assignment) -> bool:
    """阅知: only what came for reference."""
    return assignment.role == Role.REFER and (works_on(actor, assignment) or records_for(actor, assignment))


def can_decline(actor: Actor, assignment: Assignment) -> bool:
    """退办: the coordinator speaks for the unit; an office declines its share to the coordinator."""
    if assignment.role == Role.REFER:
        return False
    own = assignment.parent_id is not None and works_in(actor, assignment.unit)
    return own or coordinates(actor, assignment) or records_for(actor, assignment)


def can_decide_decline(actor: Actor, assignment: Assignment) -> bool:
    return decides(actor, assignment)


def can_answer(actor: Actor, assignment: Assignment) -> bool:
    """答复: the unit's own people and the office that leads; what an assisting office writes goes into it."""
    own = works_in(actor, assignment.unit) or coordinates(actor, assignment) or records_for(actor, assignment)
    return assignment.role != Role.REFER and (own or _works_on_share(actor, assignment, LEADING))


def can_contact(actor: Actor, assignment: Assignment) -> bool:
    return works_on(actor, assignment)


def can_close(actor: Actor, assignment: Assignment) -> bool:
    return decides(actor, assignment)


def can_reopen(actor: Actor, assignment: Assignment) -> bool:
    return decides(actor, assignment)


def can_order_rework(actor: Actor, assignment: Assignment) -> bool:
    return decides(actor, assignment)


def can_withdraw(actor: Actor, assignment: Assignment) -> bool:
    return decides(actor, assignment)


def can_waive(actor: Actor, assignment: Assignment) -> bool:
    return decides(actor, assignment)


def can_ask_interval(actor: Actor, assignment: Assignment) -> bool:
    """延期、暂停计时由本单位综合协调人提出或登记。"""
    return coordinates(actor, assignment) or dispatches(actor, assignment)


def can_decide_interval(actor: Actor, assignment: Assignment) -> bool:
    return decides(actor, assignment)


def _works_on_share(actor: Actor, assignment: Assignment, roles: tuple[Role, ...]) -> bool:
    """Does an office of theirs hold a standing share of it, in one of these roles?"""
    if assignment.parent_id:
        return False
    shares = [child for child in assignment.children.all() if child.state != State.WITHDRAWN]
    offices = [share.unit_id for share in shares if share.role in roles]
    return any(actor.has_role(post, pk) for pk in offices for post in (Post.OFFICER, Post.OFFICE_HEAD))
