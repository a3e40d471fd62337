"""The people and places of the bench: units with ten offices each, their posts, sessions and submitters."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from huiyin.accounts.models import Portfolio, Post, Role, User
from huiyin.directory.models import Body, Level, Session, Submitter, Unit, UnitKind

OFFICES = 10
PASSWORD = "bench-bench-bench"  # noqa: S105 — of scratch databases only # pragma: allowlist secret
SUBMITTERS = 500  # of each body at each level
ORIGINS = [(body, level) for level in (Level.PROVINCIAL, Level.MUNICIPAL) for body in (Body.CONGRESS, Body.CPPCC)]


@dataclass(frozen=True)
class Crew:
    """One department: its offices, and for each office an officer and a head."""

    unit: Unit
    offices: list[Unit]
    officers: list[User]
    heads: list[User]
    coordinator: User
    leader: User
    chief: User


def crews(count: int) -> list[Crew]:
    """`count` departments with everybody in them."""
    return [_crew(number) for number in range(1, count + 1)]


def _crew(number: int) -> Crew:
    code = f"bench-{number:02d}"
    unit = _unit(code, f"示例{number}市卫生健康委员会", UnitKind.DEPARTMENT, None)
    offices = [_unit(f"{code}-{n}", f"第{n}处", UnitKind.OFFICE, unit, n) for n in range(1, OFFICES + 1)]
    logins = [f"{code}-officer-{n}" for n in range(OFFICES)] + [f"{code}-head-{n}" for n in range(OFFICES)]
    logins += [f"{code}-coordinator", f"{code}-leader", f"{code}-chief"]
    people = User.objects.bulk_create(User(username=login, name=login[-12:]) for login in logins)
    User.objects.filter(username=f"{code}-coordinator").update(password=make_password(PASSWORD))
    officers, heads, rest = people[:OFFICES], people[OFFICES : 2 * OFFICES], people[2 * OFFICES :]
    posts = [(user, office, Role.OFFICER) for user, office in zip(officers, offices, strict=True)]
    posts += [(user, office, Role.OFFICE_HEAD) for user, office in zip(heads, offices, strict=True)]
    posts += zip(rest, [unit] * 3, (Role.COORDINATOR, Role.LEADER_IN_CHARGE, Role.CHIEF), strict=True)
    Post.objects.bulk_create(Post(user=user, unit=at, role=role) for user, at, role in posts)
    Portfolio.objects.bulk_create(Portfolio(leader=rest[1], office=office) for office in offices)
    return Crew(unit, offices, officers, heads, *rest)


def _unit(code: str, name: str, kind: UnitKind, parent: Unit | None, position: int = 0) -> Unit:
    unit = Unit.objects.create(
        code=code, name=name, kind=kind, parent=parent, level=Level.MUNICIPAL, place="示例市", pack="wuhan",
        position=position, managed_here=True, sort_key=code,
    )  # fmt: skip
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])
    return unit


def sessions(years: Iterable[int]) -> dict[int, list[Session]]:
    """Four a year: congress and CPPCC of the province and of the city."""
    return {year: [_session(year, body, level) for body, level in ORIGINS] for year in years}


def _session(year: int, body: str, level: str) -> Session:
    return Session.objects.create(
        body=body, level=level, place="示例", term=year - 2000, sitting=1, year=year, name=f"示例{year}年会议",
        opens_on=dt.date(year, 1, 15), closes_on=dt.date(year, 1, 20),
    )  # fmt: skip


def submitters() -> dict[tuple[str, str], list[Submitter]]:
    """By body and level."""
    return {
        (body, level): Submitter.objects.bulk_create(
            Submitter(body=body, level=level, place="示例", name=f"示例代表{n:03d}", sort_key=f"{n:03d}")
            for n in range(SUBMITTERS)
        )
        for body, level in ORIGINS
    }
