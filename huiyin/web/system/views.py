"""The working year, and the gallery of components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from huiyin.web.seat import StaffRequest
from huiyin.web.system.samples import SAMPLES


@require_POST
def choose_year(request: StaffRequest) -> HttpResponse:
    """Work on another year from now on."""
    wanted = request.POST.get("year", "")
    if wanted.isdigit() and int(wanted) in request.years:
        request.session["year"] = int(wanted)
    return redirect(_ours(request, request.POST.get("next", "")))


def gallery(request: StaffRequest) -> HttpResponse:
    """Every component with made-up facts: what may be used on a page."""
    return render(request, "system/gallery.html", {**SAMPLES, "place": ""})


def _ours(request: HttpRequest, address: str) -> str:
    """An address of this site, else home."""
    safe = url_has_allowed_host_and_scheme(address, allowed_hosts=None) and address.startswith("/")
    return address if safe else "/"


def rules(request: StaffRequest) -> HttpResponse:
    return render(request, "system/rules.html", {"place": "rules"})
