"""How many rows each filter of the ledger would leave."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Cast

from huiyin.handling.models import Assignment, State
from huiyin.items.models import Batch, Mark, Topic
from huiyin.reports.filters import FACETS, NOTHING, SINGLE, Facet, Filters
from huiyin.reports.keys import Keys

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
    """A facet with its lines; none while it is not asked for."""

    facet: Facet
    values: tuple[FacetValue, ...]
    is_counted: bool = True


class Line(NamedTuple):
    """One row before it is shown: its key, its item, what the single-valued facets hold, in their order."""

    pk: int
    item: int
    held: tuple[Any, ...]


@dataclass(frozen=True)
class Found:
    """What all other filters leave, in order; the choices among single-valued facets are made and counted here."""

    lines: Sequence[Line]
    filters: Filters
    single: tuple[Facet, ...] = SINGLE

    @classmethod
    def read(cls, rows: QuerySet[Assignment], filters: Filters, single: tuple[Facet, ...] = SINGLE) -> "Found":
        """One query, however many facets: the database works out a row's facets once."""
        read = rows.values_list("pk", "item_id", *[facet.look_up for facet in single])
        return cls([Line(row[0], row[1], row[2:]) for row in read], filters, single)

    @cached_property
    def groups(self) -> Groups:
        """How many rows share each combination of facets."""
        return [(_words_of(held), n) for held, n in self._sizes.items()]

    @cached_property
    def chosen(self) -> list[Line]:
        """What is left by the single-valued facets too, in the same order."""
        if not any(self.filters.get(facet.key) for facet in self.single):
            return list(self.lines)
        fitting = {held for held in self._sizes if self.fits(_words_of(held), None)}
        return [line for line in self.lines if line.held in fitting]

    def fits(self, group: Group, but: Facet | None) -> bool:
        """Is a combination of facets among the choices, those of one facet left open?"""
        return all(
            value in self.filters[facet.key]
            for facet, value in zip(self.single, group, strict=True)
            if self.filters.get(facet.key) and facet != but
        )

    @cached_property
    def _sizes(self) -> Counter[tuple[Any, ...]]:
        return Counter(line.held for line in self.lines)


def asked_for(filters: Filters, opened: Collection[str]) -> tuple[Facet, ...]:
    """The single-valued facets of a long ledger: the dear ones only when somebody narrows by them or opens them."""
    return tuple(facet for facet in SINGLE if not facet.is_dear or filters.get(facet.key) or facet.key in opened)


def counted(found: Found, whole: QuerySet[Assignment]) -> tuple[tuple[FacetCounts, ...], int]:
    """Every facet with its counts, in the order of FACETS, and how many rows there are without any filter: one query."""
    order = {facet.key: place for place, facet in enumerate(FACETS)}
    is_narrowed = any(found.filters.values())
    named = _named(found, whole if is_narrowed else None)
    counts = [*_single_facets(found, named), *_many_facets(named, found.filters)]
    counts += [FacetCounts(facet, (), False) for facet in SINGLE if facet not in found.single]
    total = sum(n for key, _, _, n in named if key == "whole") if is_narrowed else len(found.lines)
    return tuple(sorted(counts, key=lambda one: order[one.facet.key])), total


def _words_of(held: Iterable[Any]) -> Group:
    return tuple(NOTHING if value in (None, "") else str(value) for value in held)


def _single_facets(found: Found, named: Sequence[Named]) -> Iterator[FacetCounts]:
    batches = {value: name for key, value, name, _ in named if key == "batch"}
    for place, facet in enumerate(found.single):
        counts: Counter[str] = Counter()
        for group, n in found.groups:
            if found.fits(group, facet):
                counts[group[place]] += n
        words = batches if facet.key == "batch" else {value: facet.word(value) for value in counts}
        ranks = {value: rank for rank, (value, _) in enumerate(facet.labels)}
        order = sorted(counts, key=lambda value: (ranks.get(value, -1), value))
        yield _counted(facet, [(value, words.get(value, value), counts[value]) for value in order], found.filters)


def _named(found: Found, whole: QuerySet[Assignment] | None) -> list[Named]:
    """Offices, topics and marks with their counts, batches with their names, the whole: facet, value, word, count."""
    inside, items = Keys([line.pk for line in found.chosen]), Keys([line.item for line in found.chosen])
    place = next(place for place, facet in enumerate(found.single) if facet.key == "batch")
    shares = Assignment.objects.filter(parent__in=inside).exclude(state=State.WITHDRAWN)
    batches = Batch.objects.filter(pk__in={group[place] for group, _ in found.groups})
    queries = [
        _words("office", shares, "unit_id", "unit__name").annotate(n=Count("pk")),
        _words("topic", Topic.objects.filter(items__in=items), "pk", "name").annotate(n=Count("items")),
        _words("mark", Mark.objects.filter(item__in=items), "kind", "kind").annotate(n=Count("item", distinct=True)),
        _words("batch", batches, "pk", "name").annotate(n=Count("pk")),
    ]
    if whole is not None:
        queries.append(_words("whole", whole, "year", "role_label").annotate(n=Count("pk")))
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
