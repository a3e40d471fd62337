"""审签: what waits for this person, and the one page on which a leader decides."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from huiyin.flow.errors import NotAllowed
from huiyin.replies import actions
from huiyin.replies.flow import FLOW
from huiyin.replies.models import ClearanceStep, Reply, State
from huiyin.web.handling.acting import done
from huiyin.web.handling.forms import ActForm
from huiyin.web.replies.finding import departments_of, find_reply, replies_seen_by
from huiyin.web.replies.judging import judging_of
from huiyin.web.replies.turns import awaiting, neighbours, queue_of, turn_of
from huiyin.web.seat import StaffRequest
from huiyin.web.sign_in import PasswordAgainForm


class StepForm(ActForm):
    """What a leader says, and which step they saw: a slip that has moved on meanwhile refuses it."""

    step = forms.ModelChoiceField(queryset=ClearanceStep.objects.all(), widget=forms.HiddenInput)
    remark = forms.CharField(label="意见", max_length=2000, required=False, strip=True)


class SendBackForm(StepForm):
    ask = forms.IntegerField(required=False, min_value=1)

    def clean_remark(self) -> str:
        if not self.cleaned_data["remark"]:
            raise forms.ValidationError("退回要写一句意见。")
        return str(self.cleaned_data["remark"])


class SignForm(PasswordAgainForm, StepForm):
    """The signature: the password again."""

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("step", "remark")}


@require_safe
def clearing(request: StaffRequest) -> HttpResponse:
    """轮到我的, and below it what else is on its way in the department."""
    waiting = awaiting(request.person)
    others = Reply.objects.filter(assignment__unit__in=departments_of(request.person), state=State.CLEARING)
    others = others & replies_seen_by(request.person)
    rest = others.exclude(pk__in=[step.reply_id for step in waiting]).select_related(
        "assignment__item__session", "drafter"
    )
    facts = {"waiting": waiting, "rest": rest.prefetch_related("steps__unit").order_by("id")[:50], "place": "clearing"}
    return render(request, "replies/clearing_list.html", facts)


@require_safe
def clear(request: StaffRequest, pk: int) -> HttpResponse:
    return page(request, find_reply(request, pk))


@require_POST
def review(request: StaffRequest, pk: int) -> HttpResponse:
    return decide(request, pk, StepForm(request.POST), "review", actions.review, "已同意，转下一步。")


@require_POST
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    return decide(
        request, pk, SendBackForm(request.POST), "send_back", actions.send_back, "已退回修改，意见已送拟稿人。"
    )


@require_POST
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    form = SignForm(request.POST, request=request)
    return decide(request, pk, form, "sign", actions.sign, "已签发。")


def decide(
    request: StaffRequest, pk: int, form: ActForm, verb: str, action: Callable[..., Any], said: str
) -> HttpResponse:
    """Who may not is told before any password is looked at; what was typed stays."""
    reply = find_reply(request, pk)
    if (
        reply.state == State.CLEARING
        and not FLOW.may(reply, verb, request.person)
        and not turn_of(request.person, reply)[1]
    ):
        raise NotAllowed("这一步不是您的。")
    if not done(request, form, action, reply):
        return page(request, reply, form)
    messages.success(request, f"{reply.assignment.item.number_label}{said}")
    return redirect("clearing")


def page(request: StaffRequest, reply: Reply, form: ActForm | None = None) -> HttpResponse:
    step, mine = turn_of(request.person, reply)
    facts = judging_of(request, reply) | neighbours(queue_of(request.person), reply.pk)
    facts |= {"step": step, "mine": mine, "form": form, "place": "clearing", "blockers": FLOW.blockers(reply, "sign")}
    facts["own"] = mine and not FLOW.may(reply, "sign" if step and step.is_last else "review", request.person)
    return render(request, "replies/clearing.html", facts)
