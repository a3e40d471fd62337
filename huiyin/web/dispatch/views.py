"""分办: items to offices, one by one or many at once; what could not be given stays, and says why."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from huiyin.accounts.policy import is_coordinator
from huiyin.handling import bulk
from huiyin.handling.bulk import Line, Report
from huiyin.web.dispatch.forms import CommonForm
from huiyin.web.dispatch.picking import picked_rows, rows_of, wanted_words
from huiyin.web.dispatch.rows import Row, loads_of, offer
from huiyin.web.dispatch.tabs import address, tabs_of
from huiyin.web.handling.acting import back, insist
from huiyin.web.handling.forms import posted
from huiyin.web.reporting import recent_many, tell_many, told_many
from huiyin.web.seat import StaffRequest, own_unit


@require_safe
def dispatch(request: StaffRequest) -> HttpResponse:
    """What waits for an office."""
    insist(is_coordinator(request.person, own_unit(request)), "分办")
    return _show(request, rows_of(request), CommonForm(today=request.today, prefix="common"))


@require_POST
def allot_many(request: StaffRequest) -> HttpResponse:
    """分出勾选的几件，或只分一件；办不成的留在表里，写明为什么。"""
    insist(is_coordinator(request.person, own_unit(request)), "分办")
    rows = picked_rows(request)
    ready = [(row.assignment, row.form.shares) for row in rows if row.form.is_valid()]
    report = bulk.allot_many(ready, by=request.person, now=request.now)
    wrong = [Line(row.item, row.assignment, _wrong(row)) for row in rows if not row.form.is_valid()]
    tell_many(request, "分出", Report((*report.lines, *wrong), report.topic))
    refused = {line.assignment.pk: line.why_not for line in (*report.left, *wrong) if line.assignment}
    if not refused:
        return redirect(_here(request))
    return _show(request, rows_of(request, refused), posted(CommonForm, request, prefix="common"), refused, 409)


@require_POST
def undo_many(request: StaffRequest, key: str) -> HttpResponse:
    """撤销一次批量操作：还没有签收的收回。"""
    report = bulk.undo(f"bulk:{key}", by=request.person, now=request.now)
    tell_many(request, "收回", report)
    return redirect(back(request, address(request, "dispatch")))


def _show(
    request: StaffRequest,
    rows: list[Row],
    common: CommonForm,
    refused: Mapping[int, str] = MappingProxyType({}),
    status: int = 200,
) -> HttpResponse:
    loads = loads_of(request)
    offer(rows, loads)
    facts = {"rows": rows, "opened": _opened(request, rows, refused), "loads": loads, "common": common}
    facts |= {"picked": sum(row.form.picked for row in rows), "tabs": tabs_of(request, "dispatch"), "place": "dispatch"}
    facts |= {"here": _here(request), "hinted": any(row.hint for row in rows), "words": " ".join(wanted_words(request))}
    facts |= {"told": told_many(request), "recent": recent_many(request)}
    return render(request, "dispatch/dispatch.html", facts, status=status)


def _here(request: StaffRequest) -> str:
    """This desk with its filter."""
    words = " ".join(wanted_words(request))
    return address(request, "dispatch") + (f"&q={words}" if words else "")


def _wrong(row: Row) -> str:
    """What the form itself complains of."""
    said: Any = [sentence for sentences in row.form.errors.values() for sentence in sentences]
    return "；".join(said)


def _opened(request: StaffRequest, rows: list[Row], refused: Mapping[int, str]) -> int:
    """The row that stands open: the one that was refused, the one asked for, else the first."""
    wanted = request.POST.get("open") or request.GET.get("open") or ""
    asked = int(wanted) if re.fullmatch(r"\d{1,12}", wanted) else (rows[0].assignment.pk if rows else 0)
    return next((row.assignment.pk for row in rows if row.assignment.pk in refused), asked)
