"""The table-driven state machine: who may, what must be ready, from which state to which, one event per move."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db import models, transaction

from huiyin.events.actions import record
from huiyin.events.actors import Actor, RecordedFor
from huiyin.events.models import Event
from huiyin.flow.errors import Blocker, NotAllowed, NotReady, Stale

T = TypeVar("T", bound=models.Model)
Who = Callable[[Any, Any], bool]
Ready = Callable[[Any], Sequence[Blocker]]


@dataclass(frozen=True)
class Move:
    """One row of a life cycle.

    verb: the business verb · source, target: states (target None: it stays where it is) · who: policy(actor, obj)
    · ready: what is missing · label: 中文 · event: past tense, for `room.past_tense`.
    """

    verb: str
    source: str | tuple[str, ...]
    target: str | None
    who: Who
    label: str
    event: str
    ready: Ready | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.source,) if isinstance(self.source, str) else self.source


@dataclass(frozen=True)
class OpenMove:
    """A move somebody may make now; with blockers it is shown greyed."""

    verb: str
    label: str
    blockers: list[Blocker]


@dataclass
class Flow(Generic[T]):
    """A life cycle: the room it belongs to, its states, its moves; `topic` names the case in the log.

    guards: columns besides the state that must still be as they were read, or the move is Stale.
    """

    room: str
    states: type[models.TextChoices]
    moves: Sequence[Move]
    topic: Callable[[Any], str]
    initial: str = ""
    guards: Sequence[str] = ()
    by_verb: dict[str, Move] = field(init=False)

    def __post_init__(self) -> None:
        self.by_verb = {move.verb: move for move in self.moves}
        known = set(self.states.values)
        for move in self.moves:
            unknown = {*move.sources, move.target or move.sources[0]} - known
            if unknown:
                raise ValueError(f"{self.room}.{move.verb}: unknown states {unknown}")
        if len(self.by_verb) != len(self.moves):
            raise ValueError(f"{self.room}: a verb stands twice in the table")

    def blockers(self, obj: T, verb: str) -> list[Blocker]:
        """What is still missing for this verb, whoever asks."""
        ready = self.by_verb[verb].ready
        return list(ready(obj)) if ready else []

    def may(self, obj: T, verb: str, by: Actor) -> bool:
        """Is this the state for it, and may this person do it? (What is missing is another question.)"""
        move = self.by_verb[verb]
        return str(obj.state) in move.sources and move.who(by, obj)  # type: ignore[attr-defined]

    def open_to(self, obj: T, by: Actor) -> list[OpenMove]:
        """The buttons: what this person may do now, each with what is missing."""
        return [
            OpenMove(move.verb, move.label, self.blockers(obj, move.verb))
            for move in self.moves
            if self.may(obj, move.verb, by)
        ]

    def move(
        self,
        obj: T,
        verb: str,
        *,
        by: Actor,
        at: dt.datetime,
        facts: Mapping[str, Any] | None = None,
        recorded_for: RecordedFor | None = None,
        **columns: Any,
    ) -> Event:
        """Make the move or raise NotAllowed, NotReady, Stale; `columns` are written in the same guarded UPDATE."""
        move, old = self.by_verb[verb], str(obj.state)  # type: ignore[attr-defined]
        if old not in move.sources:
            raise Stale(f"现在是“{self.states(old).label}”，不能{move.label}。")
        if not move.who(by, obj):
            raise NotAllowed(f"您没有权限{move.label}。")
        if missing := self.blockers(obj, verb):
            raise NotReady(missing)
        target = move.target or old
        seen = {name: getattr(obj, name) for name in self.guards}
        with transaction.atomic():
            changed = type(obj)._default_manager.filter(pk=obj.pk, state=old, **seen).update(state=target, **columns)
            if not changed:
                raise Stale("别人刚刚动过这一件，请刷新后再看。")
            for name, value in {"state": target, **columns}.items():
                setattr(obj, name, value)
            return record(
                f"{self.room}.{move.event}",
                self.topic(obj),
                by=by,
                at=at,
                subject=f"{obj._meta.model_name}:{obj.pk}",
                facts={"from": old, "to": target, **(facts or {})},
                recorded_for=recorded_for,
            )
