"""The ledger."""

from django.http import HttpResponse
from django.shortcuts import render

from huiyin.web.seat import StaffRequest


def ledger(request: StaffRequest) -> HttpResponse:
    return render(request, "ledger/ledger.html", {"place": "ledger"})
