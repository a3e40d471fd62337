"""标记: 领办、重点督办、公开办理 — each by somebody, reported or taken off with a reason."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from huiyin.items import actions
from huiyin.items.models import Item, Mark, MarkKind, RecordKind
from huiyin.items.policy import keeps
from huiyin.web.handling.acting import Page, ask, done, find_item, insist, tell
from huiyin.web.handling.forms import ActForm, DateField, RecordedForm, posted, text
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep

MARKS = "marks"


class MarkForm(ActForm):
    kind = forms.ChoiceField(label="标记", choices=MarkKind.choices, widget=forms.RadioSelect)
    by_whom = forms.CharField(label="谁定的", max_length=120, help_text="例：市人大常委会、省政府。")
    leader = forms.CharField(label="领导", max_length=60, required=False)
    marked_on = DateField(label="哪一天", required=False)
    note = text("说明", required=False, rows=2)


class ReportForm(RecordedForm):
    note = text("报告情况", required=False, rows=2)
    file = GateField(label="报告", required=False)

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        return {**super().facts(request), "file": keep(request, self.cleaned_data["file"], kind="mark_record")}


class RecordForm(ActForm):
    kind = forms.ChoiceField(
        label="做了什么",
        choices=[pair for pair in RecordKind.choices if pair[0] != RecordKind.REPORT],
        widget=forms.RadioSelect,
    )
    on = DateField(label="哪一天")
    people = forms.CharField(label="哪些人参加", max_length=300, required=False, help_text="方案写由哪位领导审定。")
    text = text("内容", required=False, rows=4, limit=5000)
    file = GateField(label="文件", required=False)

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        return {**self.cleaned_data, "file": keep(request, self.cleaned_data["file"], kind="mark_record")}


class ReasonForm(ActForm):
    reason = text("理由", rows=2)


def mark(request: StaffRequest, pk: int) -> HttpResponse:
    """标记领办、重点督办."""
    item = find_item(request, pk)
    insist(keeps(request.person, item), "加标记")
    form = posted(MarkForm, request, initial={"kind": MarkKind.KEY})
    if done(request, form, actions.mark, item):
        return tell(request, item, "标记已加上。", MARKS)
    page = Page(title="加标记", act="加上", why="领办件、重点督办件报告以后才能办结。", panel=MARKS)
    return ask(request, item, form, page, pairs=_marks(item))


def report_mark(request: StaffRequest, pk: int) -> HttpResponse:
    """登记标记件的报告."""
    row, item = _mark(request, pk)
    form = posted(ReportForm, request, initial={"note": row.note})
    if done(request, form, actions.report_mark, row):
        return tell(request, item, f"已登记：{row}已报告。", MARKS)
    page = Page(
        title="登记标记件的报告", act="登记", why="领办、督办件的办理情况已书面报告的，登记在这里。", panel=MARKS
    )
    return ask(request, item, form, page, pairs=[("标记", str(row)), ("领导", row.leader)])


def record_mark(request: StaffRequest, pk: int) -> HttpResponse:
    """登记标记件做了什么."""
    row, item = _mark(request, pk)
    form = posted(RecordForm, request, initial={"on": request.today})
    if done(request, form, actions.record_mark, row):
        return tell(request, item, f"已登记在{row}名下。", MARKS)
    why = "领办件办结前要有经领导审定的方案和至少一次调研或座谈；重点督办件要有方案、会议记录和书面报告。"
    page = Page(title="登记标记件的办理", act="登记", why=why, panel=MARKS, template="handling/mark_record.html")
    more = {"records": row.records.select_related("file")}
    return ask(request, item, form, page, pairs=[("标记", str(row)), ("领导", row.leader)], more=more)


def unmark(request: StaffRequest, pk: int) -> HttpResponse:
    """撤销标记."""
    row, item = _mark(request, pk)
    form = posted(ReasonForm, request)
    if done(request, form, actions.unmark, row):
        return tell(request, item, "标记已撤销。", MARKS)
    page = Page(title="撤销标记", panel=MARKS)
    return ask(request, item, form, page, pairs=[("标记", str(row)), ("领导", row.leader)])


def _mark(request: StaffRequest, pk: int) -> tuple[Mark, Item]:
    row = get_object_or_404(Mark, pk=pk)
    item = find_item(request, row.item_id)
    insist(keeps(request.person, item), "改动标记")
    row.item = item
    return row, item


def _marks(item: Item) -> list[tuple[str, Any]]:
    return [("案号", item.number_label), *((row.get_kind_display(), row.by_whom) for row in item.marks.order_by("id"))]
