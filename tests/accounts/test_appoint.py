"""任职: posts, and the three administrators who hold nothing else (R81)."""

import datetime as dt

import pytest

from huiyin.accounts.actions import appoint, end_post
from huiyin.accounts.desk import sit_down
from huiyin.accounts.models import Post, Role
from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady

ADMINS = [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR]


@pytest.fixture
def facts(now):
    return {"by": SYSTEM, "now": now}


def test_a_post_counts_from_its_first_day_to_its_last(cast, facts):
    wang = cast.people["wang"]
    post = appoint(wang, cast.jiceng, Role.OFFICER, held_from=dt.date(2022, 5, 1), **facts)
    end_post(post, held_to=dt.date(2022, 6, 1), **facts)
    held = [sit_down(wang, on=dt.date(2022, month, 1)).has_role(Role.OFFICER, cast.jiceng.pk) for month in (4, 5, 6)]
    assert held == [False, True, False]


def test_the_same_post_twice_is_one(cast, facts):
    before = (Post.objects.count(), Event.objects.count())
    appoint(cast.people["wang"], cast.renkou, Role.OFFICER, **facts)
    assert (Post.objects.count(), Event.objects.count()) == before


@pytest.mark.rule("R81")
@pytest.mark.parametrize("role", ADMINS)
def test_an_administrator_holds_no_business_post(cast, facts, role):
    with pytest.raises(NotReady, match="三员"):
        appoint(cast.people["wang"], cast.unit, role, **facts)


@pytest.mark.parametrize("login", ["feng", "wei", "zheng"])
@pytest.mark.parametrize("role", [*ADMINS, Role.COORDINATOR])
def test_the_three_exclude_one_another_and_every_other(cast, facts, login, role):
    own = sit_down(cast.people[login], on=dt.date(2022, 4, 20)).roles
    if role in own:
        return
    with pytest.raises(NotReady, match="三员"):
        appoint(cast.people[login], cast.unit, role, **facts)


def test_a_post_that_begins_later_counts_already(cast, facts):
    wang = cast.people["wang"]
    end_post(wang.posts.get(), **facts)
    appoint(wang, cast.unit, Role.AUDITOR, held_from=dt.date(2022, 5, 1), **facts)
    with pytest.raises(NotReady):
        appoint(wang, cast.unit, Role.OFFICER, **facts)


def test_only_the_system_administrator_of_the_house_appoints(cast, person, now):
    for login in ("lin", "zhou", "zheng", "stranger"):
        with pytest.raises(NotAllowed):
            appoint(cast.people["wang"], cast.jiceng, Role.OFFICER, by=person(login), now=now)
    with pytest.raises(NotAllowed):
        appoint(cast.people["wang"], cast.other, Role.OFFICER, by=person("feng"), now=now)
    assert appoint(cast.people["wang"], cast.jiceng, Role.OFFICER, by=person("feng"), now=now).pk
