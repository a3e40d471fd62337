"""责任清单 as it stands today: the five facts of every share of the year, to print or to keep as a spreadsheet."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from huiyin.documents.sheet import sheet_xlsx
from huiyin.files.gate import MEDIA_TYPES
from huiyin.planning.figures import COLUMNS, Row, unsaid
from huiyin.planning.figures import responsibility as rows_now
from huiyin.web.handling.acting import insist
from huiyin.web.seat import StaffRequest, own_unit


@require_safe
def responsibility(request: StaffRequest) -> HttpResponse:
    """The list on paper."""
    rows, unit = rows_of(request), own_unit(request)
    facts = {"rows": rows, "columns": COLUMNS, "unit": unit, "year": request.year, "place": "dispatch"}
    facts["cells"] = [[column.text(row) for column in COLUMNS] for row in rows]
    facts |= {"incomplete": sum(bool(unsaid(row)) for row in rows), "of_unit": unit.pk in request.person.unit_ids}
    return render(request, "dispatch/responsibility.html", facts)


@require_safe
def responsibility_sheet(request: StaffRequest) -> HttpResponse:
    """The same list as a spreadsheet."""
    title = f"{own_unit(request)}{request.year}年建议提案办理责任清单"
    response = HttpResponse(sheet_xlsx(title, COLUMNS, rows_of(request)), content_type=MEDIA_TYPES["xlsx"])
    response["Content-Disposition"] = content_disposition_header(True, f"{title}.xlsx")
    return response


def rows_of(request: StaffRequest) -> list[Row]:
    """Every item of the year that has been allotted; an office sees what it leads."""
    unit = own_unit(request)
    insist(bool(request.person.unit_ids), "看责任清单")
    offices = None if unit.pk in request.person.unit_ids else request.person.unit_ids
    return rows_now(unit, request.year, offices=offices)
