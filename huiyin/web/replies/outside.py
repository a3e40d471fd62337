"""登记审签: what was cleared in OA or on paper, step by step, with its scan; what was sent back there."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from huiyin.files.gate import SCANS
from huiyin.replies.chain import route
from huiyin.replies.clearance import outside
from huiyin.replies.clearance.outside import RecordedStep
from huiyin.replies.flow import FLOW
from huiyin.replies.models import ClearedAt, Reply, State
from huiyin.web.handling.acting import done, insist_open
from huiyin.web.handling.forms import ActForm, DateField, posted, text
from huiyin.web.replies.finding import find_reply
from huiyin.web.replies.slips import slip_of
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep

Place = tuple[int, str]
WARNING = "不得上传涉密材料。"
PLACES = [(ClearedAt.OA, "本单位 OA"), (ClearedAt.PAPER, "纸质审签单")]


class ClearanceForm(ActForm):
    """One row a step that is left: who, on which day, with which words; empty rows are recorded another day."""

    way = forms.ChoiceField(label="在哪里审签的", choices=PLACES)
    file = GateField(
        label="审签单扫描件或 OA 截图", allowed=SCANS, required=False, help_text=f"登记到签发时必须附。{WARNING}"
    )

    def __init__(self, *args: Any, places: list[Place], whole: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.places = places
        self.fields["file"].required = whole
        for order, label in places:
            self.fields[f"who_{order}"] = forms.CharField(label=label, max_length=60, required=whole)
            self.fields[f"on_{order}"] = DateField(label=f"{label}的日期", required=whole)
            self.fields[f"remark_{order}"] = forms.CharField(label=f"{label}的意见", max_length=500, required=False)

    @property
    def lines(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        return [(self[f"who_{n}"], self[f"on_{n}"], self[f"remark_{n}"]) for n, _ in self.places]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for order, label in self.places:
            who, on = said.get(f"who_{order}"), said.get(f"on_{order}")
            if who and not on and f"on_{order}" not in self.errors:
                self.add_error(f"on_{order}", f"要写明{label}是哪一天签的。")
            if on and not who:
                self.add_error(f"who_{order}", f"要写明{label}是谁签的。")
        return said

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        said = self.cleaned_data
        steps = [
            RecordedStep("", said[f"who_{n}"], said[f"on_{n}"], said[f"remark_{n}"], order=n)
            for n, _ in self.places
            if said[f"who_{n}"]
        ]
        return {"steps": steps, "way": said["way"], "file": keep(request, said["file"], kind="clearance")}


class SendBackForm(ActForm):
    """Which step sent it back, who, when and why."""

    order = forms.TypedChoiceField(label="哪一步退的", coerce=int)
    who = forms.CharField(label="谁退的", max_length=60)
    on = DateField(label="哪一天")
    remark = text("退回意见", limit=500)
    way = forms.ChoiceField(label="在哪里退的", choices=PLACES)
    file = GateField(label="扫描件或 OA 截图", allowed=SCANS, required=False, help_text=WARNING)

    def __init__(self, *args: Any, places: list[Place], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["order"].choices = places  # type: ignore[attr-defined]

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        said = self.cleaned_data
        step = RecordedStep("", said["who"], said["on"], said["remark"], order=said["order"])
        return {"said": step, "way": said["way"], "file": keep(request, said["file"], kind="clearance")}


@require_http_methods(["GET", "POST"])
def record_clearance(request: StaffRequest, pk: int) -> HttpResponse:
    """Of a draft the whole slip at once; of a letter on its way as far as it has come."""
    reply = find_reply(request, pk)
    insist_open(FLOW, reply, "record_clearance", request)
    asked = {"places": places_left(request, reply), "whole": reply.is_editable, "initial": {"way": _way(reply)}}
    form = posted(ClearanceForm, request, **asked)
    action = outside.record_clearance if reply.is_editable else outside.record_step
    if request.method == "POST" and done(request, form, action, reply):
        messages.success(request, _said(reply))
        return redirect("reply", pk=pk)
    facts = {"reply": reply, "item": reply.assignment.item, "form": form, "place": "replies"}
    facts |= {"slip": slip_of(reply, request.today), "whole": reply.is_editable}
    facts["blockers"] = form.missing or FLOW.blockers(reply, "record_clearance")
    return render(request, "replies/outside.html", facts, status=409 if form.missing else 200)


@require_http_methods(["GET", "POST"])
def record_send_back(request: StaffRequest, pk: int) -> HttpResponse:
    """登记退回: OA or the leader at the desk wants it changed."""
    reply = find_reply(request, pk)
    insist_open(FLOW, reply, "record_step", request)
    places = [(step.order, step.label) for step in route.current_steps(reply)]
    form = posted(SendBackForm, request, places=places, initial={"way": _way(reply), "on": request.today})
    if request.method == "POST" and done(request, form, outside.record_send_back, reply):
        messages.success(request, f"已登记退回，第 {reply.version} 稿可以改了。")
        return redirect("reply", pk=pk)
    facts = {"reply": reply, "item": reply.assignment.item, "form": form, "place": "replies"}
    facts |= {"act": {"label": "登记退回"}, "blockers": form.missing}
    return render(request, "replies/act.html", facts, status=409 if form.missing else 200)


def places_left(request: StaffRequest, reply: Reply) -> list[Place]:
    """The steps nobody has taken, each with its number on the slip; of a draft, the whole chain."""
    if reply.is_editable:
        stops = route.stops_of(reply, on=request.today)
        return [(order, stop.label) for order, stop in enumerate(stops, start=1)]
    return [(step.order, step.label) for step in route.round_of(reply) if not step.result]


def _way(reply: Reply) -> str:
    return ClearedAt.OA if reply.is_cleared_here else reply.cleared_at


def _said(reply: Reply) -> str:
    if reply.state == State.SIGNED and reply.signed_on:
        return f"已登记审签，成文日期 {reply.signed_on:%Y年%-m月%-d日}。"
    left = sum(not step.result for step in route.round_of(reply))
    return f"已登记，还有 {left} 步。"
