"""How people, posts, portfolios and stand-ins come and go."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q

from huiyin.accounts import policy
from huiyin.accounts.models import ADMIN_ROLES, Portfolio, Post, Role, StandIn, User
from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor, local_day
from huiyin.flow.errors import NotReady, permit


@transaction.atomic
def add_person(
    *,
    by: Actor,
    now: dt.datetime,
    username: str,
    name: str,
    phone: str = "",
    email: str = "",
    password: str | None = None,
) -> User:
    """新增人员：登录名唯一；没有设密码的，设了才能登录。"""
    permit(policy.can_manage_people(by), "新增人员")
    user = User.objects.create_user(username, password, name=name, phone=phone, email=email)
    _record("accounts.person_added", user, by=by, at=now, username=username, name=name)
    return user


@transaction.atomic
def change_person(user: User, *, by: Actor, now: dt.datetime, **columns: Any) -> User:
    """更改姓名、电话、邮箱、启用与否；日志只记改了哪几项，不记个人信息的内容。"""
    permit(policy.can_manage_people(by) or by.actor_key == f"user:{user.pk}", "更改人员信息")
    changed = [name for name, value in columns.items() if getattr(user, name) != value]
    if not changed:
        return user
    for name in changed:
        setattr(user, name, columns[name])
    user.save(update_fields=changed)
    _record("accounts.person_changed", user, by=by, at=now, columns=changed)
    return user


@transaction.atomic
def set_password(user: User, password: str, *, by: Actor, now: dt.datetime) -> User:
    """设定密码：系统管理员或本人。"""
    permit(policy.can_manage_people(by) or by.actor_key == f"user:{user.pk}", "设定密码")
    user.set_password(password)
    user.save(update_fields=["password"])
    _record("accounts.password_set", user, by=by, at=now)
    return user


@transaction.atomic
def appoint(
    user: User, unit: Unit, role: str, *, by: Actor, now: dt.datetime, held_from: dt.date | None = None
) -> Post:
    """任职：系统管理员、安全保密管理员、审计员三者互斥，也不得兼任业务岗位（三员分立）。已任同一岗位的不重复。"""
    permit(policy.can_manage_people(by, unit), "任命岗位")
    role = Role(role)
    if unit.is_ended:
        raise NotReady(f"{unit}已经撤销，请在承接单位任命。")
    standing = _standing(user, held_from or local_day(now))
    for post in standing:
        if (post.unit_id, post.role) == (unit.pk, role):
            return post
    _refuse_mixing(user, role, [post.role for post in standing])
    post = Post.objects.create(user=user, unit=unit, role=role, held_from=held_from)
    _record("accounts.appointed", user, by=by, at=now, unit=unit.code, role=str(role), held_from=_iso(held_from))
    return post


@transaction.atomic
def end_post(post: Post, *, by: Actor, now: dt.datetime, held_to: dt.date | None = None) -> Post:
    """免去岗位：从那一天起不再担任。"""
    permit(policy.can_manage_people(by, post.unit), "免去岗位")
    last = held_to or local_day(now)
    if post.held_from and last <= post.held_from:
        raise NotReady("免职日期应晚于任职日期。")
    post.held_to = last
    post.save(update_fields=["held_to"])
    facts = {"unit": post.unit.code, "role": str(post.role), "held_to": last.isoformat()}
    _record("accounts.post_ended", post.user, by=by, at=now, **facts)
    return post


@transaction.atomic
def give_portfolio(leader: User, office: Unit, *, by: Actor, now: dt.datetime) -> Portfolio:
    """分管：一个处室只由一位领导分管，后定的替换先定的。"""
    permit(policy.can_give_portfolio(by, office), "指定分管领导")
    if office.is_ended:
        raise NotReady(f"{office}已经撤销，请在承接的处室指定。")
    found = Portfolio.objects.filter(office=office).select_related("leader").first()
    if found and found.leader_id == leader.pk:
        return found
    portfolio, _ = Portfolio.objects.update_or_create(office=office, defaults={"leader": leader})
    facts = {"office": office.code, "before": f"user:{found.leader_id}" if found else ""}
    _record("accounts.portfolio_given", leader, by=by, at=now, **facts)
    return portfolio


@transaction.atomic
def stand_in(
    principal: User,
    deputy: User,
    *,
    unit: Unit,
    role: str,
    starts_on: dt.date,
    ends_on: dt.date,
    by: Actor,
    now: dt.datetime,
    reason: str = "",
) -> StandIn:
    """委托代理：委托人须在任，代理有起止日期；三员的岗位与业务岗位不得互代。"""
    permit(policy.can_arrange_stand_in(by, unit, f"user:{principal.pk}"), "安排代理")
    role = Role(role)
    if principal.pk == deputy.pk:
        raise NotReady("不能由本人代理本人。")
    if ends_on < starts_on:
        raise NotReady("代理的结束日期不能早于开始日期。")
    if not Post.objects.on(starts_on).filter(user=principal, unit=unit, role=role).exists():
        raise NotReady(f"{principal.name}当日不任{unit.name}的{role.label}，不能委托代理。")
    _refuse_mixing(deputy, role, [post.role for post in _standing(deputy, starts_on)])
    row = StandIn.objects.create(
        principal=principal, deputy=deputy, unit=unit, role=role, starts_on=starts_on, ends_on=ends_on, reason=reason
    )
    facts = {"deputy": f"user:{deputy.pk}", "unit": unit.code, "role": str(role), "reason": reason}
    facts |= {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
    _record("accounts.stood_in", principal, by=by, at=now, **facts)
    return row


@transaction.atomic
def end_stand_in(row: StandIn, *, by: Actor, now: dt.datetime, last_on: dt.date) -> StandIn:
    """提前结束代理。"""
    permit(policy.can_arrange_stand_in(by, row.unit, f"user:{row.principal_id}"), "结束代理")
    if last_on < row.starts_on:
        raise NotReady("结束日期不能早于代理开始日期。")
    row.ends_on = last_on
    row.save(update_fields=["ends_on"])
    _record("accounts.stand_in_ended", row.principal, by=by, at=now, deputy=f"user:{row.deputy_id}")
    return row


def _standing(user: User, day: dt.date) -> list[Post]:
    """Posts held on that day or later: a rule about two posts must see the one that begins next week."""
    return list(Post.objects.filter(Q(held_to=None) | Q(held_to__gt=day), user=user).select_related("unit"))


def _refuse_mixing(user: User, role: Role, others: list[str]) -> None:
    """R81: one of the three administrators holds nothing else."""
    clash = [Role(other) for other in others if other != role and (other in ADMIN_ROLES or role in ADMIN_ROLES)]
    if clash:
        raise NotReady(
            f"{user.name}已任{clash[0].label}，不能同时任{role.label}：三员互斥，也不得兼任业务岗位（三员分立）。"
        )


def _record(verb: str, user: User, *, by: Actor, at: dt.datetime, **facts: Any) -> None:
    record(verb, f"user:{user.pk}", by=by, at=at, subject=f"user:{user.pk}", facts=facts)


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
