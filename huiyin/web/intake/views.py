"""收件: what came in, a list read, looked at row by row, and imported."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from huiyin.exchange import actions
from huiyin.exchange.models import Import, ImportState
from huiyin.files.gate import Refused
from huiyin.items.models import Batch
from huiyin.web.intake.asking import asked
from huiyin.web.intake.finding import find_import, receiving_unit
from huiyin.web.intake.forms import SettingsForm, UploadForm, said_in
from huiyin.web.intake.rows import batches_of, cells_of, chips_of, counts_of, rows_of
from huiyin.web.intake.words import STATUS, choices, column_row
from huiyin.web.paging import page_of
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import content_of

SHOWN = 20


@require_safe
def intake(request: StaffRequest) -> HttpResponse:
    """Lists that came in, and the batches of the year."""
    unit = receiving_unit(request)
    batches = (
        Batch.objects.filter(unit=unit, year=request.year).select_related("session").annotate(count=Count("items"))
    )
    waiting = Count("questions", filter=Q(questions__answer=""))
    imports = Import.objects.filter(unit=unit).annotate(open_questions=waiting).order_by("-read_at", "-pk")
    facts = {"batches": batches.order_by("dispatched_on", "pk"), "page": page_of(request, imports, SHOWN)}
    for row in facts["page"]:
        row.counts = counts_of(row.report)
    return render(request, "intake/intake.html", {**facts, "place": "intake"})


def upload(request: StaffRequest) -> HttpResponse:
    """上传清单: read, matched and kept; nothing is registered yet."""
    unit = receiving_unit(request)
    form = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid() and (row := _staged(request, form, unit)):
        return redirect("import", pk=row.pk)
    return render(request, "intake/upload.html", {"form": form, "place": "intake"}, status=409 if form.errors else 200)


@require_safe
def preview(request: StaffRequest, pk: int) -> HttpResponse:
    """核对: how each column was read, what becomes of each row."""
    row = find_import(request, pk)
    return _show(request, row, SettingsForm(initial=said_in(row)))


@require_POST
def correct_columns(request: StaffRequest, pk: int) -> HttpResponse:
    """对列: put a column where it belongs, say what the list does not; everything is read again."""
    row = find_import(request, pk)
    form = SettingsForm(request.POST)
    if form.is_valid() and _read_again(request, row, form):
        messages.success(request, "已照您改的重新读了一遍。")
        return redirect("import", pk=row.pk)
    return _show(request, row, form, status=409)


@require_POST
def finish(request: StaffRequest, pk: int) -> HttpResponse:
    """导入."""
    row = actions.finish(find_import(request, pk), by=request.person, now=request.now)
    counts = counts_of(row.report)
    messages.success(request, f"已导入：新登记 {counts['created']} 件，改动 {counts['changed']} 件，一行不少。")
    return redirect("import", pk=row.pk)


@require_POST
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    """不导入了."""
    row = actions.drop(find_import(request, pk), by=request.person, now=request.now)
    messages.success(request, f"“{row.name}”没有导入；清单留着备查。")
    return redirect("intake")


def _staged(request: StaffRequest, form: UploadForm, unit: Any) -> Import | None:
    sent = form.cleaned_data["file"]
    facts: dict[str, Any] = {"by": request.person, "now": request.now, "settings": form.settings()}
    try:
        return actions.stage(content_of(sent), sent.name, unit, **facts)
    except Refused as error:
        form.add_error("file", str(error))
        return None


def _read_again(request: StaffRequest, row: Import, form: SettingsForm) -> bool:
    """Only what was changed by hand is an override; a reading that nobody can use is told, not kept."""
    shown = {column["key"]: column["field"] for column in row.mapping["columns"]}
    sent = {key: request.POST.get(f"column-{key}", field) for key, field in shown.items()}
    known = dict(choices())
    changed = {key: field for key, field in sent.items() if field != shown[key] and field in known}
    try:
        actions.correct_columns(row, changed, by=request.person, now=request.now, settings=form.settings())
    except Refused as error:
        form.add_error(None, str(error))
        return False
    return True


def _show(request: StaffRequest, row: Import, form: SettingsForm, status: int = 200) -> HttpResponse:
    """An open list is matched with the books of this moment; a finished one stands as it was."""
    is_open = row.state == ImportState.READ
    looked = actions.look_again(row, today=request.today) if is_open else None
    report = looked.report() if looked else row.report
    mapping = looked.mapping() if looked else row.mapping
    chosen = request.GET.get("only", "")
    lines = [line for line in rows_of(report) if chosen not in STATUS or line.status == chosen]
    known = (mapping.get("overrides", {}), mapping.get("remembered", ()))
    columns = [column_row(column, *known) for column in mapping["columns"]]
    facts = {"row": row, "report": report, "counts": counts_of(report), "form": form, "is_open": is_open}
    facts |= {"columns": columns, "choices": choices(), "chips": chips_of(report, chosen if chosen in STATUS else "")}
    facts |= {"page": page_of(request, lines, SHOWN), "about": batches_of(report), "place": "intake"}
    facts |= {"drop_url": reverse("drop_import", args=[row.pk]), "sums": _sums(columns)}
    facts |= {"header_rows": sorted({c["header_row"] for c in mapping["columns"]}), "mapping": mapping}
    facts |= {"blank_cells": cells_of({}), **({} if is_open else asked(row))}
    return render(request, "intake/preview.html", facts, status=status)


def _sums(columns: list[Any]) -> dict[str, int]:
    """认得几列，猜的几列，不用几列."""
    tones = [column.tone for column in columns]
    return {
        "known": tones.count("good") + tones.count("blue"),
        "guessed": tones.count("warn"),
        "unused": tones.count("void"),
    }
