"""统计: the table in the way of counting and by the dimension asked for, three charts, the same as a spreadsheet."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from huiyin.documents.columns import Column
from huiyin.documents.sheet import Sheet, book_xlsx
from huiyin.files.gate import MEDIA_TYPES
from huiyin.reports import policy, trends
from huiyin.reports.scopes import Scope, same_a_year_before
from huiyin.reports.statistics import DIMENSIONS, StatisticsTable, table
from huiyin.web.handling.acting import insist
from huiyin.web.reports import charts, tabling
from huiyin.web.scoping import EVERYTHING, asked, chosen_scope, two_years_for
from huiyin.web.seat import StaffRequest, own_unit

YEARS: list[Column[Any]] = [
    Column("year", "年", lambda row: row.year, kind="number"),
    Column("total", "总数", lambda row: row.total, kind="number"),
    Column("lead", "主办", lambda row: row.lead, kind="number"),
]
TOPICS: list[Column[Any]] = [
    Column("name", "主题", lambda row: row.name, width=26),
    Column("items", "件数", lambda row: row.items, kind="number"),
]


@require_safe
def statistics(request: StaffRequest) -> HttpResponse:
    insist(policy.can_read(request.person, own_unit(request)), "看统计")
    scopes, before = two_years_for(request)
    scope, by = chosen_scope(request.GET, scopes), _dimension(request)
    years = trends.history(scope, same_a_year_before(scope, before), today=request.today)
    counted = table(scope, today=request.today, by=by)
    facts = {"place": "statistics", "scope": scope, "scopes": scopes, "by": by, "table": counted}
    facts |= {"growth": tabling.growth_words(years[0], years[1]), "everything": request.GET.get(EVERYTHING) == "1"}
    facts |= {"footnotes": list(tabling.footnotes(counted, years[0].lead_replied)), "checked": tabling.checked(counted)}
    facts |= _cells(request, counted) | _charts(scope, years)
    facts["may_write"] = policy.can_write(request.person, scope.unit)
    return render(request, "reports/statistics.html", facts)


@require_safe
def export_statistics(request: StaffRequest) -> HttpResponse:
    """The table as it stands, with what the charts draw, as a spreadsheet."""
    unit = own_unit(request)
    insist(policy.can_read(request.person, unit), "看统计")
    scopes, before = two_years_for(request)
    scope, by = chosen_scope(request.GET, scopes), _dimension(request)
    counted = table(scope, today=request.today, by=by)
    years = trends.history(scope, same_a_year_before(scope, before), today=request.today)
    title = f"{unit.name}{request.year}年议提案统计表"
    rates = "".join(tabling.footnotes(counted, years[0].lead_replied))
    notes = [f"口径：{scope.words}", tabling.checked(counted)[0], rates, *tabling.class_legend(scope)]
    notes.append(f"导出时间：{request.today.isoformat()}")
    others: Column[Any] = Column("others", f"{scope.assist_word}等", lambda row: row.others, kind="number")
    sheets: list[Sheet[Any]] = [Sheet(title, counted.sheet_columns, (*counted.rows, counted.total), notes)]
    sheets.append(Sheet("五年件数", [*YEARS, others], trends.year_counts(years)))
    sheets.append(Sheet("主题", TOPICS, trends.topics(scope, most=100, items=years[0].items)))
    response = HttpResponse(book_xlsx(sheets), content_type=MEDIA_TYPES["xlsx"])
    response["Content-Disposition"] = content_disposition_header(True, f"{title}.xlsx")
    return response


def _dimension(request: StaffRequest) -> str:
    by = request.GET.get("by") or "origin"
    if by not in DIMENSIONS:
        raise Http404
    return by


def _segments(request: StaffRequest, key: str, words: dict[str, str], chosen: str) -> list[dict[str, Any]]:
    """One of several, each keeping the rest of the address."""
    options = []
    for value, label in words.items():
        query = request.GET.copy()
        query[key] = value
        options.append({"label": label, "url": f"?{query.urlencode()}", "on": value == chosen})
    return options


def _cells(request: StaffRequest, counted: StatisticsTable) -> dict[str, Any]:
    """Heads, rows and the switches above them; every number a list for who sees every item."""
    query, shares = asked(request.GET, counted.scope), request.GET.get("show") == "share"
    ledger = reverse("ledger") if policy.can_open_all(request.person, counted.scope.unit) else ""
    return {
        "groups": tabling.head_groups(counted),
        "rows": tabling.shown_rows(counted, ledger, query, shares=shares),
        "total": tabling.shown_total(counted, ledger, query, shares=shares),
        "dimension": DIMENSIONS[counted.by],
        "dimensions": _segments(request, "by", DIMENSIONS, counted.by),
        "shows": _segments(request, "show", {"": "件数", "share": "占比"}, "share" if shares else ""),
        "shares": shares,
        "ledger": ledger,
        "query": urlencode(query, doseq=True),
        "kept": {key: value for key, value in request.GET.items() if key in ("by", "show", "year")},
    }


def _charts(scope: Scope, years: list[trends.YearSums]) -> dict[str, Any]:
    return {
        "assist": scope.assist_word,
        "stack": charts.stack(trends.year_counts(years)),
        "topics": charts.topic_bars(trends.topics(scope, most=9, items=years[0].items)),
        "curves": charts.curves(years[0].closed, years[1].closed),
    }
