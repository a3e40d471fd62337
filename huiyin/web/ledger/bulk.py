"""What is done to several rows of the ledger at once, told row by row; filters and ticks stay as they were."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from huiyin.handling.actions import note, sign_for
from huiyin.handling.bulk import Line, Report, assign_many, each
from huiyin.handling.models import Assignment, Role
from huiyin.items.actions import tag
from huiyin.items.policy import keeps
from huiyin.reports.ledger import lines
from huiyin.web.handling.sharing import leaders_of
from huiyin.web.reporting import tell_many
from huiyin.web.seat import StaffRequest, own_unit

LIMIT = 500


class DayForm(forms.Form):
    """The day that is set for all of them."""

    due_on = forms.DateField(required=False)


@require_POST
def sign_for_chosen(request: StaffRequest) -> HttpResponse:
    """批量签收，参阅件阅知: each that waits for it."""

    def take(row: Assignment) -> Assignment:
        act = note if row.role == Role.REFER else sign_for
        return act(row, by=request.person, now=request.now)

    return _told(request, "签收", Report(tuple(each(_chosen(request), take))))


@require_POST
def tag_chosen(request: StaffRequest) -> HttpResponse:
    """给所选加主题."""
    chosen, topic = _chosen(request), request.POST.get("topic", "").replace("\x00", "").strip()[:40]
    mine = [row for row in chosen if topic and keeps(request.person, row.item)]
    if mine:
        tag([row.item for row in mine], topic, by=request.person, now=request.now)
    why = "您没有权限给这一件加主题。" if topic else "没有写主题。"
    report = Report(tuple(Line(row.item, row, "" if row in mine else why) for row in chosen))
    return _told(request, "加主题", report)


@require_POST
def assign_chosen(request: StaffRequest) -> HttpResponse:
    """给所选定责任领导、处室时限."""
    form, chosen = DayForm(request.POST), request.POST.get("leader", "")
    leaders = leaders_of(own_unit(request), on=request.today)
    leader = get_object_or_404(leaders, pk=chosen) if chosen.isdigit() else None
    due_on = form.cleaned_data["due_on"] if form.is_valid() else None
    rows = _chosen(request) if leader or due_on else []
    report = assign_many(rows, leader=leader, due_on=due_on, by=request.person, now=request.now)
    return _told(request, "定责任领导、时限", report)


def _chosen(request: StaffRequest) -> list[Assignment]:
    """The ticked rows that stand in this person's own ledger."""
    ticked = [pk for pk in request.POST.getlist("row") if pk.isdigit()][:LIMIT]
    rows = lines(request.person.unit_ids, today=request.today).filter(pk__in=ticked)
    related = ("item__batch__unit", "item__session", "unit__parent", "parent__unit")
    return list(rows.select_related(*related).order_by("pk"))


def _told(request: StaffRequest, act: str, report: Report) -> HttpResponse:
    """Back to the same filters, the same page, the same ticks."""
    tell_many(request, act, report, picked=[line.assignment.pk for line in report.lines if line.assignment])
    back = request.POST.get("next", "")
    ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if ours else "ledger")
