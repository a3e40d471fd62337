"""交接、外出: what somebody has in hand goes on, and where nobody acts is seen."""

import datetime as dt

import pytest

from huiyin.accounts.actions import appoint, stand_in
from huiyin.accounts.models import Leave, Role
from huiyin.events.actors import SYSTEM
from tests.answering import hand_over


@pytest.fixture
def case(cast, now, at_ten):
    return hand_over(cast, now)


@pytest.fixture
def share(case, cast):
    return case.assignment.children.get(unit=cast.renkou)


def test_the_coordinator_hands_over_what_was_chosen(walk_in, cast, share, now):
    appoint(cast.people["zhao"], cast.renkou, Role.OFFICER, by=SYSTEM, now=now)
    address = f"/people/{cast.people['wang'].pk}/handover/"
    assert "第0031号建议" in walk_in("lin").get(address).content.decode()
    fields = {"taker": cast.people["zhao"].pk, "why": "王工调离", "only": [share.pk]}
    assert walk_in("lin").post(address, fields).status_code == 302
    share.refresh_from_db()
    assert share.officer == cast.people["zhao"]


def test_who_has_no_post_there_is_named(walk_in, cast, share):
    fields = {"taker": cast.people["zhao"].pk, "why": "调离", "only": [share.pk]}
    answer = walk_in("lin").post(f"/people/{cast.people['wang'].pk}/handover/", fields)
    assert answer.status_code == 409
    assert "请先任命" in answer.content.decode()


@pytest.mark.rule("R82")
def test_what_somebody_has_in_hand_shows_only_what_one_may_see(walk_in, cast, case):
    case.assignment.children.filter(unit=cast.jiceng).delete()
    case.item.access.filter(unit=cast.jiceng).delete()
    address = f"/people/{cast.people['wang'].pk}/"
    assert case.item.title in walk_in("lin").get(address).content.decode()
    assert case.item.title not in walk_in("zhao").get(address).content.decode()


def test_a_leave_without_a_deputy_is_seen_with_the_way_out(walk_in, cast, at_ten):
    wu = cast.people["wu"]
    fields = {"starts_on": "2022-04-20", "ends_on": "2022-04-22", "reason": "business"}
    assert walk_in("wu").post(f"/people/{wu.pk}/leave/", fields).status_code == 302
    page = walk_in("lin").get("/people/").content.decode()
    assert "无人代理" in page
    assert f"principal={wu.pk}" in page
    form = walk_in("lin").get(f"/stand-ins/new/?principal={wu.pk}&ends_on=2022-04-22").content.decode()
    assert 'value="2022-04-22"' in form


def test_somebody_comes_back_early(walk_in, cast, at_ten):
    wang = cast.people["wang"]
    days = {"starts_on": dt.date(2022, 4, 18), "ends_on": dt.date(2022, 4, 29)}
    leave = Leave.objects.create(user=wang, reason="leave", **days)
    walk_in("wang").post(f"/leaves/{leave.pk}/end/", {"last_on": "2022-04-20"})
    leave.refresh_from_db()
    assert leave.ends_on == dt.date(2022, 4, 20)


def test_a_former_leader_may_finish_what_is_under_way(walk_in, cast, share):
    fields = {"leader": cast.people["zhou"].pk, "follow": "none"}
    walk_in("lin").post(f"/offices/{cast.renkou.pk}/portfolio/", fields)
    share.refresh_from_db()
    assert share.leader == cast.people["wu"]
    answer = walk_in("lin").post(f"/offices/{cast.renkou.pk}/portfolio/", {**fields, "follow": "since"})
    assert "自哪天交办的起" in answer.content.decode()


def test_who_ends_a_post_is_told_what_is_left_in_hand(walk_in, cast, share):
    post = cast.people["wang"].posts.get()
    answer = walk_in("feng").post(f"/posts/{post.pk}/end/", {"held_to": "2022-04-21"}, follow=True)
    assert "手上还有 1 件在办" in answer.content.decode()


@pytest.mark.rule("R84")
def test_who_is_away_is_said_where_an_officer_is_named(walk_in, cast, share, now):
    days = {"starts_on": dt.date(2022, 4, 18), "ends_on": dt.date(2022, 4, 29)}
    Leave.objects.create(user=cast.people["wang"], reason="leave", **days)
    address = f"/assignments/{share.pk}/officer/"
    assert "王工（外出至4月29日，无人代理）" in walk_in("lin").get(address).content.decode()
    post = {"unit": cast.renkou, "role": Role.OFFICER, **days}
    stand_in(cast.people["wang"], cast.people["qian"], **post, by=SYSTEM, now=now)
    assert "由钱处代理" in walk_in("lin").get(address).content.decode()


def test_a_leader_who_is_away_is_named_so_on_the_dispatch_desk(walk_in, cast, now, at_ten):
    hand_over(cast, now, received=False)
    days = {"starts_on": dt.date(2022, 4, 18), "ends_on": dt.date(2022, 4, 29)}
    Leave.objects.create(user=cast.people["wu"], reason="business", **days)
    assert "吴主任（外出至4月29日，无人代理）" in walk_in("lin").get("/dispatch/").content.decode()
