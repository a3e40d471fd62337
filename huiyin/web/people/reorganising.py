"""机构调整: said first, then shown item by item, then done in one act."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from huiyin.directory.models import Unit
from huiyin.directory.reorganising import Reorganisation, Touched
from huiyin.flow.errors import NotReady
from huiyin.followup import succession
from huiyin.items.models import Item
from huiyin.web.people import unit_reading
from huiyin.web.people.unit_forms import ReorganisationForm
from huiyin.web.people.units import changeable
from huiyin.web.seat import StaffRequest

CHOSEN = "to-"


def reorganise(request: StaffRequest, pk: int) -> HttpResponse:
    """拆分、合并、撤销: said first, then shown item by item, then done in one act."""
    found = changeable(request, pk)
    sent = request.POST if request.method == "POST" else request.GET if "change" in request.GET else None
    options: dict[str, Any] = {"unit": found, "alike": unit_reading.alike(found), "initial": {"on": request.today}}
    form = ReorganisationForm(sent, today=request.today, **options)
    facts: dict[str, Any] = {"place": "people", "unit": found, "form": form}
    if form.is_bound and form.is_valid():
        plan = form.plan(_chosen(request))
        if request.method == "POST" and _done(request, form, plan):
            return redirect("unit", pk=found.pk)
        facts |= _shown(request, plan)
    return render(request, "people/reorganise.html", facts, status=409 if form.missing else 200)


def _done(request: StaffRequest, form: ReorganisationForm, plan: Reorganisation) -> bool:
    try:
        moved = succession.reorganise(plan, by=request.person, now=request.now)
    except NotReady as error:
        form.missing = error.blockers
        return False
    messages.success(request, f"已调整，{len(moved)} 项移交承接单位；历史仍在原单位名下。")
    return True


def _chosen(request: StaffRequest) -> dict[str, Unit]:
    """Fields to-<key> = unit; what is not ours is caught by the action."""
    said = {name.removeprefix(CHOSEN): str(value) for name, value in request.POST.items() if name.startswith(CHOSEN)}
    units = {str(row.pk): row for row in Unit.objects.filter(pk__in=[v for v in said.values() if v.isdigit()])}
    return {key: units[value] for key, value in said.items() if value in units}


def _shown(request: StaffRequest, plan: Reorganisation) -> dict[str, Any]:
    """The preview. Titles only of items this person may see (R81)."""
    missing = succession.blockers(plan, today=request.today)
    rows = succession.preview(plan) if plan.news and plan.olds else []
    return {"plan": plan, "rows": _with_titles(request, rows), "blockers": missing, "choices": plan.news}


def _with_titles(request: StaffRequest, rows: Iterable[Touched]) -> list[tuple[Touched, str]]:
    rows = list(rows)
    seen = Item.objects.visible_to(request.person).filter(pk__in={row.item_id for row in rows if row.item_id})
    titles = dict(seen.values_list("pk", "title"))
    return [(row, titles.get(row.item_id or 0, "")) for row in rows]
