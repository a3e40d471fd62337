"""The cast: two units, their offices and the people of every test and of the demo. All of them are made up."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password

from huiyin.accounts.actions import add_person, appoint, give_portfolio
from huiyin.accounts.models import Role, User
from huiyin.directory.actions import add_unit
from huiyin.directory.models import Level, Unit, UnitKind
from huiyin.events.actors import SYSTEM

PASSWORD = "huiyin-demo-2022"  # noqa: S105 — printed by `huiyin demo`, good for nothing else # pragma: allowlist secret

PEOPLE = {
    "lin": ("林科", Role.COORDINATOR, ""),
    "wang": ("王工", Role.OFFICER, "renkou"),
    "qian": ("钱处", Role.OFFICE_HEAD, "renkou"),
    "zhao": ("赵工", Role.OFFICER, "jiceng"),
    "sun": ("孙处", Role.OFFICE_HEAD, "jiceng"),
    "wu": ("吴主任", Role.LEADER_IN_CHARGE, ""),
    "zhou": ("周局", Role.CHIEF, ""),
    "feng": ("冯管", Role.SYSTEM_ADMIN, ""),
    "wei": ("卫安", Role.SECURITY_ADMIN, ""),
    "zheng": ("郑审", Role.AUDITOR, ""),
}
OFFICES = {"renkou": "人口处", "jiceng": "基层卫生处"}


@dataclass(frozen=True)
class Cast:
    """The department, its two offices, another unit, and everybody by login name."""

    unit: Unit
    renkou: Unit
    jiceng: Unit
    other: Unit
    people: dict[str, User]


def seat_the_cast(*, now: dt.datetime, prefix: str = "", unit: Unit | None = None) -> Cast:
    """Make the department (or take the one given), its people, and one stranger elsewhere."""
    facts: dict[str, Any] = {"by": SYSTEM, "now": now}
    unit = unit or _department("shili-wjw", "示例市卫生健康委员会", ["市卫健委", "市卫生健康委"], facts)
    offices = {key: office_of(unit, key, name, facts) for key, name in OFFICES.items()}
    people = {
        login: _person(prefix + login, name, role, offices.get(office, unit), facts)
        for login, (name, role, office) in PEOPLE.items()
    }
    for office in offices.values():
        give_portfolio(people["wu"], office, **facts)
    other = _department(f"{prefix}shili-jyj", "示例市教育局", ["市教育局"], facts)
    people["stranger"] = _person(f"{prefix}stranger", "孙某", Role.COORDINATOR, other, facts)
    return Cast(unit=unit, renkou=offices["renkou"], jiceng=offices["jiceng"], other=other, people=people)


def _department(code: str, name: str, short_names: list[str], facts: dict[str, Any]) -> Unit:
    """A department of a city that does not exist, as it was made before or new."""
    return Unit.objects.filter(code=code).first() or add_unit(
        code=code,
        name=name,
        short_names=short_names,
        kind=UnitKind.DEPARTMENT,
        level=Level.MUNICIPAL,
        place="示例市",
        pack="wuhan",
        doc_prefix="示卫函",
        phone="000-00000000",
        managed_here=True,
        **facts,
    )


def office_of(unit: Unit, key: str, name: str, facts: dict[str, Any], *, position: int = 0) -> Unit:
    """The department's office of that name; made when it is not there yet."""
    return Unit.objects.filter(parent=unit, name=name).first() or add_unit(
        code=f"{unit.code}-{key}",
        name=name,
        kind=UnitKind.OFFICE,
        level=unit.level,
        parent=unit,
        place=unit.place,
        pack=unit.pack,
        managed_here=True,
        position=position,
        **facts,
    )


def _person(username: str, name: str, role: str, unit: Unit, facts: dict[str, Any]) -> User:
    user = add_person(username=username, name=name, **facts)
    user.password = _hashed()
    user.save(update_fields=["password"])
    appoint(user, unit, role, **facts)
    return user


@cache
def _hashed() -> str:
    """One hash for the whole cast: it is slow by design, and the password is no secret."""
    return make_password(PASSWORD)
