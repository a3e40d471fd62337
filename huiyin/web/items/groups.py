"""成组办理: the unit's groups, one group with where each of its items stands, its shared facts."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from huiyin.handling.models import Assignment, State
from huiyin.items import groups as actions
from huiyin.items.models import Group, Item
from huiyin.items.policy import can_group
from huiyin.web.handling.acting import Page, ask, done, find_item, insist, tell
from huiyin.web.handling.forms import ActForm, posted, text
from huiyin.web.seat import StaffRequest, own_unit
from huiyin.web.uploads import GateField, keep


class GroupForm(ActForm):
    name = forms.CharField(label="名称", max_length=80, help_text="例：托育服务组。")
    research = text("共同的调研", required=False, rows=6, limit=20_000)


class NoteForm(ActForm):
    text = text("事实", rows=3, limit=2000, help_text="例：全市普惠托位 3 万个。")
    source = forms.CharField(label="出处", max_length=200, required=False)
    file = GateField(label="材料", required=False)

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        return {**self.cleaned_data, "file": keep(request, self.cleaned_data["file"], kind="group_note")}


class JoinForm(ActForm):
    group = forms.ModelChoiceField(Group.objects.none(), label="编入哪一组", required=False, empty_label="新的一组")
    name = forms.CharField(label="新组的名称", max_length=80, required=False)


@require_safe
def groups(request: StaffRequest) -> HttpResponse:
    """本单位的各组."""
    rows = Group.objects.visible_to(request.person).annotate(count=Count("members")).order_by("-made_on", "-pk")
    return render(request, "items/groups.html", {"groups": rows, "place": "ledger"})


@require_safe
def group(request: StaffRequest, pk: int) -> HttpResponse:
    """一组：各件停在哪，共同的调研和事实."""
    row = _find(request, pk)
    parts = Assignment.objects.of_unit(row.unit).filter(item__groups=row).exclude(state=State.WITHDRAWN)
    held = {part.item_id: part for part in parts.with_lights(on=request.today)}
    items: list[Any] = list(Item.objects.filter(groups=row).select_related("session").in_official_order())
    for item in items:
        item.part = held.get(item.pk)
    facts = {"group": row, "items": items, "notes": row.notes.select_related("file"), "place": "ledger"}
    return render(request, "items/group.html", {**facts, "may_change": can_group(request.person, row.unit)})


def join_group(request: StaffRequest, pk: int) -> HttpResponse:
    """把一件编入组."""
    item, unit = find_item(request, pk), own_unit(request)
    insist(can_group(request.person, unit), "成组")
    form = posted(JoinForm, request)
    form.fields["group"].queryset = Group.objects.filter(unit=unit).order_by("-made_on", "-pk")
    if done(request, form, _join, item, unit=unit):
        return tell(request, item, "已编入组；仍单独答复。", "kin")
    page = Page(title="编入组", act="编入", panel="kin", why="内容相近的件一起调研，一件一件答复；编号、提出人都不变。")
    return ask(request, item, form, page, pairs=[("案号", item.number_label), ("届次", item.session.name)])


def change_group(request: StaffRequest, pk: int) -> HttpResponse:
    """改组名、共同的调研."""
    row = _find(request, pk)
    insist(can_group(request.person, row.unit), "改动这一组")
    form = posted(GroupForm, request, initial={"name": row.name, "research": row.research})
    if done(request, form, actions.change_group, row):
        return _back(request, row, "已保存。")
    return render(request, "items/group_act.html", {"group": row, "form": form, "title": "改这一组", "place": "ledger"})


def add_group_note(request: StaffRequest, pk: int) -> HttpResponse:
    """登记共同事实."""
    row = _find(request, pk)
    insist(can_group(request.person, row.unit), "登记共同事实")
    form = posted(NoteForm, request)
    if done(request, form, actions.add_group_note, row):
        return _back(request, row, "共同事实已登记，组内各件的答复都可以引用。")
    facts = {"group": row, "form": form, "title": "登记共同事实", "place": "ledger"}
    return render(request, "items/group_act.html", facts)


@require_POST
def remove_from_group(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    """移出一件."""
    row = _find(request, pk)
    gone = get_object_or_404(row.items, pk=item)
    actions.remove_from_group(row, gone, by=request.person, now=request.now)
    return _back(request, row, f"{gone.number_label}已移出，件本身不受影响。")


def _join(item: Item, *, unit: Any, group: Group | None, name: str, **who: Any) -> Group:
    if group is None:
        return actions.make_group(unit, name=name, items=[item], **who)
    actions.add_to_group(group, [item], **who)
    return group


def _find(request: StaffRequest, pk: int) -> Group:
    return get_object_or_404(Group.objects.visible_to(request.person).select_related("unit"), pk=pk)


def _back(request: StaffRequest, row: Group, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("group", pk=row.pk)
