"""责任清单: the five facts of every share of the year, to print or to keep as a spreadsheet."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from huiyin.documents.columns import Column
from huiyin.documents.sheet import sheet_xlsx
from huiyin.files.gate import MEDIA_TYPES
from huiyin.handling.models import Assignment, Duty, DutyKind, Role, State
from huiyin.web.handling.acting import insist
from huiyin.web.seat import StaffRequest, own_unit


def _who(row: Assignment) -> str:
    return f"{row.unit} · {row.officer.name}" if row.officer else str(row.unit)


def _assisting(row: Assignment) -> str:
    others = [child for child in row.parent.children.all() if child.role == Role.ASSIST] if row.parent else []
    return "、".join(str(child.unit) for child in others if child.state != State.WITHDRAWN)


def _until(row: Assignment) -> Any:
    """The office's own day, else the day of the unit, as the clocks computed it."""
    return row.due_on  # type: ignore[attr-defined]


COLUMNS: list[Column[Assignment]] = [
    Column("no", "案号", lambda row: row.item.number_label, width=18),
    Column("title", "案由", lambda row: row.item.title or "（线下办理）", width=44),
    Column("by", "提出人", lambda row: row.item.submitters_text, width=18),
    Column("task", "任务", lambda row: row.task if row.task != row.item.title else "答复提出人", width=28),
    Column("leader", "责任领导", lambda row: row.leader.name if row.leader else "", width=12),
    Column("office", "责任处室", _who, width=20),
    Column("assist", "会办处室", _assisting, width=20),
    Column("due", "办理时限", _until, width=14, kind="date"),
    Column("requirement", "办理要求", lambda row: row.requirement, width=30),
]


@require_safe
def responsibility(request: StaffRequest) -> HttpResponse:
    """The list on paper."""
    rows = rows_of(request)
    facts = {"rows": rows, "columns": COLUMNS, "unit": own_unit(request), "year": request.year, "place": "dispatch"}
    facts["cells"] = [[column.text(row) for column in COLUMNS] for row in rows]
    return render(request, "dispatch/responsibility.html", facts)


@require_safe
def responsibility_sheet(request: StaffRequest) -> HttpResponse:
    """The same list as a spreadsheet."""
    title = f"{own_unit(request)}{request.year}年建议提案办理责任清单"
    response = HttpResponse(sheet_xlsx(title, COLUMNS, rows_of(request)), content_type=MEDIA_TYPES["xlsx"])
    response["Content-Disposition"] = content_disposition_header(True, f"{title}.xlsx")
    return response


def rows_of(request: StaffRequest) -> list[Assignment]:
    """The share of the office that leads, for every item of the year that has been allotted; an office sees its own."""
    unit = own_unit(request)
    insist(bool(request.person.unit_ids), "看责任清单")
    rows = Assignment.objects.standing().of_year(request.year).filter(parent__unit=unit, role=Role.LEAD)
    if unit.pk not in request.person.unit_ids:
        rows = rows.filter(unit__in=request.person.unit_ids)
    main = Duty.objects.filter(assignment=OuterRef("pk"), kind__in=(DutyKind.REPLY, DutyKind.OPINION))
    rows = rows.annotate(due_on=Subquery(main.order_by("-round").values("due_on")[:1]))
    related = rows.select_related("item__session", "unit", "officer", "leader", "parent")
    ordered = related.order_by("unit__position", "unit__sort_key", "item__kind", "item__number_year", "item__seq")
    return list(ordered.prefetch_related("parent__children__unit"))
