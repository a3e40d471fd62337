"""Where the walk goes: a government office that hands out, two departments with offices, a unit outside, spare units."""

import datetime as dt
from dataclasses import dataclass, field

from huiyin.accounts.actions import add_person, appoint
from huiyin.accounts.desk import Person, sit_down
from huiyin.accounts.models import Role as Post
from huiyin.accounts.models import User
from huiyin.cli.demo.cast import Cast, office_of, seat_the_cast
from huiyin.directory.actions import add_unit, change_unit, find_or_add_outside_unit, find_or_add_session
from huiyin.directory.models import Unit, UnitKind
from huiyin.events.actors import SYSTEM
from huiyin.items.actions import open_batch
from huiyin.items.models import Batch, Kind

DISPATCHED = dt.date(2022, 4, 15)
PLACE = {"level": "municipal", "place": "示例市"}


@dataclass(repr=False, eq=False)
class World:
    """Units, people and lists; nothing is registered yet."""

    cast: Cast
    hub: Unit
    outside: Unit
    heir: Unit
    spare: Unit
    batches: dict[str, Batch]
    people: dict[str, User]
    _seats: dict[tuple[str, dt.date], Person] = field(default_factory=dict)

    @property
    def departments(self) -> list[Unit]:
        return [self.cast.unit, self.cast.other]

    @property
    def units(self) -> list[Unit]:
        """Whom an item may be handed to."""
        return [*self.departments, self.outside]

    def person(self, login: str, on: dt.date) -> Person:
        """Who they are that day; read once a day, until units or posts change."""
        if (login, on) not in self._seats:
            self._seats[login, on] = sit_down(self.people[login], on=on)
        return self._seats[login, on]

    def forget_seats(self) -> None:
        self._seats.clear()


def build(now: dt.datetime) -> World:
    """The world as it is before anything is handed over."""
    cast, facts = seat_the_cast(now=now), {"by": SYSTEM, "now": now}
    here = {**PLACE, "pack": "wuhan", "managed_here": True, **facts}
    hub = add_unit(code="hub", name="示例市政府办公室", kind=UnitKind.GOVERNMENT_OFFICE, **here)
    heir = add_unit(code="heir", name="示例市健康委员会", kind=UnitKind.DEPARTMENT, **here)
    for unit in (cast.unit, cast.other, heir):
        change_unit(unit, parent=hub, **facts)
        unit.refresh_from_db()
    schools = office_of(cast.other, "jichu", "基础教育处", facts)
    spare = office_of(cast.unit, "tuoyu", "托育处", facts)
    people = dict(cast.people)
    for login, name, role, unit in (
        ("jiao", "交办员", Post.DISPATCHER, hub),
        ("he", "贺工", Post.OFFICER, schools),
        ("tang", "唐工", Post.OFFICER, spare),
    ):
        people[login] = add_person(username=login, name=name, **facts)
        appoint(people[login], unit, role, **facts)
    outside = find_or_add_outside_unit("示例市交通运输局", **PLACE)
    batches = {"hub": hub, "own": cast.unit}
    lists = {
        f"{key}-{body}": _batch(unit, body, facts) for key, unit in batches.items() for body in ("congress", "cppcc")
    }
    return World(cast, hub, outside, heir, spare, lists, people)


def _batch(unit: Unit, body: str, facts: dict) -> Batch:
    session = find_or_add_session(body=body, term=15, sitting=1, year=2022, **PLACE)
    known = {"session": session, "name": "大会", "year": 2022, "dispatched_on": DISPATCHED, "in_session": True}
    return open_batch(unit=unit, **known, **facts)


def kind_of(batch: Batch) -> Kind:
    return Kind.SUGGESTION if batch.session.body == "congress" else Kind.PROPOSAL
