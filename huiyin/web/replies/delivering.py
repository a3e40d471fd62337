"""送达与抄送: the form that says which way and when, and what it records."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from huiyin.directory.models import Submitter
from huiyin.replies import actions
from huiyin.replies.models import Reply
from huiyin.replies.sending.delivering import WAYS
from huiyin.replies.sending.receipts import send_copies
from huiyin.web.handling.acting import done
from huiyin.web.handling.forms import ActForm, DateField, posted
from huiyin.web.replies.finding import find_reply
from huiyin.web.seat import StaffRequest


class DeliverForm(ActForm):
    way = forms.ChoiceField(label="怎么送的", choices=[(way, way) for way in WAYS])
    on = DateField(label="送达日期", required=False)


@require_http_methods(["POST"])
def deliver(request: StaffRequest, pk: int) -> HttpResponse:
    """送达: to one submitter, to all who have not got it yet, as copies, or an opinion to the unit that leads."""
    reply = find_reply(request, pk)
    form = posted(DeliverForm, request)
    action, to = _delivery(request, reply)
    if done(request, form, action, reply, **to):
        messages.success(request, "已登记抄送。" if action is send_copies else "已登记送达。")
        return redirect("reply", pk=pk)
    facts = {"reply": reply, "item": reply.assignment.item, "form": form, "blockers": form.missing, "place": "replies"}
    return render(request, "replies/act.html", facts | {"act": {"label": "登记送达"}}, status=409)


def _delivery(request: StaffRequest, reply: Reply) -> tuple[Callable[..., Any], dict[str, Any]]:
    """What is delivered to whom: `copies` all of them, `submitter` one person, else everybody left."""
    wanted = request.POST.get("submitter", "")
    if "copies" in request.POST:
        return send_copies, {}
    if wanted.isdigit() or not reply.is_answer:
        one = Submitter.objects.filter(pk=wanted).first() if wanted.isdigit() else None
        return actions.deliver, {"submitter": one}
    return actions.deliver_to_all, {}
