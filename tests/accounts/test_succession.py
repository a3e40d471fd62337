"""机构调整: posts, portfolios and stand-ins go where their unit goes, from that day on."""

import datetime as dt

import pytest

from huiyin.accounts.actions import stand_in
from huiyin.accounts.desk import sit_down
from huiyin.accounts.models import Portfolio, Role
from huiyin.accounts.policy import department_of
from huiyin.accounts.succession import move, touched
from huiyin.directory.models import Change
from huiyin.directory.reorganising import Reorganisation, succeed
from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event

ON = dt.date(2022, 4, 20)


@pytest.fixture
def plan(cast):
    return Reorganisation(Change.TAKE_OVER, (cast.renkou,), (cast.jiceng,), ON, "三定方案")


def test_the_preview_names_posts_and_leaders(plan):
    assert {(row.what, row.label) for row in touched(plan)} == {
        ("岗位", "王工 经办"),
        ("岗位", "钱处 处室负责人"),
        ("分管", "吴主任"),
    }


def test_people_sit_in_the_heir_from_that_day(cast, plan, now):
    move(plan, by=SYSTEM, now=now)
    wang = cast.people["wang"]
    before, after = (sit_down(wang, on=day) for day in (ON - dt.timedelta(days=1), ON))
    assert [seat.unit for seat in before.seats] == [cast.renkou]
    assert [seat.unit for seat in after.seats] == [cast.jiceng]
    assert {row.what for row in touched(plan)} == {"分管"}


def test_one_event_for_each(plan, now):
    before = Event.objects.count()
    move(plan, by=SYSTEM, now=now)
    verbs = [event.verb for event in Event.objects.order_by("pk")[before:]]
    assert verbs == ["accounts.post_moved", "accounts.post_moved", "accounts.portfolio_moved"]


def test_who_led_the_office_is_still_known(cast, plan, now):
    Portfolio.objects.filter(office=cast.jiceng).update(leader=cast.people["zhou"])
    move(plan, by=SYSTEM, now=now)
    assert cast.renkou.portfolio.leader == cast.people["wu"]
    assert Portfolio.objects.get(office=cast.jiceng).leader == cast.people["zhou"]


def test_a_stand_in_under_way_goes_on_in_the_heir(cast, plan, now):
    facts = {"unit": cast.renkou, "role": Role.OFFICE_HEAD, "starts_on": dt.date(2022, 4, 1)}
    stand_in(cast.people["qian"], cast.people["wang"], **facts, ends_on=dt.date(2022, 4, 30), by=SYSTEM, now=now)
    move(plan, by=SYSTEM, now=now)
    held = [
        sit_down(cast.people["wang"], on=day).has_role(Role.OFFICE_HEAD, unit.pk)
        for day, unit in [(dt.date(2022, 4, 19), cast.renkou), (ON, cast.jiceng), (ON, cast.renkou)]
    ]
    assert held == [True, True, False]


def test_the_heir_coordinates_what_was_the_old_unit_s(cast, now):
    plan = Reorganisation(Change.TAKE_OVER, (cast.unit,), (cast.other,), ON, "机构改革")
    succeed(plan, by=SYSTEM, now=now)
    assert department_of(cast.unit) == cast.other
