"""外出与代理: who is away, who acts meanwhile, where nobody does."""

import datetime as dt

import pytest

from huiyin.accounts.actions import stand_in
from huiyin.accounts.leaving import away, end_leave, gaps, take_leave
from huiyin.accounts.models import Role
from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale

FIRST, LAST = dt.date(2022, 4, 25), dt.date(2022, 4, 29)


@pytest.fixture
def leave(cast, now):
    def taken(login="wu", starts_on=FIRST, ends_on=LAST, by=SYSTEM):
        return take_leave(cast.people[login], starts_on=starts_on, ends_on=ends_on, reason="business", by=by, now=now)

    return taken


@pytest.fixture
def deputy(cast, now):
    def arranged(starts_on, ends_on):
        facts = {"unit": cast.unit, "role": Role.LEADER_IN_CHARGE, "starts_on": starts_on, "ends_on": ends_on}
        return stand_in(cast.people["wu"], cast.people["zhou"], **facts, by=SYSTEM, now=now)

    return arranged


def days(found):
    return [(gap.starts_on.day, gap.ends_on.day) for gap in found]


def test_a_leave_without_a_deputy_is_a_gap(cast, leave, now):
    leave()
    assert days(gaps(cast.unit, on=now.date())) == [(25, 29)]
    assert not gaps(cast.other, on=now.date())
    assert not gaps(cast.unit, on=dt.date(2022, 4, 30))


@pytest.mark.parametrize(
    ("covered", "left"),
    [
        ([(25, 29)], []),
        ([(20, 30)], []),
        ([(25, 26)], [(27, 29)]),
        ([(27, 27)], [(25, 26), (28, 29)]),
        ([(25, 26), (28, 30)], [(27, 27)]),
    ],
)
def test_only_the_days_nobody_covers_are_left(cast, leave, deputy, now, covered, left):
    leave()
    for first, last in covered:
        deputy(dt.date(2022, 4, first), dt.date(2022, 4, last))
    assert days(gaps(cast.unit, on=now.date())) == left


@pytest.mark.rule("R84")
def test_who_acts_is_said_on_those_days_only(cast, leave, deputy):
    wu = cast.people["wu"]
    leave()
    assert away([wu.pk], on=FIRST)[wu.pk].who_acts == "无人代理"
    deputy(FIRST, dt.date(2022, 4, 27))
    assert away([wu.pk], on=FIRST)[wu.pk].deputies == (cast.people["zhou"],)
    assert str(away([wu.pk], on=FIRST)[wu.pk]) == "出差至4月29日，由周局代理"
    assert away([wu.pk], on=LAST)[wu.pk].deputies == ()
    assert away([wu.pk], on=dt.date(2022, 4, 30)) == {}


def test_it_ends_early_and_one_not_begun_is_cancelled(cast, leave, now):
    begun = leave()
    assert end_leave(begun, last_on=dt.date(2022, 4, 26), by=SYSTEM, now=now).ends_on.day == 26
    with pytest.raises(Stale):
        end_leave(begun, last_on=dt.date(2022, 4, 28), by=SYSTEM, now=now)
    end_leave(begun, last_on=dt.date(2022, 4, 24), by=SYSTEM, now=now)
    assert not gaps(cast.unit, on=now.date())


def test_the_log_does_not_say_why(leave):
    leave()
    assert Event.objects.latest("pk").facts == {"starts_on": "2022-04-25", "ends_on": "2022-04-29"}


def test_two_leaves_do_not_overlap(leave):
    leave()
    with pytest.raises(NotReady, match="已经登记"):
        leave(starts_on=LAST, ends_on=dt.date(2022, 5, 3))
    with pytest.raises(NotReady, match="不能早于"):
        leave(login="wang", starts_on=LAST, ends_on=FIRST)


def test_one_registers_oneself_the_coordinator_anybody_inside(leave, person):
    leave("wang", by=person("wang"))
    leave("zhao", by=person("lin"))
    leave("qian", by=person("feng"))
    for login in ("wang", "stranger"):
        with pytest.raises(NotAllowed):
            leave("sun", by=person(login))
