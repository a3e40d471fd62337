"""What an address line asks of the ledger: filters, order, page, columns — and the chips that undo each filter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict

from huiyin.documents.columns import Column
from huiyin.reports.facets import FacetCounts
from huiyin.reports.filters import ALSO, FACETS, FLAGS, MANY, NOTHING, Filters
from huiyin.reports.ledger import BY_KEY, COLUMNS, SHOWN

FIXED = ("no", "title")
NUMERIC = frozenset({"batch", "session", "leader", "officer", "office", "topic"})
KEYS = dict.fromkeys((*(facet.key for facet in FACETS), *ALSO, *MANY, *FLAGS))
FLAG_WORDS = {
    "open": ("在办", "办完的"),
    "replied": ("已办复", "没有办复"),
    "in_time": ("按时办复", "没有按时办复"),
    "contacted": ("有沟通记录", "没有沟通记录"),
    "met": ("面商过", "没有面商过"),
    "in_session": ("会议期间", "闭会期间"),
}
VIEWS: tuple[tuple[str, str], ...] = (
    ("全部", ""),
    ("在办", "open=1"),
    ("逾期", "light=late"),
    ("临期", "light=near"),
    ("没有沟通记录", "contacted=0&role=lead&open=1"),
    ("重点、领办", "mark=key&mark=leader_led"),
    ("办结", "open=0"),
)


@dataclass(frozen=True)
class Chip:
    """One filter in force, and the address without it."""

    label: str
    without: str


@dataclass(frozen=True)
class Asked:
    """The address line, read; what is not known in it is left out."""

    query: QueryDict
    filters: Filters
    sort: str
    page: int
    columns: tuple[Column[Any], ...]
    all_years: bool
    opened: list[str]

    @classmethod
    def read(cls, query: QueryDict) -> "Asked":
        page = query.get("page", "1")
        return cls(
            query=query,
            filters={key: values for key in KEYS if (values := _values(query, key))},
            sort=query.get("sort", "") or "due",
            page=int(page) if page.isdigit() else 1,
            columns=_columns(query.getlist("col")),
            all_years=query.get("years") == "all",
            opened=[key for key in query.getlist("count") if key in KEYS],
        )

    def chips(self, facets: Sequence[FacetCounts]) -> Iterator[Chip]:
        """Every filter as a word with a way to drop it."""
        words = {(counts.facet.key, value.value): value.label for counts in facets for value in counts.values}
        labels = {facet.key: facet.label for facet in FACETS}
        for key, values in self.filters.items():
            for value in values:
                word = words.get((key, value), _word(key, value))
                label = f"{labels[key]}：{word}" if key in labels else word
                yield Chip(label, self._without(key, value))

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the facet form must carry along: everything but its own boxes and the page."""
        own = {facet.key for facet in FACETS} | {"page"}
        return [(key, value) for key, values in self.query.lists() if key not in own for value in values]

    @cached_property
    def keyed(self) -> list[tuple[str, Column[Any]]]:
        """The columns with their keys: a template compares a bare word much faster than an attribute."""
        return [(column.key, column) for column in self.columns]

    @cached_property
    def chooser(self) -> list[dict[str, Any]]:
        """Every column, for the chooser: which are shown, which always are."""
        shown = {column.key for column in self.columns}
        return [{"column": column, "on": column.key in shown, "fixed": column.key in FIXED} for column in COLUMNS]

    @property
    def kept_by_chooser(self) -> list[tuple[str, str]]:
        return [(key, value) for key, values in self.query.lists() if key not in ("col", "page") for value in values]

    def views(self) -> list[dict[str, Any]]:
        """The usual views as tabs; the current one is the one whose filters are in force."""
        now = {key: sorted(values) for key, values in self.filters.items()}
        tabs = []
        for label, address in VIEWS:
            wanted = {key: sorted(values) for key, values in QueryDict(address).lists()}
            tabs.append({"label": label, "url": f"?{address}", "count": None, "on": wanted == now})
        return tabs

    def _without(self, key: str, value: str) -> str:
        left = self.query.copy()
        left.setlist(key, [other for other in left.getlist(key) if other != value])
        left.pop("page", None)
        return f"?{left.urlencode()}"


def _values(query: QueryDict, key: str) -> list[str]:
    """The values of one filter that make sense: identifiers are digits, nothing holds a NUL."""
    values = [value.replace("\x00", "").strip() for value in query.getlist(key)]
    if key in NUMERIC:
        return [value for value in values if value.isdigit()]
    return [value for value in values if value]


def _columns(wanted: Sequence[str]) -> tuple[Column[Any], ...]:
    """The columns asked for in the house's own order; the usual ones when none are."""
    keys = [key for key in wanted if key in BY_KEY] or SHOWN
    return tuple(column for column in COLUMNS if column.key in keys or column.key in FIXED)


def _word(key: str, value: str) -> str:
    if key == "q":
        return f"“{value}”"
    if key in FLAG_WORDS:
        return FLAG_WORDS[key][value in ("0", "no", "false")]
    facet = next((facet for facet in FACETS if facet.key == key), None)
    return facet.word(value) if facet else f"{value}" if value != NOTHING else "没有"
