"""代理: somebody acts for somebody, in one role and unit, for a time."""

import datetime as dt

import pytest

from huiyin.accounts.actions import end_stand_in, stand_in
from huiyin.accounts.desk import sit_down
from huiyin.accounts.models import Role
from huiyin.events.actors import SYSTEM
from huiyin.flow.errors import NotAllowed, NotReady

MAY = (dt.date(2022, 5, 1), dt.date(2022, 5, 31))


@pytest.fixture
def arrange(cast, now):
    def made(principal="zhou", deputy="wu", role=Role.CHIEF, unit=None, by=SYSTEM, days=MAY):
        return stand_in(
            cast.people[principal],
            cast.people[deputy],
            unit=unit or cast.unit,
            role=role,
            starts_on=days[0],
            ends_on=days[1],
            by=by,
            now=now,
        )

    return made


@pytest.mark.rule("R84")
def test_the_deputy_holds_the_role_on_those_days_only(cast, arrange):
    arrange()
    days = [dt.date(2022, 4, 30), *MAY, dt.date(2022, 6, 1)]
    held = [sit_down(cast.people["wu"], on=day).has_role(Role.CHIEF, cast.unit.pk) for day in days]
    assert held == [False, True, True, False]
    seat = sit_down(cast.people["wu"], on=MAY[0]).seat_for(Role.CHIEF, cast.unit.pk)
    assert seat.stood_in_for == cast.people["zhou"]


@pytest.mark.rule("R84")
def test_it_ends_early(cast, arrange, now):
    end_stand_in(arrange(), by=SYSTEM, now=now, last_on=dt.date(2022, 5, 10))
    assert not sit_down(cast.people["wu"], on=dt.date(2022, 5, 11)).has_role(Role.CHIEF)


def test_nobody_lends_a_post_they_do_not_hold(arrange):
    with pytest.raises(NotReady, match="当日不任"):
        arrange(principal="wang")


def test_nobody_stands_in_for_themselves_or_backwards(arrange):
    with pytest.raises(NotReady):
        arrange(deputy="zhou")
    with pytest.raises(NotReady):
        arrange(days=MAY[::-1])


@pytest.mark.rule("R81")
def test_administrators_and_business_never_mix(arrange):
    with pytest.raises(NotReady, match="三员"):
        arrange(deputy="zheng")
    with pytest.raises(NotReady, match="三员"):
        arrange(principal="zheng", deputy="wang", role=Role.AUDITOR)


def test_the_holder_the_coordinator_or_the_administrator_arranges(arrange, person):
    with pytest.raises(NotAllowed):
        arrange(by=person("wang"))
    with pytest.raises(NotAllowed):
        arrange(by=person("stranger"))
    for login in ("zhou", "lin", "feng"):
        assert arrange(by=person(login)).pk
