"""The working year, the log, and the gallery of components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from huiyin.events.models import Event
from huiyin.items.models import Item
from huiyin.web.paging import page_of
from huiyin.web.seat import StaffRequest
from huiyin.web.system import log as records
from huiyin.web.system.samples import SAMPLES
from huiyin.web.words import Told, phrases, told


@require_POST
def choose_year(request: StaffRequest) -> HttpResponse:
    """Work on another year from now on."""
    wanted = request.POST.get("year", "")
    if wanted.isdigit() and int(wanted) in request.years:
        request.session["year"] = int(wanted)
    return redirect(_ours(request, request.POST.get("next", "")))


def log(request: StaffRequest) -> HttpResponse:
    """操作记录, newest first."""
    asked = {name: request.GET.get(name, "").replace("\x00", "").strip() for name in ("room", "verb", "who", "day")}
    page = page_of(request, records.narrowed(records.events_for(request.person), **asked))
    facts = {
        "place": "log",
        "asked": asked,
        "page": page,
        "rooms": list(records.ROOMS.items()),
        "verbs": list(phrases().items()),
    }
    return render(request, "system/log.html", {**facts, "lines": _lines(request, list(page.object_list))})


def gallery(request: StaffRequest) -> HttpResponse:
    """Every component with made-up facts: what may be used on a page."""
    return render(request, "system/gallery.html", {**SAMPLES, "place": ""})


def _lines(request: StaffRequest, events: list[Event]) -> list[tuple[Told, Item | None]]:
    """Each event in words, with its item when this person may open it."""
    numbers = {int(event.topic[5:]) for event in events if event.topic.startswith("item:")}
    items = Item.objects.visible_to(request.person).in_bulk(numbers) if numbers else {}
    return [
        (told(event), items.get(int(event.topic[5:])) if event.topic.startswith("item:") else None) for event in events
    ]


def _ours(request: HttpRequest, address: str) -> str:
    """An address of this site, else home."""
    safe = url_has_allowed_host_and_scheme(address, allowed_hosts=None) and address.startswith("/")
    return address if safe else "/"
