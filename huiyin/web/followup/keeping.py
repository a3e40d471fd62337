"""What is done with a commitment until it is kept or explained: prove, report, claim, verify, explain, hand over."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.accounts.policy import is_coordinator
from huiyin.directory.models import Unit
from huiyin.flow.errors import Blocker
from huiyin.followup import actions, policy
from huiyin.followup.flow import FLOW
from huiyin.followup.models import Commitment, Milestone
from huiyin.web.followup.listing import find
from huiyin.web.handling.acting import Page, ask, done, insist
from huiyin.web.handling.forms import ActForm, DateField, RecordedForm, posted, text
from huiyin.web.seat import StaffRequest, own_unit
from huiyin.web.uploads import GateField, keep


class EvidenceForm(ActForm):
    note = forms.CharField(label="这是什么", max_length=300, help_text="例：验收表 22 份")
    file = GateField(label="附件", required=False, help_text="不得上传涉密材料。")

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        return {"note": self.cleaned_data["note"], "file": keep(request, self.cleaned_data["file"], kind="evidence")}


class ProgressForm(ActForm):
    progress = forms.CharField(label="进展", max_length=300, help_text="能数的写成“22／25 家”，会画成进度条。")


class ReasonForm(ActForm):
    reason = text("还缺什么", limit=300)


class ExplainForm(RecordedForm):
    explanation = text("为什么没有兑现，下一步怎么办", limit=4000, rows=6)
    informed = text("已告知谁", help_text="一行一个：提出人、人大或政协机构。", limit=600)

    def clean_informed(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["informed"].splitlines() if line.strip()]


class HandOverForm(ActForm):
    owner = forms.ModelChoiceField(label="移交给哪个处室", queryset=Unit.objects.none())


class MilestoneForm(ActForm):
    text = forms.CharField(label="做到什么", max_length=200)
    due_on = DateField(label="哪天前")


@dataclass(frozen=True)
class Act:
    """One act on a commitment; `move` is its verb in the flow, empty where it is none."""

    action: Callable[..., Any]
    form: type[ActForm]
    title: str
    said: str
    why: str = ""


ACTS = {
    "evidence": Act(actions.add_evidence, EvidenceForm, "补证明", "证明已附上。"),
    "progress": Act(actions.report_progress, ProgressForm, "报进展", "进展已记下。"),
    "milestone": Act(actions.add_milestone, MilestoneForm, "加一步安排", "已加上这一步。"),
    "claim": Act(actions.claim, ActForm, "报完成", "已报完成，等综合协调人核实。"),
    "verify": Act(actions.verify, ActForm, "核实兑现", "已核实，销号。", "核对证明后销号；销号不能撤回。"),
    "refuse_claim": Act(actions.refuse_claim, ReasonForm, "退回补办", "已退回补办。"),
    "explain": Act(
        actions.explain,
        ExplainForm,
        "说明未兑现",
        "说明已记下，提出人能看到。",
        "承诺不能兑现的，书面说明原因，告知提出人和人大、政协机构。",
    ),
    "hand_over": Act(actions.hand_over, HandOverForm, "移交处室", "已移交。"),
}


@require_POST
def reach_milestone(request: StaffRequest, pk: int, milestone: int) -> HttpResponse:
    """一步做到了."""
    found = find(request, pk)
    step = get_object_or_404(
        Milestone.objects.select_related("commitment__item", "commitment__unit"), pk=milestone, commitment=found
    )
    actions.reach_milestone(step, by=request.person, now=request.now)
    messages.success(request, "这一步已登记做到。")
    return redirect("commitment", pk=pk)


@require_http_methods(["GET", "POST"])
def act(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    """Each of ACTS: asked for on its own page, done in one step."""
    found, chosen = find(request, pk), ACTS[verb]
    may = FLOW.may(found, verb, request.person) if verb in FLOW.by_verb else policy.can_report(request.person, found)
    insist(may, f"{chosen.title}")
    form = posted(chosen.form, request)
    if verb == "hand_over":
        form.fields["owner"].queryset = (
            Unit.objects.offices_of(found.unit).filter(valid_to=None).exclude(pk=found.owner_id)
        )
    if request.method == "POST" and done(request, form, chosen.action, found):
        messages.success(request, chosen.said)
        return redirect("commitment", pk=pk)
    missing: list[Blocker] = FLOW.blockers(found, verb) if verb in FLOW.by_verb else []
    more = {"back": reverse("commitment", args=[pk]), "place": "commitments"}
    page = Page(title=chosen.title, why=chosen.why, panel="commitments")
    return ask(request, found.item, form, page, pairs=pairs_of(found), blockers=missing, more=more)


@require_POST
def carry_over(request: StaffRequest) -> HttpResponse:
    """年终结转: of a year that is over."""
    unit = own_unit(request)
    insist(is_coordinator(request.person, unit) and request.year < request.today.year, "结转这一年的承诺")
    moved = actions.carry_over(unit, request.year, by=request.person, now=request.now)
    messages.success(request, f"{len(moved)} 条没有销号的承诺已转入 {request.year + 1} 年。")
    return redirect("commitments")


def pairs_of(found: Commitment) -> list[tuple[str, Any]]:
    return [
        ("承诺", found.text),
        ("责任处室", found.owner),
        ("期限", found.due_on),
        ("阶段安排", found.plan),
        ("完成标准", found.standard),
    ]
