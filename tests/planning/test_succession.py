"""机构调整: what a plan has not given out yet goes to the office that takes over."""

import datetime as dt

import pytest

from huiyin.directory.models import Change
from huiyin.directory.reorganising import Reorganisation
from huiyin.events.actors import SYSTEM
from huiyin.planning.succession import move, touched

ON = dt.date(2022, 4, 20)


@pytest.fixture
def taken_over(cast, plan, now):
    """人口处 goes into 基层卫生处, which helps on the first item already."""
    change = Reorganisation(Change.TAKE_OVER, (cast.renkou,), (cast.jiceng,), ON, "三定方案")
    before = touched(change)
    move(change, by=SYSTEM, now=now)
    return before


def test_the_preview_names_the_row(taken_over, plan):
    (row,) = taken_over
    assert (row.what, row.label.startswith("第一批分办方案")) == ("分办方案", True)


def test_two_rows_of_one_item_become_the_leading_one(taken_over, cast, plan, rows):
    kept = plan.rows.filter(assignment=rows[0])
    assert [(row.office, row.role) for row in kept] == [(cast.jiceng, "lead")]
    assert plan.rows.count() == 2
