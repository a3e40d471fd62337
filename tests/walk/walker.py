"""Who walks: one act after another, by those whose act it is or by anybody, on later and later days."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet

from huiyin.events.actors import SYSTEM, RecordedFor, local_day
from huiyin.events.jobs import WORK
from huiyin.events.models import Job
from huiyin.flow.errors import HouseError
from huiyin.handling.models import Assignment, State
from huiyin.items.models import Item
from tests.walk.world import World

T = TypeVar("T")
ANYBODY = ("lin", "wang", "qian", "zhao", "wu", "stranger", "he", "jiao", "feng", "tang")


class Nothing(Exception):
    """There is nothing to do this act on."""


class Walker:
    """The facts of one walk. a and b choose among what there is; right: by whose act it is, else by anybody."""

    def __init__(self, world: World, now: dt.datetime) -> None:
        self.world, self.now = world, now
        self.a = self.b = 0
        self.right = True
        self.registered = Item.objects.count()
        self.done: list[str] = []
        self.why_not = ""

    @property
    def today(self) -> dt.date:
        return local_day(self.now)

    def step(self, act: Any, a: int, b: int, days: int, right: bool) -> bool:
        """One act; what the house refuses leaves nothing behind."""
        self.now += dt.timedelta(days=days)
        self.a, self.b, self.right = a, b, right
        try:
            with transaction.atomic():
                act(self)
                self.react()
        except (HouseError, Nothing) as refusal:
            self.why_not = str(refusal)
            return False
        self.done.append(act.__name__)
        return True

    def react(self) -> None:
        """What follows from what happened, as the worker does it; here an error is an error."""
        while jobs := list(Job.objects.filter(done_at=None).order_by("run_at", "id")):
            for job in jobs:
                WORK[job.function](job)
                Job.objects.filter(pk=job.pk).update(done_at=self.now)

    def by(self, *logins: str) -> dict[str, Any]:
        """Who acts, when: one of those whose act it is."""
        login = logins[self.b % len(logins)] if self.right else ANYBODY[self.b % len(ANYBODY)]
        return {"by": self.world.person(login, self.today), "now": self.now}

    def of(self, row: Assignment) -> dict[str, Any]:
        """By the coordinator of the department that holds it; for a unit outside, of who keeps the list."""
        top = row.parent or row
        keeper = top.unit if top.unit.managed_here else top.item.batch.unit
        return self.by({self.world.cast.other.pk: "stranger", self.world.hub.pk: "jiao"}.get(keeper.pk, "lin"))

    def above(self, row: Assignment) -> dict[str, Any]:
        """By the dispatcher, or as the dispatcher's word; of an office's part, by its coordinator."""
        if row.parent_id:
            return self.of(row)
        return {**self.by("jiao", "lin"), "recorded_for": self.word()} if self.b % 3 else self.by("jiao")

    def word(self) -> RecordedFor:
        return RecordedFor("示例市政府督查室", self.today, "letter")

    def system(self) -> dict[str, Any]:
        return {"by": SYSTEM, "now": self.now}

    def pick(self, rows: Sequence[T] | QuerySet[Any, T]) -> T:
        """One of them, by a."""
        found = list(rows)
        if not found:
            raise Nothing
        return found[self.a % len(found)]

    def other(self, rows: Sequence[T]) -> T:
        """One of them, by b."""
        return rows[self.b % len(rows)]

    def row(self, *states: State, **narrower: Any) -> Assignment:
        """A part of an item in one of these states; now and then in any, to be refused."""
        rows = Assignment.objects.with_people().filter(**narrower).order_by("pk")
        return self.pick(rows.filter(state__in=states) if states and self.b % 10 else rows)

    def top(self, *states: State) -> Assignment:
        return self.row(*states, parent=None)

    def item(self, *states: str) -> Item:
        rows = Item.objects.select_related("batch__unit", "session").order_by("pk")
        return self.pick(rows.filter(state__in=states) if self.b % 10 else rows)
