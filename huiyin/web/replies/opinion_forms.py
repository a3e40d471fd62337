"""What is asked for with opinions: of whom and for which asks, what they said to each, what was made of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from huiyin.accounts.models import User
from huiyin.directory.models import Unit
from huiyin.items.models import Ask
from huiyin.replies.models import Opinion, OpinionPoint, Stance, Use
from huiyin.replies.opinion.points import PointUse
from huiyin.replies.opinion.wording import PointSaid, hear, stance_of
from huiyin.web.handling.forms import ActForm, DateField, RecordedForm, text
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep

STANCES = [("", "没有说"), *Stance.choices]
USES = [("", "还没定"), *Use.choices]


class AskForm(ActForm):
    unit = forms.ModelChoiceField(label="向哪家征求", queryset=Unit.objects.none())
    asks = forms.ModelMultipleChoiceField(
        label="请对哪几项诉求提",
        queryset=Ask.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="一项都不选，就是每一项。",
    )
    due_on = DateField(label="请其哪天前反馈", required=False, help_text="空着就按规则包。")

    def __init__(self, *args: Any, units: Any, asks: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["asks"].queryset = asks  # type: ignore[attr-defined]

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        said = super().facts(request)
        return {**said, "asks": list(said["asks"]) or None}


@dataclass(frozen=True)
class SaidRow:
    """One ask with the two fields for what was said to it."""

    ask: Ask
    stance: forms.BoundField
    text: forms.BoundField


class ReceiveForm(ActForm):
    """Point by point, as a whole, or both; a letter pasted in is split onto the asks and looked over before it is kept."""

    text = text(
        "来函原文",
        required=False,
        rows=6,
        limit=8000,
        help_text="可以把来函整篇贴进来，再按“拆到各项”；没有意见的写“无意见”。",
    )
    stance = forms.ChoiceField(label="总的态度", choices=STANCES, required=False)
    file = GateField(label="来函扫描件", required=False, help_text="不得上传涉密材料。")
    received_on = DateField(label="收到日期", required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, opinion: Opinion, **options: Any) -> None:
        known = _known(opinion) | options.pop("initial", {})
        super().__init__(*args, initial=known, **options)
        self.asks = [point.ask for point in opinion.points.all()] or list(opinion.assignment.item.asks.all())
        for ask in self.asks:
            self.fields[f"stance_{ask.number}"] = forms.ChoiceField(label="态度", choices=STANCES, required=False)
            self.fields[f"text_{ask.number}"] = text("怎么说", required=False, rows=2, limit=4000)

    @property
    def rows(self) -> list[SaidRow]:
        return [SaidRow(ask, self[f"stance_{ask.number}"], self[f"text_{ask.number}"]) for ask in self.asks]

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        said = self.cleaned_data
        points = [PointSaid(ask.number, said[f"stance_{ask.number}"], said[f"text_{ask.number}"]) for ask in self.asks]
        return {
            "points": [one for one in points if one.stance or one.text.strip()],
            "file": keep(request, said["file"], kind="opinion"),
            **{name: said[name] for name in ("text", "stance", "received_on")},
        }


def _known(opinion: Opinion) -> dict[str, Any]:
    """As it was recorded, so that it can be put right."""
    known: dict[str, Any] = {"text": opinion.text, "seen": opinion.state, "received_on": opinion.received_on}
    for point in opinion.points.all():
        known |= {f"stance_{point.ask.number}": point.stance, f"text_{point.ask.number}": point.text}
    return known


def split(form: ReceiveForm) -> dict[str, Any]:
    """What was pasted, taken apart: each point at its ask, the rest as a whole."""
    typed = {name: form.data.get(name, "") for name in form.fields if name != "file"}
    heard = hear(form.data.get("text", ""), [ask.number for ask in form.asks])
    found: dict[str, Any] = {"text": heard.rest}
    if not heard.points and heard.rest:
        found["stance"] = stance_of(heard.rest) or typed["stance"]
    for one in heard.points:
        found |= {f"stance_{one.ask}": one.stance, f"text_{one.ask}": one.text}
    return typed | found


class UseForm(ActForm):
    """What was made of each point."""

    def __init__(self, *args: Any, points: Sequence[OpinionPoint], **options: Any) -> None:
        super().__init__(*args, **options)
        self.points = list(points)
        for point in self.points:
            mine: dict[str, Any] = {
                "initial": point.use,
                "choices": USES,
                "required": False,
                "label": f"第 {point.ask.number} 项怎么用的",
            }
            self.fields[f"use_{point.pk}"] = forms.ChoiceField(**mine)
            reason: dict[str, Any] = {"initial": point.use_reason, "max_length": 300, "required": False}
            self.fields[f"reason_{point.pk}"] = forms.CharField(label=f"第 {point.ask.number} 项未采用的理由", **reason)

    @property
    def rows(self) -> list[tuple[OpinionPoint, forms.BoundField, forms.BoundField]]:
        return [(point, self[f"use_{point.pk}"], self[f"reason_{point.pk}"]) for point in self.points]

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        said = self.cleaned_data
        return {"uses": [PointUse(one, said[f"use_{one.pk}"], said[f"reason_{one.pk}"]) for one in self.points]}


class SendBackForm(ActForm):
    reason = text("为什么没有实质内容", limit=200)


class OverrideForm(RecordedForm):
    leader = forms.CharField(
        label="哪位领导决定的", max_length=60, required=False, help_text="领导本人办的不用填；综合协调人登记的要填。"
    )
    reason = text("为什么不等了", limit=200, help_text="答复里会如实写明这一家未反馈。")

    def __init__(self, *args: Any, leaders: Sequence[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.leaders = [leader.name for leader in leaders]
        self.fields["leader"].widget.attrs["list"] = "leaders"
