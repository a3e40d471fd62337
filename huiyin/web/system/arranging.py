"""录入节假日安排: the State Council's notice pasted or uploaded, corrected, tried on the open items, then put in force."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from huiyin.accounts.desk import Person
from huiyin.accounts.models import Role
from huiyin.events.actions import record
from huiyin.flow.errors import NotAllowed
from huiyin.handling import moving
from huiyin.handling.models import Assignment
from huiyin.web.seat import StaffRequest
from huiyin.web.system.arrangement_forms import DaysForm, NoticeForm, as_lines
from huiyin.web.system.moves import KEEPERS, MovesShown, shown
from huiyin.workdays.arrangements import Arrangement, store
from huiyin.workdays.calendar import assuming


def may_arrange(person: Person) -> bool:
    """日历是整个系统共用的: 系统管理员, or where no unit stands above, its coordinator or dispatcher."""
    keeps = any(
        seat.role in KEEPERS and not (seat.unit.parent and seat.unit.parent.managed_here) for seat in person.seats
    )
    return person.has_role(Role.SYSTEM_ADMIN) or keeps


def arrangement(request: StaffRequest, year: int) -> HttpResponse:
    """三步：粘贴通知，核对读出的日子和会动的件，存下并重算。"""
    if not may_arrange(request.person):
        raise NotAllowed("日历由系统管理员（单独使用时由综合协调人）录入。")
    if not request.today.year - 5 <= year <= request.today.year + 2:
        raise NotAllowed(f"不能录入 {year} 年的安排。")
    step = request.POST.get("step", "")
    if step in ("check", "keep"):
        return _corrected(request, year, keep=step == "keep")
    form = NoticeForm(request.POST or None, request.FILES or None, year=year)
    if request.method == "POST" and form.is_valid():
        return _page(request, year, DaysForm(initial=as_lines(form.read), year=year), form.read)
    return render(request, "system/arrangement.html", {"place": "rules", "of": year, "form": form})


def _corrected(request: StaffRequest, year: int, *, keep: bool) -> HttpResponse:
    form = DaysForm(request.POST, year=year)
    if not form.is_valid():
        return _page(request, year, form, None)
    if not keep:
        return _page(request, year, form, form.read)
    moved = _put_in_force(form.read, request)
    messages.success(request, f"{year} 年的安排已存下，{moved} 件的期限重新计算。")
    return redirect(f"{reverse('calendar')}?of={year}")


def _put_in_force(read: Arrangement, request: StaffRequest) -> int:
    """The file first: if the dates cannot be written, they are counted anew from it later."""
    store(read)
    facts = {"year": read.year, "holidays": len(read.holidays), "workdays": len(read.workdays)}
    said: dict[str, Any] = {"by": request.person, "now": request.now}
    with transaction.atomic():
        record("handling.calendar_entered", f"calendar:{read.year}", by=request.person, at=request.now, facts=facts)
        return len(moving.move_dates(_everywhere(), why=f"{read.year}年节假日安排公布", **said))


def _page(request: StaffRequest, year: int, form: DaysForm, read: Arrangement | None) -> HttpResponse:
    facts = {"place": "rules", "of": year, "form": form, "checking": True, "moves": _tried(request, read)}
    return render(request, "system/arrangement.html", facts)


def _tried(request: StaffRequest, read: Arrangement | None) -> MovesShown | None:
    if read is None:
        return None
    with assuming(read.checked()):
        return shown(moving.would_move(_everywhere()), request.person)


def _everywhere() -> Any:
    return Assignment.objects.open().filter(parent=None)
