"""The two places of the demo as their TOML files tell them, and who sits where in them."""

import datetime as dt
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from huiyin.accounts.actions import add_person, appoint, give_portfolio
from huiyin.accounts.desk import Person, sit_down
from huiyin.accounts.models import Role, User
from huiyin.cli.demo.cast import Cast, office_of, seat_the_cast
from huiyin.directory.actions import add_unit
from huiyin.directory.models import Unit, UnitKind
from huiyin.events.actors import SYSTEM

FOLDER = Path(__file__).parent
NAMES = ("wuhan", "jilin")
SURNAMES = "张李刘陈杨黄徐马朱胡郭何高罗梁宋许邓韩曹彭曾萧田董袁潘蒋蔡余"
FIRST_DAY = dt.date(2021, 1, 4)
LEADERS = ("郑主任", "何主任")


@dataclass
class Place:
    """A unit with its plan, offices by name, and the people who do the work of each office."""

    plan: dict[str, Any]
    unit: Unit
    cast: Cast
    offices: dict[str, Unit]
    officers: dict[int, User] = field(default_factory=dict)
    heads: dict[int, User] = field(default_factory=dict)
    leaders: dict[int, User] = field(default_factory=dict)
    seated: dict[int, Person] = field(default_factory=dict)

    def person(self, user: User) -> Person:
        """Somebody of the place as an actor; nobody changes posts in the demo, so one look is enough."""
        if user.pk not in self.seated:
            self.seated[user.pk] = sit_down(user, on=FIRST_DAY)
        return self.seated[user.pk]

    @property
    def coordinator(self) -> Person:
        return self.person(self.cast.people["lin"])

    @property
    def chief(self) -> User:
        return self.cast.people["zhou"]

    def offices_of(self, topic: str) -> list[Unit]:
        """Which offices a matter belongs to, by the plan."""
        return [self.offices[name] for name in self.plan["topics"][topic]["offices"]]


def plan_of(name: str) -> dict[str, Any]:
    """A place as its file tells it."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def seat(plan: dict[str, Any], *, now: dt.datetime) -> Place:
    """The unit, its offices and its people."""
    facts: dict[str, Any] = {"by": SYSTEM, "now": now}
    unit = _department(plan, facts)
    offices = {
        name: office_of(unit, f"{place:02}", name, facts, position=place)
        for place, name in enumerate(_office_names(plan), start=1)
    }
    cast = seat_the_cast(now=now, prefix=plan["prefix"], unit=unit)
    place = Place(plan=plan, unit=unit, cast=cast, offices=offices)
    _fill_offices(place, facts)
    return place


def _department(plan: dict[str, Any], facts: dict[str, Any]) -> Unit:
    keys = ("code", "name", "short_names", "level", "place", "pack", "doc_prefix", "phone")
    return add_unit(**{key: plan[key] for key in keys}, kind=UnitKind.DEPARTMENT, managed_here=True, **facts)


def _office_names(plan: dict[str, Any]) -> list[str]:
    return [plan["coordinating_office"], *plan["offices"]]


def _fill_offices(place: Place, facts: dict[str, Any]) -> None:
    """An officer and a head for each office, a leader in charge for every few; where the cast sits, the cast."""
    mine = {place.cast.renkou.pk: ("wang", "qian"), place.cast.jiceng.pk: ("zhao", "sun")}
    leaders = [place.cast.people["wu"]]
    for number, name in enumerate(LEADERS, start=1):
        leaders.append(_person(place, f"leader{number}", name, Role.LEADER_IN_CHARGE, place.unit, facts))
    for number, office in enumerate(place.offices.values()):
        place.leaders[office.pk] = leaders[0] if office.pk in mine else leaders[number % len(leaders)]
        if office.pk in mine:
            officer, head = mine[office.pk]
            place.officers[office.pk], place.heads[office.pk] = place.cast.people[officer], place.cast.people[head]
            continue
        surname, other = SURNAMES[number], SURNAMES[-1 - number]
        key = f"{number:02}"
        place.officers[office.pk] = _person(place, f"officer{key}", f"{surname}工", Role.OFFICER, office, facts)
        place.heads[office.pk] = _person(place, f"head{key}", f"{other}处", Role.OFFICE_HEAD, office, facts)
        give_portfolio(place.leaders[office.pk], office, **facts)


def _person(place: Place, login: str, name: str, role: str, unit: Unit, facts: dict[str, Any]) -> User:
    user = add_person(username=f"{place.plan['prefix']}{login}", name=name, **facts)
    appoint(user, unit, role, **facts)
    return user
