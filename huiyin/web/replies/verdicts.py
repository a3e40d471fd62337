"""定夺: what a step asks of who decides — a password, a code, a finding — and what they may say."""

from typing import Any

from django import forms

from huiyin.accounts.desk import Seat
from huiyin.replies.chain import route
from huiyin.replies.flow import FLOW
from huiyin.replies.models import GATES, ClearanceStep, Disclosure, Reply, Secrecy, StepAction, StepResult
from huiyin.web.handling.forms import ActForm
from huiyin.web.replies.noted import drafts_of
from huiyin.web.replies.slips import label_of
from huiyin.web.seat import StaffRequest
from huiyin.web.sign_in import PasswordAgainForm, asks_code


class StepForm(ActForm):
    """What a leader says, and which step they saw: a slip that has moved on meanwhile refuses it."""

    step = forms.ModelChoiceField(queryset=ClearanceStep.objects.all(), widget=forms.HiddenInput)
    remark = forms.CharField(label="意见", max_length=2000, required=False, strip=True)


class ReviewForm(StepForm):
    """With what a gate found, and what is said at the paragraphs."""

    finding = forms.CharField(label="审查结论", max_length=20, required=False)

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        said = self.cleaned_data
        return said | {"remarks": drafts_of(said["step"].reply, request.POST)}


class SendBackForm(ReviewForm):
    ask = forms.IntegerField(required=False, min_value=1)
    to = forms.ModelChoiceField(label="退给", queryset=ClearanceStep.objects.all(), required=False)

    def clean(self) -> dict[str, Any]:
        """A sentence of its own, or one at a paragraph."""
        said = super().clean() or self.cleaned_data
        if not said.get("remark") and not any(self.data[name].strip() for name in self.data if name[:7] == "remark-"):
            self.add_error("remark", "退回要写一句意见，或者批在段落上。")
        return said


class SignForm(PasswordAgainForm, StepForm):
    """The signature: the password again, and the code of who has one."""

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("step", "remark")}


def deciding_of(request: StaffRequest, reply: Reply, step: ClearanceStep | None, seat: Seat | None) -> dict[str, Any]:
    """What this step asks of who decides: a password, a code, a finding; and to whom it may go back."""
    verb = "sign" if step and step.is_last else "review"
    may = seat is not None and FLOW.may(reply, verb, request.person)
    signs = may and verb == "sign"
    found = [(Secrecy.NOT_SECRET.value, Secrecy.NOT_SECRET.label)], Disclosure.choices
    return {
        "own": seat is not None and reply.is_cleared_here and not may,
        "decides": may,
        "may_send_back": FLOW.may(reply, "send_back", request.person),
        "blockers": FLOW.blockers(reply, "sign") if signs else [],
        "asks_code": signs and asks_code(request),
        "findings": found[step.action != StepAction.SECRECY] if may and step and step.action in GATES else [],
        "is_secrecy": bool(may and step and step.action == StepAction.SECRECY),
        "earlier_steps": earlier(reply, step) if step else [],
        "beside": [one for one in route.current_steps(reply) if one != step],
    }


def earlier(reply: Reply, step: ClearanceStep) -> list[tuple[int, str]]:
    """Steps of this round to which it may go back instead of to the drafter, the nearest first."""
    passed = [one for one in route.round_of(reply) if one.result == StepResult.PASSED and one.stage < step.stage]
    return [(one.pk, f"{label_of(one)} {one.done_by_name}") for one in reversed(passed)]
