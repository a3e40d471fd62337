"""批量签收、阅知, and the declines that wait for an answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from huiyin.flow.engine import Flow
from huiyin.handling import actions
from huiyin.handling.flow import FLOW
from huiyin.handling.models import Assignment, Role
from huiyin.web.dispatch.tabs import address, declines_of, may_dispatch, receipts_of, tabs_of
from huiyin.web.handling.acting import done, insist
from huiyin.web.handling.forms import ActForm
from huiyin.web.paging import page_of
from huiyin.web.seat import StaffRequest

VERBS = {True: ("note", actions.note), False: ("sign_for", actions.sign_for)}


@require_safe
def receipts(request: StaffRequest) -> HttpResponse:
    """What waits to be signed for."""
    insist(bool(request.person.unit_ids), "签收")
    page = page_of(request, receipts_of(request).order_by("dispatched_on", "id"))
    facts = {"page": page, "tabs": tabs_of(request, "receipts"), "place": "dispatch"}
    return render(request, "dispatch/receipts.html", facts)


@require_POST
def sign_for_many(request: StaffRequest) -> HttpResponse:
    """批量签收；参阅件是阅知。"""
    insist(bool(request.person.unit_ids), "签收")
    picked = receipts_of(request).filter(pk__in=[pk for pk in request.POST.getlist("pick") if pk.isdigit()])
    taken = [row for row in picked if _take(request, row, FLOW)]
    if taken:
        messages.success(request, f"已签收 {len(taken)} 件。")
    if len(taken) < len(picked) or not picked:
        left = len(picked) - len(taken)
        messages.warning(request, f"{left} 件没有签收：您没有权限。" if left else "没有勾选要签收的件。")
    return redirect(address(request, "receipts"))


@require_safe
def declines(request: StaffRequest) -> HttpResponse:
    """退办申请，等着答复。"""
    insist(may_dispatch(request), "答复退办")
    rows = list(declines_of(request).order_by("requested_on", "id"))
    facts = {"rows": rows, "tabs": tabs_of(request, "declines"), "place": "dispatch"}
    return render(request, "dispatch/declines.html", facts)


def _take(request: StaffRequest, row: Assignment, flow: Flow[Assignment]) -> bool:
    verb, action = VERBS[row.role == Role.REFER]
    return flow.may(row, verb, request.person) and done(request, ActForm({}), action, row)
