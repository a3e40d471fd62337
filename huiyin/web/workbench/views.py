"""The desk."""

from django.http import HttpResponse
from django.shortcuts import render

from huiyin.web.seat import StaffRequest


def desk(request: StaffRequest) -> HttpResponse:
    return render(request, "workbench/desk.html", {"place": "desk"})
