"""How many rows each filter of the ledger would leave."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from huiyin.handling.models import Assignment, State
from huiyin.items.models import Batch, Mark, Topic
from huiyin.reports.filters import FACETS, NOTHING, SINGLE, Facet, Filters

Group = tuple[str, ...]
Groups = list[tuple[Group, int]]


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


def counted(groups: Groups, chosen: QuerySet[Assignment], filters: Filters) -> tuple[FacetCounts, ...]:
    """Every facet with its counts, in the order of FACETS: four queries."""
    order = {facet.key: place for place, facet in enumerate(FACETS)}
    found = (*_single_facets(groups, filters), *_many_facets(chosen, filters))
    return tuple(sorted(found, key=lambda counts: order[counts.facet.key]))


def _fits(group: Group, filters: Filters, but: Facet | None) -> bool:
    return all(
        value in filters[facet.key]
        for facet, value in zip(SINGLE, group, strict=True)
        if filters.get(facet.key) and facet != but
    )


def _single_facets(groups: Groups, filters: Filters) -> Iterator[FacetCounts]:
    batches = {str(pk): name for pk, name in _batch_names(groups)}
    for place, facet in enumerate(SINGLE):
        counts: Counter[str] = Counter()
        for group, n in groups:
            if _fits(group, filters, facet):
                counts[group[place]] += n
        words = batches if facet.key == "batch" else {value: facet.word(value) for value in counts}
        ranks = {value: rank for rank, (value, _) in enumerate(facet.labels)}
        order = sorted(counts, key=lambda value: (ranks.get(value, -1), value))
        yield _counted(facet, [(value, words.get(value, value), counts[value]) for value in order], filters)


def _batch_names(groups: Groups) -> list[tuple[int, str]]:
    place = next(place for place, facet in enumerate(SINGLE) if facet.key == "batch")
    return list(Batch.objects.filter(pk__in={group[place] for group, _ in groups}).values_list("pk", "name"))


def _many_facets(chosen: QuerySet[Assignment], filters: Filters) -> Iterator[FacetCounts]:
    inside = chosen.order_by().values("pk")
    items = chosen.order_by().values("item")
    offices = (
        Assignment.objects.filter(parent__in=inside)
        .exclude(state=State.WITHDRAWN)
        .values_list("unit_id", "unit__name")
        .annotate(n=Count("pk"))
        .order_by("-n", "unit_id")
    )
    topics = (
        Topic.objects.filter(items__in=items).values_list("pk", "name").annotate(n=Count("items")).order_by("-n", "pk")
    )
    marks = Mark.objects.filter(item__in=items).values_list("kind").annotate(n=Count("item", distinct=True))
    by_key = {facet.key: facet for facet in FACETS}
    yield _counted(by_key["office"], [(str(pk), name, n) for pk, name, n in offices], filters)
    yield _counted(by_key["topic"], [(str(pk), name, n) for pk, name, n in topics], filters)
    facet = by_key["mark"]
    yield _counted(facet, [(kind, facet.word(kind), n) for kind, n in marks.order_by("kind")], filters)


def _counted(facet: Facet, values: Sequence[tuple[str, str, int]], filters: Filters) -> FacetCounts:
    chosen = filters.get(facet.key) or ()
    return FacetCounts(facet, tuple(FacetValue(value, label, n, value in chosen) for value, label, n in values))
