"""Two lines a submitter may add to a rating; one of them is needed when they are not satisfied."""

from typing import Any

from django import forms

from huiyin.surveys.models import Grade, OnPoint


class RatingForm(forms.Form):
    manner = forms.ChoiceField(label="办理的态度", choices=Grade.choices, widget=forms.RadioSelect)
    result = forms.ChoiceField(label="办理的结果", choices=Grade.choices, widget=forms.RadioSelect)
    on_point = forms.ChoiceField(
        label="答的是您问的吗", choices=OnPoint.choices, widget=forms.RadioSelect, required=False
    )
    comment = forms.CharField(
        label="想说的话", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}), label_suffix=""
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if Grade.DISSATISFIED in (said.get("manner"), said.get("result")) and not said.get("comment", "").strip():
            self.add_error("comment", "请写一句为什么不满意，他们会据此重新办理。")
        return said
