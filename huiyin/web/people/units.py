"""单位与处室: the tree, each unit with its names and what became of it, and what may be changed on it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from huiyin.directory import policy
from huiyin.directory.actions import change_unit
from huiyin.directory.models import Unit, UnitKind
from huiyin.flow.errors import NotReady
from huiyin.handling import renaming
from huiyin.web.handling.acting import insist
from huiyin.web.handling.forms import posted
from huiyin.web.paging import page_of
from huiyin.web.people import unit_forms, unit_reading
from huiyin.web.people.acting import Asked, act, tabs
from huiyin.web.seat import StaffRequest, own_unit


def units(request: StaffRequest) -> HttpResponse:
    """The tree one belongs to, and the outside units that lists name."""
    words = request.GET.get("q", "").strip()
    facts = {
        "place": "people",
        "tabs": tabs(request, "units"),
        "nodes": unit_reading.tree(request),
        "page": page_of(request, unit_reading.outside(words)),
        "words": words,
        "may_manage_units": policy.can_manage_units(request.person, own_unit(request)),
    }
    return render(request, "people/units.html", facts)


def unit(request: StaffRequest, pk: int) -> HttpResponse:
    """One unit: what it sets, what it was called, from whom it came and to whom it went."""
    found = _find(request, pk)
    facts = {
        "place": "people",
        "unit": found,
        "pairs": _pairs(found),
        "offices": Unit.objects.filter(parent=found).order_by("valid_to", "position", "sort_key"),
        "origins": found.origins.select_related("old").order_by("on"),
        "successions": found.successions.select_related("new").order_by("-is_main", "pk"),
        "may_change": policy.can_change_unit(request.person, found, {"phone"}) and not found.is_ended,
        "may_reorganise": policy.can_reorganise(request.person, found) and not found.is_ended,
    }
    return render(request, "people/unit.html", facts)


def _pairs(found: Unit) -> list[tuple[str, Any]]:
    return [
        ("类别", found.get_kind_display()),
        ("上级", found.parent),
        ("层级", found.get_level_display()),
        ("简称", "、".join(found.short_names)),
        ("对外电话", found.phone),
        ("发文代字", found.doc_prefix),
        ("设立", found.valid_from),
        ("撤销", found.valid_to),
    ]


def change(request: StaffRequest, pk: int) -> HttpResponse:
    """What a unit sets for itself."""
    found = _find(request, pk)
    form = posted(unit_forms.SettingsForm, request, unit=found)
    insist(policy.can_change_unit(request.person, found, set(form.fields)), "更改这个单位")
    return act(request, form, change_unit, Asked(f"{found} 的设置", "已保存。", to=_page(found), act="保存"), found)


def rename(request: StaffRequest, pk: int) -> HttpResponse:
    found = changeable(request, pk)
    form = posted(unit_forms.RenameForm, request, initial={"name": found.name})
    why = "旧名留在记录里：清单上再写旧名也认得出，以前的文件仍写旧名。"
    return act(request, form, renaming.rename, Asked(f"{found} 改名", "已改名。", why, _page(found)), found)


def move(request: StaffRequest, pk: int) -> HttpResponse:
    found = changeable(request, pk)
    form = posted(unit_forms.MoveForm, request)
    places = unit_reading.readable(request.person).filter(managed_here=True, valid_to=None)
    places = places.exclude(kind=UnitKind.OFFICE).exclude(path__startswith=found.path).exclude(children=found)
    form.fields["parent"].queryset = places.order_by("path")
    why = "下级单位一起移过去。处室还有件在办的，先重新分办。"
    asked = Asked(f"{found} 换上级", "已移动。", why, _page(found))
    return act(request, form, lambda parent, **facts: renaming.move_unit(found, parent, **facts), asked)


def _find(request: StaffRequest, pk: int) -> Unit:
    rows = unit_reading.readable(request.person).select_related("parent").prefetch_related("former_names")
    return get_object_or_404(rows, pk=pk)


def changeable(request: StaffRequest, pk: int) -> Unit:
    found = _find(request, pk)
    insist(policy.can_reorganise(request.person, found), "调整这个单位")
    if found.is_ended:
        raise NotReady(f"{found}已经撤销，不能再调整；请到承接单位的页上办。")
    return found


def _page(found: Unit) -> str:
    return reverse("unit", args=[found.pk])
