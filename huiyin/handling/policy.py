"""Who may do what with an assignment: the unit's own people, its coordinator, the dispatcher above."""

from huiyin.accounts.models import Role as Post
from huiyin.accounts.policy import is_coordinator, is_dispatcher, is_leader, works_in
from huiyin.directory.models import Unit, UnitKind
from huiyin.events.actors import SYSTEM, Actor
from huiyin.handling.models import LEADING, Assignment, Role, State
from huiyin.items.models import Item, Kind


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
    """退办: the coordinator speaks for the unit; an office declines its share to the coordinator.

    What has been answered once is no longer anybody else's: not in rework, not after a return.
    """
    if assignment.role == Role.REFER or assignment.answered_on:
        return False
    own = assignment.parent_id is not None and works_in(actor, assignment.unit)
    return own or coordinates(actor, assignment) or records_for(actor, assignment)


def can_decide_decline(actor: Actor, assignment: Assignment) -> bool:
    """What an office asks, its coordinator decides, or the leader named on its share or on the unit's own part."""
    return decides(actor, assignment) or _is_named_leader(actor, assignment)


def is_silence(actor: Actor, assignment: Assignment) -> bool:
    """No person's choice: the time for an answer has run out."""
    return actor is SYSTEM


def can_redirect(actor: Actor, share: Assignment) -> bool:
    """转交处室: inside the unit, whoever answers an office's request."""
    return share.parent_id is not None and can_decide_decline(actor, share)


def can_answer(actor: Actor, assignment: Assignment) -> bool:
    """答复: the unit's own people and the office that leads; what an assisting office writes goes into it."""
    own = works_in(actor, assignment.unit) or coordinates(actor, assignment) or records_for(actor, assignment)
    return assignment.role != Role.REFER and (own or _works_on_share(actor, assignment, LEADING))


def can_coordinate(actor: Actor, assignment: Assignment) -> bool:
    """提请协调 and what came of it: the unit itself, or the office above that settles it (R38)."""
    return coordinates(actor, assignment) or dispatches(actor, assignment)


def can_agree(actor: Actor, assignment: Assignment) -> bool:
    """共同主办: each joint lead for itself; for one without accounts, who keeps the list or leads with it records it."""
    mine = speaks_for(actor, assignment) or records_for(actor, assignment)
    return mine or (not assignment.unit.managed_here and _coordinates_a_joint_lead(actor, assignment))


def can_contribute(actor: Actor, assignment: Assignment) -> bool:
    """为议案、建议案提供材料: the same who would write an opinion."""
    return can_answer(actor, assignment) and assignment.item.kind in (Kind.MOTION, Kind.RECOMMENDATION)


def speaks_for(actor: Actor, assignment: Assignment) -> bool:
    """The unit's own coordinator or one of its leaders."""
    return coordinates(actor, assignment) or is_leader(actor, assignment.unit)


def may_hold(unit: Unit, role: str) -> bool:
    """R35: 直属单位 and the like give material; nobody hands them an item to answer."""
    return unit.kind != UnitKind.INSTITUTION or role not in LEADING


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


def _is_named_leader(actor: Actor, share: Assignment) -> bool:
    """责任领导 of the share or of the unit's own part, or who sits in their place today."""
    if share.parent is None or not is_leader(actor, share.unit):
        return False
    named = {pk for pk in (share.leader_id, share.parent.leader_id) if pk}
    seats = getattr(actor, "seats", ())
    stood_in = {seat.stood_in_for.pk for seat in seats if seat.stood_in_for}
    return bool(named & stood_in) or actor.actor_key in {f"user:{pk}" for pk in named}


def _coordinates_a_joint_lead(actor: Actor, assignment: Assignment) -> bool:
    others = Assignment.objects.standing().filter(item=assignment.item_id, parent=None, role=Role.JOINT_LEAD)
    return any(actor.has_role(Post.COORDINATOR, pk) for pk in others.values_list("unit_id", flat=True))


def _works_on_share(actor: Actor, assignment: Assignment, roles: tuple[Role, ...]) -> bool:
    """Does an office of theirs hold a standing share of it, in one of these roles?"""
    if assignment.parent_id:
        return False
    shares = [child for child in assignment.children.all() if child.state != State.WITHDRAWN]
    offices = [share.unit_id for share in shares if share.role in roles]
    return any(actor.has_role(post, pk) for pk in offices for post in (Post.OFFICER, Post.OFFICE_HEAD))


def is_the_house(actor: Actor, assignment: Assignment) -> bool:
    """No person's choice: what follows by itself from another act, such as two parts that meet in one heir."""
    return actor.actor_key == SYSTEM.actor_key
