"""提出人: who proposed the items one may see; corrected, joined, marked as gone by who receives lists."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from huiyin.directory import correcting
from huiyin.directory.models import Submitter, SubmitterKind, SubmitterQuerySet
from huiyin.directory.policy import can_keep_submitters
from huiyin.items.models import Item, Signature
from huiyin.surveys import joining
from huiyin.surveys.gone import still_with
from huiyin.web.handling.acting import insist
from huiyin.web.handling.forms import ActForm, DateField, RecordedForm, posted
from huiyin.web.paging import page_of
from huiyin.web.people.acting import Asked, act, tabs
from huiyin.web.seat import StaffRequest

REASONS = ["去世", "辞去职务", "资格终止", "因病不能联系", "机构撤销"]


class CorrectForm(ActForm):
    name = forms.CharField(label="姓名或名称", max_length=120)
    kind = forms.ChoiceField(label="类别", choices=SubmitterKind.choices)
    group = forms.CharField(label="代表团或界别", max_length=60, required=False)
    post = forms.CharField(label="单位职务", max_length=120, required=False)
    phone = forms.CharField(label="电话", max_length=40, required=False)
    email = forms.EmailField(label="电子邮件", required=False)
    address = forms.CharField(label="通讯地址", max_length=200, required=False)


class GoneForm(RecordedForm):
    reason = forms.CharField(
        label="原因",
        max_length=60,
        help_text=f"例：{'、'.join(REASONS)}。任期届满不算：没办完的件仍答复原提出人。",
    )
    on = DateField(label="自哪天起", required=False)


class BackForm(ActForm):
    reason = forms.CharField(label="为什么撤销登记", max_length=120, help_text="已经免除的沟通、请评不自动恢复。")


class MergeForm(ActForm):
    other = forms.ModelChoiceField(label="并入这一位的是", queryset=Submitter.objects.none())


def submitters(request: StaffRequest) -> HttpResponse:
    """Those of the items one may see, found by name, group or kind."""
    words, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    rows = _seen(request).order_by("sort_key", "pk")
    if words:
        spelt = Submitter.objects.filter(name__contains=words).exclude(merged_into=None).values("merged_into")
        named = Q(name__contains=words) | Q(group__contains=words) | Q(sort_key__startswith=words.lower())
        rows = rows.filter(named | Q(pk__in=spelt))
    rows = rows.filter(kind=kind) if kind in SubmitterKind.values else rows
    facts = {
        "place": "people",
        "tabs": tabs(request, "submitters"),
        "page": _counted(request, page_of(request, rows)),
        "words": words,
        "kind": kind,
        "kinds": SubmitterKind.choices,
    }
    return render(request, "people/submitters.html", facts)


def _counted(request: StaffRequest, page: Page) -> Page:
    """The rows of this page with how many items each signed that one may see."""
    mine = Signature.objects.filter(submitter__in=list(page), item__in=Item.objects.visible_to(request.person))
    counts = dict(mine.values_list("submitter").annotate(Count("item", distinct=True)))
    for row in page:
        row.items = counts.get(row.pk, 0)
    return page


def submitter(request: StaffRequest, pk: int) -> HttpResponse:
    """One of them: how to reach them, other spellings, what they signed."""
    found = _find(request, pk)
    mine = Item.objects.visible_to(request.person)
    signed = found.signatures.filter(item__in=mine).select_related("item__session")
    facts = {
        "place": "people",
        "submitter": found,
        "pairs": _pairs(found),
        "spellings": found.also_known.order_by("pk"),
        "signed": signed.order_by("-item__year", "item__seq", "pk"),
        "may_keep": can_keep_submitters(request.person),
    }
    return render(request, "people/submitter.html", facts)


def _pairs(found: Submitter) -> list[tuple[str, Any]]:
    return [
        ("类别", found.get_kind_display()),
        ("机构", f"{found.place}{found.get_level_display()}级{found.get_body_display()}"),
        ("代表团或界别", found.group),
        ("单位职务", found.post),
        ("电话", found.phone),
        ("电子邮件", found.email),
        ("通讯地址", found.address),
    ]


def correct(request: StaffRequest, pk: int) -> HttpResponse:
    """更正."""
    found = _keepable(request, pk, "更正提出人")
    form = posted(CorrectForm, request, initial={name: getattr(found, name) for name in CorrectForm.base_fields})
    why = "原来的写法留作别名，清单再这样写也认得出。操作记录只写改了哪几项，不写电话和地址。"
    return act(
        request, form, correcting.correct_submitter, Asked(f"更正 {found}", "已更正。", why, _page(found)), found
    )


def gone(request: StaffRequest, pk: int) -> HttpResponse:
    """登记不再联系."""
    found = _keepable(request, pk, "登记不再联系")
    form = posted(GoneForm, request)
    touched = still_with(found)
    why = "未评的不再请评，未送的不再送；没有别的提出人的，沟通、送达、评价免除并写明原因。件照常办理、答复。"
    pairs = [("还在办的件", "、".join(item.number_label for item in touched) or "没有")]
    asked = Asked(f"{found} 不再联系", "已登记，还欠其的沟通、送达、评价随即免除。", why, _page(found), "登记", pairs)
    return act(request, form, correcting.mark_gone, asked, found)


def back(request: StaffRequest, pk: int) -> HttpResponse:
    """撤销不再联系的登记."""
    found = _keepable(request, pk, "撤销不再联系的登记")
    form = posted(BackForm, request)
    asked = Asked(f"撤销 {found} 不再联系的登记", "登记已撤销。", to=_page(found), act="撤销登记")
    return act(request, form, correcting.unmark_gone, asked, found)


def merge(request: StaffRequest, pk: int) -> HttpResponse:
    """两行合为一位: the other row is chosen, what moves is shown, then it is done."""
    found = _keepable(request, pk, "合并提出人")
    like = _like(request, found)
    form: Any = MergeForm(request.POST or request.GET or None, today=request.today)
    form.fields["other"].queryset = like
    other = form.cleaned_data["other"] if form.is_valid() else None
    blockers = joining.blockers(found, other) if other else []
    if request.method == "POST" and other and not blockers:
        joining.join_submitters(found, other, by=request.person, now=request.now)
        messages.success(request, f"已合并到 {found}。")
        return redirect(_page(found))
    facts = {"place": "people", "submitter": found, "form": form, "other": other, "blockers": blockers}
    facts["counts"] = joining.preview(other) if other else {}
    return render(request, "people/merge.html", facts, status=409 if blockers else 200)


def _like(request: StaffRequest, found: Submitter) -> SubmitterQuerySet:
    """Who could be the same: of the same body, level and place, person or group alike, of the same surname or sound."""
    rows = _seen(request).filter(body=found.body, level=found.level, place=found.place).exclude(pk=found.pk)
    persons = rows.filter(kind=SubmitterKind.PERSON) if found.is_person else rows.exclude(kind=SubmitterKind.PERSON)
    return persons.filter(Q(name__startswith=found.name[:1]) | Q(sort_key=found.sort_key)).order_by("sort_key", "pk")


def _seen(request: StaffRequest) -> SubmitterQuerySet:
    """R82: proposers of the items that this person's units may see; the three administrators see none."""
    insist(bool(request.person.unit_ids), "查看提出人")
    signed = Signature.objects.filter(submitter=OuterRef("pk"), item__in=Item.objects.visible_to(request.person))
    return Submitter.objects.standing().filter(Exists(signed))


def _find(request: StaffRequest, pk: int) -> Submitter:
    return get_object_or_404(_seen(request), pk=pk)


def _keepable(request: StaffRequest, pk: int, what: str) -> Submitter:
    found = _find(request, pk)
    insist(can_keep_submitters(request.person), what)
    return found


def _page(found: Submitter) -> str:
    return reverse("submitter", args=[found.pk])
