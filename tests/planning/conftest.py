"""Three items of the cast's department that wait for an office, and a plan for two of them."""

import pytest

from huiyin.events.actors import SYSTEM
from huiyin.files import storage
from huiyin.handling.allotting import Share, allot
from huiyin.handling.models import Role
from huiyin.planning.actions import Part, propose
from tests.answering import PDF, Case, hand_over


@pytest.fixture
def cases(cast, now) -> list[Case]:
    return [hand_over(cast, now, no=no, received=False) for no in ("0031", "0032", "0033")]


@pytest.fixture
def rows(cases):
    return [case.assignment for case in cases]


@pytest.fixture
def part(cast):
    """part(assignment) gives it to 人口处."""

    def to(assignment, office=None, **facts) -> Part:
        return Part(assignment, office or cast.renkou, **facts)

    return to


@pytest.fixture
def plan(cast, rows, part, person, now):
    """Two items: one to 人口处 with 基层卫生处, one to 基层卫生处."""
    parts = [part(rows[0]), part(rows[0], cast.jiceng, role=Role.ASSIST), part(rows[1], cast.jiceng)]
    return propose(cast.unit, name="第一批分办方案", year=2022, parts=parts, by=person("lin"), now=now)


@pytest.fixture
def paper(now):
    return storage.save(PDF, name="批示.pdf", by=SYSTEM.actor_key, at=now)


@pytest.fixture
def allotted(cast, rows, person, now):
    """Given without a plan."""
    allot(rows[2], [Share(cast.renkou)], by=person("lin"), now=now)
    return rows[2]
