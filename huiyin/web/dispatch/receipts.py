"""批量签收、阅知, and the declines that wait for an answer."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from huiyin.handling import actions
from huiyin.handling.bulk import Report, each
from huiyin.handling.models import Assignment, Role
from huiyin.web.dispatch.tabs import address, declines_of, may_dispatch, receipts_of, tabs_of
from huiyin.web.handling.acting import back, insist
from huiyin.web.paging import page_of
from huiyin.web.reporting import tell_many, told_many
from huiyin.web.seat import StaffRequest


@require_safe
def receipts(request: StaffRequest) -> HttpResponse:
    """What waits to be signed for."""
    insist(bool(request.person.unit_ids), "签收")
    page = page_of(request, receipts_of(request).order_by("dispatched_on", "id"))
    facts = {"page": page, "tabs": tabs_of(request, "receipts"), "told": told_many(request), "place": "dispatch"}
    return render(request, "dispatch/receipts.html", facts)


@require_POST
def sign_for_many(request: StaffRequest) -> HttpResponse:
    """批量签收；参阅件是阅知。"""
    insist(bool(request.person.unit_ids), "签收")
    picked = receipts_of(request).filter(pk__in=[pk for pk in request.POST.getlist("pick") if pk.isdigit()])
    tell_many(request, "签收", Report(tuple(each(picked.order_by("pk"), lambda row: _take(request, row)))))
    return redirect(back(request, address(request, "receipts")))


@require_safe
def declines(request: StaffRequest) -> HttpResponse:
    """退办申请，等着答复。"""
    insist(may_dispatch(request), "答复退办")
    rows = list(declines_of(request).order_by("requested_on", "id"))
    facts = {"rows": rows, "tabs": tabs_of(request, "declines"), "place": "dispatch"}
    return render(request, "dispatch/declines.html", facts)


def _take(request: StaffRequest, row: Assignment) -> Assignment:
    action = actions.note if row.role == Role.REFER else actions.sign_for
    return action(row, by=request.person, now=request.now)
