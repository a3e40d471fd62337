"""What an act asks for: fields named as the facts of its action, and whose act is being recorded."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from huiyin.events.actors import WAYS, RecordedFor
from huiyin.flow.errors import Blocker
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep

WANTED = {"rec_who": "要写明是谁。", "rec_on": "要写明哪一天。", "rec_way": "要写明通过什么方式。"}
"""What 代为登记 must say."""


class DateField(forms.DateField):
    """A day, by the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**options)


class ActForm(forms.Form):
    """Its fields are the facts of one action. `missing`: what the action still wants, once it was tried."""

    missing: Sequence[Blocker] = ()

    def __init__(self, *args: Any, today: dt.date | None = None, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        self.today = today

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        return dict(self.cleaned_data)

    @property
    def own_fields(self) -> list[forms.BoundField]:
        return [bound for bound in self.visible_fields() if not bound.name.startswith("rec_")]

    @property
    def recorded_fields(self) -> list[forms.BoundField]:
        return [bound for bound in self.visible_fields() if bound.name.startswith("rec_")]


class RecordedForm(ActForm):
    """代为登记: the act of somebody without an account; empty when one acts oneself."""

    rec_who = forms.CharField(label="是谁", max_length=60, required=False, help_text="例：市政府督查室 张三")
    rec_on = DateField(label="哪一天", required=False)
    rec_way = forms.ChoiceField(label="怎么告知的", choices=[("", "请选"), *WAYS.items()], required=False)
    rec_file = GateField(label="来件或扫描件", required=False)

    needed = False
    """The decision is somebody else's: the part stands open and must be filled in."""

    def __init__(self, *args: Any, needed: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.needed = needed
        self.fields["rec_on"].initial = self.today if needed else None
        for name, wrong in WANTED.items():
            self.fields[name].required = needed
            self.fields[name].error_messages["required"] = wrong

    @property
    def recorded_open(self) -> bool:
        return self.needed or (self.is_bound and any(self[name].data for name in ("rec_who", "rec_way")))

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not (self.needed or any(facts.get(name) for name in ("rec_who", "rec_way", "rec_file"))):
            return facts
        for name, wrong in WANTED.items():
            if not facts.get(name) and name not in self.errors:
                self.add_error(name, wrong)
        if self.today and facts.get("rec_on") and facts["rec_on"] > self.today:
            self.add_error("rec_on", "不能晚于今天。")
        return facts

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        """The facts of the action, with recorded_for in place of its parts."""
        own = {name: value for name, value in self.cleaned_data.items() if not name.startswith("rec_")}
        return {**own, "recorded_for": self._recorded_for(request)}

    def _recorded_for(self, request: StaffRequest) -> RecordedFor | None:
        said = self.cleaned_data
        if not said["rec_who"]:
            return None
        file = keep(request, said["rec_file"], kind="recorded")
        return RecordedFor(said["rec_who"], said["rec_on"], said["rec_way"], file.digest if file else "")


def posted(form: type[ActForm], request: StaffRequest, **options: Any) -> Any:
    """The form as sent, or empty for a first look."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return form(*sent, today=request.today, **options)


def text(label: str, *, required: bool = True, rows: int = 3, limit: int = 300, help_text: str = "") -> forms.CharField:
    """Several lines."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=limit, widget=area, help_text=help_text)
