"""People come, change, lead offices; the log keeps no personal information."""

import pytest

from huiyin.accounts.actions import add_person, change_person, give_portfolio, set_password
from huiyin.accounts.models import Portfolio, User
from huiyin.accounts.policy import can_read_log, is_chief, is_coordinator, is_leader, units_of_department, works_in
from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed


def test_without_a_password_nobody_signs_in(db, now):
    user = add_person(by=SYSTEM, now=now, username="new", name="某")
    assert not user.has_usable_password()
    set_password(user, "a-long-password", by=SYSTEM, now=now)
    assert User.objects.get(username="new").check_password("a-long-password")


def test_the_log_names_the_columns_and_not_the_phone(cast, now):
    change_person(cast.people["wang"], phone="13800001234", by=SYSTEM, now=now)
    event = Event.objects.latest("pk")
    assert event.facts == {"columns": ["phone"]}


def test_only_the_administrator_adds_and_only_oneself_or_they_change(cast, person, now):
    with pytest.raises(NotAllowed):
        add_person(by=person("lin"), now=now, username="x", name="某")
    with pytest.raises(NotAllowed):
        change_person(cast.people["wang"], name="某", by=person("lin"), now=now)
    assert change_person(cast.people["wang"], phone="1", by=person("wang"), now=now).phone == "1"


def test_an_office_has_one_leader(cast, now):
    give_portfolio(cast.people["zhou"], cast.renkou, by=SYSTEM, now=now)
    assert Portfolio.objects.get(office=cast.renkou).leader == cast.people["zhou"]


def test_who_is_who(cast, person):
    assert is_coordinator(person("lin"), cast.renkou)
    assert not is_coordinator(person("stranger"), cast.renkou)
    assert is_leader(person("wu"), cast.renkou)
    assert is_chief(person("zhou"), cast.unit)
    assert works_in(person("wang"), cast.renkou)
    assert not works_in(person("wang"), cast.jiceng)
    assert [login for login in cast.people if can_read_log(person(login))] == ["wei", "zheng"]
    assert set(units_of_department(cast.renkou)) == {cast.unit, cast.renkou, cast.jiceng}
