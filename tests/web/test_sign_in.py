"""登录: by password only, five failures lock for a while, and nobody signs themselves up."""

import datetime as dt

import pytest
import time_machine
from django.test import RequestFactory

from huiyin.accounts.models import User
from huiyin.cli.demo.cast import PASSWORD
from huiyin.events.models import Event
from huiyin.web.sign_in import PasswordAgainForm
from tests.conftest import NOW

LOCKED = "先锁 15 分钟"


def test_the_right_password_leads_to_the_desk(client, cast, at_ten):
    answer = client.post("/login/", {"login": "lin", "password": PASSWORD}, follow=True)
    assert answer.request["PATH_INFO"] == "/"
    assert "要我办的" in answer.content.decode()


def test_a_wrong_password_is_refused_and_recorded(client, cast, at_ten):
    answer = client.post("/login/", {"login": "lin", "password": "wrong"})
    assert "登录名或密码不对" in answer.content.decode()
    failed = Event.objects.get(verb="accounts.sign_in_failed")
    assert failed.facts == {"username": "lin"}


def test_five_failures_lock_even_the_right_password(client, cast, at_ten):
    for _ in range(5):
        client.post("/login/", {"login": "lin", "password": "wrong"})
    answer = client.post("/login/", {"login": "lin", "password": PASSWORD})
    assert LOCKED in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_lock_opens_after_fifteen_minutes(client, cast):
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(5):
            client.post("/login/", {"login": "lin", "password": "wrong"})
        clock.shift(dt.timedelta(minutes=16))
        client.post("/login/", {"login": "lin", "password": PASSWORD})
        assert "_auth_user_id" in client.session


def test_one_locked_name_does_not_lock_another(client, cast, at_ten):
    for _ in range(5):
        client.post("/login/", {"login": "lin", "password": "wrong"})
    client.post("/login/", {"login": "wang", "password": PASSWORD})
    assert "_auth_user_id" in client.session


def test_a_person_without_password_cannot_sign_in(client, cast, at_ten):
    User.objects.create_user("nobody", None, name="无名")
    answer = client.post("/login/", {"login": "nobody", "password": ""})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_signing_in_is_on_record_and_remembers_the_last_visit(walk_in, cast):
    walk_in("lin")
    again = walk_in("lin")
    assert Event.objects.filter(verb="accounts.signed_in", actor=f"user:{cast.people['lin'].pk}").count() == 2
    assert dt.datetime.fromisoformat(again.session["seen_before"]) == NOW


@pytest.mark.parametrize("path", ["signup", "password/reset", "email", "confirm-email", "password/set", "login/code"])
def test_what_is_not_needed_is_not_there(client, db, path):
    assert client.get(f"/{path}/").status_code == 404


def test_signing_out_is_a_post(walk_in):
    lin = walk_in("lin")
    lin.get("/logout/")
    assert "_auth_user_id" in lin.session
    lin.post("/logout/")
    assert "_auth_user_id" not in lin.session


def test_a_stranger_at_the_door_is_sent_to_sign_in(client, db):
    answer = client.get("/ledger/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/?next=")


@pytest.fixture
def signing(cast, at_ten):
    request = RequestFactory().post("/")
    request.user = cast.people["wu"]
    return lambda password: PasswordAgainForm({"password": password}, request=request)


def test_signing_off_asks_for_the_password_again(signing):
    assert signing(PASSWORD).is_valid()
    assert signing("wrong").errors["password"] == ["密码不对。"]
    assert not signing("").is_valid()


def test_guessing_at_the_sign_off_locks_too(signing, client):
    for _ in range(5):
        signing("wrong").is_valid()
    assert LOCKED in signing(PASSWORD).errors["password"][0]
    assert LOCKED in client.post("/login/", {"login": "wu", "password": PASSWORD}).content.decode()
