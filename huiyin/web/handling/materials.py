"""请提供材料: asked, reminded of, received, given up."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from huiyin.directory.models import Unit
from huiyin.events.actors import WAYS
from huiyin.handling import materials, policy
from huiyin.handling.models import Assignment, MaterialRequest
from huiyin.web.dates import full_day
from huiyin.web.handling.acting import Page, ask, done, find_assignment, insist, tell
from huiyin.web.handling.forms import ActForm, DateField, posted, text
from huiyin.web.handling.known import about
from huiyin.web.handling.naming import find_or_name, known_units
from huiyin.web.seat import StaffRequest, own_unit
from huiyin.web.uploads import GateField, keep

MATERIAL_WHY = "区县、直属单位只提供材料，不能答复提出人；材料由本单位采用。"


class AskMaterialForm(ActForm):
    unit_name = forms.CharField(label="请哪个单位提供", max_length=120, help_text="写全称或通常的简称。")
    text = text("请提供什么", rows=4, limit=2000)
    asked_on = DateField(label="发出日期")
    due_on = DateField(label="请于哪天前提供", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit_name"].widget.attrs["list"] = "units"


class RemindForm(ActForm):
    way = forms.ChoiceField(label="怎么提醒的", choices=list(WAYS.items()), initial="phone")


class ReceiveMaterialForm(ActForm):
    received_on = DateField(label="收到日期")
    text = text("材料摘要", required=False, rows=5, limit=8000)
    file = GateField(label="来件", required=False, help_text="不得上传涉密材料。")

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        said = super().facts(request)
        return {**said, "file": keep(request, said["file"], kind="handling")}


class ReasonForm(ActForm):
    reason = text("为什么不再等了", limit=200)


def ask_material(request: StaffRequest, pk: int) -> HttpResponse:
    """请提供材料."""
    assignment = find_assignment(request, pk)
    insist(policy.works_on(request.person, assignment), "请别的单位提供材料")
    form = posted(AskMaterialForm, request, initial={"asked_on": request.today})
    if done(request, form, _ask_material, assignment, near=own_unit(request)):
        return tell(request, assignment.item, "已登记请提供材料；函可以在“这一部分”页上下载。")
    page = Page(title="请提供材料", act="登记", why=MATERIAL_WHY, template="handling/unit.html")
    more = {"units": known_units(request)}
    return ask(request, assignment.item, form, page, pairs=about(assignment), more=more)


def _ask_material(assignment: Assignment, *, unit_name: str, near: Unit, **facts: Any) -> MaterialRequest:
    return materials.ask_material(assignment, find_or_name(unit_name, near), **facts)


def remind_of_material(request: StaffRequest, pk: int) -> HttpResponse:
    """提醒提供材料."""
    found = _material(request, pk)
    form = posted(RemindForm, request)
    if done(request, form, materials.remind_of_material, found):
        return tell(request, found.assignment.item, f"已登记提醒{found.unit}一次。")
    return ask(request, found.assignment.item, form, Page(title=f"提醒{found.unit}", act="记下"), pairs=_asked(found))


def receive_material(request: StaffRequest, pk: int) -> HttpResponse:
    """收到材料."""
    found = _material(request, pk)
    form = posted(ReceiveMaterialForm, request, initial={"received_on": request.today})
    if done(request, form, materials.receive_material, found):
        return tell(request, found.assignment.item, f"{found.unit}的材料已登记。")
    page = Page(title=f"登记{found.unit}的材料", act="登记", why=MATERIAL_WHY)
    return ask(request, found.assignment.item, form, page, pairs=_asked(found))


def go_without_material(request: StaffRequest, pk: int) -> HttpResponse:
    """没有提供，不再等."""
    found = _material(request, pk)
    form = posted(ReasonForm, request)
    if done(request, form, materials.go_without_material, found):
        return tell(request, found.assignment.item, f"已写明{found.unit}没有提供。")
    page = Page(title=f"不再等{found.unit}的材料", act="不等了")
    return ask(request, found.assignment.item, form, page, pairs=_asked(found))


def _material(request: StaffRequest, pk: int) -> MaterialRequest:
    found = get_object_or_404(MaterialRequest.objects.select_related("unit"), pk=pk)
    found.assignment = find_assignment(request, found.assignment_id)
    insist(policy.works_on(request.person, found.assignment), "登记材料")
    return found


def _asked(found: MaterialRequest) -> list[tuple[str, Any]]:
    return [
        ("单位", found.unit),
        ("请提供什么", found.text),
        ("发出", full_day(found.asked_on)),
        ("请于", full_day(found.due_on) if found.due_on else ""),
        ("最近提醒", full_day(found.reminded_on) if found.reminded_on else ""),
    ]
