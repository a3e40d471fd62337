"""口径: which items of a year a unit counts, and up to which day."""

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from huiyin.directory.models import Level, Unit
from huiyin.handling.models import Assignment
from huiyin.items.models import Kind
from huiyin.reports import counted
from huiyin.reports.models import CountingScope
from huiyin.rules import packs
from huiyin.workdays.calendar import add_months

COUNTED_KINDS = (Kind.SUGGESTION.value, Kind.PROPOSAL.value)
LISTS = ("levels", "bodies", "kinds", "sessions", "batches", "lead_labels")
DEFAULT_NAME = "全部建议提案"


class UnknownScope(ValueError):
    """No such counting scope; the message says which there are."""


@dataclass(frozen=True)
class Scope:
    """Empty tuples mean no limit. kinds: motions and recommendations stay outside unless named.

    in_session: True only items of the sessions, False only those between them, None both
    · lead_labels: which words of the list count as 主办 (武汉: 主办、承办、分办) · growth_places: decimals of a rate.
    """

    unit: Unit
    year: int
    as_of: dt.date | None = None
    name: str = DEFAULT_NAME
    levels: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = COUNTED_KINDS
    in_session: bool | None = None
    sessions: tuple[str, ...] = ()
    batches: tuple[str, ...] = ()
    lead_labels: tuple[str, ...] = ()
    growth_places: int = 1

    @property
    def day(self) -> dt.date:
        """Facts after this day do not count."""
        return self.as_of or dt.date.max

    def of_kinds(self, *kinds: str) -> "Scope":
        """The same scope for other kinds: the motions and recommendations that stand beside the count."""
        return dataclasses.replace(self, kinds=kinds)

    def with_everything(self) -> "Scope":
        """The switch 把会办议案、建议案也算进来."""
        return self.of_kinds(*Kind.values)

    @property
    def a_year_before(self) -> "Scope":
        """去年同口径 (R88): the scope of the same name of last year, else the same conditions without names of sittings."""
        row = CountingScope.objects.filter(unit=self.unit, year=self.year - 1, name=self.name).first()
        return same_a_year_before(self, [_from_row(row, self.unit, None)] if row else [])

    def assignments(self) -> QuerySet[Assignment]:
        """What the unit holds in this scope, each with what is known of it on the day."""
        return counted.known(Assignment.objects.filter(self.condition), on=self.day)

    def held(self) -> list[int]:
        """Keys of the counted assignments. Lists, not subqueries: no planner can go astray on them."""
        return list(Assignment.objects.filter(self.condition).values_list("pk", flat=True))

    def items(self) -> list[int]:
        """Keys of the counted items."""
        return list(Assignment.objects.filter(self.condition).values_list("item_id", flat=True))

    @property
    def condition(self) -> Q:
        """The scope as a condition on assignments."""
        wanted = Q(unit=self.unit, year=self.year, parent=None) & counted.standing(self.day)
        for look_up, values in (
            ("item__session__level", self.levels),
            ("item__session__body", self.bodies),
            ("item__kind", self.kinds),
            ("item__session__name", self.sessions),
            ("item__batch__name", self.batches),
        ):
            if values:
                wanted &= Q(**{f"{look_up}__in": values})
        if self.in_session is not None:
            wanted &= Q(item__in_session=self.in_session)
        return wanted

    @property
    def leads(self) -> Q:
        """主办 as this scope counts it: roles that owe a reply, under the labels it names (R33)."""
        return counted.LEADS & Q(role_label__in=self.lead_labels) if self.lead_labels else counted.LEADS

    @property
    def counts_everything(self) -> bool:
        """The switch is on: motions and recommendations are in."""
        return set(self.kinds) == set(Kind.values)

    @property
    def lead_words(self) -> str:
        """主办（含承办、分办）: of the labels it names, those that this place counts as leading (R33)."""
        counted_here = packs.get(self.unit.pack).counts_as_lead
        others = [label for label in self.lead_labels if label != "主办" and counted_here(label)]
        return f"主办（含{'、'.join(others)}）" if others else "主办"

    @property
    def assist_word(self) -> str:
        """会办 or 协办, as it is called here."""
        return packs.get(self.unit.pack).labels.assist.value

    @property
    def words(self) -> str:
        """The scope in one line, for the footnote of every indicator (R89)."""
        parts = [f"{self.year}年交办{self.unit.name}的{'、'.join(Kind(kind).label for kind in self.kinds)}"]
        if self.levels:
            parts.append("、".join(Level(level).label for level in self.levels) + "级")
        if self.in_session is not None:
            parts.append("会议期间提出的" if self.in_session else "闭会期间提出的")
        if self.lead_words != "主办":
            parts.append(self.lead_words)
        if self.as_of:
            parts.append(f"截至{self.as_of.year}年{self.as_of.month}月{self.as_of.day}日")
        return "；".join(parts)


def scope_for(unit: Unit, year: int, name: str = "", *, as_of: dt.date | None = None) -> Scope:
    """The scope of that name, the unit's default one of that year, or everything."""
    rows = CountingScope.objects.filter(unit=unit, year=year)
    row = rows.filter(name=name).first() if name else rows.filter(is_default=True).first()
    if row:
        return _from_row(row, unit, as_of)
    if name and name != DEFAULT_NAME:
        known = "、".join([*rows.values_list("name", flat=True), DEFAULT_NAME])
        raise UnknownScope(f"{unit.name}{year}年没有名为“{name}”的口径，现有：{known}。")
    return Scope(unit=unit, year=year, as_of=as_of)


def scopes_of(unit: Unit, year: int) -> list[Scope]:
    """Every scope a reader may choose, the default first."""
    rows = CountingScope.objects.filter(unit=unit, year=year).order_by("-is_default", "id")
    return [*(_from_row(row, unit, None) for row in rows), Scope(unit=unit, year=year)]


def two_years_of(unit: Unit, year: int) -> tuple[list[Scope], list[Scope]]:
    """Every scope of that year, the default first, and those of the year before to compare with. One query."""
    rows = list(CountingScope.objects.filter(unit=unit, year__in=(year - 1, year)).order_by("-is_default", "id"))
    now, past = ([_from_row(row, unit, None) for row in rows if row.year == one] for one in (year, year - 1))
    return [*now, Scope(unit=unit, year=year)], past


def same_a_year_before(scope: Scope, past: Sequence[Scope]) -> Scope:
    """去年同口径 (R88) among scopes already read; what counts everything is compared with everything."""
    day = add_months(scope.as_of, -12) if scope.as_of else None
    found = next((one for one in past if one.name == scope.name), None)
    if found is None:
        return dataclasses.replace(scope, year=scope.year - 1, as_of=day, sessions=(), batches=())
    before = dataclasses.replace(found, as_of=day or found.as_of)
    return before.with_everything() if scope.counts_everything else before


def _from_row(row: CountingScope, unit: Unit, as_of: dt.date | None) -> Scope:
    options: Mapping[str, Any] = row.options
    unknown = set(options) - {*LISTS, "in_session", "growth_places"}
    if unknown:
        raise UnknownScope(f"口径“{row.name}”有不认识的条件：{'、'.join(sorted(unknown))}。")
    chosen: dict[str, Any] = {key: tuple(value) if key in LISTS else value for key, value in options.items()}
    return dataclasses.replace(Scope(unit, row.year, as_of or row.as_of, row.name), **chosen)
