"""另行答复: a letter that is out is replaced by a new one; what it promised goes on or is dropped with a reason."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.replies import policy
from huiyin.replies.models import DroppedPromise, Promise
from huiyin.replies.sending import returning
from huiyin.replies.writing import promises
from huiyin.web.handling.acting import Page, ask, done, insist
from huiyin.web.handling.forms import ActForm, posted, text
from huiyin.web.replies.finding import find_reply
from huiyin.web.seat import StaffRequest

WHY = "印发了的答复不能改。另起一稿，从这一稿写起；新的印发以前这一份仍然算数，印发以后它标为“已被取代”，一直留着。"


class AnewForm(ActForm):
    why = forms.ChoiceField(label="为什么", choices=list(returning.REASONS.items()), widget=forms.RadioSelect)
    reason = text("具体理由", limit=280)


class DropForm(ActForm):
    reason = text("为什么不再承诺", limit=300, help_text="会写进新的答复，告知提出人；抄送人大或政协机构。")


@require_http_methods(["GET", "POST"])
def answer_anew(request: StaffRequest, pk: int) -> HttpResponse:
    reply = find_reply(request, pk)
    insist(policy.can_draft(request.person, reply), "另行答复")
    form = posted(AnewForm, request)
    if request.method == "POST" and done(request, form, returning.answer_anew, reply):
        messages.success(request, "新的一稿已备好；原答复在它印发以前仍然算数。")
        return redirect("reply", pk=reply.assignment.replies.latest("id").pk)
    page = Page(title="另行答复", act="另起一稿", why=WHY)
    more = {"back": reverse("reply", args=[pk]), "place": "replies"}
    return ask(request, reply.assignment.item, form, page, more=more)


@require_POST
def go_on(request: StaffRequest, pk: int, promise: int) -> HttpResponse:
    """接着承诺: as it was, to be changed where it stands."""
    reply = find_reply(request, pk)
    again = promises.go_on(reply, _left(reply.supersedes_id, promise), by=request.person, now=request.now)
    messages.success(request, "已接着写进这一稿。")
    return redirect(f"{reverse('reply', args=[pk])}?ask={again.answer.ask.number}#promises")


@require_http_methods(["GET", "POST"])
def drop_promise(request: StaffRequest, pk: int, promise: int) -> HttpResponse:
    reply = find_reply(request, pk)
    insist(policy.can_draft(request.person, reply), "改这一稿")
    left, form = _left(reply.supersedes_id, promise), posted(DropForm, request)
    if request.method == "POST" and done(request, form, promises.drop_promise, reply, left):
        messages.success(request, "已写明不再承诺，新的答复里会说明。")
        return redirect(f"{reverse('reply', args=[pk])}#left")
    page = Page(title="不再承诺", act="写明不再承诺", why="承诺不能兑现的，要向提出人和人大、政协机构书面说明。")
    more = {"back": reverse("reply", args=[pk]), "place": "replies"}
    pairs = [("原来承诺", left.text), ("责任处室", left.owner), ("期限", left.due_on)]
    return ask(request, reply.assignment.item, form, page, pairs=pairs, more=more)


@require_POST
def take_up_again(request: StaffRequest, pk: int, promise: int) -> HttpResponse:
    """还是要办."""
    reply = find_reply(request, pk)
    row = get_object_or_404(DroppedPromise, reply=reply, promise=promise)
    promises.take_up_again(row, by=request.person, now=request.now)
    messages.success(request, "已收回，接着承诺。")
    return redirect("reply", pk=pk)


def _left(before: int | None, promise: int) -> Promise:
    """A promise of the letter that this one replaces."""
    found = Promise.objects.filter(answer__reply=before).select_related("owner", "answer__ask")
    return get_object_or_404(found, pk=promise)
