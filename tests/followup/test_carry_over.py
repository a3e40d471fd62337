"""年终结转."""

import datetime as dt

import pytest

from huiyin.flow.errors import NotAllowed
from huiyin.followup.actions import add_evidence, carry_over, claim, open_commitments, verify
from huiyin.followup.figures import kept
from huiyin.followup.models import Commitment


@pytest.mark.rule("R55")
def test_next_years_row_points_back(case, commitment):
    (row,) = carry_over(case.cast.unit, 2022, **case.later(255).by("lin"))
    commitment.refresh_from_db()
    assert (commitment.state, commitment.ended_on) == ("carried_over", dt.date(2022, 12, 31))
    assert (row.year, row.carried_from, row.promise) == (2023, commitment, commitment.promise)
    assert (row.state, row.text, row.due_on) == ("open", commitment.text, commitment.due_on)


def test_what_is_kept_stays_in_its_year(case, commitment):
    add_evidence(commitment, note="文件", **case.by("wang"))
    verify(claim(commitment, **case.by("wang")), **case.by("lin"))
    assert carry_over(case.cast.unit, 2022, **case.by("lin")) == []


def test_doing_it_twice_adds_nothing(case, commitment, reply):
    carry_over(case.cast.unit, 2022, **case.by("lin"))
    assert carry_over(case.cast.unit, 2022, **case.by("lin")) == []
    open_commitments(reply, now=case.now)
    assert Commitment.objects.count() == 2


@pytest.mark.rule("R55")
def test_it_is_counted_as_carried_in(case, commitment):
    carry_over(case.cast.unit, 2022, **case.by("lin"))
    figures = kept(Commitment.objects.of_year(2023), on=dt.date(2023, 1, 1))
    assert (figures.all, figures.carried_in) == (1, 1)


def test_only_the_coordinator_may(case, commitment):
    with pytest.raises(NotAllowed):
        carry_over(case.cast.unit, 2022, **case.by("wang"))
    commitment.refresh_from_db()
    assert commitment.state == "open"
