"""交接: what one person has in hand and another takes over, when people, posts or portfolios change."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from huiyin.accounts.actions import give_portfolio
from huiyin.accounts.models import Portfolio, Post, User
from huiyin.accounts.models import Role as PostRole
from huiyin.accounts.policy import can_give_portfolio, department_of, is_coordinator, units_of_department
from huiyin.directory.models import Unit
from huiyin.events.actions import build, record_many
from huiyin.events.actors import Actor, local_day
from huiyin.events.models import Event
from huiyin.flow.errors import Blocker, NotAllowed, NotReady, Stale
from huiyin.handling.models import Assignment

WORKERS = (PostRole.OFFICER, PostRole.OFFICE_HEAD, PostRole.COORDINATOR)
LEADERS = (PostRole.LEADER_IN_CHARGE, PostRole.CHIEF)
WORDS = {"officer": "经办人", "leader": "责任领导"}


@dataclass(frozen=True)
class Held:
    """An open part of an item and how the person stands on it: officer, leader or both."""

    assignment: Assignment
    standing: tuple[str, ...]

    @property
    def words(self) -> str:
        return "、".join(WORDS[name] for name in self.standing)


def held_by(user: User, unit: Unit) -> list[Held]:
    """What this person has in hand in this unit (and, of a department, in its offices)."""
    units = units_of_department(unit) if not unit.is_office else Unit.objects.filter(pk=unit.pk)
    rows = Assignment.objects.open().filter(Q(officer=user) | Q(leader=user), unit__in=units)
    related = rows.select_related("item__session", "unit__parent", "parent").order_by("unit", "item__seq", "pk")
    return [Held(row, tuple(name for name in WORDS if getattr(row, f"{name}_id") == user.pk)) for row in related]


def can_hand_over(actor: Actor, unit: Unit) -> bool:
    """综合协调人 of the department; the head of the office inside it."""
    return is_coordinator(actor, unit) or actor.has_role(PostRole.OFFICE_HEAD, unit.pk)


@transaction.atomic
def hand_over(
    giver: User,
    taker: User,
    *,
    unit: Unit,
    why: str,
    by: Actor,
    now: dt.datetime,
    only: Collection[int] | None = None,
) -> list[Assignment]:
    """交接：人员离任、换岗、分工调整，在办的件交给接手的人，一件一记；稿子仍写原拟稿人，接手的人接着改。"""
    if not can_hand_over(by, unit):
        raise NotAllowed("您没有权限办理交接。")
    chosen = [held for held in held_by(giver, unit) if only is None or held.assignment.pk in only]
    _check(giver, taker, chosen, why, on=local_day(now))
    for held in chosen:
        _give(held, giver, taker)
    record_many([_event(held, giver, taker, why, by=by, now=now) for held in chosen])
    return [held.assignment for held in chosen]


@transaction.atomic
def change_portfolio(
    leader: User,
    office: Unit,
    *,
    by: Actor,
    now: dt.datetime,
    follow: bool = True,
    since: dt.date | None = None,
    why: str = "领导分工调整",
) -> Portfolio:
    """分管调整：在办的件随之换责任领导；可以只换某日以后交办的（since），也可以都不换，由原领导办完。"""
    if not can_give_portfolio(by, office):
        raise NotAllowed("您没有权限指定分管领导。")
    before = Portfolio.objects.filter(office=office).select_related("leader").first()
    former = before.leader if before else None
    portfolio = give_portfolio(leader, office, by=by, now=now)
    if not follow or former is None or former == leader:
        return portfolio
    rows = Assignment.objects.open().filter(unit=office, leader=former).select_related("item__session")
    rows = rows.filter(dispatched_on__gte=since) if since else rows
    moved = [Held(row, ("leader",)) for row in rows.order_by("pk")]
    for held in moved:
        _give(held, former, leader)
    record_many([_event(held, former, leader, why, by=by, now=now) for held in moved])
    return portfolio


def _check(giver: User, taker: User, chosen: list[Held], why: str, *, on: dt.date) -> None:
    sentences = []
    if giver.pk == taker.pk:
        sentences.append("交出和接手的是同一个人。")
    if not why.strip():
        sentences.append("要写明为什么交接。")
    if not chosen:
        sentences.append(f"{giver.name}在这里没有选定的在办件。")
    posts = list(Post.objects.on(on).filter(user=taker).values_list("unit", "role"))
    unfit = {_wanted(held, name) for held in chosen for name in held.standing if not _fits(held, name, posts)}
    sentences += [f"{taker.name}在{place}没有{word}的岗位，请先任命。" for place, word in sorted(unfit)]
    if sentences:
        raise NotReady([Blocker(sentence, where="people") for sentence in sentences])


def _wanted(held: Held, name: str) -> tuple[str, str]:
    unit = held.assignment.unit if name == "officer" else department_of(held.assignment.unit)
    return unit.name, "经办" if name == "officer" else "领导"


def _fits(held: Held, name: str, posts: list[tuple[int, str]]) -> bool:
    unit = held.assignment.unit
    if name == "leader":
        return any((department_of(unit).pk, role) in posts for role in LEADERS)
    return (
        any((unit.pk, role) in posts for role in WORKERS)
        or (
            department_of(unit).pk,
            PostRole.COORDINATOR,
        )
        in posts
    )


def _give(held: Held, giver: User, taker: User) -> None:
    """Guarded: whoever was given it meanwhile keeps it."""
    same = dict.fromkeys(held.standing, giver)
    if not Assignment.objects.filter(pk=held.assignment.pk, **same).update(**dict.fromkeys(held.standing, taker)):
        raise Stale("别人刚刚动过其中一件，请刷新后再看。")
    for name in held.standing:
        setattr(held.assignment, name, taker)


def _event(held: Held, giver: User, taker: User, why: str, *, by: Actor, now: dt.datetime) -> Event:
    facts = {"from": giver.name, "to": taker.name, "as": list(held.standing), "why": why.strip()}
    facts |= {"from_key": f"user:{giver.pk}", "to_key": f"user:{taker.pk}"}
    subject = f"assignment:{held.assignment.pk}"
    return build("handling.handed_over", f"item:{held.assignment.item_id}", by=by, at=now, subject=subject, facts=facts)
