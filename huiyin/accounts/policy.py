"""Who may do what with people and posts, and the roles every other room asks about."""

from django.db.models import Q

from huiyin.accounts.models import Post, Role, User
from huiyin.directory.models import Unit, UnitQuerySet
from huiyin.directory.reorganising import heir_of
from huiyin.events.actors import Actor


def department_of(unit: Unit) -> Unit:
    """The unit that answers outside: of an office, its parent; of one that is no more, its heir."""
    home = unit.parent if unit.is_office and unit.parent else unit
    return heir_of(home) if home.is_ended else home


def units_of_department(unit: Unit) -> UnitQuerySet:
    """The department and everything inside it."""
    return Unit.objects.inside(department_of(unit))


def is_coordinator(actor: Actor, unit: Unit) -> bool:
    """综合协调人 of the department this unit is or belongs to."""
    return actor.has_role(Role.COORDINATOR, department_of(unit).pk)


def is_dispatcher(actor: Actor, unit: Unit) -> bool:
    """交办: of a unit above this one."""
    return any(actor.has_role(Role.DISPATCHER, pk) for pk in _chain(unit)[:-1])


def is_chief(actor: Actor, unit: Unit) -> bool:
    return actor.has_role(Role.CHIEF, department_of(unit).pk)


def is_leader(actor: Actor, unit: Unit) -> bool:
    """分管领导 or 主要负责人 of the department."""
    pk = department_of(unit).pk
    return actor.has_role(Role.LEADER_IN_CHARGE, pk) or actor.has_role(Role.CHIEF, pk)


def works_in(actor: Actor, unit: Unit) -> bool:
    """经办人 or 处室负责人 of that very unit."""
    return actor.has_role(Role.OFFICER, unit.pk) or actor.has_role(Role.OFFICE_HEAD, unit.pk)


def can_manage_people(actor: Actor, unit: Unit | None = None) -> bool:
    """系统管理员 of the unit or of one above it; without a unit: of any."""
    if unit is None:
        return actor.has_role(Role.SYSTEM_ADMIN)
    return any(actor.has_role(Role.SYSTEM_ADMIN, pk) for pk in _chain(unit))


def can_arrange_stand_in(actor: Actor, unit: Unit, principal_key: str = "") -> bool:
    """One's own post, the coordinator of the department, or who manages people there."""
    own = bool(principal_key) and actor.actor_key == principal_key
    return own or is_coordinator(actor, unit) or can_manage_people(actor, unit)


def can_register_leave(actor: Actor, user: User) -> bool:
    """One's own leave; that of somebody of the department for its coordinator and for who manages people there."""
    if actor.actor_key == f"user:{user.pk}":
        return True
    posts = Post.objects.filter(Q(held_to=None), user=user).select_related("unit__parent")
    return any(is_coordinator(actor, post.unit) or can_manage_people(actor, post.unit) for post in posts)


def can_give_portfolio(actor: Actor, office: Unit) -> bool:
    return is_coordinator(actor, office) or can_manage_people(actor, office)


def can_reset_second_factor(actor: Actor, user: User) -> bool:
    """安全保密管理员 of a unit the person works in or of one above it; never one's own."""
    if actor.actor_key == f"user:{user.pk}":
        return False
    posts = Post.objects.filter(Q(held_to=None), user=user).select_related("unit")
    return any(actor.has_role(Role.SECURITY_ADMIN, pk) for post in posts for pk in _chain(post.unit))


def can_read_log(actor: Actor) -> bool:
    """审计员 and 安全保密管理员 read the event log; the system administrator does not audit himself (R81)."""
    return actor.has_role(Role.AUDITOR) or actor.has_role(Role.SECURITY_ADMIN)


def _chain(unit: Unit) -> list[int]:
    """The units above this one and itself, from the top."""
    return [int(part) for part in unit.path.split("/") if part]
