"""更正交办."""

import datetime as dt

import pytest

from huiyin.flow.errors import NotAllowed
from huiyin.handling.correcting import correct_dispatch
from huiyin.handling.models import DutyKind

SOONER = dt.date(2022, 6, 30)


def test_a_corrected_day_moves_the_date_of_unit_and_offices(shared, person, now):
    correct_dispatch(shared, notice_due_on=SOONER, role_label="承办", by=person("lin"), now=now)
    shared.refresh_from_db()
    assert (shared.role_label, shared.duties.get(kind=DutyKind.REPLY).due_on) == ("承办", SOONER)
    assert {share.duties.get().due_on for share in shared.children.all()} == {SOONER}


def test_an_officer_cannot(assignment, person, now):
    with pytest.raises(NotAllowed):
        correct_dispatch(assignment, notice_due_on=SOONER, by=person("wang"), now=now)
