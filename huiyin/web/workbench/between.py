"""What waits for a leader or the office above: declines of offices, disagreements to settle, items to hand out again."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Q

from huiyin.accounts.desk import Person
from huiyin.accounts.models import Role as Post
from huiyin.handling.models import Coordination, Decision, DeclineRequest
from huiyin.items.models import Item
from huiyin.web.addresses import address

LEADERS = frozenset({Post.LEADER_IN_CHARGE, Post.CHIEF})


class Waiting(NamedTuple):
    """As a task of the desk says it."""

    verb: str
    item: Item
    remark: str
    due_on: dt.date | None
    button: str
    url: str


def waiting_for(person: Person) -> Iterator[Waiting]:
    """Asked only of those whose post it is: nobody else's desk costs a query more."""
    if person.roles & LEADERS:
        yield from _declines(person)
    if person.has_role(Post.DISPATCHER):
        units = [seat.unit.pk for seat in person.seats if seat.role == Post.DISPATCHER]
        yield from _disagreements(units)
        yield from _returned(units)


def _declines(person: Person) -> Iterator[Waiting]:
    """退办 of an office whose 责任领导 this person is, or stands in for."""
    people = {person.user.pk, *(seat.stood_in_for.pk for seat in person.seats if seat.stood_in_for)}
    named = Q(assignment__leader__in=people) | Q(assignment__parent__leader__in=people)
    asked = DeclineRequest.objects.filter(named, decided_on=None, assignment__parent__isnull=False)
    for row in asked.select_related("assignment__item", "assignment__unit").order_by("pk"):
        url = address("assignment", row.assignment_id)
        yield Waiting("答复退办", row.assignment.item, f"{row.assignment.unit}：{row.reason}", None, "去答复", url)


def _disagreements(units: list[int]) -> Iterator[Waiting]:
    """R38: 协调 of what these units handed out."""
    opened = Coordination.objects.filter(settled_on=None, assignment__item__batch__unit__in=units)
    for row in opened.select_related("assignment__item", "assignment__unit", "other").order_by("pk"):
        remark = f"{row.assignment.unit}与{row.other}：{row.issue[:40]}"
        url = address("settle_coordination", row.pk)
        yield Waiting("协调", row.assignment.item, remark, None, "登记结果", url)


def _returned(units: list[int]) -> Iterator[Waiting]:
    """R22: 再交办, by the day the place sets."""
    granted = DeclineRequest.objects.filter(decision=Decision.GRANTED, redispatched_on=None, assignment__parent=None)
    rows = granted.filter(assignment__item__batch__unit__in=units)
    for row in rows.select_related("assignment__item", "assignment__unit").order_by("pk"):
        remark = f"{row.assignment.unit}退回，建议由{row.proposed_unit}办"
        url = address("redispatch", row.assignment_id)
        yield Waiting("再交办", row.assignment.item, remark, row.redispatch_due_on, "去交办", url)
