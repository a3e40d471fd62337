"""The whole demo: two places, their past years, their current one."""

import datetime as dt

from django.db import transaction

from huiyin.cli.demo.closed import live_through
from huiyin.cli.demo.places import NAMES, Place, plan_of, seat
from huiyin.cli.demo.said import write_outcomes, write_passages, write_scopes
from huiyin.events.actors import SHANGHAI

FIRST_DAY = dt.datetime(2021, 1, 4, 9, tzinfo=SHANGHAI)
PAST_YEARS = (2021, 2022)


def load_demo(*, now: dt.datetime) -> list[Place]:
    """Everything, in a few transactions; the first place is 武汉."""
    return [load_place(name, now=now) for name in NAMES]


def load_place(name: str, *, now: dt.datetime) -> Place:
    """One unit with its years."""
    place = load_past(name)
    return place


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
