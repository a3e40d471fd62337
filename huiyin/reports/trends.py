"""What the charts draw: items over five years, items by topic, answers as they add up over the months."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.db.models import Case, Count, Q, Value, When

from huiyin.handling.models import Assignment
from huiyin.items.models import Topic
from huiyin.reports import counted
from huiyin.reports.scopes import Scope


class YearCount(NamedTuple):
    """One bar: what we led and what else there was."""

    year: int
    lead: int
    others: int

    @property
    def total(self) -> int:
        return self.lead + self.others


class TopicCount(NamedTuple):
    topic: int
    name: str
    items: int


class Cumulated(NamedTuple):
    """How many of the items we led were closed by the end of each month; `base` is all of them."""

    year: int
    base: int
    months: tuple[int, ...]


def topics(scope: Scope, *, most: int = 12, items: Sequence[int] | None = None) -> list[TopicCount]:
    """The most frequent topics. An item may bear several. items: those of the scope, where they are known already."""
    tagged = Topic.items.through.objects.filter(item__in=scope.items() if items is None else items)
    rows: Any = tagged.values_list("topic", "topic__name").annotate(n=Count("item"))
    return [TopicCount(*row) for row in rows.order_by("-n", "topic")[:most]]


def _cumulated(scope: Scope, days: Sequence[dt.date | None], today: dt.date) -> Cumulated:
    last = min(today, scope.day)
    months = 12 if last.year > scope.year else last.month if last.year == scope.year else 0
    found = Counter(_month(day, scope.year) for day in days if day and day <= last)
    return Cumulated(scope.year, len(days), tuple(sum(found[n] for n in range(m + 1)) for m in range(1, months + 1)))


class YearSums(NamedTuple):
    """A year in one scope: its items, how many we led, how many of these were answered, how they were closed."""

    year: int
    items: tuple[int, ...]
    lead: int
    lead_replied: int
    closed: Cumulated

    @property
    def total(self) -> int:
        return len(self.items)


def history(scope: Scope, before: Scope, *, today: dt.date, years: int = 5) -> list[YearSums]:
    """This year, the year before by its own scope (R88), earlier ones by the same conditions. One query."""
    scopes = [scope, before]
    for year in range(scope.year - 2, scope.year - years, -1):
        scopes.append(replace(before, year=year, as_of=dt.date(year, 12, 31), sessions=(), batches=()))
    wanted, lead, replied = Q(), Q(), Q()
    for one in scopes:
        wanted |= one.condition
        lead |= Q(year=one.year) & one.leads
        replied |= Q(year=one.year) & counted.answered(min(today, one.day))
    rows = Assignment.objects.filter(wanted).annotate(
        is_lead=Case(When(lead, then=Value(1)), default=Value(0)),
        is_replied=Case(When(replied, then=Value(1)), default=Value(0)),
    )
    by_year: dict[int, list[Any]] = {one.year: [] for one in scopes}
    for year, *facts in rows.values_list("year", "item_id", "is_lead", "is_replied", "closed_on"):
        by_year[year].append(facts)
    return [_sums(one, by_year[one.year], today) for one in scopes]


def _sums(scope: Scope, rows: Sequence[Any], today: dt.date) -> YearSums:
    led = [(replied, closed_on) for _, is_lead, replied, closed_on in rows if is_lead]
    closed = _cumulated(scope, [closed_on for _, closed_on in led], today)
    items = tuple(item for item, *_ in rows)
    return YearSums(scope.year, items, len(led), sum(replied for replied, _ in led), closed)


def year_counts(sums: Sequence[YearSums]) -> list[YearCount]:
    """The bars of some years, the latest last; years without items are left out."""
    found = sorted((one for one in sums if one.total), key=lambda one: one.year)
    return [YearCount(one.year, one.lead, one.total - one.lead) for one in found]


def _month(day: dt.date, year: int) -> int:
    """The month of that year; what was closed before it counts from the start, after it not at all."""
    return 0 if day.year < year else day.month if day.year == year else 13
