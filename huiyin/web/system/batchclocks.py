"""本批另定的时限: what the notice of one batch says otherwise, entered with its paper and tried before it counts."""

from django.contrib import messages
from django.db.models import Exists, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from huiyin.accounts.policy import department_of
from huiyin.flow.errors import NotReady
from huiyin.handling import overriding
from huiyin.handling.models import Override
from huiyin.items.models import Batch, Item
from huiyin.web.handling.acting import insist
from huiyin.web.handling.forms import posted
from huiyin.web.seat import StaffRequest
from huiyin.web.system.batch_terms import RemoveForm, TermForm, lines_of
from huiyin.web.system.moves import MovesShown, shown
from huiyin.web.uploads import keep


def batch_clocks(request: StaffRequest, pk: int) -> HttpResponse:
    """看规则包怎么定、本批另定了什么；登记一项：先看会动哪些件，再存。"""
    batch = _find(request, pk)
    may = overriding.can_override(request.person, batch)
    form = posted(TermForm, request)
    if request.method == "POST":
        insist(may, "为这一批另定时限")
    moves = _tried(request, batch, form) if form.is_valid() else None
    if moves is not None and request.POST.get("step") == "keep":
        file = keep(request, form.cleaned_data["file"], kind="notice")
        overriding.set_override(batch, **form.term, file=file, by=request.person, now=request.now)
        messages.success(request, f"已登记，{moves.items} 件的期限重新计算。")
        return redirect("batch_clocks", batch.pk)
    facts = {"place": "rules", "batch": batch, "form": form, "moves": moves, "may": may, "lines": lines_of(batch)}
    return render(request, "system/batch_clocks.html", facts, status=409 if form.missing else 200)


def remove_override(request: StaffRequest, pk: int) -> HttpResponse:
    """取消一项：先看会动哪些件。"""
    row = get_object_or_404(Override.objects.select_related("batch__unit"), pk=pk)
    batch = _find(request, row.batch_id)
    insist(overriding.can_override(request.person, batch), "取消这一批另定的时限")
    form = posted(RemoveForm, request)
    if form.is_valid():
        overriding.remove_override(row, by=request.person, now=request.now, **form.facts(request))
        messages.success(request, "已取消，期限恢复按规则包计算。")
        return redirect("batch_clocks", batch.pk)
    moves = shown(overriding.preview(batch, None, without=row), request.person)
    facts = {"place": "rules", "batch": batch, "form": form, "moves": moves, "said": overriding.said(row)}
    return render(request, "system/remove_override.html", facts)


def _find(request: StaffRequest, pk: int) -> Batch:
    """A batch of the own department, or one with an item that this person may see."""
    units = {department_of(seat.unit).pk for seat in request.person.seats if request.person.unit_ids}
    seen = Item.objects.visible_to(request.person).filter(batch=pk)
    mine = Batch.objects.filter(Q(unit__in=units) | Exists(seen))
    return get_object_or_404(mine.select_related("unit", "session"), pk=pk)


def _tried(request: StaffRequest, batch: Batch, form: TermForm) -> MovesShown | None:
    try:
        return shown(overriding.preview(batch, overriding.term(batch, **form.term)), request.person)
    except NotReady as error:
        form.missing = error.blockers
        return None
