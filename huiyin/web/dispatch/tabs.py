"""The tabs of 分办, each with what waits there."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from huiyin.accounts.models import Role
from huiyin.handling.models import Assignment, AssignmentQuerySet, DeclineRequest, State
from huiyin.items.models import Item
from huiyin.planning.models import AllotmentPlan
from huiyin.web.counts import approves_plans, to_allot
from huiyin.web.seat import StaffRequest


def address(request: StaffRequest, name: str) -> str:
    """A page of 分办 for the year one works on."""
    return f"{reverse(name)}?year={request.year}"


def may_dispatch(request: StaffRequest) -> bool:
    """Whoever coordinates a unit, or dispatches for one above it."""
    return request.person.has_role(Role.COORDINATOR) or request.person.has_role(Role.DISPATCHER)


def receipts_of(request: StaffRequest) -> AssignmentQuerySet:
    """What this person may sign for: what their units hold and nobody has taken."""
    waiting = Assignment.objects.filter(unit__in=request.person.unit_ids, state=State.WAITING, year=request.year)
    return waiting.select_related("item__session", "item__batch__unit", "unit__parent", "parent__unit", "officer")


def declines_of(request: StaffRequest) -> Any:
    """Requests that wait for an answer: of this department, and of its offices."""
    units = [seat.unit.pk for seat in request.person.seats if seat.role in (Role.COORDINATOR, Role.DISPATCHER)]
    mine = (
        Q(assignment__unit__in=units)
        | Q(assignment__parent__unit__in=units)
        | Q(assignment__item__batch__unit__in=units)
    )
    seen = Item.objects.visible_to(request.person)
    related = ("assignment__item__session", "assignment__unit", "assignment__parent")
    return DeclineRequest.objects.filter(mine, decided_on=None, assignment__item__in=seen).select_related(*related)


def undispatched_of(request: StaffRequest) -> Any:
    """Items this department registered and nobody has been given."""
    units = [seat.unit.pk for seat in request.person.seats if seat.role in (Role.COORDINATOR, Role.DISPATCHER)]
    waiting = Item.objects.undispatched().filter(batch__unit__in=units, year=request.year)
    return waiting.select_related("session", "batch__unit").in_official_order()


def open_plans(request: StaffRequest) -> int:
    """Plans of the year that are not given out yet."""
    return AllotmentPlan.objects.visible_to(request.person).of_year(request.year).open().count()


def tabs_of(request: StaffRequest, here: str) -> list[dict[str, Any]]:
    """待分办、待签收、退办、未交办、方案、各版; only what this person has to do with."""
    found: list[tuple[str, str, int | None]] = [("receipts", "待签收", receipts_of(request).count())]
    if may_dispatch(request):
        found = [("dispatch", "待分办", to_allot(request.person, request.year).count()), *found]
        found += [("declines", "退办", declines_of(request).count())]
        found += [("undispatched", "未交办", undispatched_of(request).count())]
    if may_dispatch(request) or approves_plans(request.person):
        found += [("plans", "分办方案", open_plans(request)), ("editions", "责任清单各版", None)]
    return [
        {"url": address(request, name), "label": label, "count": count, "on": name == here}
        for name, label, count in found
    ]
