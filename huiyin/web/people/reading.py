"""Who works where: the department's units with their people, leaders, and who stands in for whom."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from huiyin.accounts.models import ADMIN_ROLES, Portfolio, Post, StandIn, User
from huiyin.accounts.policy import units_of_department
from huiyin.directory.models import Unit


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
    return [Desk(unit, posts[unit.pk], leaders.get(unit.pk)) for unit in ordered]


def administrators_of(department: Unit, *, on: dt.date) -> list[Post]:
    """系统管理员、安全保密管理员、审计员."""
    held = Post.objects.on(on).filter(unit__in=units_of_department(department), role__in=ADMIN_ROLES)
    return list(held.select_related("user", "unit").order_by("role", "id"))


def stand_ins_of(department: Unit, *, on: dt.date) -> list[StandIn]:
    """Standing now or to come."""
    rows = StandIn.objects.filter(unit__in=units_of_department(department), ends_on__gte=on)
    return list(rows.select_related("principal", "deputy", "unit").order_by("starts_on", "id"))


def people_of(department: Unit) -> "QuerySet[User]":
    """Everybody who holds or held a post inside the department."""
    return User.objects.filter(posts__unit__in=units_of_department(department)).distinct().order_by("name", "pk")


def posts_of(user: User, department: Unit, *, on: dt.date) -> list[Post]:
    """What a person holds here today or will hold."""
    later = Q(held_to=None) | Q(held_to__gt=on)
    return list(Post.objects.filter(later, user=user, unit__in=units_of_department(department)).select_related("unit"))
