"""Further units: handed an item by who dispatches, or recorded by the coordinator of its list."""

from typing import Any

from django import forms
from django.http import HttpResponse

from huiyin.directory.models import Unit
from huiyin.flow.errors import NotReady
from huiyin.handling import adding, dispatching, policy
from huiyin.handling.models import Assignment, Role
from huiyin.items.models import Item
from huiyin.web.handling.acting import Page, ask, done, find_item, insist, tell
from huiyin.web.handling.forms import DateField, RecordedForm, posted, text
from huiyin.web.handling.naming import find_or_name, known_units
from huiyin.web.seat import StaffRequest, own_unit

CO_UNIT_WHY = "代为登记交办单位交给其他单位的部分，或由交办单位直接交办；本单位不能自行转给别的单位。"


class UnitForm(RecordedForm):
    unit_name = forms.CharField(label="交给哪个单位", max_length=120, help_text="写全称或通常的简称。")
    role = forms.ChoiceField(label="角色", choices=Role.choices, initial=Role.ASSIST)
    role_label = forms.CharField(label="清单上的叫法", max_length=20, required=False, help_text="例：会办、协办。")
    dispatched_on = DateField(label="交办日期")
    notice_due_on = DateField(label="通知定的期限", required=False)
    share = text("分办内容", required=False, rows=2, help_text="分别办理的，写明各办哪一部分。")
    reason = text("为何增办", required=False, rows=2)

    def __init__(self, *args: Any, near: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.near = near
        self.fields["unit_name"].widget.attrs["list"] = "units"


def dispatch_item(request: StaffRequest, pk: int) -> HttpResponse:
    """交办给一个单位（增办），或代为登记."""
    item = find_item(request, pk)
    near = own_unit(request)
    insist(_may_dispatch(request, item, near), "交办")
    first = {"dispatched_on": item.dispatched_on or request.today}
    form = posted(UnitForm, request, near=near, initial=first)
    if done(request, form, _hand_over, item, near):
        return tell(request, item, f"已交办给{form.cleaned_data['unit_name']}。")
    page = Page(title="交办给单位", act="交办", why=CO_UNIT_WHY, template="handling/unit.html")
    pairs = [(str(row.unit), f"{row.role_label} · {row.get_state_display()}") for row in _held(item)]
    return ask(request, item, form, page, pairs=pairs, more={"units": known_units(request)})


def _may_dispatch(request: StaffRequest, item: Item, near: Unit) -> bool:
    person, home = request.person, item.batch.unit
    return policy.can_dispatch(person, item, home) or policy.can_dispatch(person, item, near)


def _hand_over(item: Item, near: Unit, *, unit_name: str, reason: str, **facts: Any) -> Assignment:
    """The first units are handed it, later ones are added."""
    unit = find_or_name(unit_name, near)
    if not policy.can_dispatch(facts["by"], item, unit):
        raise NotReady(f"{unit}自己在本系统办理，由交办单位交办；本单位不能自行转给别的单位。")
    if _held(item):
        return adding.add_unit(item, unit, reason=reason, **facts)
    return dispatching.dispatch(item, unit, **facts)


def _held(item: Item) -> list[Assignment]:
    return list(Assignment.objects.standing().filter(item=item, parent=None).select_related("unit").order_by("id"))
