"""What changing the tree of units asks for."""

from typing import Any, cast

from django import forms

from huiyin.directory.models import Change, Unit, UnitQuerySet
from huiyin.directory.reorganising import Reorganisation
from huiyin.rules import packs
from huiyin.web.handling.forms import ActForm, DateField

SEPARATORS = "；;、，,"


class SettingsForm(ActForm):
    short_names = forms.CharField(
        label="简称",
        max_length=200,
        required=False,
        help_text="清单上可能写的叫法，用顿号隔开。例：市卫健委、市卫生健康委",
    )
    phone = forms.CharField(label="对外电话", max_length=40, required=False, help_text="印在答复和提出人看到的页面上。")
    doc_prefix = forms.CharField(label="发文代字", max_length=20, required=False, help_text="例：武卫函")
    pack = forms.ChoiceField(label="规则包", help_text="只对以后交办的件起作用；在办的件仍按原来的规则。")
    position = forms.IntegerField(label="排序", min_value=0, max_value=999)

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        known = {name: getattr(unit, name) for name in ("phone", "doc_prefix", "pack", "position")}
        options["initial"] = {**known, "short_names": "、".join(unit.short_names)}
        super().__init__(*args, **options)
        cast("forms.ChoiceField", self.fields["pack"]).choices = [(key, packs.get(key).title) for key in packs.names()]
        if unit.is_office:
            for name in ("doc_prefix", "pack"):
                del self.fields[name]

    def clean_short_names(self) -> list[str]:
        said: str = self.cleaned_data["short_names"]
        for mark in SEPARATORS:
            said = said.replace(mark, " ")
        return list(dict.fromkeys(said.split()))


class RenameForm(ActForm):
    name = forms.CharField(label="新名称", max_length=120)


class MoveForm(ActForm):
    parent = forms.ModelChoiceField(label="新的上级", queryset=Unit.objects.none())


class ReorganisationForm(ActForm):
    """What becomes of one unit: alone, or together with others of its kind."""

    change = forms.ChoiceField(
        label="怎样变动",
        widget=forms.RadioSelect,
        choices=[
            (Change.TAKE_OVER, "撤销，由另一个单位承接"),
            (Change.SPLIT, "拆分成几个单位"),
            (Change.MERGE, "与其他单位合并成一个单位"),
        ],
    )
    main = forms.ModelChoiceField(
        label="由谁承接", queryset=Unit.objects.none(), help_text="没有另外选定的都归它。新设的单位请先新增。"
    )
    further = forms.ModelMultipleChoiceField(
        label="另外由谁承接（拆分才选）",
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = forms.ModelMultipleChoiceField(
        label="一起合并的还有（合并才选）",
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    on = DateField(label="自哪天起")
    why = forms.CharField(label="依据", max_length=200, help_text="例：市委编委〔2022〕5号；局长办公会2022年4月18日")

    def __init__(self, *args: Any, unit: Unit, alike: UnitQuerySet, **options: Any) -> None:
        super().__init__(*args, **options)
        self.unit = unit
        for name in ("others", "main", "further"):
            self.fields[name].queryset = alike  # type: ignore[attr-defined]

    def plan(self, chosen: dict[str, Unit]) -> Reorganisation:
        """The change as said, with what was chosen item by item."""
        said = self.cleaned_data
        further = tuple(unit for unit in said["further"] if unit != said["main"])
        return Reorganisation(
            said["change"], (self.unit, *said["others"]), (said["main"], *further), said["on"], said["why"], chosen
        )
