"""处理批注: what was remarked at the paragraphs, and what the drafter did about each; 登记上级预审."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.replies import policy, remarks
from huiyin.replies.clearance import prechecking
from huiyin.replies.flow import FLOW
from huiyin.replies.models import Remark, StepResult
from huiyin.web.handling.acting import Page, ask, done, insist_open
from huiyin.web.handling.forms import ActForm, RecordedForm, posted, text
from huiyin.web.replies.finding import find_reply, replies_seen_by
from huiyin.web.seat import StaffRequest


class SettleForm(ActForm):
    answer = forms.CharField(label="怎么改的", max_length=200, required=False, strip=True)


class PrecheckForm(RecordedForm):
    """Whether it passed, with which words; who said so and how is recorded for them."""

    passed = forms.TypedChoiceField(
        label="预审结论",
        choices=[("1", "通过"), ("0", "退回修改")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    remark = text("意见", required=False, limit=500, help_text="退回修改的，要写明意见。")


@require_safe
def reply_remarks(request: StaffRequest, pk: int) -> HttpResponse:
    """Every remark of this letter, the unsettled ones first."""
    reply = find_reply(request, pk)
    rows = list(reply.remarks.select_related("step").order_by("-settled_at", "id"))
    facts: dict[str, Any] = {"reply": reply, "item": reply.assignment.item, "place": "replies"}
    facts |= {"open": [row for row in rows if row.settled_at is None]}
    facts |= {"settled": [row for row in rows if row.settled_at], "back": StepResult.SENT_BACK}
    facts["may"] = policy.can_draft(request.person, reply) or policy.is_at_turn(request.person, reply)
    return render(request, "replies/remarks.html", facts)


@require_POST
def settle_remark(request: StaffRequest, pk: int) -> HttpResponse:
    """One after the other; the answer is kept beside the remark."""
    found = get_object_or_404(Remark.objects.filter(reply__in=replies_seen_by(request.person)), pk=pk)
    if done(request, SettleForm(request.POST), remarks.settle, found):
        messages.success(request, "这条批注已处理。")
    return redirect("reply_remarks", pk=found.reply_id)


@require_http_methods(["GET", "POST"])
def record_precheck(request: StaffRequest, pk: int) -> HttpResponse:
    """What the government office said, with who, when and the paper it came on."""
    reply = find_reply(request, pk)
    insist_open(FLOW, reply, "record_precheck", request)
    form = posted(PrecheckForm, request, needed=True)
    if request.method == "POST" and done(request, form, prechecking.record_precheck, reply):
        messages.success(request, "已登记上级预审。")
        return redirect("reply", pk=pk)
    page = Page("登记上级预审", "登记", "政府办公机构看过答复稿以后，照它的意见登记；退回的回到拟稿。")
    return ask(request, reply.assignment.item, form, page)
