"""What a batch sets otherwise: its form, and how its lines stand beside the pack's."""

from typing import Any

from django import forms
from django.db.models import Count

from huiyin.accounts.desk import Person
from huiyin.accounts.policy import department_of
from huiyin.handling import overriding
from huiyin.handling.models import Override, Role
from huiyin.items.models import Batch
from huiyin.rules import packs
from huiyin.rules.pack import BASES, UNITS
from huiyin.web.handling.forms import ActForm, DateField, text
from huiyin.web.system.rulebook import clock_says
from huiyin.web.uploads import GateField

SHOWN = 12


class TermForm(ActForm):
    """One duty of the batch: a date, or a time counted from an event."""

    duty = forms.ChoiceField(label="哪一项", choices=[*overriding.NAMES.items()])
    role = forms.ChoiceField(label="对谁", choices=[("", "各种角色"), *Role.choices], required=False)
    fixed_on = DateField(label="固定日期", required=False, help_text="写固定日期，或者写下面三格。")
    amount = forms.IntegerField(label="多少", required=False, min_value=1, max_value=400)
    unit = forms.ChoiceField(
        label="单位", required=False, choices=[("", "请选"), *((code, UNITS[code]) for code in overriding.COUNTED)]
    )
    base = forms.ChoiceField(label="从哪一天起算", required=False, choices=[("", "请选"), *BASES.items()])
    clause = text("依据", rows=2, limit=200, help_text="例：武政办〔2022〕19号 第三条。")
    file = GateField(label="交办函或通知", required=False)

    @property
    def term(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "file"}


class RemoveForm(ActForm):
    reason = text("理由", rows=2, limit=200)


def batches_with_terms(person: Person) -> list[Batch]:
    """The newest batches, with how many terms each sets."""
    units = {department_of(seat.unit).pk for seat in person.seats}
    rows = Batch.objects.filter(unit__in=units).annotate(terms=Count("overrides"))
    return list(rows.order_by("-year", "id")[:SHOWN])


def lines_of(batch: Batch) -> list[tuple[str, str, Override | None, str]]:
    """Each duty: what the pack says, and what this batch says instead."""
    pack = packs.get(batch.unit.pack)
    rows = list(Override.objects.filter(batch=batch).order_by("duty", "role"))
    lines: list[tuple[str, str, Override | None, str]] = []
    for duty, name in overriding.NAMES.items():
        terms = [clock_says(clock) for clock in pack.clocks_of(duty) if clock.fits_year(batch.year)]
        said = "；".join(dict.fromkeys(terms))
        mine = [row for row in rows if row.duty == duty]
        lines += [(name, said, row, overriding.said(row)) for row in mine]
        lines += [(name, said, None, "")] if said and not mine else []
    return lines
