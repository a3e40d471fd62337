"""What stating a fact asks for: one sentence, its figure as it is spoken, source, dates; a pasted table of several."""

from typing import Any

from django import forms

from huiyin.directory.models import Unit
from huiyin.facts.models import Standing
from huiyin.prose.quantities import Quantity, find_quantities, read_quantity
from huiyin.web.handling.forms import ActForm, DateField, text
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep

HOW = "写成“22家”“超过3万个”“近3万个”“3万余个”“78.3%”这样一个数。"


def figure_of(said: str, sentence: str) -> Quantity | None:
    """The figure named, else the only one the sentence holds."""
    if said:
        return read_quantity(said)
    found = find_quantities(sentence)
    return found[0] if len(found) == 1 else None


def columns_of(figure: Quantity | None) -> dict[str, Any]:
    if figure is None:
        return {"figure": None, "counter": "", "qualifier": ""}
    return {"figure": figure.value, "counter": figure.counter, "qualifier": figure.qualifier}


class EditionForm(ActForm):
    """What is said of a fact from now on."""

    sentence = text("口径（能直接用进稿子的一句话）", limit=300, rows=3)
    said = forms.CharField(
        label="其中的数", max_length=40, required=False, help_text="句子里只有一个数的可以不填；没有数的空着。"
    )
    standing = forms.ChoiceField(
        label="完成还是目标", choices=Standing.choices, widget=forms.RadioSelect, initial=Standing.ACHIEVED
    )
    as_of = DateField(label="截至")
    valid_until = DateField(label="有效期至", required=False, help_text="过了这一天，引用时提醒核对。")
    source = forms.CharField(label="来源", max_length=200, help_text="文件及文号、统计报表、业务系统。")
    file = GateField(label="依据材料", required=False, help_text="不得上传涉密材料。")

    def clean_said(self) -> str:
        said = str(self.cleaned_data["said"]).strip()
        if said and read_quantity(said) is None:
            raise forms.ValidationError(HOW)
        return said

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        figure = figure_of(facts.pop("said"), facts["sentence"])
        return {**facts, **columns_of(figure), "file": keep(request, facts["file"], kind="fact")}


class FactForm(EditionForm):
    """A new fact: what it is about, who answers for it, and its first edition."""

    subject = forms.CharField(label="说的是什么", max_length=80, help_text="例：托位总数")
    also_called = forms.CharField(
        label="还怎么说", max_length=120, required=False, help_text="稿子里常见的别的叫法，用顿号隔开。"
    )
    owner = forms.ModelChoiceField(label="责任处室", queryset=Unit.objects.none(), empty_label=None)
    field_order = ("subject", "owner", "sentence", "said", "standing", "as_of", "valid_until", "source", "also_called")


class WithdrawForm(ActForm):
    reason = text("为什么停用", limit=200, rows=2)


class PasteForm(ActForm):
    table = forms.CharField(
        label="从表格里粘贴",
        max_length=60000,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text="第一行是列名：说的是什么、口径、截至、来源，可以有 数、责任处室、有效期至、完成还是目标、还怎么说。",
    )
