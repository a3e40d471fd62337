"""What the writing of a report asks for: a passage, and the conditions of a counting scope."""

from typing import Any

from django import forms

from huiyin.directory.models import Level
from huiyin.items.models import Kind
from huiyin.reports.footing import typed_counts
from huiyin.reports.scopes import COUNTED_KINDS
from huiyin.web.handling.forms import ActForm, DateField
from huiyin.web.seat import StaffRequest

SITTING = {"": "都算", "1": "只算会议期间提出的", "0": "只算闭会期间提出的"}


class PassageForm(ActForm):
    heading = forms.CharField(
        label="标题",
        max_length=80,
        required=False,
        help_text="一部分的第一段，写这一部分的标题；其余的写（一）…，可不写。",
    )
    text = forms.CharField(
        label="正文",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="数写成 {{ total }} 这样的指标，随台账变；不要手写数字。",
    )

    @property
    def typed(self) -> list[str]:
        """Counting numbers that stand in the text as digits."""
        return typed_counts([self["text"].value() or ""])

    @property
    def typed_words(self) -> str:
        return "、".join(self.typed)


class ScopeForm(ActForm):
    name = forms.CharField(label="名称", max_length=40, help_text="同名的改，不同名的新加。例：年报口径")
    kinds = forms.MultipleChoiceField(label="类别", choices=Kind.choices, widget=forms.CheckboxSelectMultiple)
    levels = forms.MultipleChoiceField(
        label="层级",
        choices=Level.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="都不选，就都算。",
    )
    in_session = forms.ChoiceField(label="会议与闭会", choices=list(SITTING.items()), required=False)
    lead_labels = forms.CharField(
        label="算作主办的叫法", max_length=60, required=False, help_text="例：主办、承办、分办。不写，按角色算。"
    )
    as_of = DateField(label="截至", required=False, help_text="这一天以后的答复、评价不算。")
    growth_places = forms.IntegerField(label="增长率保留几位小数", min_value=0, max_value=2, initial=1)
    is_default = forms.BooleanField(label="作为这一年的默认口径", required=False)

    def clean_lead_labels(self) -> list[str]:
        words = self.cleaned_data["lead_labels"].replace("，", "、").replace(",", "、")
        return [word.strip() for word in words.split("、") if word.strip()]

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        data = self.cleaned_data
        kinds = data["kinds"] if set(data["kinds"]) != set(COUNTED_KINDS) else []
        options = {"kinds": kinds, "levels": data["levels"], "lead_labels": data["lead_labels"]}
        options |= {"in_session": data["in_session"] == "1" if data["in_session"] else None}
        options |= {"growth_places": data["growth_places"]}
        return {"options": options, **{key: data[key] for key in ("name", "as_of", "is_default")}}
