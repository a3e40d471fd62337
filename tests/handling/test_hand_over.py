"""交接: what somebody has in hand goes to whoever takes over, one event each."""

import datetime as dt

import pytest

from huiyin.accounts.actions import appoint
from huiyin.accounts.models import Portfolio, Role
from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling.handing_over import change_portfolio, hand_over, held_by

WHY = "王工调离"


@pytest.fixture
def colleague(cast, now):
    """赵工 works in 人口处 too."""
    appoint(cast.people["zhao"], cast.renkou, Role.OFFICER, by=SYSTEM, now=now)
    return cast.people["zhao"]


@pytest.fixture
def share(shared, cast):
    return shared.children.get(unit=cast.renkou)


def handed(cast, taker, by, now, **facts):
    wanted = {"unit": cast.unit, "why": WHY, **facts}
    return hand_over(cast.people["wang"], taker, **wanted, by=by, now=now)


def test_the_work_has_a_new_officer_and_the_log_says_so(cast, share, colleague, person, now):
    before = Event.objects.count()
    assert handed(cast, colleague, person("lin"), now) == [share]
    share.refresh_from_db()
    assert share.officer == colleague
    (event,) = Event.objects.order_by("pk")[before:]
    assert (event.verb, event.facts["from"], event.facts["to"]) == ("handling.handed_over", "王工", "赵工")
    assert not held_by(cast.people["wang"], cast.unit)


def test_only_what_was_chosen_goes(cast, share, colleague, person, now):
    with pytest.raises(NotReady, match="没有选定"):
        handed(cast, colleague, person("lin"), now, only=[])


def test_who_takes_over_has_a_post_there(cast, share, person, now):
    with pytest.raises(NotReady, match="赵工在人口处没有经办的岗位"):
        handed(cast, cast.people["zhao"], person("lin"), now)


def test_it_needs_a_reason_and_another_person(cast, share, colleague, person, now):
    with pytest.raises(NotReady, match="为什么交接"):
        handed(cast, colleague, person("lin"), now, why="")
    with pytest.raises(NotReady, match="同一个人"):
        handed(cast, cast.people["wang"], person("lin"), now)


def test_the_head_hands_over_inside_the_office_only(cast, share, colleague, person, now):
    for login in ("wang", "sun", "feng", "stranger"):
        with pytest.raises(NotAllowed):
            handed(cast, colleague, person(login), now)
    with pytest.raises(NotAllowed):
        handed(cast, colleague, person("qian"), now)
    assert handed(cast, colleague, person("qian"), now, unit=cast.renkou) == [share]


def test_open_work_follows_a_changed_portfolio(cast, share, person, now):
    zhou = cast.people["zhou"]
    assert share.leader == cast.people["wu"]
    change_portfolio(zhou, cast.renkou, by=person("lin"), now=now)
    share.refresh_from_db()
    assert share.leader == zhou
    assert Event.objects.latest("pk").facts["as"] == ["leader"]


@pytest.mark.parametrize(
    "choice", [{"follow": False}, {"since": dt.date(2022, 4, 16)}], ids=["none", "handed over later"]
)
def test_a_leader_may_finish_what_is_under_way(cast, share, person, now, choice):
    change_portfolio(cast.people["zhou"], cast.renkou, by=person("lin"), now=now, **choice)
    share.refresh_from_db()
    assert share.leader == cast.people["wu"]
    assert Portfolio.objects.get(office=cast.renkou).leader == cast.people["zhou"]


def test_an_officer_changes_no_portfolio(cast, share, person, now):
    with pytest.raises(NotAllowed):
        change_portfolio(cast.people["zhou"], cast.renkou, by=person("wang"), now=now)
