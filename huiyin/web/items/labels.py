"""Small facts of an item, read in one query: signers, marks and their records, topics, groups, kin, steps, screening."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models import Case as SqlCase
from django.db.models.functions import Cast

from huiyin.accounts.desk import Person
from huiyin.accounts.models import Role as Post
from huiyin.items.models import (
    Access,
    CourseStep,
    GroupMember,
    Item,
    Mark,
    MarkKind,
    MarkRecord,
    Outcome,
    RecordKind,
    Screening,
    Signature,
    Stage,
    Topic,
)
from huiyin.items.policy import keeps
from huiyin.items.recurring import span_of_years

KEEPERS = {Post.COORDINATOR, Post.DISPATCHER, Post.CONGRESS_STAFF, Post.CPPCC_STAFF}


class Row(NamedTuple):
    """One fact: what, two words, a day or year, a number, a key."""

    what: str
    a: str
    b: str
    day: str
    n: int
    key: int


@dataclass(frozen=True)
class Signer:
    name: str
    confirmed: bool
    is_first: bool
    pk: int
    excused: str = ""

    @property
    def counts(self) -> bool:
        """R6: who has not confirmed is not counted."""
        return self.is_first or self.confirmed


@dataclass(frozen=True)
class MarkShown:
    word: str
    pk: int
    reported: bool
    kind: str = ""
    records: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Kin:
    """Another item of the same matter; without a key it is not this person's to see."""

    year: str
    number: str
    title: str
    pk: int


@dataclass(frozen=True)
class Step:
    stage: str
    on: dt.date
    text: str


@dataclass(frozen=True)
class Screened:
    pk: int
    state: str
    word: str
    told: str


class Labels:
    """The rows of one item, sorted into what the page shows."""

    def __init__(self, item: Item, person: Person) -> None:
        self.item = item
        self.rows = sorted((Row(*row) for row in _query(item, person)), key=lambda row: (row.n, row.key))

    def _of(self, what: str) -> list[Row]:
        return [row for row in self.rows if row.what == what]

    @property
    def signers(self) -> list[Signer]:
        return [Signer(row.a, bool(row.day), row.n == 0, row.key, row.b) for row in self._of("signer")]

    @property
    def marks(self) -> list[MarkShown]:
        return [
            MarkShown(f"{row.a}{MarkKind(row.b).label}", row.key, bool(row.day), row.b, self._records(row.key))
            for row in self._of("mark")
        ]

    def _records(self, mark: int) -> list[str]:
        """方案 1 份、调研 2 次 … as words."""
        done = Counter(row.a for row in self._of("record") if row.n == mark)
        return [f"{RecordKind(kind).label} {done[kind]}" for kind in RecordKind.values if done[kind]]

    @property
    def topics(self) -> list[tuple[str, int]]:
        return [(row.a, row.key) for row in self._of("topic")]

    @property
    def groups(self) -> list[tuple[str, int]]:
        return [(row.a, row.key) for row in self._of("group")]

    @property
    def kin(self) -> list[Kin]:
        """Other items of the same matter, the earliest first."""
        found = [Kin(row.day, row.b, row.a if row.n else "", row.key if row.n else 0) for row in self._of("kin")]
        return sorted(found, key=lambda kin: (kin.year, kin.number))

    @property
    def span(self) -> str:
        years = [str(self.item.year), *(row.day for row in self._of("kin"))]
        return span_of_years(years) if len(years) > 1 else ""

    @property
    def steps(self) -> list[Step]:
        rows = sorted(self._of("step"), key=lambda row: (row.day, row.key))
        return [Step(str(Stage(row.b).label), dt.date.fromisoformat(row.day[:10]), row.a) for row in rows]

    @property
    def screening(self) -> Screened | None:
        rows = self._of("screening")
        return Screened(rows[0].key, rows[0].b, str(Outcome(rows[0].b).label), rows[0].day or "") if rows else None


def may_keep(person: Person, item: Item) -> bool:
    """Whether this person keeps the entry: the coordinator, whoever dispatches or screens it."""
    return bool(person.roles & KEEPERS) and keeps(person, item)


def _query(item: Item, person: Person) -> QuerySet[Any]:
    mine: dict[str, Any] = {"item": item}
    shaped = [
        _arm(Signature.objects.filter(**mine), "signer", "submitter__name", "excused_reason", "confirmed_on", "order"),
        _arm(Mark.objects.filter(**mine), "mark", "by_whom", "kind", "reported_on"),
        _arm(MarkRecord.objects.filter(mark__item=item), "record", "kind", "", "on", "mark_id"),
        _arm(Topic.objects.filter(items=item), "topic", "name"),
        _arm(_groups(item, person), "group", "group__name", key="group_id"),
        _arm(CourseStep.objects.filter(course__item=item), "step", "text", "stage", "on"),
        _arm(Screening.objects.filter(**mine), "screening", "forwarded_to", "state", "told_on"),
        _arm(_kin(item, person), "kin", "title", "official_no", "year", "seen"),
    ]
    first, *others = shaped
    return first.union(*others, all=True)


def _groups(item: Item, person: Person) -> QuerySet[Any]:
    return GroupMember.objects.filter(item=item, group__unit=person.unit)


def _kin(item: Item, person: Person) -> QuerySet[Any]:
    """Linked items, with 1 where this person may see them."""
    root = item.recurs_from_id or item.pk
    access = Access.objects.filter(item=OuterRef("pk"), unit__in=person.unit_ids)
    linked = Item.objects.filter(Q(pk=root) | Q(recurs_from=root)).exclude(pk=item.pk)
    return linked.annotate(seen=SqlCase(When(Exists(access), then=Value(1)), default=Value(0)))


def _arm(rows: Any, what: str, a: str, b: str = "", day: str = "", n: str = "", key: str = "pk") -> QuerySet[Any]:
    """One arm of the union: every column of one type, whatever table it comes from."""
    words, number = CharField(), BigIntegerField()
    return rows.order_by().values_list(
        Value(what, output_field=words),
        Cast(a, words),
        Cast(b, words) if b else Value("", output_field=words),
        Cast(day, words) if day else Value("", output_field=words),
        Cast(n, number) if n else Value(0, output_field=number),
        Cast(key, number),
    )
