"""规则 and 日历 to be read: a pack with all its values, a year with all its days."""

from django.http import HttpResponse
from django.shortcuts import render

from huiyin.rules import packs
from huiyin.rules.pack import Pack
from huiyin.web.seat import StaffRequest, own_unit
from huiyin.web.system import rulebook
from huiyin.web.system.arranging import may_arrange
from huiyin.web.system.batch_terms import batches_with_terms
from huiyin.web.system.moves import may_change
from huiyin.web.system.reissuing import editions_in_use
from huiyin.web.system.year import months_of, special_days, waiting_for
from huiyin.workdays.calendar import published_years


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
