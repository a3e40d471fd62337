"""Who works where: the department's units with their people, leaders, and who stands in for whom."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from huiyin.accounts.desk import Person
from huiyin.accounts.leaving import away, gaps
from huiyin.accounts.models import ADMIN_ROLES, Leave, Portfolio, Post, Role, StandIn, User
from huiyin.accounts.policy import can_register_leave, can_reset_second_factor, units_of_department
from huiyin.accounts.second_factor import factor_of
from huiyin.directory.models import Unit
from huiyin.handling.handing_over import Held, can_hand_over, held_by
from huiyin.items.models import Item
from huiyin.replies.succession import waiting_for


@dataclass(frozen=True)
class Desk:
    """A unit with those who hold posts in it today."""

    unit: Unit
    posts: list[Post]
    leader: User | None


def desks_of(department: Unit, *, on: dt.date) -> list[Desk]:
    """The department first, then its offices; the three administrators are listed apart."""
    posts = defaultdict(list)
    held = Post.objects.on(on).filter(unit__in=units_of_department(department)).select_related("user")
    for post in held.exclude(role__in=ADMIN_ROLES).order_by("id"):
        posts[post.unit_id].append(post)
    leaders = {
        row.office_id: row.leader
        for row in Portfolio.objects.filter(office__parent=department).select_related("leader")
    }
    units = units_of_department(department).on(on).order_by("path", "position", "sort_key")
    ordered = sorted(units, key=lambda unit: (unit.pk != department.pk, unit.position, unit.sort_key))
    absent = away({post.user_id for rows in posts.values() for post in rows}, on=on)
    for post in (post for rows in posts.values() for post in rows):
        post.away = absent.get(post.user_id)  # type: ignore[attr-defined]
    return [Desk(unit, posts[unit.pk], leaders.get(unit.pk)) for unit in ordered]


def administrators_of(department: Unit, *, on: dt.date) -> list[Post]:
    """系统管理员、安全保密管理员、审计员."""
    held = Post.objects.on(on).filter(unit__in=units_of_department(department), role__in=ADMIN_ROLES)
    return list(held.select_related("user", "unit").order_by("role", "id"))


def stand_ins_of(department: Unit, *, on: dt.date) -> list[StandIn]:
    """Standing now or to come."""
    rows = StandIn.objects.filter(unit__in=units_of_department(department), ends_on__gte=on)
    return list(rows.select_related("principal", "deputy", "unit").order_by("starts_on", "id"))


def leaves_of(department: Unit, *, on: dt.date) -> list[Leave]:
    """Who is away, or will be."""
    rows = Leave.objects.coming(on).filter(user__posts__unit__in=units_of_department(department)).distinct()
    return list(rows.select_related("user").order_by("starts_on", "pk"))


def people_of(department: Unit) -> "QuerySet[User]":
    """Everybody who holds or held a post inside the department."""
    return User.objects.filter(posts__unit__in=units_of_department(department)).distinct().order_by("name", "pk")


def may_reset_factor(user: User, person: Person) -> bool:
    """Only who answers for security is told who has a second factor."""
    if not person.has_role(Role.SECURITY_ADMIN):
        return False
    return can_reset_second_factor(person, user) and factor_of(user) is not None


def hands_of(user: User, department: Unit, person: Person, *, on: dt.date) -> dict[str, Any]:
    """When somebody is away, where nobody acts for them, what they have in hand, and what may be arranged."""
    return {
        "leaves": user.leaves.coming(on).order_by("starts_on"),
        "gaps": [gap for gap in gaps(department, on=on) if gap.post.user_id == user.pk],
        "held": seen_in_hand(user, department, person),
        "slips": waiting_for(user),
        "may_hand_over": any(can_hand_over(person, post.unit) for post in user.posts.select_related("unit__parent")),
        "may_leave": can_register_leave(person, user),
    }


def told_of(post: Post) -> str:
    """What is said once a post has ended: somebody must go on with what its holder has in hand."""
    left = len(held_by(post.user, post.unit))
    return f"已免去。{post.user.name}手上还有 {left} 件在办，请综合协调人交接。" if left else "已免去。"


def seen_in_hand(user: User, department: Unit, person: Person) -> list[Held]:
    """What somebody has in hand, as far as whoever looks may see the items (R82)."""
    held = held_by(user, department)
    seen = Item.objects.visible_to(person).filter(pk__in=[row.assignment.item_id for row in held])
    visible = set(seen.values_list("pk", flat=True))
    return [row for row in held if row.assignment.item_id in visible]


def posts_of(user: User, department: Unit, *, on: dt.date) -> list[Post]:
    """What a person holds here today or will hold."""
    later = Q(held_to=None) | Q(held_to__gt=on)
    return list(Post.objects.filter(later, user=user, unit__in=units_of_department(department)).select_related("unit"))


__all__ = [
    "administrators_of",
    "desks_of",
    "gaps",
    "hands_of",
    "leaves_of",
    "people_of",
    "posts_of",
    "stand_ins_of",
    "told_of",
]
