"""The working year, rules and calendar, the log, and the gallery of components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from huiyin.events.models import Event
from huiyin.items.models import Item
from huiyin.rules import packs
from huiyin.web.paging import page_of
from huiyin.web.seat import StaffRequest, own_unit
from huiyin.web.system import log as records
from huiyin.web.system import rulebook
from huiyin.web.system.samples import SAMPLES
from huiyin.web.system.year import months_of, special_days
from huiyin.web.words import Told, phrases, told
from huiyin.workdays.calendar import published_years


@require_POST
def choose_year(request: StaffRequest) -> HttpResponse:
    """Work on another year from now on."""
    wanted = request.POST.get("year", "")
    if wanted.isdigit() and int(wanted) in request.years:
        request.session["year"] = int(wanted)
    return redirect(_ours(request, request.POST.get("next", "")))


def rules(request: StaffRequest) -> HttpResponse:
    """规则: the pack of the own unit, or another one to compare."""
    wanted = request.GET.get("pack") or own_unit(request).pack
    pack = packs.get(wanted if wanted in packs.names() else own_unit(request).pack)
    clocks, customs = rulebook.clocks_of(pack), rulebook.customs_of(pack)
    facts = {
        "place": "rules",
        "pack": pack,
        "packs": [packs.get(name) for name in packs.names()],
        "clocks": clocks,
        "customs": customs,
        "unverified": rulebook.unverified([*clocks, *customs]),
    }
    return render(request, "system/rules.html", facts)


def working_calendar(request: StaffRequest) -> HttpResponse:
    """日历: one year of working days; a year not published is a state, not an error."""
    wanted = request.GET.get("of", "")
    year = int(wanted) if wanted.isdigit() and 2004 <= int(wanted) <= request.today.year + 2 else request.year
    facts = {
        "place": "rules",
        "of": year,
        "months": months_of(year, today=request.today),
        "special": special_days(year),
        "years": [*published_years()[-5:], published_years()[-1] + 1],
    }
    return render(request, "system/calendar.html", facts)


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
