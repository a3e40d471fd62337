"""分办方案: the list, and one plan with its rows, what they do not say yet, and what comes next."""

from itertools import groupby
from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from huiyin.accounts.models import Role as Post
from huiyin.accounts.policy import is_coordinator, is_leader
from huiyin.planning import checks
from huiyin.planning.flow import FLOW
from huiyin.planning.models import AllotmentPlan, PlanRow
from huiyin.web.dispatch.tabs import tabs_of
from huiyin.web.handling.acting import insist
from huiyin.web.handling.sharing import leaders_of
from huiyin.web.seat import StaffRequest, own_unit


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
