"""What a transcript asks for: exactly what stands on the form."""

from typing import Any

from django import forms

from huiyin.files.gate import SCANS
from huiyin.surveys.models import Grade, OnPoint, Source
from huiyin.web.handling.forms import ActForm, DateField, RecordedForm, text
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep


class TranscribeForm(ActForm):
    source = forms.ChoiceField(
        label="从哪里转录", choices=[(Source.PAPER, "签了名的纸质表"), (Source.UPSTREAM, "上级系统里的评价")]
    )
    manner = forms.ChoiceField(label="办理态度", choices=Grade.choices, widget=forms.RadioSelect)
    result = forms.ChoiceField(label="办理结果", choices=Grade.choices, widget=forms.RadioSelect)
    on_point = forms.ChoiceField(label="答复针对性", choices=[("", "没有填"), *OnPoint.choices], required=False)
    comment = text("意见原文", required=False, limit=4000, help_text="不满意的必须有意见。")
    rated_on = DateField(label="表上的日期")
    file = GateField(
        label="表的扫描件",
        required=False,
        allowed=SCANS,
        help_text="纸质表必须附；上级系统的可附截图。不得上传涉密材料。",
    )

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        return {**self.cleaned_data, "file": keep(request, self.cleaned_data["file"], kind="rating")}


class WaiveForm(RecordedForm):
    reason = text("为什么不再请评", limit=200)


class ContestForm(RecordedForm):
    reason = text("异议", limit=300)


class SettleForm(RecordedForm):
    how = text("怎样协商的，结果如何", limit=1000, help_text="当面协商、专家评估或上级协调。")
