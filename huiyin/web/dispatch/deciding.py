"""分办方案, decided: sent, approved here or as recorded, returned, given out, ended, dropped."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from huiyin.accounts.models import User
from huiyin.planning import actions
from huiyin.planning.flow import FLOW
from huiyin.planning.giving import give_out as give
from huiyin.planning.models import ApprovedWay
from huiyin.web.dispatch.plans import find_plan, insist_on_plans, place_of
from huiyin.web.handling.acting import done, insist_open
from huiyin.web.handling.forms import ActForm, DateField, posted, text
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep

WAYS = [(str(way), way.label) for way in (ApprovedWay.LEADER, ApprovedWay.MEETING)]


class ApprovalForm(ActForm):
    """登记批准: a leader's written word, or a meeting's decision."""

    way = forms.ChoiceField(label="怎样批准", choices=WAYS, widget=forms.RadioSelect)
    who = forms.CharField(label="哪位领导或什么会议", max_length=120, help_text="例：吴主任；委党组 2022 年第 6 次会议")
    on = DateField(label="批准日期")
    remark = text("批示或决定", required=False)
    file = GateField(label="批示或会议纪要")

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        return {**self.cleaned_data, "file": keep(request, self.cleaned_data["file"], kind="recorded")}


@require_POST
def submit_plan(request: StaffRequest, pk: int) -> HttpResponse:
    """送审."""
    insist_on_plans(request)
    plan, chosen = find_plan(request, pk), request.POST.get("approver", "")
    approver = get_object_or_404(User, pk=chosen if chosen.isdigit() else 0)
    actions.submit_plan(plan, approver=approver, by=request.person, now=request.now)
    messages.success(request, f"已送{approver.name}批准。")
    return redirect("plan", plan.pk)


@require_POST
def approve_plan(request: StaffRequest, pk: int) -> HttpResponse:
    """批准."""
    insist_on_plans(request)
    plan = actions.approve_plan(find_plan(request, pk), remark=_remark(request), by=request.person, now=request.now)
    messages.success(request, "已批准，由综合协调人分到处室。")
    return redirect("plan", plan.pk)


@require_POST
def return_plan(request: StaffRequest, pk: int) -> HttpResponse:
    """退回修改."""
    insist_on_plans(request)
    plan = actions.return_plan(find_plan(request, pk), remark=_remark(request), by=request.person, now=request.now)
    messages.success(request, "已退回修改。")
    return redirect("plan", plan.pk)


def record_approval(request: StaffRequest, pk: int) -> HttpResponse:
    """登记批准."""
    insist_on_plans(request)
    plan = find_plan(request, pk)
    insist_open(FLOW, plan, "record_approval", request)
    form = posted(ApprovalForm, request, initial={"on": request.today})
    if done(request, form, actions.record_approval, plan):
        messages.success(request, "已登记批准。")
        return redirect("plan", plan.pk)
    facts = {"plan": plan, "form": form, "place": place_of(request)}
    return render(request, "dispatch/approval.html", facts, status=409 if form.missing else 200)


@require_POST
def give_out(request: StaffRequest, pk: int) -> HttpResponse:
    """分到处室，结果逐件写在方案上。"""
    insist_on_plans(request)
    plan = find_plan(request, pk)
    report = give(plan, by=request.person, now=request.now)
    edition = f"，责任清单第 {report.edition.number} 版" if report.edition else ""
    messages.success(request, f"已分到处室 {len(report.given)} 件{edition}。")
    if report.left:
        messages.warning(request, f"{len(report.left)} 件没有分出，原因写在各件下面。")
    return redirect("plan", plan.pk)


@require_POST
def end_plan(request: StaffRequest, pk: int) -> HttpResponse:
    """其余不分了."""
    insist_on_plans(request)
    plan = actions.end_plan(find_plan(request, pk), reason=_remark(request), by=request.person, now=request.now)
    return redirect("plan", plan.pk)


@require_POST
def drop_plan(request: StaffRequest, pk: int) -> HttpResponse:
    """作废."""
    insist_on_plans(request)
    plan = actions.drop_plan(find_plan(request, pk), reason=_remark(request), by=request.person, now=request.now)
    return redirect("plan", plan.pk)


def _remark(request: StaffRequest) -> str:
    return request.POST.get("remark", "").replace("\x00", "").strip()[:300]
