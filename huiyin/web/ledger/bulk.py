"""What is done to several rows of the ledger at once; rows that it does not fit are left and said so."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from huiyin.handling.actions import sign_for
from huiyin.handling.flow import FLOW
from huiyin.handling.models import Assignment
from huiyin.items.actions import tag
from huiyin.reports.ledger import lines
from huiyin.web.seat import StaffRequest

LIMIT = 500


@require_POST
def sign_for_chosen(request: StaffRequest) -> HttpResponse:
    """批量签收: all or none of those that wait for it."""
    chosen = _chosen(request)
    waiting = [row for row in chosen if FLOW.may(row, "sign_for", request.person)]
    with transaction.atomic():
        for row in waiting:
            sign_for(row, by=request.person, now=request.now)
    rest = f"，{len(chosen) - len(waiting)} 件不是待您签收的，没有动" if len(chosen) > len(waiting) else ""
    return _told(request, f"签收 {len(waiting)} 件{rest}。" if chosen else "先勾选要签收的件。")


@require_POST
def tag_chosen(request: StaffRequest) -> HttpResponse:
    """给所选加主题."""
    chosen, topic = _chosen(request), request.POST.get("topic", "").strip()[:40]
    if not chosen or not topic:
        return _told(request, "先勾选要加主题的件，并写上主题。")
    added = tag([row.item for row in chosen], topic, by=request.person, now=request.now)
    return _told(request, f"给 {added} 件加上主题“{topic}”。")


def _chosen(request: StaffRequest) -> list[Assignment]:
    """The ticked rows that stand in this person's own ledger."""
    ticked = [pk for pk in request.POST.getlist("row") if pk.isdigit()][:LIMIT]
    rows = lines(request.person.unit_ids, today=request.today).filter(pk__in=ticked)
    return list(rows.select_related("item__batch__unit", "unit__parent", "parent__unit").order_by("pk"))


def _told(request: StaffRequest, sentence: str) -> HttpResponse:
    """Back to the same filters, the same page."""
    messages.success(request, sentence)
    back = request.POST.get("next", "")
    ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if ours else "ledger")
