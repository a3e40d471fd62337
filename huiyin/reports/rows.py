"""What a row of the ledger shows, read for a whole page of rows at once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import F, OuterRef, Subquery

from huiyin.handling import waits
from huiyin.handling.models import Assignment, AssignmentQuerySet, Duty
from huiyin.handling.waits import Waiting
from huiyin.items.models import Mark, MarkKind, Signature, Topic
from huiyin.replies.models import Reply, ReplyKind
from huiyin.replies.models import State as ReplyState
from huiyin.reports import counted
from huiyin.reports.keys import Keys
from huiyin.reports.stages import Light, Stage, near_until, staged
from huiyin.rules.counting import UNPUBLISHED
from huiyin.surveys.models import Grade


@dataclass(frozen=True)
class LedgerRow:
    """One assignment as a line of the ledger, with all it shows already read."""

    assignment: Assignment
    first_signer: str
    signers: int
    offices: tuple[str, ...]
    officers: tuple[str, ...]
    leaders: tuple[str, ...]
    topics: tuple[str, ...]
    marks: tuple[str, ...]
    stage: Stage
    light: Light
    next_due_on: dt.date | None
    reply_due_on: dt.date | None
    class_letter: str
    result_letter: str
    grade: str
    contacted: bool
    met: bool
    unpublished: str = ""
    wait: Waiting | None = None

    @property
    def item(self) -> Any:
        return self.assignment.item

    @property
    def number(self) -> str:
        """建议 0031: short, for a column of its own."""
        return f"{self.item.get_kind_display()} {self.item.official_no}"

    @property
    def submitters(self) -> str:
        """示例代表001 等 3 人."""
        return f"{self.first_signer} 等 {self.signers} 人" if self.signers > 1 else self.first_signer

    @property
    def grade_label(self) -> str:
        return str(Grade(self.grade).label) if self.grade else ""


def told(day: dt.date, today: dt.date) -> AssignmentQuerySet:
    """All assignments with what a ledger may show, sort or narrow by, as known on that day and lit by today."""
    return _laid_out(day, today, near_until(today))


@lru_cache(maxsize=8)
def _laid_out(day: dt.date, today: dt.date, near: dt.date) -> AssignmentQuerySet:
    """The unasked question: laid out anew for each request it costs more than the database. near: when it is stale."""
    laid: Any = staged(counted.known(Assignment.objects.all(), on=day), today=today)
    return laid  # type: ignore[no-any-return]


def rows_of(keys: Sequence[int], *, on: dt.date, today: dt.date) -> list[LedgerRow]:
    """The rows of these keys, in their order: five queries. Names are read as words, not as objects."""
    shown = told(on, today).filter(pk__in=Keys(keys)).select_related("item__session", "item__batch", "unit")
    held: dict[int, Any] = {
        row.pk: row
        for row in shown.annotate(
            officer_name=F("officer__name"), leader_name=F("leader__name"), waits_for=_WAITS_FOR, result_letter=_RESULT
        )
    }
    items = Keys([row.item_id for row in held.values()])
    signers = Signature.objects.filter(item__in=items).order_by("item", "order")
    marks = Mark.objects.filter(item__in=items).order_by("pk")
    parts = Assignment.objects.standing().filter(parent__in=Keys(list(held))).order_by("role", "pk")
    beside = _Beside(
        signers=_grouped(signers.values_list("item_id", "submitter__name")),
        topics=_grouped(Topic.objects.filter(items__in=items).order_by("pk").values_list("items", "name")),
        marks=_grouped(marks.values_list("item_id", "by_whom", "kind")),
        parts=_grouped(parts.values_list("parent_id", "unit__name", "officer__name", "leader__name")),
    )
    return [_row(held[key], beside) for key in keys if key in held]


# 2027年节假日安排尚未公布: the year a row without a date waits for (R16).
_WAITING = Duty.objects.owed().filter(assignment=OuterRef("pk"), uncertain__endswith=UNPUBLISHED)
_WAITS_FOR = Subquery(_WAITING.values("uncertain")[:1])


# 跟踪办理结果: the class of the latest follow-up that went out, beside the first class (R54).
_FOLLOW_UPS = Reply.objects.filter(
    assignment=OuterRef("top"), kind=ReplyKind.FOLLOW_UP, state=ReplyState.ISSUED
).order_by("-id")
_RESULT = Subquery(_FOLLOW_UPS.values("class_letter")[:1])


@dataclass(frozen=True)
class _Beside:
    """What hangs on the rows, by item or by assignment."""

    signers: dict[int, list[Any]]
    topics: dict[int, list[Any]]
    marks: dict[int, list[Any]]
    parts: dict[int, list[Any]]


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for key, *facts in rows:
        groups[key].append(facts)
    return groups


def _row(assignment: Any, beside: _Beside) -> LedgerRow:
    item = assignment.item
    signers, parts = beside.signers.get(item.pk, []), beside.parts.get(assignment.pk, [])
    people = parts or [("", assignment.officer_name, assignment.leader_name)]
    return LedgerRow(
        assignment=assignment,
        first_signer=signers[0][0] if signers else item.submitters_text,
        signers=len(signers),
        offices=tuple(office for office, _, _ in parts),
        officers=_names(officer for _, officer, _ in people),
        leaders=_names(leader for _, _, leader in people),
        topics=tuple(name for (name,) in beside.topics.get(item.pk, [])),
        marks=tuple(f"{whom}{MarkKind(kind).label}" for whom, kind in beside.marks.get(item.pk, [])),
        stage=Stage(assignment.stage),
        light=Light(assignment.light),
        next_due_on=assignment.next_due_on,
        reply_due_on=assignment.reply_due,
        class_letter=assignment.draft_letter or "",
        result_letter=assignment.result_letter or "",
        grade=assignment.grade or "",
        contacted=assignment.contacted,
        met=assignment.met,
        unpublished=(assignment.waits_for or "").removesuffix(UNPUBLISHED),
        wait=waits.read(assignment.wait),
    )


def _names(people: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in people if name))
