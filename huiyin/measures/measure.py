"""What a figure is: a measure counts members in a scope, a ratio and a change compare two measures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import QuerySet

S = TypeVar("S")
S_contra = TypeVar("S_contra", contravariant=True)


@dataclass(frozen=True)
class Figure:
    """A measured number with all that stands behind it; `text` is how a sentence prints it (157件, 6.8%)."""

    name: str
    label: str
    value: int | Decimal | None
    of: str
    text: str
    numerator: int | None = None
    denominator: int | None = None
    members: tuple[Any, ...] = field(default=(), repr=False)
    items: tuple[str, ...] = field(default=(), repr=False)

    def facts(self) -> dict[str, Any]:
        """The figure as `annual_report` prints it."""
        value = float(self.value) if isinstance(self.value, Decimal) else self.value
        return {
            "name": self.name,
            "label": self.label,
            "value": value,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "of": self.of,
            "members": list(self.members),
            "items": list(self.items),
            "text": self.text,
        }


class Measurable(Protocol[S_contra]):
    """Whatever can be measured in a scope."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    def measure(self, scope: S_contra) -> Figure: ...


@dataclass(frozen=True)
class Measure(Generic[S]):
    """Counts the rows of a queryset. The members are read with the number, so that the two can never disagree.

    identity: the look-up that names a member · shown: the look-up of the number people know it by, "" for none.
    """

    name: str
    label: str
    of: str
    members: Callable[[S], QuerySet[Any]]
    unit_word: str = "件"
    identity: str = "pk"
    shown: str = ""

    def measure(self, scope: S) -> Figure:
        """One query."""
        columns = [self.identity, self.shown or self.identity]
        return self.figure(list(self.members(scope).values_list(*columns)))

    def figure(self, rows: Sequence[tuple[Any, Any]]) -> Figure:
        """The figure of members read already: what identifies each, what it is known by."""
        return Figure(
            name=self.name,
            label=self.label,
            value=len(rows),
            of=self.of,
            text=f"{len(rows)}{self.unit_word}",
            members=tuple(row[0] for row in rows),
            items=tuple(str(row[1]) for row in rows) if self.shown else (),
        )


@dataclass(frozen=True)
class Ratio(Generic[S]):
    """One measure as a share of another; of nothing there is no share (R89: both are always printed with it)."""

    name: str
    label: str
    numerator: Measure[S]
    denominator: Measure[S]
    places: int = 1

    def measure(self, scope: S) -> Figure:
        """The share as a fraction; text as a rate without idle zeros."""
        return self.of(self.numerator.measure(scope), self.denominator.measure(scope))

    def of(self, part: Figure, whole: Figure) -> Figure:
        """The same of two figures measured already."""
        return _compared(self.name, self.label, part, whole, share(_count(part), _count(whole)), self.places)


@dataclass(frozen=True)
class Change(Generic[S]):
    """How much `now` has grown over `before`: (now − before) ÷ before (R63)."""

    name: str
    label: str
    now: Measure[S]
    before: Measure[S]
    places: Callable[[S], int] = lambda scope: 1

    def measure(self, scope: S) -> Figure:
        """numerator: the difference · denominator: what it was before."""
        return self.of(self.now.measure(scope), self.before.measure(scope), self.places(scope))

    def of(self, now: Figure, before: Figure, places: int) -> Figure:
        """The same of two figures measured already."""
        grown = share(_count(now) - _count(before), _count(before))
        figure = _compared(self.name, self.label, now, before, grown, places)
        return Figure(**{**figure.__dict__, "numerator": _count(now) - _count(before)})


def share(part: int, whole: int) -> Decimal | None:
    """part ÷ whole, or None of nothing."""
    return Decimal(part) / Decimal(whole) if whole else None


def percent(value: Decimal | None, places: int = 1) -> str:
    """0.0680 → 6.8%, 1 → 100%; — when there is nothing to divide by."""
    if value is None:
        return "—"
    rounded = (value * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


def _count(figure: Figure) -> int:
    return int(figure.value or 0)


def _compared(name: str, label: str, part: Figure, whole: Figure, value: Decimal | None, places: int) -> Figure:
    return Figure(
        name=name,
        label=label,
        value=value,
        of=part.of,
        text=percent(value, places),
        numerator=_count(part),
        denominator=_count(whole),
        members=part.members,
        items=part.items,
    )
