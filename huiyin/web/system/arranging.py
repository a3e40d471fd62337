"""录入节假日安排: the State Council's notice pasted or uploaded, corrected, tried on the open items, then put in force."""

import datetime as dt
from typing import Any

from django import forms
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
from huiyin.web.handling.forms import text
from huiyin.web.seat import StaffRequest
from huiyin.web.system.moves import KEEPERS, MovesShown, shown
from huiyin.web.system.year import runs
from huiyin.workdays.arrangements import Arrangement, read_lines, read_notice, store
from huiyin.workdays.calendar import CalendarFileError, assuming
from huiyin.workdays.published import read_year

LARGEST = 100_000


class NoticeForm(forms.Form):
    """The notice as it was published, or a file of it."""

    notice = text(
        "通知原文",
        required=False,
        rows=10,
        limit=20_000,
        help_text="整段粘贴“一、元旦：1月1日（周四）至3日（周六）放假调休……”。",
    )
    file = forms.FileField(
        label="或者上传文件", required=False, help_text="通知原文的 .txt，或另一处的 holidays-年份.toml。"
    )

    def __init__(self, *args: Any, year: int, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})
        self.year = year

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        try:
            self.read = self._read(said.get("notice", ""), said.get("file"))
            self.read.checked()
        except CalendarFileError as error:
            raise forms.ValidationError(f"{error}。") from error
        return said

    def _read(self, notice: str, file: Any) -> Arrangement:
        if not file:
            return read_notice(notice, self.year)
        if file.size > LARGEST:
            raise CalendarFileError("文件太大，不像是一份通知")
        try:
            content = file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise CalendarFileError("文件不是 UTF-8 编码的文本") from error
        if not file.name.endswith(".toml"):
            return read_notice(content, self.year)
        year = read_year(content, file.name, self.year)
        return Arrangement(self.year, year.holidays, tuple(sorted(year.makeup)))


class DaysForm(forms.Form):
    """What was read, to be corrected by hand."""

    holidays = text("放假", rows=8, limit=5000, help_text="一行一个节日：“元旦：1月1日—3日”。")
    workdays = text("调休上班", required=False, rows=2, limit=1000, help_text="用顿号隔开：“1月4日、2月14日”。")

    def __init__(self, *args: Any, year: int, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})
        self.year = year

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        try:
            self.read = read_lines(said.get("holidays", ""), said.get("workdays", ""), self.year)
            self.read.checked()
        except CalendarFileError as error:
            raise forms.ValidationError(f"{error}。") from error
        return said


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
        return _page(request, year, DaysForm(initial=_as_lines(form.read), year=year), form.read)
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


def _as_lines(read: Arrangement) -> dict[str, str]:
    names: dict[str, list[dt.date]] = {}
    for day, name in sorted(read.holidays.items()):
        names.setdefault(name, []).append(day)
    lines = [f"{name}：{'、'.join(runs(days))}" for name, days in names.items()]
    return {"holidays": "\n".join(lines), "workdays": "、".join(runs(list(read.workdays)))}
