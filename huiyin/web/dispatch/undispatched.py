"""未交办: registered items that no unit has been given; who dispatches gives them, or the coordinator records it."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from huiyin.directory.actions import find_or_add_outside_units
from huiyin.directory.models import Unit
from huiyin.handling.bulk import dispatch_each
from huiyin.handling.dispatching import DispatchPlan
from huiyin.handling.models import Role
from huiyin.items.models import Item
from huiyin.prose.names import split_units
from huiyin.web.dispatch.tabs import address, may_dispatch, tabs_of, undispatched_of
from huiyin.web.handling.acting import insist
from huiyin.web.handling.forms import DateField, RecordedForm, posted
from huiyin.web.reporting import tell_many, told_many
from huiyin.web.seat import StaffRequest, own_unit

OWN = [("", "不给本单位"), *Role.choices]


class UnitsForm(forms.Form):
    """One item: our own part, who leads, who assists."""

    own = forms.ChoiceField(choices=OWN, required=False)
    lead = forms.CharField(max_length=300, required=False)
    assist = forms.CharField(max_length=600, required=False)

    def __init__(self, *args: Any, item: Item, **options: Any) -> None:
        super().__init__(*args, **{**options, "prefix": f"i{item.pk}"})
        self.item = item
        for name, word in (("own", "本单位"), ("lead", "主办单位"), ("assist", "会办单位")):
            self.fields[name].widget.attrs |= {"aria-label": f"{item.number_label} {word}", "class": "in"}
        self.fields["lead"].widget.attrs["list"] = "units"

    def parts(self) -> list[tuple[str, str]]:
        """(unit, role) as written; the own unit is the empty name."""
        said = self.cleaned_data
        leads = [unit.name for unit in split_units(said["lead"])]
        role = Role.LEAD if len(leads) == 1 and said["own"] != Role.LEAD else Role.JOINT_LEAD
        own = [("", said["own"])] if said["own"] else []
        return [*own, *((name, role) for name in leads), *((u.name, Role.ASSIST) for u in split_units(said["assist"]))]


class HandOverForm(RecordedForm):
    """What holds for all items picked; with `rows`, one for each of them."""

    dispatched_on = DateField(label="交办日期")
    notice_due_on = DateField(label="通知定的期限", required=False)

    def __init__(self, *args: Any, rows: list[UnitsForm], near: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows, self.near = rows, near

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        empty = [row.item.number_label for row in self.rows if not row.is_valid() or not row.parts()]
        if empty or not self.rows:
            self.add_error(None, f"{'、'.join(empty)}还没有写交给谁。" if empty else "没有勾选要交办的件。")
        return facts

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        said = super().facts(request)
        days = {name: said.pop(name) for name in ("dispatched_on", "notice_due_on")}
        parts = [(row.item, name, role) for row in self.rows for name, role in row.parts()]
        units = find_or_add_outside_units([name for _, name, _ in parts if name], near=self.near)
        plans = [
            DispatchPlan(item, units[name] if name else self.near, role, Role(role).label, **days)
            for item, name, role in parts
        ]
        return {**said, "plans": plans}


@require_safe
def undispatched(request: StaffRequest) -> HttpResponse:
    """What waits to be handed to units."""
    insist(may_dispatch(request), "交办")
    rows = [UnitsForm(item=item) for item in undispatched_of(request)[:100]]
    return _show(
        request, rows, HandOverForm(rows=rows, near=own_unit(request), initial={"dispatched_on": request.today})
    )


@require_POST
def dispatch_many(request: StaffRequest) -> HttpResponse:
    """交办勾选的几件：逐件交办，办不成的留着，写明为什么。"""
    insist(may_dispatch(request), "交办")
    rows = [UnitsForm(request.POST, item=item) for item in undispatched_of(request)[:100]]
    picked = [row for row in rows if str(row.item.pk) in request.POST.getlist("pick")]
    form = posted(HandOverForm, request, rows=picked, near=own_unit(request))
    if not form.is_valid():
        return _show(request, rows, form)
    report = dispatch_each(**form.facts(request), by=request.person, now=request.now)
    tell_many(request, "交办", report)
    return redirect(address(request, "undispatched"))


def _show(request: StaffRequest, rows: list[UnitsForm], form: HandOverForm) -> HttpResponse:
    units = Unit.objects.on(request.today).exclude(kind="office").order_by("position", "sort_key")[:300]
    facts = {"rows": rows, "form": form, "units": units, "tabs": tabs_of(request, "undispatched"), "place": "dispatch"}
    facts |= {"picked": request.POST.getlist("pick"), "told": told_many(request)}
    return render(request, "dispatch/undispatched.html", facts, status=409 if form.missing else 200)
