"""What goes into a plan: ticked on the desk, rewritten or taken out item by item."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from huiyin.handling.models import Assignment
from huiyin.planning import actions, policy
from huiyin.planning.actions import Part
from huiyin.planning.flow import FLOW
from huiyin.planning.models import PlanRow
from huiyin.web.dispatch.picking import picked_rows
from huiyin.web.dispatch.plans import find_plan
from huiyin.web.handling.acting import Page, ask, done, find_assignment, insist, insist_open
from huiyin.web.handling.forms import posted
from huiyin.web.handling.known import about
from huiyin.web.handling.sharing import TaskForm, rows_for
from huiyin.web.seat import StaffRequest, own_unit

WHY = "一个处室牵头，其余会办；只写进方案，批准以后才分到处室。各处室都选“不办”，这一件就从方案里拿出来。"


class NameForm(forms.Form):
    """How the plan is called."""

    name = forms.CharField(label="名称", max_length=120, required=False)


class PlanItemForm(TaskForm):
    """The offices of one item, as the plan proposes them."""

    def __init__(self, *args: Any, assignment: Assignment, **options: Any) -> None:
        super().__init__(*args, **options)
        self.assignment = assignment

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        parts = _parts(self.assignment, super().facts(request)["shares"])
        return {"parts": parts, "without": [] if parts else [self.assignment]}


@require_POST
def propose_plan(request: StaffRequest) -> HttpResponse:
    """拟成方案: what is ticked on the desk, with the offices chosen there."""
    unit = own_unit(request)
    insist(policy.can_plan_for(request.person, unit), "拟订分办方案")
    form = NameForm(request.POST)
    name = (form.is_valid() and form.cleaned_data["name"]) or f"{request.today.month}月{request.today.day}日分办方案"
    rows = picked_rows(request)
    parts = [part for row in rows if row.form.is_valid() for part in _parts(row.assignment, row.form.shares)]
    if left := sum(not row.form.is_valid() for row in rows):
        messages.warning(request, f"{left} 件没有选处室或填得不对，没有列入方案。")
    plan = actions.propose(unit, name=name, year=request.year, parts=parts, by=request.person, now=request.now)
    return redirect("plan", plan.pk)


def change_plan(request: StaffRequest, pk: int, row: int) -> HttpResponse:
    """One item of the plan: its offices, or none."""
    found, assignment = find_plan(request, pk), find_assignment(request, row)
    insist_open(FLOW, found, "change_plan", request)
    held = {line.office_id: line for line in found.rows.filter(assignment=assignment)}
    rows = rows_for(request, assignment, {pk: _said(line) for pk, line in held.items()})
    form = posted(PlanItemForm, request, rows=rows, changing=False, assignment=assignment, initial=_common(held))
    if done(request, form, actions.change_plan, found):
        return redirect("plan", found.pk)
    page = Page(title="方案里的这一件", act="写进方案", why=WHY, template="handling/offices.html")
    return ask(request, assignment.item, form, page, pairs=about(assignment))


def _parts(assignment: Any, shares: Any) -> list[Part]:
    return [Part(assignment, **vars(share)) for share in shares]


def _common(held: dict[int, PlanRow]) -> dict[str, Any]:
    first = next(iter(held.values()), None)
    return {"task": first.task, "requirement": first.requirement} if first else {}


def _said(line: PlanRow) -> dict[str, Any]:
    return {"role": line.role, "officer": line.officer_id, "leader": line.leader_id, "due_on": line.due_on}
