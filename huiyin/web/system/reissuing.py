"""Running items and the edition of the rules they go by: shown, re-issued to a newer one, or counted anew."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render

from huiyin.accounts.desk import Person
from huiyin.flow.errors import NotReady
from huiyin.handling import moving
from huiyin.handling.models import Assignment, AssignmentQuerySet
from huiyin.rules import packs
from huiyin.web.handling.forms import text
from huiyin.web.seat import StaffRequest
from huiyin.web.system.moves import insist_keeper, kept_by, shown

COUNTED_ANEW = "规则、日历有变，重新计算"


@dataclass(frozen=True)
class EditionInUse:
    """How many open items of the unit go by one edition."""

    pack: str
    title: str
    version: int
    current: int
    items: int

    @property
    def is_older(self) -> bool:
        return self.version < self.current

    @property
    def is_missing(self) -> bool:
        return self.version not in packs.editions(self.pack)


class WhyForm(forms.Form):
    why = text("理由", rows=2, limit=200)


def editions_in_use(person: Person) -> list[EditionInUse]:
    """The oldest first."""
    rows = kept_by(person).order_by().values_list("pack", "pack_version").annotate(Count("pk"))
    found = [
        EditionInUse(name, packs.get(name).title, version, packs.get(name).version, items)
        for name, version, items in rows
        if name in packs.names()
    ]
    return sorted(found, key=lambda one: (one.pack, one.version))


def reissue(request: StaffRequest) -> HttpResponse:
    """改按新版：先看哪些在办件会动，选定的才改。"""
    insist_keeper(request.person)
    name, version = _asked(request)
    rows = kept_by(request.person).filter(pack=name, pack_version=version).with_people().order_by("id")
    form = WhyForm(request.POST or None, label_suffix="")
    if form.is_valid():
        chosen = rows.filter(pk__in=[pk for pk in request.POST.getlist("pick") if pk.isdigit()])
        current = packs.get(name).version
        facts = {"version": current, "why": form.cleaned_data["why"], "by": request.person, "now": request.now}
        done = moving.reissue(chosen, **facts)
        messages.success(
            request, f"{len(done)} 件改按第 {current} 版办理。" if done else "没有选定哪一件，什么也没改。"
        )
        return redirect("rules")
    facts = {"place": "rules", "form": form, "pack": packs.get(name), "version": version}
    return render(request, "system/reissue.html", {**facts, "lines": _lines(rows, name)})


def recount(request: StaffRequest) -> HttpResponse:
    """按现在的规则和日历重算：先看哪些会动，再写入，每件记一个事件。"""
    insist_keeper(request.person)
    mine = kept_by(request.person)
    if request.method == "POST":
        items = moving.move_dates(mine, why=COUNTED_ANEW, by=request.person, now=request.now)
        messages.success(request, f"{len(items)} 件的期限已重新计算。")
        return redirect("rules")
    facts = {"place": "rules", "moves": shown(moving.would_move(mine), request.person)}
    return render(request, "system/recount.html", facts)


def _asked(request: StaffRequest) -> tuple[str, int]:
    name, version = request.GET.get("pack", ""), request.GET.get("from", "")
    if name not in packs.names() or not version.isdigit():
        raise NotReady("没有写明改哪一个规则包、第几版。")
    return name, int(version)


def _lines(rows: AssignmentQuerySet, name: str) -> list[tuple[Assignment, list[moving.Move]]]:
    """Every item of the edition with what the new one would move."""
    found: dict[int, list[moving.Move]] = {}
    for move in moving.would_move(rows, versions={name: packs.get(name).version}):
        found.setdefault(move.duty.assignment.parent_id or move.duty.assignment_id, []).append(move)
    return [(row, found.get(row.pk, [])) for row in rows]
