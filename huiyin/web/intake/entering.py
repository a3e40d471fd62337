"""手工登记: one item from its paper — registered, with our part in it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from huiyin.directory.models import Unit
from huiyin.items.models import Batch, Item
from huiyin.web.handling.acting import done, tell
from huiyin.web.intake.entry import EntryForm
from huiyin.web.intake.finding import receiving_unit
from huiyin.web.intake.registering import enter
from huiyin.web.seat import StaffRequest


def register(request: StaffRequest) -> HttpResponse:
    """手工登记一件."""
    unit = receiving_unit(request)
    sent = request.POST if request.method == "POST" else None
    newest = Batch.objects.filter(unit=unit, year=request.year).order_by("-pk").first()
    first = {"batch": newest, "dispatched_on": newest.dispatched_on if newest else request.today}
    form = EntryForm(sent, unit=unit, year=request.year, today=request.today, initial=first)
    kept: list[Item] = []
    left: list[Unit] = []
    if done(request, form, enter, kept=kept, left=left):
        for other in left:
            messages.warning(request, f"{other}自己在本系统办理，由交办单位交办，没有代为登记。")
        if unusual := form.unusual():
            messages.warning(request, unusual)
        panel = "screening" if form.cleaned_data["to_screen"] else "asks"
        return tell(request, kept[0], f"已登记：{kept[0].number_label}。", panel)
    seen = form.twin and Item.objects.visible_to(request.person).filter(pk=form.twin.pk).exists()
    facts = {"form": form, "twin": form.twin if seen else None, "place": "intake"}
    return render(request, "intake/register.html", facts, status=409 if form.missing or form.errors else 200)
