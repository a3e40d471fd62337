"""责任清单 as it stands: one row an item, the five facts, read from what offices hold."""

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import OuterRef, Subquery

from huiyin.directory.models import Unit
from huiyin.documents.columns import Column
from huiyin.handling.models import Assignment, Duty, DutyKind, Role, State

Row = Mapping[str, Any]
"""One line of the list, plain enough to be kept as JSON; `item` is its key."""


def _day(row: Row) -> dt.date | None:
    return dt.date.fromisoformat(row["due"]) if row["due"] else None


COLUMNS: tuple[Column[Row], ...] = (
    Column("no", "案号", lambda row: row["no"], width=18),
    Column("title", "案由", lambda row: row["title"] or "（线下办理）", width=44),
    Column("by", "提出人", lambda row: row["by"], width=18),
    Column("task", "任务", lambda row: row["task"], width=28),
    Column("leader", "责任领导", lambda row: row["leader"], width=12),
    Column("office", "责任处室", lambda row: row["office"], width=20),
    Column("assist", "会办处室", lambda row: row["assist"], width=20),
    Column("due", "办理时限", _day, width=14, kind="date"),
    Column("requirement", "办理要求", lambda row: row["requirement"], width=30),
)
FIVE = ("task", "leader", "office", "due", "requirement")


def responsibility(unit: Unit, year: int, *, offices: Collection[int] | None = None) -> list[Row]:
    """What offices hold of a year, one row an item by the office that leads; `offices`: only what these lead."""
    rows = Assignment.objects.standing().of_year(year).filter(parent__unit=unit, role=Role.LEAD)
    if offices is not None:
        rows = rows.filter(unit__in=offices)
    main = Duty.objects.filter(assignment=OuterRef("pk"), kind__in=(DutyKind.REPLY, DutyKind.OPINION))
    rows = rows.annotate(owed_on=Subquery(main.order_by("-round").values("due_on")[:1]))
    related = rows.select_related("item__session", "unit", "officer", "leader", "parent")
    ordered = related.order_by("unit__position", "unit__sort_key", "item__kind", "item__number_year", "item__seq")
    return [_row(row) for row in ordered.prefetch_related("parent__children__unit")]


def unsaid(row: Row) -> list[str]:
    """Which of the five facts the row does not say."""
    return [column.label for column in COLUMNS if column.key in FIVE and not row[column.key]]


def digest_of(rows: Sequence[Row]) -> str:
    """The same on both databases."""
    text = json.dumps(list(rows), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _row(share: Any) -> Row:
    others = [child for child in share.parent.children.all() if child.role == Role.ASSIST]
    standing = [child.unit.name for child in others if child.state != State.WITHDRAWN]
    return {
        "item": share.item_id,
        "no": share.item.number_label,
        "title": share.item.title,
        "by": share.item.submitters_text,
        "task": share.task
        if share.task != share.item.title
        else "答复提出人"
        if share.parent.owes_reply
        else "提出意见",
        "leader": share.leader.name if share.leader else "",
        "office": f"{share.unit} · {share.officer.name}" if share.officer else str(share.unit),
        "assist": sorted(standing),
        "due": share.owed_on.isoformat() if share.owed_on else "",
        "requirement": share.requirement,
    }
