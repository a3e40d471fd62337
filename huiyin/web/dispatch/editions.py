"""责任清单各版: the list of editions, one of them on paper or as a spreadsheet, two of them compared."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from huiyin.documents.sheet import sheet_xlsx
from huiyin.files.gate import MEDIA_TYPES
from huiyin.planning import editions as book
from huiyin.planning import policy
from huiyin.planning.figures import COLUMNS
from huiyin.planning.models import ResponsibilityEdition
from huiyin.web.dispatch.tabs import address, tabs_of
from huiyin.web.handling.acting import insist
from huiyin.web.seat import StaffRequest, own_unit


@require_safe
def editions(request: StaffRequest) -> HttpResponse:
    """Every edition of the year; what has changed since the last one waits to be published."""
    unit = own_unit(request)
    insist(unit.pk in request.person.unit_ids, "看责任清单各版")
    may_make = policy.can_plan_for(request.person, unit)
    facts = {"editions": _of(request).order_by("-number"), "may_make": may_make, "place": "dispatch"}
    facts |= {"changed": book.changed_since(unit, request.year), "tabs": tabs_of(request, "editions")}
    return render(request, "dispatch/editions.html", facts)


@require_POST
def make_edition(request: StaffRequest) -> HttpResponse:
    """出新版."""
    why = request.POST.get("why", "").replace("\x00", "")
    edition = book.make_edition(own_unit(request), request.year, why=why, by=request.person, now=request.now)
    messages.success(request, f"已出责任清单第 {edition.number} 版。")
    return redirect(address(request, "editions"))


@require_safe
def edition(request: StaffRequest, pk: int) -> HttpResponse:
    """One edition as it was, and how it differs from an earlier one."""
    found = _find(request, pk)
    earlier = _of(request, found.year).filter(number__lt=found.number).order_by("-number")
    wanted = request.GET.get("against", "")
    against = earlier.filter(number=wanted).first() if wanted.isdigit() else None
    cells = [[column.text(row) for column in COLUMNS] for row in found.rows]
    facts = {"edition": found, "cells": cells, "columns": COLUMNS, "earlier": earlier, "against": against}
    facts |= {"differences": book.differences(found, against) if against else [], "place": "dispatch"}
    return render(request, "dispatch/edition.html", {**facts, "intact": book.is_intact(found)})


@require_safe
def edition_sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """The same edition as a spreadsheet."""
    found = _find(request, pk)
    title = f"{found.unit}{found.year}年建议提案办理责任清单第{found.number}版"
    notes = [f"为何出这一版：{found.why}", f"校验码：{found.digest}"]
    response = HttpResponse(sheet_xlsx(title, COLUMNS, found.rows, notes=notes), content_type=MEDIA_TYPES["xlsx"])
    response["Content-Disposition"] = content_disposition_header(True, f"{title}.xlsx")
    return response


def _of(request: StaffRequest, year: int | None = None) -> QuerySet[ResponsibilityEdition]:
    return ResponsibilityEdition.objects.filter(unit__in=request.person.unit_ids, year=year or request.year)


def _find(request: StaffRequest, pk: int) -> ResponsibilityEdition:
    seen = ResponsibilityEdition.objects.filter(unit__in=request.person.unit_ids).select_related("unit")
    return get_object_or_404(seen, pk=pk)
