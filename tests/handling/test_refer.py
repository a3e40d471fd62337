"""参阅: noted, never late, in no count of replies."""

import datetime as dt

import pytest

from huiyin.handling.actions import note
from huiyin.handling.figures import contact_rate
from huiyin.handling.models import Assignment, Role, State


@pytest.mark.rule("R32")
def test_it_is_never_late_whatever_the_day(given):
    row = given(Role.REFER)
    assert not Assignment.objects.overdue(on=dt.date(2030, 1, 1)).filter(pk=row.pk).exists()
    assert not row.duties.filter(kind__in=("reply", "opinion", "contact")).exists()


@pytest.mark.rule("R32")
def test_it_is_in_no_denominator(given):
    given(Role.REFER)
    assert contact_rate(Assignment.objects.all()).leading == 0


@pytest.mark.rule("R32")
def test_it_may_be_acknowledged_and_is_done_with_that(given, person, now):
    row = note(given(Role.REFER), by=person("lin"), now=now)
    row.item.refresh_from_db()
    assert (row.state, row.item.state) == (State.NOTED, "closed")
