"""The two forms of a year's arrangement: the notice as published, and the days read from it, to be corrected."""

import datetime as dt
from typing import Any

from django import forms

from huiyin.web.handling.forms import text
from huiyin.web.system.year import runs
from huiyin.workdays.arrangements import Arrangement, read_lines, read_notice
from huiyin.workdays.calendar import CalendarFileError
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


def as_lines(read: Arrangement) -> dict[str, str]:
    names: dict[str, list[dt.date]] = {}
    for day, name in sorted(read.holidays.items()):
        names.setdefault(name, []).append(day)
    lines = [f"{name}：{'、'.join(runs(days))}" for name, days in names.items()]
    return {"holidays": "\n".join(lines), "workdays": "、".join(runs(list(read.workdays)))}
