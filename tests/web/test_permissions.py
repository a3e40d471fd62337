"""Each address × each person of the cast: a reviewed table (R82). Not yours is 404, not your act is 403.

When an address is added or a right changes, run `HUIYIN_REVIEW=1 pytest tests/web/test_permissions.py`, then read the
difference of tests/web/permissions.txt as carefully as code.
"""

import os
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from tests.web.permission_world import WHO, Address, addresses, build

TABLE = Path(__file__).with_name("permissions.txt")
WRITES_OF_NOBODY = {"login/", "logout/", "year/"}


@pytest.fixture
def world(cast, at_ten):
    return build(cast)


@pytest.fixture
def visitors(cast):
    """A browser for each person, signed in without the detour of a password."""
    browsers = {who: Client(raise_request_exception=False) for who in WHO}
    for who, browser in browsers.items():
        if who != "anonymous":
            browser.force_login(cast.people[who])
    return browsers


def answer(browser: Client, method: str, path: str) -> int:
    """The status of an empty request; whatever it does is undone."""
    with transaction.atomic():
        status = getattr(browser, method)(path).status_code
        transaction.set_rollback(True)
    return status


def row(address: Address, method: str, visitors: dict[str, Client], secret: str) -> str:
    statuses = [answer(visitors[who], method, address.path) for who in WHO]
    shown = address.route.replace(secret, "TOKEN")
    return f"{method.upper():<5}{address.name:<26}" + "".join(f"{status:<6}" for status in statuses) + _keyless(shown)


def _keyless(path: str) -> str:
    return "/" + "/".join("N" if part.isdigit() else part for part in path.split("/"))


def test_who_may_do_what_is_as_reviewed(world, visitors):
    head = f"{'':<31}" + "".join(f"{who[:5]:<6}" for who in WHO)
    rows = [
        row(address, method, visitors, str(world["token"]))
        for address in addresses(world)
        if address.route not in WRITES_OF_NOBODY
        for method in ("get", "post")
    ]
    found = "\n".join([head, *rows]) + "\n"
    if os.environ.get("HUIYIN_REVIEW"):
        TABLE.write_text(found)
    assert " 500 " not in found
    assert found == TABLE.read_text()


def test_no_stranger_gets_in(world, visitors):
    """Every address but sign-in and the submitter's link asks a stranger to sign in, and hides what is not theirs."""
    open_to_all = ("login", "static", "r/", "logout", "inactive", "year")
    for address in addresses(world):
        if not address.route.startswith(open_to_all):
            assert answer(visitors["anonymous"], "get", address.path) in (302, 405), address
            assert answer(visitors["anonymous"], "post", address.path) == 302, address
            if address.route.startswith(("items/", "assignments/", "replies/", "clearing/")) and "/N/" in address.path:
                assert answer(visitors["stranger"], "get", address.path) == 404, address
