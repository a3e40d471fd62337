"""分办方案: the list, one plan with its rows, and the items that are put in, rewritten or taken out."""

from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from huiyin.accounts.models import Role as Post
from huiyin.accounts.policy import is_coordinator, is_leader
from huiyin.handling.models import Assignment
from huiyin.planning import actions, checks, policy
from huiyin.planning.actions import Part
from huiyin.planning.flow import FLOW
from huiyin.planning.models import AllotmentPlan, PlanRow
from huiyin.web.dispatch.picking import picked_rows
from huiyin.web.dispatch.tabs import tabs_of
from huiyin.web.handling.acting import Page, ask, done, find_assignment, insist, insist_open
from huiyin.web.handling.forms import posted
from huiyin.web.handling.known import about
from huiyin.web.handling.sharing import TaskForm, leaders_of, rows_for
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


def find_plan(request: StaffRequest, pk: int) -> AllotmentPlan:
    """A plan of the unit this person works for."""
    seen = AllotmentPlan.objects.visible_to(request.person).select_related("unit", "approver", "file")
    return get_object_or_404(seen, pk=pk)


def insist_on_plans(request: StaffRequest) -> None:
    """Coordinators propose, leaders approve; others have nothing to do with plans."""
    unit = own_unit(request)
    insist(is_coordinator(request.person, unit) or is_leader(request.person, unit), "看分办方案")


@require_safe
def plans(request: StaffRequest) -> HttpResponse:
    """Every plan of the year, the open ones first."""
    insist_on_plans(request)
    counted = {"items": Count("rows__assignment", distinct=True), "left": Count("rows", filter=Q(rows__given_on=None))}
    found = AllotmentPlan.objects.visible_to(request.person).of_year(request.year).select_related("approver")
    facts = {"plans": found.annotate(**counted).order_by("-proposed_on", "-pk"), "place": place_of(request)}
    return render(request, "dispatch/plans.html", {**facts, "tabs": tabs_of(request, "plans")})


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


@require_safe
def plan(request: StaffRequest, pk: int) -> HttpResponse:
    """The whole plan, readable on a phone: what goes to which office, what is not said yet, what comes next."""
    insist_on_plans(request)
    found = find_plan(request, pk)
    groups = groups_of(found)
    facts = {"plan": found, "groups": groups, "place": place_of(request), "moves": _moves(request, found)}
    facts |= {"incomplete": sum(bool(group["missing"]) for group in groups)}
    facts |= {"given": sum(bool(group["given_on"]) for group in groups)}
    facts |= {"leaders": leaders_of(found.unit, on=request.today).exclude(pk=request.person.user.pk)}
    return render(request, "dispatch/plan.html", facts)


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


def place_of(request: StaffRequest) -> str:
    """The entry of the sidebar: coordinators find plans under 分办."""
    return "dispatch" if request.person.has_role(Post.COORDINATOR) else "plans"


def groups_of(plan: AllotmentPlan) -> list[dict[str, Any]]:
    """The rows by item: the leading office, who assists, what is missing, what became of it."""
    grouped = groupby(checks.rows_of(plan), key=lambda row: row.assignment_id)
    return [_group(list(rows)) for _, rows in grouped]


def _group(rows: list[PlanRow]) -> dict[str, Any]:
    lead = rows[0]
    facts = {"assignment": lead.assignment, "item": lead.assignment.item, "lead": lead, "assist": rows[1:]}
    facts |= {"leader": checks.leader_of(lead), "due_on": checks.due_of(lead)}
    return {**facts, "missing": checks.missing(lead), "given_on": lead.given_on, "why_not": lead.why_not}


def _moves(request: StaffRequest, plan: AllotmentPlan) -> dict[str, Any]:
    return {move.verb: move for move in FLOW.open_to(plan, request.person)}


def _parts(assignment: Any, shares: Any) -> list[Part]:
    return [Part(assignment, **vars(share)) for share in shares]


def _common(held: dict[int, PlanRow]) -> dict[str, Any]:
    first = next(iter(held.values()), None)
    return {"task": first.task, "requirement": first.requirement} if first else {}


def _said(line: PlanRow) -> dict[str, Any]:
    return {"role": line.role, "officer": line.officer_id, "leader": line.leader_id, "due_on": line.due_on}
