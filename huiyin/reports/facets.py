"""How many rows each filter of the ledger would leave."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Cast

from huiyin.handling.models import Assignment, State
from huiyin.items.models import Batch, Mark, Topic
from huiyin.reports.filters import FACETS, NOTHING, SINGLE, Facet, Filters

Group = tuple[str, ...]
Groups = list[tuple[Group, int]]
Named = tuple[str, str, str, int]


@dataclass(frozen=True)
class FacetValue:
    """One line of a facet; `chosen` when it is among the filters."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class FacetCounts:
    facet: Facet
    values: tuple[FacetValue, ...]


def groups_of(found: QuerySet[Assignment]) -> Groups:
    """How many rows share each combination of single-valued facets: one query counts them all."""
    look_ups = [facet.look_up for facet in SINGLE]
    rows = found.order_by().values_list(*look_ups).annotate(n=Count("pk"))
    return [(tuple(NOTHING if value in (None, "") else str(value) for value in row[:-1]), row[-1]) for row in rows]


def count_of(groups: Groups, filters: Filters) -> int:
    """How many rows all filters together leave."""
    return sum(n for group, n in groups if _fits(group, filters, None))


def counted(
    groups: Groups, chosen: QuerySet[Assignment], filters: Filters, whole: QuerySet[Assignment]
) -> tuple[tuple[FacetCounts, ...], int]:
    """Every facet with its counts, in the order of FACETS, and how many rows there are without any filter: one query."""
    order = {facet.key: place for place, facet in enumerate(FACETS)}
    named = _named(groups, chosen, whole)
    found = (*_single_facets(groups, named, filters), *_many_facets(named, filters))
    total = sum(n for key, _, _, n in named if key == "whole")
    return tuple(sorted(found, key=lambda counts: order[counts.facet.key])), total


def _fits(group: Group, filters: Filters, but: Facet | None) -> bool:
    return all(
        value in filters[facet.key]
        for facet, value in zip(SINGLE, group, strict=True)
        if filters.get(facet.key) and facet != but
    )


def _single_facets(groups: Groups, named: Sequence[Named], filters: Filters) -> Iterator[FacetCounts]:
    batches = {value: name for key, value, name, _ in named if key == "batch"}
    for place, facet in enumerate(SINGLE):
        counts: Counter[str] = Counter()
        for group, n in groups:
            if _fits(group, filters, facet):
                counts[group[place]] += n
        words = batches if facet.key == "batch" else {value: facet.word(value) for value in counts}
        ranks = {value: rank for rank, (value, _) in enumerate(facet.labels)}
        order = sorted(counts, key=lambda value: (ranks.get(value, -1), value))
        yield _counted(facet, [(value, words.get(value, value), counts[value]) for value in order], filters)


def _named(groups: Groups, chosen: QuerySet[Assignment], whole: QuerySet[Assignment]) -> list[Named]:
    """Offices, topics and marks with their counts, batches with their names, the whole: facet, value, word, count."""
    inside, items = chosen.order_by().values("pk"), chosen.order_by().values("item")
    place = next(place for place, facet in enumerate(SINGLE) if facet.key == "batch")
    shares = Assignment.objects.filter(parent__in=inside).exclude(state=State.WITHDRAWN)
    queries = (
        _words("office", shares, "unit_id", "unit__name").annotate(n=Count("pk")),
        _words("topic", Topic.objects.filter(items__in=items), "pk", "name").annotate(n=Count("items")),
        _words("mark", Mark.objects.filter(item__in=items), "kind", "kind").annotate(n=Count("item", distinct=True)),
        _words("batch", Batch.objects.filter(pk__in={group[place] for group, _ in groups}), "pk", "name").annotate(
            n=Count("pk")
        ),
        _words("whole", whole, "year", "role_label").annotate(n=Count("pk")),
    )
    return list(queries[0].union(*queries[1:], all=True))


def _words(key: str, rows: QuerySet[Any], value: str, word: str) -> QuerySet[Any]:
    facts = {"facet": Value(key, CharField()), "value": Cast(value, CharField()), "word": F(word)}
    named: QuerySet[Any] = rows.order_by().annotate(**facts).values_list(*facts)
    return named


def _many_facets(named: Sequence[Named], filters: Filters) -> Iterator[FacetCounts]:
    """The most frequent first; marks in the order of their choices."""
    for facet in FACETS:
        found = [(value, word, n) for key, value, word, n in named if key == facet.key and key != "batch"]
        if facet.key == "mark":
            yield _counted(facet, sorted((value, facet.word(value), n) for value, _, n in found), filters)
        elif not facet.look_up:
            yield _counted(facet, sorted(found, key=lambda row: (-row[2], int(row[0]))), filters)


def _counted(facet: Facet, values: Sequence[tuple[str, str, int]], filters: Filters) -> FacetCounts:
    chosen = filters.get(facet.key) or ()
    return FacetCounts(facet, tuple(FacetValue(value, label, n, value in chosen) for value, label, n in values))
