"""What the decision on a proposal asks for, and the message to its proposer."""

from typing import Any

from django import forms

from huiyin.events.actors import WAYS
from huiyin.items.models import Item, Screening
from huiyin.rules import packs
from huiyin.web.handling.forms import ActForm, DateField, RecordedForm, text
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep

OUTCOMES = [
    ("admit", "立案"),
    ("return_for_change", "退回修改"),
    ("refuse", "不予立案"),
    ("merge", "并案"),
    ("forward", "转意见"),
    ("turn_into_report", "转社情民意"),
]
WANTS = {"refuse": ("codes",), "merge": ("into",), "forward": ("to",)}
"""The facts that only one outcome has."""


class DecideForm(RecordedForm):
    outcome = forms.ChoiceField(
        label="审查结果", choices=OUTCOMES, widget=forms.RadioSelect, error_messages={"required": "选一个审查结果。"}
    )
    codes = forms.MultipleChoiceField(
        label="不予立案的理由",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不予立案的，至少选一条。",
    )
    into = forms.CharField(label="并入哪一件", max_length=60, required=False, help_text="并案的填写留下那一件的案号。")
    to = forms.CharField(label="转给谁", max_length=120, required=False, help_text="转意见的填写。")
    remark = text("审查意见", required=False, rows=3, help_text="退回修改的，写明改什么。")
    told_on = DateField(label="哪一天通知提出人", required=False, help_text="不予立案的必填；其余可以以后登记。")

    def __init__(self, *args: Any, screening: Screening, **options: Any) -> None:
        super().__init__(*args, **options)
        self.screening = screening
        reasons = packs.get(screening.item.batch.unit.pack).refusal_reasons
        self.fields["codes"].choices = [(row.code, row.label) for row in reasons]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("outcome") == "merge":
            facts["into"] = self._survivor(facts.get("into") or "")
        return facts

    def _survivor(self, number: str) -> Item | None:
        """The item that stays, by its number in the same session."""
        item = self.screening.item
        same = Item.objects.filter(session=item.session, kind=item.kind, official_no=number.strip())
        found = same.select_related("batch__unit", "session").exclude(pk=item.pk).first()
        if found is None:
            self.add_error("into", "同一届次的提案里没有这个案号。")
        return found

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        facts = super().facts(request)
        mine = WANTS.get(facts["outcome"], ())
        theirs = {name for names in WANTS.values() for name in names} - set(mine)
        return {name: value for name, value in facts.items() if name not in theirs}


class ToldForm(ActForm):
    on = DateField(label="哪一天")
    way = forms.ChoiceField(label="怎么通知的", choices=[("", "请选"), *WAYS.items()], required=False)
    file = GateField(label="通知的副本", required=False)

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        return {**self.cleaned_data, "file": keep(request, self.cleaned_data["file"], kind="notice")}


class AgainForm(RecordedForm):
    reason = text("理由")


class ResubmitForm(RecordedForm):
    remark = text("改了什么", required=False)
