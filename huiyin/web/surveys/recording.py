"""What the coordinator writes down about a rating: transcripts, waivers, objections, what a coordination came to."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.surveys import actions, policy
from huiyin.web.handling.acting import Page, ask, done, insist
from huiyin.web.handling.forms import posted
from huiyin.web.seat import StaffRequest
from huiyin.web.surveys import forms
from huiyin.web.surveys.finding import find_invitation, rating_of


@require_http_methods(["GET", "POST"])
def transcribe(request: StaffRequest, pk: int) -> HttpResponse:
    invitation = find_invitation(request, pk)
    reply = invitation.round.reply
    insist(policy.can_transcribe(request.person, reply), "转录评价：拟稿人和拟稿处室不得代录，")
    form = posted(forms.TranscribeForm, request, initial={"rated_on": request.today})
    if request.method == "POST" and done(request, form, actions.transcribe, invitation):
        messages.success(request, f"已转录{invitation.submitter}的评价。")
        return redirect("survey", pk=reply.pk)
    title, why = f"转录{invitation.submitter}的评价", f"照件码 {invitation.code} 的纸质表或上级系统原样登记，不作改动。"
    return ask(request, reply.assignment.item, form, Page(title=title, act="登记", why=why, panel="survey"))


@require_http_methods(["GET", "POST"])
def waive(request: StaffRequest, pk: int) -> HttpResponse:
    invitation = find_invitation(request, pk)
    reply = invitation.round.reply
    insist(policy.can_waive(request.person, reply), "登记不再请评")
    form = posted(forms.WaiveForm, request)
    if request.method == "POST" and done(request, form, actions.waive_invitation, invitation):
        messages.success(request, f"已登记不再请{invitation.submitter}评价。")
        return redirect("survey", pk=reply.pk)
    title, why = f"不再请{invitation.submitter}评价", "只用于提出人已离任、去世等情形；不记为满意。"
    return ask(request, reply.assignment.item, form, Page(title=title, act="不再请评", why=why, panel="survey"))


@require_http_methods(["GET", "POST"])
def contest(request: StaffRequest, pk: int) -> HttpResponse:
    """对转录的异议 that came by telephone or letter."""
    invitation = find_invitation(request, pk)
    reply = invitation.round.reply
    insist(policy.can_waive(request.person, reply), "登记评价的异议")
    form = posted(forms.ContestForm, request, needed=True)
    if request.method == "POST" and done(request, form, actions.contest, rating_of(invitation)):
        messages.success(request, "已登记异议，核实之前不计入满意率。")
        return redirect("survey", pk=reply.pk)
    title = f"{invitation.submitter}对转录有异议"
    return ask(request, reply.assignment.item, form, Page(title=title, act="登记异议", panel="survey"))


@require_POST
def decide_contest(request: StaffRequest, pk: int) -> HttpResponse:
    invitation = find_invitation(request, pk)
    stands = request.POST.get("stands") == "yes"
    actions.decide_contest(rating_of(invitation), stands=stands, by=request.person, now=request.now)
    return redirect("survey", pk=invitation.round.reply_id)


@require_http_methods(["GET", "POST"])
def settle(request: StaffRequest, pk: int) -> HttpResponse:
    """二次不满意: what the coordination came to."""
    invitation = find_invitation(request, pk)
    reply = invitation.round.reply
    insist(policy.can_waive(request.person, reply), "登记协调结果")
    form = posted(forms.SettleForm, request)
    if request.method == "POST" and done(request, form, actions.settle, rating_of(invitation)):
        messages.success(request, "已登记协调结果。")
        return redirect("survey", pk=reply.pk)
    return ask(request, reply.assignment.item, form, Page(title="登记协调结果", act="登记", panel="survey"))
