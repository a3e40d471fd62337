"""Units and people."""

from django.http import HttpResponse
from django.shortcuts import render

from huiyin.web.seat import StaffRequest


def people(request: StaffRequest) -> HttpResponse:
    return render(request, "people/people.html", {"place": "people"})
