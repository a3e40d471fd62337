"""Acts on a draft: begin, save, promise, consult, submit. Each is one POST that leads back to the desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from huiyin.replies import actions, policy
from huiyin.replies.models import AskAnswer, Promise, Reply, ReplyKind
from huiyin.web.handling.acting import Page, ask, done, insist, tell
from huiyin.web.handling.forms import posted
from huiyin.web.replies import forms
from huiyin.web.replies.afterwards import sending_of
from huiyin.web.replies.desk import desk_of
from huiyin.web.replies.finding import find_assignment, find_reply
from huiyin.web.seat import StaffRequest

DESK = "replies/desk.html"


def to_desk(reply: Reply, number: int = 0) -> HttpResponse:
    return redirect(reverse("reply", args=[reply.pk]) + (f"?ask={number}" if number else ""))


def find_draft(request: StaffRequest, pk: int) -> Reply:
    """A reply this person may write at — also when it is locked just now: what they typed is given back then."""
    reply = find_reply(request, pk)
    insist(policy.can_draft(request.person, reply), "改这一稿")
    return reply


def show(request: StaffRequest, facts: dict[str, object], status: int = 200) -> HttpResponse:
    """The desk, or for htmx its one panel, made of the same facts."""
    part = "#desk" if getattr(request, "htmx", False) else ""
    return render(request, DESK + part, facts, status=status)


def show_again(request: StaffRequest, reply: Reply, number: int, **form: object) -> HttpResponse:
    """The desk with what was typed and what is wrong with it."""
    facts = desk_of(request, reply, number=number, **form)
    return show(request, facts if reply.is_editable else facts | sending_of(request, reply))


@require_POST
def start_draft(request: StaffRequest, pk: int) -> HttpResponse:
    """拟稿: begin, or go on with the draft there is."""
    assignment = find_assignment(request, pk)
    under_way = Reply.objects.under_way().filter(assignment=assignment).first()
    reply = under_way or actions.start_draft(assignment, by=request.person, now=request.now)
    return to_desk(reply)


@require_POST
def start_follow_up(request: StaffRequest, pk: int) -> HttpResponse:
    """再次答复: once more is known."""
    assignment = find_assignment(request, pk)
    reply = actions.start_draft(assignment, kind=ReplyKind.FOLLOW_UP, by=request.person, now=request.now)
    return to_desk(reply)


@require_POST
def save_answer(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    reply = find_draft(request, pk)
    asked = get_object_or_404(reply.assignment.item.asks, number=number)
    answer = reply.answers.filter(ask=asked).first()
    form = forms.AnswerForm(request.POST, request.FILES, reply=reply, answer=answer)
    if not done(request, form, actions.save_answer, reply, asked):
        return show_again(request, reply, number, answer_form=form)
    return to_desk(reply, number)


@require_POST
def save_head(request: StaffRequest, pk: int) -> HttpResponse:
    reply = find_draft(request, pk)
    form = forms.HeadForm(request.POST, reply=reply, auto_id="head_%s")
    number = int(request.POST.get("ask") or 0)
    if not done(request, form, actions.save_head, reply):
        return show_again(request, reply, number, head_form=form)
    return to_desk(reply, number)


@require_POST
def add_promise(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    reply = find_draft(request, pk)
    answer = get_object_or_404(AskAnswer, reply=reply, ask__number=number)
    form = forms.PromiseForm(request.POST, reply=reply)
    if not done(request, form, actions.add_promise, answer):
        return show_again(request, reply, number, promise_form=form)
    return to_desk(reply, number)


@require_POST
def remove_promise(request: StaffRequest, pk: int, promise: int) -> HttpResponse:
    reply = find_reply(request, pk)
    found = get_object_or_404(Promise.objects.select_related("answer__ask"), answer__reply=reply, pk=promise)
    answer = actions.remove_promise(found, by=request.person, now=request.now)
    return to_desk(reply, answer.ask.number)


@require_POST
def consult(request: StaffRequest, pk: int) -> HttpResponse:
    reply = find_reply(request, pk)
    form = posted(forms.ConsultForm, request)
    if done(request, form, actions.consult, reply):
        messages.success(request, "已记征询，等提出人回话。")
    return to_desk(reply)


def record_consultation(request: StaffRequest, pk: int) -> HttpResponse:
    reply = find_reply(request, pk)
    insist(policy.can_draft(request.person, reply), "登记征询结果")
    form = posted(forms.ConsultedForm, request)
    if done(request, form, actions.record_consultation, reply):
        return tell(request, reply.assignment.item, "已登记征询结果。")
    return ask(request, reply.assignment.item, form, Page(title="登记征询结果", act="登记", panel="contacts"))


@require_POST
def submit(request: StaffRequest, pk: int) -> HttpResponse:
    """送审: what is missing comes back as a list of links."""
    reply = find_reply(request, pk)
    actions.submit(reply, by=request.person, now=request.now)
    messages.success(request, f"第 {reply.version} 稿已送审。")
    return to_desk(reply)
