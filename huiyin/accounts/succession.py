"""What becomes of posts, portfolios and stand-ins when their unit is reorganised."""

import datetime as dt
from typing import Any

from django.db.models import Q

from huiyin.accounts.models import Portfolio, Post, StandIn
from huiyin.directory.models import Unit
from huiyin.directory.reorganising import Reorganisation, Touched
from huiyin.events.actions import record
from huiyin.events.actors import Actor

DAY = dt.timedelta(days=1)


def touched(plan: Reorganisation) -> list[Touched]:
    """Posts held in the units, leaders of the offices, people standing in."""
    return [
        *(_row(plan, "post", "岗位", p, f"{p.user.name} {p.get_role_display()}", p.unit) for p in _posts(plan)),
        *(_row(plan, "portfolio", "分管", p, f"{p.leader.name}", p.office) for p in _portfolios(plan)),
        *(_row(plan, "standin", "代理", s, f"{s.deputy.name} 代 {s.principal.name}", s.unit) for s in _stand_ins(plan)),
    ]


def move(plan: Reorganisation, *, by: Actor, now: dt.datetime) -> None:
    """岗位、分管、代理随单位走：原岗位到那一天为止，在承接单位从那一天起；承接单位已有的不重复。"""
    rows = {row.key: row for row in touched(plan)}
    for post in _posts(plan):
        _move_post(post, rows[f"post:{post.pk}"], plan, by=by, now=now)
    for portfolio in _portfolios(plan):
        _move_portfolio(portfolio, rows[f"portfolio:{portfolio.pk}"], by=by, now=now)
    for stand_in in _stand_ins(plan):
        _move_stand_in(stand_in, rows[f"standin:{stand_in.pk}"], plan, by=by, now=now)


def _row(plan: Reorganisation, kind: str, what: str, obj: Any, label: str, old: Unit) -> Touched:
    key = f"{kind}:{obj.pk}"
    return Touched(key, what, label, old, plan.heir(key))


def _posts(plan: Reorganisation) -> list[Post]:
    held = Post.objects.filter(Q(held_to=None) | Q(held_to__gt=plan.on), unit__in=plan.olds)
    return list(held.select_related("user", "unit").order_by("unit", "pk"))


def _portfolios(plan: Reorganisation) -> list[Portfolio]:
    return list(Portfolio.objects.filter(office__in=plan.olds).select_related("leader", "office").order_by("pk"))


def _stand_ins(plan: Reorganisation) -> list[StandIn]:
    rows = StandIn.objects.filter(unit__in=plan.olds, ends_on__gte=plan.on)
    return list(rows.select_related("principal", "deputy", "unit").order_by("pk"))


def _move_post(post: Post, row: Touched, plan: Reorganisation, *, by: Actor, now: dt.datetime) -> None:
    there = Post.objects.filter(Q(held_to=None) | Q(held_to__gt=plan.on), user=post.user, unit=row.new, role=post.role)
    known = there.exists()
    if post.held_from and post.held_from >= plan.on and not known:
        post.unit = row.new
        post.save(update_fields=["unit"])
    else:
        if not known:
            Post.objects.create(user=post.user, unit=row.new, role=post.role, held_from=plan.on, held_to=post.held_to)
        post.held_to = max(plan.on, post.held_from + DAY) if post.held_from else plan.on
        post.save(update_fields=["held_to"])
    _record("accounts.post_moved", post.user_id, row, by=by, at=now, role=str(post.role))


def _move_portfolio(portfolio: Portfolio, row: Touched, *, by: Actor, now: dt.datetime) -> None:
    """The row of the office that is no more stays: it says who led it. The heir keeps a leader it has."""
    Portfolio.objects.get_or_create(office=row.new, defaults={"leader": portfolio.leader})
    _record("accounts.portfolio_moved", portfolio.leader_id, row, by=by, at=now)


def _move_stand_in(stand_in: StandIn, row: Touched, plan: Reorganisation, *, by: Actor, now: dt.datetime) -> None:
    if stand_in.starts_on < plan.on:
        StandIn.objects.filter(pk=stand_in.pk).update(ends_on=plan.on - DAY)
        stand_in.pk, stand_in.starts_on = None, plan.on
    stand_in.unit = row.new
    stand_in.save()
    _record("accounts.stand_in_moved", stand_in.principal_id, row, by=by, at=now)


def _record(verb: str, user_id: int, row: Touched, *, by: Actor, at: dt.datetime, **facts: str) -> None:
    key = f"user:{user_id}"
    record(verb, key, by=by, at=at, subject=key, facts={"from": row.old.name, "to": row.new.name, **facts})
