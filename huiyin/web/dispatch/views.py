"""分办: items to offices, one by one or many at once."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from huiyin.accounts.models import Role as Post
from huiyin.accounts.models import User
from huiyin.accounts.policy import is_coordinator
from huiyin.handling.allotting import allot
from huiyin.web.dispatch.forms import CommonForm, RowForm
from huiyin.web.dispatch.rows import Row, loads_of, offer, offices_of, waiting_rows
from huiyin.web.dispatch.tabs import address, tabs_of
from huiyin.web.handling.acting import done, insist
from huiyin.web.handling.forms import posted
from huiyin.web.handling.sharing import leaders_of
from huiyin.web.seat import StaffRequest, own_unit

PAGE = 30


@require_safe
def dispatch(request: StaffRequest) -> HttpResponse:
    """What waits for an office."""
    insist(is_coordinator(request.person, own_unit(request)), "分办")
    return _show(request, _rows(request), CommonForm(today=request.today, prefix="common"))


@require_POST
def allot_many(request: StaffRequest) -> HttpResponse:
    """分出勾选的几件，或只分一件；办不成的留在表里，写明为什么。"""
    insist(is_coordinator(request.person, own_unit(request)), "分办")
    only = request.POST.get("only", "")
    rows = [row for row in _rows(request) if _wanted(row, only)]
    given, refused = [], {}
    for row in rows:
        if done(request, row.form, allot, row.assignment):
            given.append(row)
        else:
            refused[row.assignment.pk] = row.form
    if given:
        messages.success(request, f"分出 {len(given)} 件：{_summary(given)}。")
    if not rows:
        messages.warning(request, "没有勾选要分出的件。")
    if not refused:
        return redirect(address(request, "dispatch"))
    return _show(request, _rows(request, refused), posted(CommonForm, request, prefix="common"), status=409)


def _rows(request: StaffRequest, refused: Mapping[int, RowForm] = MappingProxyType({})) -> list[Row]:
    """The rows with their forms: as sent, or as the list proposes; rows that were refused keep their reasons."""
    rows = waiting_rows(request)[:PAGE]
    choices = _choices(request)
    common = _common(request)
    for row in rows:
        pk = row.assignment.pk
        hinted = {"office": row.hint.pk, "pick": True} if row.hint else {}
        sent = _filled(request, pk, common) if request.method == "POST" else None
        fresh = RowForm(sent, prefix=f"a{pk}", today=request.today, initial=hinted, **choices)
        row.form, row.refused = refused.get(pk, fresh), pk in refused
    return rows


def _choices(request: StaffRequest) -> dict[str, Any]:
    unit = own_unit(request)
    staff = User.objects.filter(
        posts__unit__parent=unit, posts__role__in=(Post.OFFICER, Post.OFFICE_HEAD), is_active=True
    )
    leaders = leaders_of(unit, on=request.today)
    return {"offices": offices_of(request), "staff": staff.distinct().order_by("pk"), "leaders": leaders}


def _common(request: StaffRequest) -> dict[str, str]:
    return {name: request.POST.get(f"common-{name}", "") for name in ("due_on", "requirement")}


def _filled(request: StaffRequest, pk: int, common: dict[str, str]) -> Any:
    """What was sent for this row, with what is common where it says nothing itself."""
    sent = request.POST.copy()
    for name, value in common.items():
        if value and not sent.get(f"a{pk}-{name}"):
            sent[f"a{pk}-{name}"] = value
    return sent


def _wanted(row: Row, only: str) -> bool:
    return str(row.assignment.pk) == only if only else row.form.picked


def _show(request: StaffRequest, rows: list[Row], common: CommonForm, status: int = 200) -> HttpResponse:
    loads = loads_of(request)
    offer(rows, loads)
    opened = _opened(request, rows)
    facts = {"rows": rows, "opened": opened, "loads": loads, "common": common}
    facts |= {"picked": sum(row.form.picked for row in rows), "tabs": tabs_of(request, "dispatch"), "place": "dispatch"}
    facts |= {"here": address(request, "dispatch"), "hinted": any(row.hint for row in rows)}
    return render(request, "dispatch/dispatch.html", facts, status=status)


def _opened(request: StaffRequest, rows: list[Row]) -> int:
    """The row that stands open: the one that was refused, the one asked for, else the first."""
    refused = next((row.assignment.pk for row in rows if row.refused), 0)
    wanted = request.POST.get("open") or request.GET.get("open") or ""
    asked = int(wanted) if re.fullmatch(r"\d{1,12}", wanted) else (rows[0].assignment.pk if rows else 0)
    return refused or asked


def _summary(given: list[Row]) -> str:
    """人口处 3 件、基层卫生处 1 件."""
    names = [row.form.lead.name for row in given]
    return "、".join(f"{name} {names.count(name)} 件" for name in dict.fromkeys(names))
