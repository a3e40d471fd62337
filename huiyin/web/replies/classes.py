"""答复分类: our own share of A by year beside what others published, each with its source."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.accounts.policy import is_coordinator
from huiyin.handling.models import Assignment
from huiyin.replies import classes, peers
from huiyin.replies.models import PeerShare
from huiyin.rules import packs
from huiyin.web.handling.acting import done, insist
from huiyin.web.handling.forms import ActForm, posted
from huiyin.web.seat import StaffRequest, own_unit

YEARS = 5


class PeerForm(ActForm):
    """The number, or where only that is published, the percentage."""

    peer = forms.CharField(label="哪个单位或地方", max_length=120)
    year = forms.IntegerField(label="年份", min_value=1990, max_value=2100)
    answered = forms.IntegerField(label="答复件数", min_value=1)
    solved = forms.IntegerField(label="A 类件数", min_value=0, required=False)
    rate = forms.DecimalField(label="或 A 类占比（%）", min_value=0, max_value=100, decimal_places=2, required=False)
    source = forms.CharField(label="出处", max_length=200, help_text="报告名称、文号或网页，和日期。")

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        rate = facts.pop("rate", None)
        if facts.get("solved") is None and rate is not None and facts.get("answered"):
            facts["solved"] = peers.solved_by_rate(facts["answered"], rate)
        if facts.get("solved") is None and not self.errors:
            self.add_error("solved", "件数、占比写一样。")
        return facts


@require_http_methods(["GET", "POST"])
def reply_classes(request: StaffRequest) -> HttpResponse:
    unit = own_unit(request)
    form = posted(PeerForm, request, initial={"year": request.year})
    if request.method == "POST" and done(request, form, peers.add_peer_share, unit):
        messages.success(request, "已登记。")
        return redirect("reply_classes")
    rows = [(row, peers.share_of(row)) for row in peers.peers(unit)]
    held = Assignment.objects.filter(unit=unit, year__lte=request.year).values_list("year", flat=True)
    years = sorted(set(held), reverse=True)[:YEARS]
    facts: dict[str, Any] = {"own": [(year, classes.share(unit, year, on=request.today)) for year in years]}
    facts |= {"peers": rows, "form": form, "unit": unit, "scheme": packs.get(unit.pack).scheme, "place": "statistics"}
    facts["may_add"] = is_coordinator(request.person, unit)
    return render(request, "replies/classes.html", facts, status=409 if form.missing else 200)


@require_POST
def remove_peer_share(request: StaffRequest, pk: int) -> HttpResponse:
    unit = own_unit(request)
    insist(is_coordinator(request.person, unit), "删去别处的分类情况")
    peers.remove_peer_share(get_object_or_404(PeerShare, pk=pk, unit=unit), by=request.person, now=request.now)
    messages.success(request, "已删去。")
    return redirect("reply_classes")
