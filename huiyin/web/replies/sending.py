"""After the signature: number, seal, issue, delivery, upload — what is done, what comes next, and its form."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiyin.files.gate import SCANS
from huiyin.replies import actions
from huiyin.replies.flow import FLOW
from huiyin.replies.models import Reply
from huiyin.replies.number.series import usual_code
from huiyin.replies.sending import oral_answers, uploading
from huiyin.web.handling.acting import back, done, insist_open
from huiyin.web.handling.forms import ActForm, DateField, posted, text
from huiyin.web.replies.finding import find_reply
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep

WARNING = "不得上传涉密材料。"


class NumberForm(ActForm):
    doc_no = forms.CharField(label="文号", max_length=60, help_text="登记部门给的号，照样填。")
    numbered_on = DateField(label="编号日期", required=False)


class SealForm(ActForm):
    sealed_on = DateField(label="用印日期", required=False)


class IssueForm(ActForm):
    issued_on = DateField(label="印发日期", required=False)


class UploadForm(ActForm):
    system = forms.CharField(label="报送到哪个系统", max_length=80)
    receipt = forms.CharField(label="回执号", max_length=80, required=False, help_text="没有回执号的，附回执截图。")
    file = GateField(label="回执截图", required=False, allowed=SCANS, help_text=WARNING)
    on = DateField(label="报送日期", required=False)

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        return {**self.cleaned_data, "file": keep(request, self.cleaned_data["file"], kind="receipt")}


class ReasonForm(ActForm):
    reason = text("为什么", limit=300)


@dataclass(frozen=True)
class Act:
    """One act after the signature: verb of the flow, its action and form, the panel it stands in."""

    action: Callable[..., Any]
    form: type[ActForm]
    label: str
    said: str


ACTS = {
    "number": Act(actions.number, NumberForm, "编号", "已编号。"),
    "void_number": Act(actions.void_number, ReasonForm, "作废文号", "文号已作废，留在登记簿上，不再使用。"),
    "seal": Act(actions.seal, SealForm, "用印", "已登记用印。"),
    "issue": Act(actions.issue, IssueForm, "印发", "已印发，信函已存档。"),
    "record_upload": Act(uploading.record_upload, UploadForm, "登记网上报送", "已登记网上报送。"),
    "answer_orally": Act(oral_answers.answer_orally, ActForm, "以当面答复为准", "已登记：以签字的当面答复记录为准。"),
    "return_from_above": Act(actions.return_from_above, ReasonForm, "登记上级退回", "已登记退回，新的一稿已备好。"),
}


@require_http_methods(["GET", "POST"])
def act(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    """Each of ACTS: the form by itself when something was wrong, else back to the letter."""
    reply, chosen = find_reply(request, pk), ACTS[verb]
    insist_open(FLOW, reply, verb, request)
    form = posted(chosen.form, request, initial=initial_of(verb, reply, request.today))
    if request.method == "POST" and done(request, form, chosen.action, reply):
        messages.success(request, chosen.said)
        then = reply.superseded_by.pk if verb == "return_from_above" else pk
        return redirect(back(request, reverse("reply", args=[then])))
    facts = {"reply": reply, "item": reply.assignment.item, "form": form, "act": chosen, "place": "replies"}
    facts["blockers"] = form.missing or FLOW.blockers(reply, verb)
    return render(request, "replies/act.html", facts, status=409 if form.missing else 200)


def initial_of(verb: str, reply: Reply, today: dt.date) -> dict[str, Any]:
    """What is known beforehand: the unit's prefix, the usual system, today."""
    if verb == "number":
        year = reply.signed_on.year if reply.signed_on else ""
        return {"doc_no": f"{usual_code(reply)}〔{year}〕号", "numbered_on": today}
    system = uploading.usual_system(reply)
    return {"sealed_on": today, "issued_on": today, "on": today, "system": system}
