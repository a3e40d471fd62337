"""二次验证 on the pages: turned on by scanning and trying, asked at the door and at the signature, and never skipped."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from huiyin.accounts import one_time
from huiyin.accounts.models import SecondFactor
from huiyin.accounts.second_factor import turn_on
from huiyin.cli.demo.cast import PASSWORD
from huiyin.events.models import Event
from tests.conftest import NOW

HOME = "/account/second-factor/"


@pytest.fixture
def clock(cast):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def code(secret: str, after: int = 0) -> str:
    """The code so many half minutes after ten o'clock."""
    return one_time.code_at(secret, int(NOW.timestamp()) // one_time.PERIOD + after)


@pytest.fixture
def secret(cast, person, clock) -> str:
    """吴主任 turned it on half a minute ago."""
    made = one_time.new_secret()
    turn_on(cast.people["wu"], made, code(made, -1), by=person("wu"), now=NOW - dt.timedelta(seconds=30))
    return made


@pytest.fixture
def at_the_door(cast, clock) -> Client:
    """吴主任 has given the right password."""
    client = Client()
    client.post("/login/", {"login": cast.people["wu"].username, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_it_is_turned_on_by_scanning_and_trying(walk_in, cast):
    wu = walk_in("wu")
    page = wu.get(HOME).content.decode()
    offered = re.search(r'name="offered" value="([^"]+)"', page).group(1)
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page).group(1).replace(" ", "")
    assert "data:image/svg+xml;base64," in page
    said = {"offered": offered, "first": code(secret), "password": PASSWORD}
    done = wu.post(f"{HOME}on/", said).content.decode()
    assert len(re.findall(r"<li><code>[a-z0-9]{5}-[a-z0-9]{5}</code>", done)) == 10
    assert SecondFactor.objects.get().user == cast.people["wu"]
    assert secret not in wu.get(HOME).content.decode().replace(" ", "")


@pytest.mark.parametrize(("field", "wrong"), [("first", "000000"), ("password", "wrong"), ("offered", "forged")])
def test_nothing_is_turned_on_by_half(walk_in, field, wrong):
    wu = walk_in("wu")
    page = wu.get(HOME)
    said = {"offered": page.context["sealed"], "first": "", "password": PASSWORD}
    said["first"] = code(page.context["by_hand"].replace(" ", ""))
    wu.post(f"{HOME}on/", {**said, field: wrong})
    assert not SecondFactor.objects.exists()


def test_the_offer_is_for_one_person(walk_in):
    page = walk_in("lin").get(HOME)
    said = {"offered": page.context["sealed"], "first": code(page.context["by_hand"].replace(" ", ""))}
    answer = walk_in("wu").post(f"{HOME}on/", said | {"password": PASSWORD})
    assert "不是给您的" in answer.content.decode() and not SecondFactor.objects.exists()


def test_the_password_alone_does_not_open_the_door(secret, at_the_door):
    assert not is_in(at_the_door)
    assert "六位数字" in at_the_door.get("/login/second/").content.decode()
    assert at_the_door.get("/").status_code == 302


def test_the_code_opens_it(secret, at_the_door):
    at_the_door.post("/login/second/", {"code": code(secret)})
    assert is_in(at_the_door)
    assert Event.objects.filter(verb="accounts.signed_in").exists()


def test_a_code_seen_over_the_shoulder_opens_nothing(secret, at_the_door, cast):
    at_the_door.post("/login/second/", {"code": code(secret)})
    thief = Client()
    thief.post("/login/", {"login": cast.people["wu"].username, "password": PASSWORD})
    thief.post("/login/second/", {"code": code(secret)})
    assert not is_in(thief)


def test_five_wrong_codes_lock_for_a_while(secret, at_the_door, clock):
    for _ in range(5):
        at_the_door.post("/login/second/", {"code": "000000"})
    page = at_the_door.post("/login/second/", {"code": code(secret)}).content.decode()
    assert "先锁 15 分钟" in page and not is_in(at_the_door)


def test_without_the_password_there_is_no_second_page(client, db):
    assert client.get("/login/second/").url == "/login/"


def test_who_has_none_is_not_asked(walk_in):
    assert is_in(walk_in("lin"))


def test_who_has_none_changes_nothing(walk_in):
    client = walk_in("lin")
    assert [client.post(f"{HOME}{act}/", {"password": PASSWORD}).status_code for act in ("off", "codes")] == [409, 409]


def test_turning_it_off_asks_for_both(secret, at_the_door, clock):
    at_the_door.post("/login/second/", {"code": code(secret)})
    at_the_door.post(f"{HOME}off/", {"password": PASSWORD, "code": code(secret)})
    assert SecondFactor.objects.exists()
    at_the_door.post(f"{HOME}off/", {"password": PASSWORD, "code": code(secret, 1)})
    assert not SecondFactor.objects.exists()


def test_the_security_administrator_takes_it_away(secret, walk_in, cast):
    address = f"/people/{cast.people['wu'].pk}/second-factor/"
    wei = walk_in("wei")
    assert address in wei.get(f"/people/{cast.people['wu'].pk}/").content.decode()
    wei.post(address, {"reason": "手机丢失，当面核实"})
    assert not SecondFactor.objects.exists()


def test_nobody_else_is_told_who_has_one(secret, walk_in, cast):
    address = f"/people/{cast.people['wu'].pk}/second-factor/"
    lin = walk_in("lin")
    assert address not in lin.get(f"/people/{cast.people['wu'].pk}/").content.decode()
    assert lin.post(address, {"reason": "手机丢失"}).status_code == 403 and SecondFactor.objects.exists()
