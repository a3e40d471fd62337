"""The working year, rules and calendar, the log, and the gallery of components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from huiyin.events.models import Event
from huiyin.items.models import Item
from huiyin.rules import packs
from huiyin.rules.pack import Pack
from huiyin.web.paging import page_of
from huiyin.web.seat import StaffRequest, own_unit
from huiyin.web.system import log as records
from huiyin.web.system import rulebook
from huiyin.web.system.arranging import may_arrange
from huiyin.web.system.batchclocks import batches_with_terms
from huiyin.web.system.moves import may_change
from huiyin.web.system.reissuing import editions_in_use
from huiyin.web.system.samples import SAMPLES
from huiyin.web.system.year import months_of, special_days, waiting_for
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
    """规则: the pack of the own unit, another one, or an older edition; compared with the national one when asked."""
    pack, current = _pack(request)
    comparing, only = "compare" in request.GET, request.GET.get("show") == "unverified"
    facts = {
        "place": "rules",
        "pack": pack,
        "current": current,
        "packs": [packs.get(name) for name in packs.names()],
        "editions": packs.editions(pack.name),
        "comparing": comparing and pack.name != "national",
        "only": only,
        "sections": rulebook.sections_of(pack, packs.get("national") if comparing else None, only_unverified=only),
        "unverified": rulebook.unverified(pack),
        "may_change": may_change(request.person),
        "in_use": editions_in_use(request.person),
        "batches": batches_with_terms(request.person),
    }
    return render(request, "system/rules.html", facts)


def _pack(request: StaffRequest) -> tuple[Pack, Pack]:
    """The pack and edition asked for, and the edition in force."""
    own = own_unit(request).pack
    wanted, edition = request.GET.get("pack") or own, request.GET.get("edition", "")
    current = packs.get(wanted if wanted in packs.names() else own)
    known = edition.isdigit() and int(edition) in packs.editions(current.name)
    return packs.get(current.name, int(edition)) if known else current, current


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
        "waiting": waiting_for(year, request.person),
        "may_arrange": may_arrange(request.person),
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
