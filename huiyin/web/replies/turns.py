"""Whose turn it is: the steps that lie with a person now, and whether this one does."""

from typing import Any

from django.db.models import QuerySet

from huiyin.accounts.desk import Person
from huiyin.replies import policy, route
from huiyin.replies.models import ClearanceStep, Reply
from huiyin.web.counts import steps_awaiting
from huiyin.web.replies.finding import replies_seen_by


def awaiting(person: Person) -> list[ClearanceStep]:
    """Steps that lie with this person now, the oldest first; a step named for one leader is not another's."""
    related = ("reply__assignment__item__session", "reply__drafter", "unit")
    return _own(person, _steps(person).select_related(*related).prefetch_related("reply__assignment__item__marks"))


def queue_of(person: Person) -> list[int]:
    """The replies of these steps, by their keys alone."""
    return [step.reply_id for step in _own(person, _steps(person))]


def _steps(person: Person) -> QuerySet[ClearanceStep]:
    return steps_awaiting(person).filter(reply__in=replies_seen_by(person)).order_by("reply_id")


def _own(person: Person, steps: QuerySet[ClearanceStep]) -> list[ClearanceStep]:
    return [step for step in steps if policy.seat_for(person, step)]


def neighbours(queue: list[int], pk: int) -> dict[str, Any]:
    """第 1 件，共 4 件, with the one before and the one after."""
    at = queue.index(pk) if pk in queue else -1
    return {
        "position": at + 1,
        "queue": len(queue),
        "earlier": queue[at - 1] if at > 0 else None,
        "later": queue[at + 1] if 0 <= at < len(queue) - 1 else None,
    }


def turn_of(person: Person, reply: Reply) -> tuple[ClearanceStep | None, bool]:
    """Where the slip lies, and whether this person holds that post — also when the draft is their own."""
    step = route.current_step(reply)
    return step, step is not None and policy.seat_for(person, step) is not None
