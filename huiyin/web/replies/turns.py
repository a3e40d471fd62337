"""Whose turn it is: the steps that lie with a person now, the most urgent first, and whether this one does."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from huiyin.accounts.desk import Person, Seat
from huiyin.handling.models import Duty, Wait
from huiyin.items.models import Mark
from huiyin.replies import policy
from huiyin.replies.chain import route
from huiyin.replies.chain.seats import seat_for
from huiyin.replies.models import ClearanceStep, Reply, State
from huiyin.web.counts import steps_awaiting
from huiyin.web.replies.finding import departments_of, replies_seen_by
from huiyin.web.replies.listing import ANSWERING

SHOWN = 50


@dataclass(frozen=True)
class Turn:
    """One step that lies with a person: by which seat, when the letter is owed, whether others read it at the same time."""

    step: ClearanceStep
    seat: Seat
    owed_on: dt.date | None
    is_beside: bool
    is_own: bool


def awaiting(person: Person) -> list[Turn]:
    """轮到我的: what is owed first stands first, 重点件 before others; one's own drafts last, they are for another."""
    related = ("reply__assignment__item__session", "reply__drafter", "unit")
    steps = _steps(person).select_related(*related).prefetch_related("reply__assignment__item__marks", "reply__answers")
    turns = [
        Turn(step, seat, step.owed_on, step.is_beside, _is_own(person, step))  # type: ignore[attr-defined]
        for step in steps
        if (seat := seat_for(person, step))
    ]
    return sorted(turns, key=lambda turn: turn.is_own)


def on_their_way(person: Person, besides: Sequence[Turn]) -> QuerySet[Reply]:
    """What else is being cleared in the department, and for whom it waits."""
    others = Reply.objects.filter(assignment__unit__in=departments_of(person), state=State.CLEARING)
    others = others & replies_seen_by(person)
    rest = others.exclude(pk__in=[turn.step.reply_id for turn in besides])
    wait = Wait.objects.filter(assignment=OuterRef("assignment"), ended_on=None)
    told = rest.annotate(whom=Subquery(wait.values("whom")[:1]), what=Subquery(wait.values("what")[:1]))
    return told.select_related("assignment__item__session", "drafter").order_by("id")[:SHOWN]


def queue_of(person: Person) -> list[int]:
    """The replies of these steps, by their keys alone; each once, though two of its steps be mine."""
    keys = _steps(person).exclude(reply__drafter=person.user)
    return list(dict.fromkeys(step.reply_id for step in keys if seat_for(person, step)))


def _steps(person: Person) -> QuerySet[ClearanceStep]:
    marked = Mark.objects.filter(item=OuterRef("reply__assignment__item"))
    owed = Duty.objects.owed().filter(assignment=OuterRef("reply__assignment"), kind__in=ANSWERING).order_by("due_on")
    beside = ClearanceStep.objects.filter(
        reply=OuterRef("reply"), round=OuterRef("round"), stage=OuterRef("stage"), result=""
    ).exclude(pk=OuterRef("pk"))
    return (
        steps_awaiting(person)
        .filter(reply__in=replies_seen_by(person))
        .annotate(owed_on=Subquery(owed.values("due_on")[:1]), is_marked=Exists(marked), is_beside=Exists(beside))
        .order_by(F("owed_on").asc(nulls_last=True), "-is_marked", "reply_id", "order")
    )


def _is_own(person: Person, step: ClearanceStep) -> bool:
    own = policy.is_author if step.is_last else policy.is_drafter
    return own(person, step.reply)


def neighbours(queue: list[int], pk: int) -> dict[str, Any]:
    """第 1 件，共 4 件, with the one before and the one after."""
    at = queue.index(pk) if pk in queue else -1
    return {
        "position": at + 1,
        "queue": len(queue),
        "earlier": queue[at - 1] if at > 0 else None,
        "later": queue[at + 1] if 0 <= at < len(queue) - 1 else None,
    }


def turn_of(person: Person, reply: Reply) -> tuple[ClearanceStep | None, Seat | None]:
    """The step that is theirs, also when the draft is their own, and the seat; else where the slip lies, and no seat."""
    mine = route.step_for(person, reply)
    return (mine, seat_for(person, mine)) if mine else (route.current_step(reply), None)
