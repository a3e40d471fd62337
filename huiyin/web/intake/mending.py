"""就地改: the cells of a row put right on the screen, a row that is no item, a row that is one after all."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from huiyin.exchange import actions
from huiyin.exchange.mending import MENDABLE
from huiyin.exchange.models import Import
from huiyin.files.gate import Refused
from huiyin.web.intake.finding import find_import
from huiyin.web.intake.rows import key_of
from huiyin.web.seat import StaffRequest


@require_POST
def mend_row(request: StaffRequest, pk: int) -> HttpResponse:
    """照改的再对一遍；别的行不动."""
    row = find_import(request, pk)
    key = request.POST.get("key", "")
    cells = changed_cells(row.report, key, request.POST)
    if not cells:
        messages.info(request, "这一行没有改动。")
    elif _done(request, actions.mend_row, row, key, cells):
        messages.success(request, f"{_place(key)}已照您改的重新核对，原来的清单没有动。")
    return _back(row)


@require_POST
def set_row_aside(request: StaffRequest, pk: int) -> HttpResponse:
    """这一行不是件."""
    row = find_import(request, pk)
    key = request.POST.get("key", "")
    if _done(request, actions.set_aside, row, key, request.POST.get("reason", "")):
        messages.success(request, f"{_place(key)}不当作件，理由记下了。")
    return _back(row)


@require_POST
def restore_row(request: StaffRequest, pk: int) -> HttpResponse:
    """恢复成清单原来的样子."""
    row = find_import(request, pk)
    key = request.POST.get("key", "")
    if _done(request, actions.unmend_row, row, key):
        messages.success(request, f"{_place(key)}恢复成清单原来的样子。")
    return _back(row)


@require_POST
def take_up_again(request: StaffRequest, pk: int) -> HttpResponse:
    """接着改有误的行."""
    row = actions.take_up_again(find_import(request, pk), by=request.person, now=request.now)
    return _back(row)


def changed_cells(report: Mapping[str, Any], key: str, sent: Mapping[str, str]) -> dict[str, str]:
    """Only what differs from what stands in the row now."""
    now: dict[str, str] = next((error["cells"] for error in report["errors"] if key_of(error) == key), {})
    said = {name: sent.get(f"cell-{name}", now.get(name, "")).strip() for name in MENDABLE}
    return {name: value for name, value in said.items() if value != now.get(name, "")}


def _done(request: StaffRequest, act: Callable[..., Import], row: Import, *facts: Any) -> bool:
    """What cannot be read any more as put right is told, and nothing is kept of it."""
    try:
        act(row, *facts, by=request.person, now=request.now)
    except Refused as error:
        messages.error(request, str(error))
        return False
    return True


def _place(key: str) -> str:
    sheet, _, row = key.partition("!")
    return f"“{sheet}”第 {row} 行" if sheet else f"第 {row} 行"


def _back(row: Import) -> HttpResponse:
    only = "?only=errors" if row.report["errors"] else ""
    return redirect(f"{reverse('import', args=[row.pk])}{only}#lines")
