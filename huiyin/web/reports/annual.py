"""年报: the draft as paper, each of its figures opened into its members, the report as a file."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from huiyin.files.gate import MEDIA_TYPES
from huiyin.reports import annual, policy
from huiyin.reports.figures import find
from huiyin.reports.models import Passage
from huiyin.web.handling.acting import insist
from huiyin.web.paging import page_of
from huiyin.web.reports import members, paper
from huiyin.web.scoping import asked, chosen_scope, scopes_for
from huiyin.web.seat import StaffRequest, own_unit

FORMS: Mapping[str, str] = {
    "docx": MEDIA_TYPES["docx"],
    "md": "text/markdown; charset=utf-8",
    "json": "application/json; charset=utf-8",
}


@require_safe
def annual_report(request: StaffRequest) -> HttpResponse:
    unit = own_unit(request)
    insist(policy.can_read(request.person, unit), "看年报")
    scopes = scopes_for(request)
    scope = chosen_scope(request.GET, scopes)
    report = annual.annual_report(unit, year=request.year, scope=scope)
    passages = list(Passage.objects.filter(unit=unit, year=request.year))
    shown = paper.sections(report, passages, annual.section_headings())
    facts = {"place": "annual_report", "report": report, "scope": scope, "scopes": scopes, "sections": shown}
    facts |= {"tally": paper.tally(shown), "stated": sum(section.figures for section in shown)}
    facts |= {"may_write": policy.can_write(request.person, unit)}
    facts |= {"query": urlencode(asked(request.GET, scope), doseq=True)}
    return render(request, "reports/annual.html", facts)


@require_safe
def figure(request: StaffRequest, name: str) -> HttpResponse:
    """One figure: how it is counted, and every member of it that one may see."""
    unit = own_unit(request)
    insist(policy.can_read(request.person, unit), "看年报")
    scope = chosen_scope(request.GET, scopes_for(request))
    try:
        measure = find(name)
    except (KeyError, ValueError):
        raise Http404 from None
    found, query = measure.measure(scope), asked(request.GET, scope)
    rows = members.rows_of(found, request.person)
    facts: dict[str, Any] = {"place": "annual_report", "figure": found, "scope": scope}
    facts |= {"page": page_of(request, rows), "rest": len(found.members) - len(rows)}
    facts |= {"ledger": members.ledger_of(name, scope, query), "query": urlencode(query, doseq=True)}
    facts |= {"opens": policy.can_open_all(request.person, unit), "formula": members.formula(measure, found)}
    return render(request, "reports/figure.html", facts)


@require_safe
def download_report(request: StaffRequest, form: str) -> HttpResponse:
    """The report as .docx, as plain text with headings, or with every figure and its members as JSON."""
    unit = own_unit(request)
    insist(policy.can_read(request.person, unit), "下载年报")
    if form not in FORMS or (form == "json" and not policy.can_open_all(request.person, unit)):
        raise Http404
    scope = chosen_scope(request.GET, scopes_for(request))
    report = annual.annual_report(unit, year=request.year, scope=scope)
    content: bytes | str = report.docx() if form == "docx" else report.markdown()
    if form == "json":
        content = json.dumps(report.facts(), ensure_ascii=False, indent=2)
    response = HttpResponse(content, content_type=FORMS[form])
    response["Content-Disposition"] = content_disposition_header(True, f"{report.title}.{form}")
    return response
