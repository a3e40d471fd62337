"""审签: what waits for this person, and the one page on which a leader decides.

Letters are signed one by one, never in bulk: a signature says that its giver read this letter, takes its promises on
and stands for that text (the checksum beside the button). A tick in a list says none of it.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from huiyin.flow.errors import NotAllowed
from huiyin.replies import actions
from huiyin.replies.clearance import gates
from huiyin.replies.flow import FLOW
from huiyin.replies.models import Reply, State
from huiyin.web.handling.acting import done
from huiyin.web.handling.forms import ActForm
from huiyin.web.replies.finding import find_reply, see_reply
from huiyin.web.replies.judging import judging_of
from huiyin.web.replies.turns import awaiting, neighbours, on_their_way, queue_of, turn_of
from huiyin.web.replies.verdicts import ReviewForm, SendBackForm, SignForm, StepForm, deciding_of
from huiyin.web.seat import StaffRequest


@require_safe
def clearing(request: StaffRequest) -> HttpResponse:
    """轮到我的, and below it what else is on its way in the department."""
    waiting = awaiting(request.person)
    facts = {"waiting": waiting, "mine": [turn for turn in waiting if not turn.is_own], "place": "clearing"}
    return render(request, "replies/clearing_list.html", facts | {"rest": on_their_way(request.person, waiting)})


@require_safe
def clear(request: StaffRequest, pk: int) -> HttpResponse:
    return page(request, find_reply(request, pk))


@require_POST
def review(request: StaffRequest, pk: int) -> HttpResponse:
    return decide(request, pk, ReviewForm(request.POST), "review", actions.review)


@require_POST
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    return decide(request, pk, SendBackForm(request.POST), "send_back", actions.send_back)


@require_POST
def find_secret(request: StaffRequest, pk: int) -> HttpResponse:
    """涉密，停止办理: the words of the draft are cleared at once."""
    return decide(request, pk, StepForm(request.POST), "find_secret", gates.find_secret)


@require_POST
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    return decide(request, pk, SignForm(request.POST, request=request), "sign", actions.sign)


def decide(request: StaffRequest, pk: int, form: ActForm, verb: str, action: Callable[..., Any]) -> HttpResponse:
    """Who may not is told before any password is looked at; what was typed stays; then comes the next letter."""
    reply = find_reply(request, pk)
    may = reply.state != State.CLEARING or FLOW.may(reply, verb, request.person)
    if not may and turn_of(request.person, reply)[1] is None:
        raise NotAllowed("这一步不是您的。")
    following = neighbours(queue_of(request.person), pk)
    if not done(request, form, action, reply):
        return page(request, see_reply(request, pk), form)
    messages.success(request, f"{reply.assignment.item.number_label} {told(reply, verb, form)}")
    to = following["later"] or following["earlier"]
    return redirect("clear", to) if to else redirect("clearing")


def told(reply: Reply, verb: str, form: ActForm) -> str:
    """What was done, in one sentence; of a signature, what it stands under."""
    if verb == "sign":
        return f"已签发第 {reply.version} 稿，校验码 {reply.short_hash}。"
    if verb == "send_back":
        to = form.cleaned_data.get("to")
        return f"已退回{to.label}，意见已送到。" if to else "已退回修改，意见已送拟稿人。"
    if verb == "find_secret":
        return "已停止审签，稿子的文字已经清除。请转线下办理。"
    return "已同意，转下一步。" if reply.state == State.CLEARING else "已同意。"


def page(request: StaffRequest, reply: Reply, form: ActForm | None = None) -> HttpResponse:
    step, seat = turn_of(request.person, reply)
    facts = judging_of(request, reply) | neighbours(queue_of(request.person), reply.pk)
    facts |= {"step": step, "mine": seat is not None, "seat": seat, "form": form, "place": "clearing"}
    facts |= deciding_of(request, reply, step, seat)
    return render(request, "replies/clearing.html", facts, status=409 if form and form.missing else 200)
