"""登记外部审签: the slip of another system or of paper, step by step, with its scan."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from huiyin.files.gate import SCANS
from huiyin.replies import actions, route
from huiyin.replies.actions import RecordedStep
from huiyin.replies.flow import FLOW
from huiyin.replies.models import ClearedAt, Reply
from huiyin.web.handling.acting import done, insist_open
from huiyin.web.handling.forms import ActForm, DateField, posted
from huiyin.web.replies.finding import find_reply
from huiyin.web.replies.slips import step_label
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep


class ClearanceForm(ActForm):
    """One row a step of the chain: who, on which day, with which words."""

    way = forms.ChoiceField(
        label="在哪里审签的", choices=[(ClearedAt.OA, "本单位 OA"), (ClearedAt.PAPER, "纸质审签单")]
    )
    file = GateField(label="审签单扫描件或 OA 截图", allowed=SCANS, help_text="不得上传涉密材料。")

    def __init__(self, *args: Any, roles: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.roles = roles
        for number, role in enumerate(roles):
            label = step_label(role, last=number == len(roles) - 1)
            self.fields[f"who_{number}"] = forms.CharField(label=label, max_length=60)
            self.fields[f"on_{number}"] = DateField(label=f"{label}的日期")
            self.fields[f"remark_{number}"] = forms.CharField(label=f"{label}的意见", max_length=500, required=False)

    @property
    def lines(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        return [(self[f"who_{n}"], self[f"on_{n}"], self[f"remark_{n}"]) for n in range(len(self.roles))]

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        said = self.cleaned_data
        steps = [
            RecordedStep(role, said[f"who_{n}"], said[f"on_{n}"], said[f"remark_{n}"])
            for n, role in enumerate(self.roles)
        ]
        return {"steps": steps, "way": said["way"], "file": keep(request, said["file"], kind="clearance")}


@require_http_methods(["GET", "POST"])
def record_clearance(request: StaffRequest, pk: int) -> HttpResponse:
    reply = find_reply(request, pk)
    insist_open(FLOW, reply, "record_clearance", request)
    form = posted(ClearanceForm, request, roles=roles_left(request, reply))
    if request.method == "POST" and done(request, form, actions.record_clearance, reply):
        messages.success(request, f"已登记审签，成文日期 {reply.signed_on:%Y年%-m月%-d日}。")
        return redirect("reply", pk=pk)
    facts = {"reply": reply, "item": reply.assignment.item, "form": form, "place": "replies"}
    facts["blockers"] = form.missing or FLOW.blockers(reply, "record_clearance")
    return render(request, "replies/clearance.html", facts, status=409 if form.missing else 200)


def roles_left(request: StaffRequest, reply: Reply) -> list[str]:
    """The steps nobody has taken; of a draft, the whole chain."""
    if reply.is_editable:
        return [stop.role for stop in route.stops_of(reply, on=request.today)]
    return [step.role for step in route.round_of(reply) if not step.result]
