"""标记: 领办、重点督办、公开办理 — each by somebody, reported or taken off with a reason."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from huiyin.items import actions
from huiyin.items.models import Item, Mark, MarkKind
from huiyin.items.policy import keeps
from huiyin.web.handling.acting import Page, ask, done, find_item, insist, tell
from huiyin.web.handling.forms import ActForm, DateField, RecordedForm, posted, text
from huiyin.web.seat import StaffRequest

MARKS = "marks"


class MarkForm(ActForm):
    kind = forms.ChoiceField(label="标记", choices=MarkKind.choices, widget=forms.RadioSelect)
    by_whom = forms.CharField(label="谁定的", max_length=120, help_text="例：市人大常委会、省政府。")
    leader = forms.CharField(label="领导", max_length=60, required=False)
    marked_on = DateField(label="哪一天", required=False)
    note = text("说明", required=False, rows=2)


class ReportForm(RecordedForm):
    note = text("报告情况", required=False, rows=2)


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
