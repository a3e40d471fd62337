"""The item page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from huiyin.items.models import Item
from huiyin.web.seat import StaffRequest


def item(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Item.objects.visible_to(request.person), pk=pk)
    return render(request, "items/item.html", {"place": "ledger", "item": found})
