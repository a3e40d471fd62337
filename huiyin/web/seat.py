"""Who asks, as whom, about which year, at what moment: what a view may take from its request."""

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from huiyin.accounts.desk import Person, sit_down
from huiyin.accounts.models import User
from huiyin.directory.models import Unit
from huiyin.flow.errors import NotAllowed
from huiyin.items.models import Batch

YEARS = "years"


class StaffRequest(HttpRequest):
    """A request of somebody signed in, as SeatMiddleware leaves it. For annotations only."""

    person: Person
    now: dt.datetime
    today: dt.date
    year: int
    years: list[int]
    htmx: HtmxDetails


def seat(request: HttpRequest, user: User) -> None:
    """Put the person, the moment and the working year on the request."""
    now = timezone.now()
    today = timezone.localdate(now)
    person = sit_down(user, on=today)
    listed = request.session.get(YEARS) or _listed_years(person)
    facts = {"now": now, "today": today, "person": person, "years": sorted({*listed, today.year}, reverse=True)}
    for name, value in facts.items():
        setattr(request, name, value)
    request.year = _wanted_year(request) or max((y for y in listed if y <= today.year), default=today.year)  # type: ignore[attr-defined]


def own_unit(request: StaffRequest) -> Unit:
    """The department this person works for; somebody without a post works for none."""
    if request.person.unit is None:
        raise NotAllowed("您还没有岗位，请联系本单位综合协调人。")
    return request.person.unit


def remember_years(request: HttpRequest, person: Person) -> None:
    """Keep in the session which years the unit has lists of: at sign-in, and again when a list was taken in."""
    request.session[YEARS] = _listed_years(person)


def _listed_years(person: Person) -> list[int]:
    """Years the person's unit has lists of."""
    if not person.unit_ids:
        return []
    return list(Batch.objects.filter(unit=person.unit).values_list("year", flat=True).distinct())


def _wanted_year(request: HttpRequest) -> int | None:
    """The year named in the address, else the one chosen before in the masthead."""
    wanted = request.GET.get("year") or str(request.session.get("year", ""))
    return int(wanted) if wanted.isdigit() and len(wanted) == 4 else None
