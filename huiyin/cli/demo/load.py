"""The whole demo: two places, their past years, their current one."""

import datetime as dt

from django.db import transaction

from huiyin.cli.demo.beside import load_beside
from huiyin.cli.demo.closed import live_through
from huiyin.cli.demo.groundwork import lay_groundwork
from huiyin.cli.demo.places import NAMES, Place, plan_of, seat
from huiyin.cli.demo.running import load_running
from huiyin.cli.demo.said import write_outcomes, write_passages, write_scopes
from huiyin.events.actors import SHANGHAI, SYSTEM, local_day
from huiyin.handling.lapsing import lapse_windows

FIRST_DAY = dt.datetime(2021, 1, 4, 9, tzinfo=SHANGHAI)
PAST_YEARS = (2021, 2022)


def load_demo(*, now: dt.datetime) -> list[Place]:
    """Everything, in a few transactions; the first place is 武汉."""
    places = [load_past(name) for name in NAMES]
    for place in places:
        load_current(place, today=local_day(now))
    lapse_windows(today=local_day(now), by=SYSTEM, now=now)
    return places


@transaction.atomic
def load_current(place: Place, *, today: dt.date) -> int:
    """This year, so that every screen has something to show; the second place has one item of each kind."""
    count = load_running(place, today=today, thin=place.plan["code"] != "wuhan-wjw")
    load_beside(place, today=today)
    lay_groundwork(place, today=today)
    return count


@transaction.atomic
def load_past(name: str, years: tuple[int, ...] = PAST_YEARS) -> Place:
    """The years that the published report tells of."""
    place = seat(plan_of(name), now=FIRST_DAY)
    write_scopes(place)
    for year in years:
        live_through(place, year)
    write_outcomes(place)
    write_passages(place)
    return place
