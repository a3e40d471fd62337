"""What is said of a row when it is given to offices: the five facts of the responsibility list."""

from collections.abc import Sequence
from typing import Any

from django import forms

from huiyin.accounts.models import User
from huiyin.directory.models import Unit
from huiyin.handling.allotting import Share
from huiyin.handling.models import Role
from huiyin.web.handling.forms import ActForm, DateField
from huiyin.web.handling.people import PersonField


class RowForm(ActForm):
    """pick: give it now · office or other: who leads · the rest only where the row is open."""

    pick = forms.BooleanField(required=False)
    office = forms.ChoiceField(required=False)
    other = forms.ChoiceField(required=False)
    assist = forms.MultipleChoiceField(label="会办处室", required=False, widget=forms.CheckboxSelectMultiple)
    officer = PersonField(User.objects.none(), label="经办人", required=False, empty_label="由处室定")
    leader = PersonField(User.objects.none(), label="责任领导", required=False, empty_label="按分管")
    due_on = DateField(label="处室时限", required=False)
    task = forms.CharField(label="任务", max_length=300, required=False)
    requirement = forms.CharField(label="办理要求", max_length=300, required=False)

    def __init__(self, *args: Any, offices: Sequence[Unit], staff: Any, leaders: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offices = {str(office.pk): office for office in offices}
        choices = [(pk, office.name) for pk, office in self.offices.items()]
        for name in ("office", "other", "assist"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.fields["officer"].queryset = staff  # type: ignore[attr-defined]
        self.fields["leader"].queryset = leaders  # type: ignore[attr-defined]

    @property
    def chosen(self) -> str:
        """The office that leads as things stand on the page; the list behind wins over the chips."""
        if self.is_bound:
            return self["other"].data or self["office"].data or ""
        return str(self.initial.get("office") or "")

    @property
    def picked(self) -> bool:
        return bool(self["pick"].value())

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        lead = self.offices.get(facts.get("other") or facts.get("office") or "")
        if lead is None:
            raise forms.ValidationError("还没有选牵头处室。")
        officer = facts.get("officer")
        if officer and not officer.posts.on(self.today).filter(unit=lead).exists():
            self.add_error("officer", f"{officer.name}不在{lead}。")
        self.lead = lead
        return facts

    @property
    def shares(self) -> list[Share]:
        """The office that leads and those that assist, once the row is valid."""
        said = self.cleaned_data
        common = {name: said[name] for name in ("due_on", "task", "requirement")}
        lead = Share(self.lead, officer=said["officer"], leader=said["leader"], **common)
        assisting = [self.offices[pk] for pk in said["assist"] if self.offices[pk] != self.lead]
        return [lead, *(Share(office, Role.ASSIST, **common) for office in assisting)]


class CommonForm(ActForm):
    """What holds for every row that says nothing else."""

    due_on = DateField(label="处室时限", required=False)
    requirement = forms.CharField(label="办理要求", max_length=300, required=False)
