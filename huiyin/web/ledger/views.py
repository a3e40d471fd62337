"""The ledger: the unit's items of a year, narrowed by the address line, on screen, on paper and as a spreadsheet."""

from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from huiyin.documents.sheet import sheet_xlsx
from huiyin.replies.classes import legend
from huiyin.reports import ledger as book
from huiyin.reports.facets import FacetCounts
from huiyin.web.handling.sharing import leaders_of
from huiyin.web.ledger.asking import Asked
from huiyin.web.paging import page_at
from huiyin.web.reporting import told_many
from huiyin.web.scoping import ledger_scope
from huiyin.web.seat import StaffRequest, own_unit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPEN = ("light", "stage", "role", "office")


def ledger(request: StaffRequest) -> HttpResponse:
    """One page of the ledger; htmx gets the list alone."""
    asked, scope = Asked.read(request.GET), ledger_scope(request)
    found = book.ledger(
        request.person.unit_ids,
        today=request.today,
        year=None if asked.all_years else request.year,
        filters=asked.filters,
        scope=scope,
        sort=asked.sort,
        page=asked.page,
        opened=asked.opened,
    )
    facts = {
        "place": "ledger",
        "asked": asked,
        "scope": scope,
        "found": found,
        "facets": _facets(found.facets, asked.opened),
        "chips": list(asked.chips(found.facets)),
        "page": page_at(Paginator(range(found.count), found.size), found.number),
        "told": told_many(request),
        "leaders": leaders_of(request.person.unit, on=request.today) if request.person.unit else (),
    }
    return render(request, "ledger/ledger.html" + ("#list" if request.htmx else ""), facts)


def export(request: StaffRequest) -> HttpResponse:
    """The ledger as displayed — same filters, order and columns — as a spreadsheet."""
    asked, scope = Asked.read(request.GET), ledger_scope(request)
    year = None if asked.all_years else request.year
    rows = book.export_rows(
        request.person.unit_ids, today=request.today, year=year, filters=asked.filters, scope=scope, sort=asked.sort
    )
    title = f"{own_unit(request).name}{f'{year}年' if year else ''}议提案台账"
    words = [chip.label for chip in asked.chips(())]
    words += [f"口径：{scope.words}"] if scope else []
    notes = [f"条件：{'、'.join(words) or '全部'}", *legend(own_unit(request), year)]
    notes.append(f"导出时间：{request.today.isoformat()}")
    response = HttpResponse(sheet_xlsx(title, asked.columns, rows, notes=notes), content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(title)}.xlsx"
    return response


def _facets(found: tuple[FacetCounts, ...], opened: list[str]) -> list[dict[str, object]]:
    """Facets as the component wants them: open where they are few, in force or asked for."""
    return [
        {
            "key": counts.facet.key,
            "label": counts.facet.label,
            "open": counts.facet.key in (*OPEN, *opened) or any(v.chosen for v in counts.values),
            "uncounted": not counts.is_counted,
            "choices": [
                {
                    "value": value.value,
                    "label": value.label,
                    "count": value.count,
                    "on": value.chosen,
                    "light": value.value if counts.facet.key == "light" else "",
                }
                for value in counts.values
                if value.count or value.chosen
            ],
        }
        for counts in found
    ]
