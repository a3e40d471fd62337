"""The desk's numbers: the year beside the year before, the offices' lights, what happened since the last visit."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse

from huiyin.accounts.desk import Person
from huiyin.accounts.models import Role as Post
from huiyin.events.models import Event
from huiyin.handling.models import OPEN_STATES, Assignment, State
from huiyin.items.models import Item
from huiyin.reports.stages import Light, staged
from huiyin.web.words import Told, quiet_verbs, told
from huiyin.workdays.calendar import add_months

FEED_LENGTH = 8
STANDING = [state for state in State if state != State.WITHDRAWN]  # named, so that it stays a join


@dataclass(frozen=True)
class Counter:
    """One of the four numbers, with its list."""

    label: str
    value: int
    compare: str
    url: str
    of: int
    look: str
    light: str = ""


@dataclass(frozen=True)
class OfficeLights:
    """How one office stands."""

    office: str
    pk: int
    total: int
    late: int
    near: int
    ok: int


def counters(person: Person, year: int, *, today: dt.date) -> list[Counter]:
    """应办、在办、办结、逾期 of the working year, each beside the same day of the year before."""
    now, before = _year(person, year, today), _year(person, year - 1, add_months(today, -12))
    ledger = reverse("ledger")
    total, closed = now["total"], now["closed"]
    rate = f"办结率 {100 * closed / total:.1f}%" if total else "还没有件"
    if before["total"]:
        rate += f"，上年同期 {100 * before['closed'] / before['total']:.1f}%"
    return [
        Counter("应办", total, _growth(total, before["total"]), ledger, total, "ink"),
        Counter("在办", total - closed, _more(total - closed, before), f"{ledger}?open=1", total, "ink"),
        Counter("办结", closed, rate, f"{ledger}?open=0", total, "full"),
        Counter("逾期", now["late"], "按最近一项时限算", f"{ledger}?light=late", total, "late", "late"),
    ]  # fmt: skip


def office_lights(person: Person, year: int, *, today: dt.date) -> list[OfficeLights]:
    """Every office of the department with its items by light, as the ledger lists them; for coordinators and leaders."""
    if not person.roles & {Post.COORDINATOR, Post.LEADER_IN_CHARGE, Post.CHIEF}:
        return []
    held = Assignment.objects.standing().filter(unit=person.unit, parent=None, year=year, item__left_on=None)
    rows: Any = staged(held.annotate(top=F("id")), today=today).filter(children__state__in=STANDING)
    counts: dict[tuple[int, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for pk, name, light in rows.values_list("children__unit_id", "children__unit__name", "light"):
        counts[pk, name][light] += 1
    lights = [
        OfficeLights(name, pk, sum(by.values()), by[Light.LATE], by[Light.NEAR], by[Light.OK] + by[Light.WAIT] + by[Light.PAUSE])
        for (pk, name), by in counts.items()
    ]  # fmt: skip
    return sorted(lights, key=lambda line: (-line.late, -line.near, -line.total))


def feed(person: Person, since: dt.datetime | None) -> list[tuple[Told, Item]]:
    """What others did on the person's items since the last visit (or lately), newest first; two queries."""
    if not person.unit_ids or person.unit is None:
        return []
    events = Event.objects.within(person.unit_code).filter(topic__startswith="item:")
    events = events.exclude(actor=person.actor_key).exclude(verb__in=quiet_verbs())
    if since:
        events = events.filter(at__gt=since)
    newest = list(events.order_by("-at", "-id")[: FEED_LENGTH * 3])
    items = Item.objects.visible_to(person).in_bulk({int(event.topic.removeprefix("item:")) for event in newest})
    names = [(told(event), items.get(int(event.topic.removeprefix("item:")))) for event in newest]
    return [(line, item) for line, item in names if item][:FEED_LENGTH]


def _year(person: Person, year: int, today: dt.date) -> dict[str, Any]:
    """What the person's own units hold of a year, as it stood on that day."""
    held = Assignment.objects.held_by(person.unit_ids).filter(year=year)
    held = held.exclude(state=State.WITHDRAWN).filter(item__left_on=None, dispatched_on__lte=today)
    late = Q(pk__in=Assignment.objects.filter(unit__in=person.unit_ids, state__in=OPEN_STATES).overdue(on=today))
    done = Q(closed_on__lte=today) | Q(state=State.NOTED)
    return held.aggregate(total=Count("pk"), closed=Count("pk", filter=done), late=Count("pk", filter=late))


def _growth(now: int, before: int) -> str:
    """上年 88，+20.5%."""
    if not before:
        return "上年没有记录"
    return (
        f"上年同期 {before}，{100 * (now - before) / before:+.1f}%" if now != before else f"与上年同期一样，{before} 件"
    )


def _more(now: int, before: dict[str, Any]) -> str:
    if not before["total"]:
        return "上年没有记录"
    open_then = before["total"] - before["closed"]
    return f"上年同期 {open_then}，{now - open_then:+d}" if now != open_then else f"上年同期 {open_then}"
