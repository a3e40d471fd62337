"""会办意见: those we asked for when we lead, and those asked of us."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.directory.models import Unit
from huiyin.handling.models import Role
from huiyin.replies import actions, policy
from huiyin.replies.models import Opinion, OpinionState
from huiyin.web.handling.acting import Page, ask, done, insist, tell
from huiyin.web.handling.forms import ActForm, DateField, RecordedForm, posted, text
from huiyin.web.handling.materials import RemindForm
from huiyin.web.replies.finding import assignments_seen_by, find_assignment, find_opinion
from huiyin.web.replies.listing import with_letters
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep


class AskForm(ActForm):
    unit = forms.ModelChoiceField(label="向哪家征求", queryset=Unit.objects.none())
    due_on = DateField(label="请其哪天前反馈", required=False, help_text="空着就按规则包。")

    def __init__(self, *args: Any, units: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class ReceiveForm(ActForm):
    text = text("意见原文", required=False, rows=6, limit=8000, help_text="没有意见的写“无意见”。")
    file = GateField(label="来函扫描件", required=False, help_text="不得上传涉密材料。")
    received_on = DateField(label="收到日期", required=False)

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        return {**self.cleaned_data, "file": keep(request, self.cleaned_data["file"], kind="opinion")}


class SendBackForm(ActForm):
    reason = text("为什么没有实质内容", limit=200)


class OverrideForm(RecordedForm):
    leader = forms.CharField(label="哪位领导决定的", max_length=60, required=False)
    reason = text("为什么不等了", limit=200, help_text="答复里会如实写明这一家未反馈。")


@require_safe
def opinions(request: StaffRequest) -> HttpResponse:
    """我们征求的, and 请我们提的."""
    held = assignments_seen_by(request.person).of_year(request.year)
    asked = Opinion.objects.filter(assignment__in=held).select_related("assignment__item__session", "unit")
    ours = with_letters(request).filter(role=Role.ASSIST).select_related("item__session", "item__batch")
    facts = {"asked": asked.order_by("state", "due_on", "id"), "ours": ours.order_by("pk"), "place": "opinions"}
    facts["waiting"] = sum(opinion.state == OpinionState.ASKED for opinion in facts["asked"])
    return render(request, "replies/opinions.html", facts)


@require_http_methods(["GET", "POST"])
def ask_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    assignment = find_assignment(request, pk)
    insist(policy.can_draft_for(request.person, assignment), "征求会办意见")
    asked = assignment.opinions.values("unit")
    units = Unit.objects.filter(assignments__item=assignment.item, assignments__parent=None).exclude(pk__in=asked)
    form = posted(AskForm, request, units=units.exclude(pk=assignment.unit_id).distinct())
    if request.method == "POST" and done(request, form, lambda **facts: actions.ask_opinion(assignment, **facts)):
        return tell(request, assignment.item, "已征求会办意见。", "opinions")
    return ask(request, assignment.item, form, Page(title="征求会办意见", act="征求", panel="opinions"))


@require_POST
def ask_all_opinions(request: StaffRequest, pk: int) -> HttpResponse:
    assignment = find_assignment(request, pk)
    insist(policy.can_draft_for(request.person, assignment), "征求会办意见")
    found = actions.ask_all_opinions(assignment, by=request.person, now=request.now)
    messages.success(request, f"已向 {len(found)} 家会办单位征求意见。")
    return redirect("item", assignment.item_id)


@require_http_methods(["GET", "POST"])
def receive_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    opinion = find_opinion(request, pk)
    insist(policy.can_draft_for(request.person, opinion.assignment), "登记会办意见")
    form = posted(ReceiveForm, request, initial={"received_on": request.today, "text": opinion.text})
    if request.method == "POST" and done(request, form, actions.receive_opinion, opinion):
        return tell(request, opinion.assignment.item, f"已登记{opinion.unit}的会办意见。", "opinions")
    title = f"登记{opinion.unit}的会办意见"
    return ask(request, opinion.assignment.item, form, Page(title=title, act="登记", panel="opinions"))


@require_http_methods(["GET", "POST"])
def remind_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    opinion = find_opinion(request, pk)
    insist(policy.can_draft_for(request.person, opinion.assignment), "提醒会办单位")
    form = posted(RemindForm, request)
    if request.method == "POST" and done(request, form, actions.remind_opinion, opinion):
        return tell(request, opinion.assignment.item, f"已登记提醒{opinion.unit}一次。", "opinions")
    page = Page(title=f"提醒{opinion.unit}", act="记下", why="记下哪天、怎么提醒的；期限不变。", panel="opinions")
    return ask(request, opinion.assignment.item, form, page)


@require_http_methods(["GET", "POST"])
def send_back_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    opinion = find_opinion(request, pk)
    insist(policy.can_draft_for(request.person, opinion.assignment), "退回会办意见")
    form = posted(SendBackForm, request)
    if request.method == "POST" and done(request, form, actions.send_back_opinion, opinion):
        return tell(request, opinion.assignment.item, f"已退回，请{opinion.unit}重提。", "opinions")
    why = "没有实质内容的，可以退回一次，在规定时间内重提。"
    page = Page(title=f"退回{opinion.unit}的意见", act="退回重提", why=why, panel="opinions")
    return ask(request, opinion.assignment.item, form, page, pairs=[("意见", opinion.text)])


@require_http_methods(["GET", "POST"])
def override_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    opinion = find_opinion(request, pk)
    insist(policy.can_override(request.person, opinion.assignment), "决定不等会办意见")
    form = posted(OverrideForm, request)
    if request.method == "POST" and done(request, form, actions.override_opinion, opinion):
        return tell(request, opinion.assignment.item, f"已写明不等{opinion.unit}的意见。", "opinions")
    title, why = f"不等{opinion.unit}的会办意见", "不等意见由综合协调人或领导决定，理由留在案上。"
    return ask(request, opinion.assignment.item, form, Page(title=title, act="不等了", why=why, panel="opinions"))
