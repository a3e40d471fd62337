"""配正文: a zip of texts, which file goes to which item, then attached."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from huiyin.exchange import bundling
from huiyin.exchange.bundles import AMBIGUOUS, MATCHED, REFUSED, SKIP, SKIPPED, UNMATCHED, items_of
from huiyin.exchange.models import Bundle, BundleState
from huiyin.files.gate import Refused
from huiyin.web.intake.finding import receiving_unit
from huiyin.web.paging import page_of
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import content_of

SHOWN = 20
STATUS = {
    AMBIGUOUS: ("要您定", "warn"),
    UNMATCHED: ("没对上", "err"),
    REFUSED: ("不收", "err"),
    MATCHED: ("对上", "good"),
    SKIPPED: ("不用", "void"),
}


class TextsForm(forms.Form):
    year = forms.IntegerField(label="哪一年的件", min_value=1990, max_value=2100)
    file = forms.FileField(
        label="正文压缩包",
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        error_messages={"required": "请选一个 zip 文件。", "empty": "文件是空的，请重新打包。"},
    )
    field_order = ("file", "year")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})


def texts(request: StaffRequest) -> HttpResponse:
    """传一包正文；也列出以前传的."""
    unit = receiving_unit(request)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TextsForm(*data, initial={"year": request.year})
    if form.is_valid() and (row := _staged(request, form, unit)):
        return redirect("bundle", bundle=row.pk)
    bundles = Bundle.objects.filter(unit=unit).order_by("-read_at", "-pk")
    facts = {"form": form, "page": page_of(request, bundles, SHOWN), "place": "intake"}
    return render(request, "intake/texts.html", facts, status=409 if form.errors else 200)


@require_safe
def bundle(request: StaffRequest, bundle: int) -> HttpResponse:
    """核对: which file goes to which item."""
    row = _find(request, bundle)
    is_open = row.state == BundleState.READ
    files = bundling.report_of(bundling.matches_of(row))["files"] if is_open else row.report["files"]
    order = list(STATUS)
    marked = [{**one, "at": n, "chosen": row.chosen.get(one["member"], "")} for n, one in enumerate(files)]
    rows = [{**one, "word": STATUS[one["status"]][0], "tone": STATUS[one["status"]][1]} for one in marked]
    rows.sort(key=lambda one: order.index(one["status"]))
    counts = [(STATUS[key], sum(one["status"] == key for one in files)) for key in order]
    items = [(str(item.pk), f"{item.number_label} {item.title}"[:60]) for item in items_of(row.unit, row.year)]
    facts = {"row": row, "files": rows, "counts": counts, "is_open": is_open, "items": items, "place": "intake"}
    facts |= {"ready": sum(one["status"] == MATCHED for one in files), "drop_url": reverse("drop_texts", args=[row.pk])}
    return render(request, "intake/bundle.html", facts | {"skip": SKIP})


@require_POST
def choose_texts(request: StaffRequest, bundle: int) -> HttpResponse:
    """您选的."""
    row = _find(request, bundle)
    members = [one["member"] for one in row.report["files"]]
    chosen = {member: request.POST[f"file-{n}"] for n, member in enumerate(members) if request.POST.get(f"file-{n}")}
    bundling.choose(row, chosen, by=request.person, now=request.now)
    messages.success(request, "已照您选的重新对了一遍。")
    return redirect("bundle", bundle=row.pk)


@require_POST
def attach_texts(request: StaffRequest, bundle: int) -> HttpResponse:
    """配上."""
    row = bundling.finish_bundle(_find(request, bundle), by=request.person, now=request.now)
    done = sum(1 for one in row.report["files"] if one["done"])
    messages.success(request, f"{done} 份正文已配到各件，诉求也拆好了。")
    return redirect("bundle", bundle=row.pk)


@require_POST
def drop_texts(request: StaffRequest, bundle: int) -> HttpResponse:
    """不用这一包."""
    row = bundling.drop_bundle(_find(request, bundle), by=request.person, now=request.now)
    messages.success(request, f"“{row.name}”没有采用，什么也没有改。")
    return redirect("texts")


def _find(request: StaffRequest, pk: int) -> Bundle:
    return get_object_or_404(Bundle.objects.select_related("unit", "file"), pk=pk, unit=receiving_unit(request))


def _staged(request: StaffRequest, form: TextsForm, unit: Any) -> Bundle | None:
    sent, year = form.cleaned_data["file"], form.cleaned_data["year"]
    try:
        return bundling.stage_bundle(content_of(sent), sent.name, unit, year=year, by=request.person, now=request.now)
    except Refused as error:
        form.add_error("file", str(error))
        return None
