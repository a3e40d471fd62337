"""One item of the cast's department, and somebody of the cast at their browser on 20 April 2022."""

import pytest
import time_machine
from django.urls import reverse

from tests.conftest import NOW
from tests.handling.conftest import (  # noqa: F401
    answered,
    assignment,
    batch,
    given,
    new_item,
    outside,
    session,
    shared,
    spoken,
    word,
)


@pytest.fixture(autouse=True)
def clock():
    """The pages read the clock; here it stands at ten o'clock."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def browse(client, cast):
    """browse("lin") is a browser in which 林科 has signed in."""

    def sign_in(login: str):
        client.force_login(cast.people[login])
        return client

    return sign_in


@pytest.fixture
def press(browse):
    """press("lin", "close", assignment, reason=…) sends the form of that act."""

    def send(login: str, verb: str, case, **fields):
        return browse(login).post(reverse(verb, args=[case.pk]), fields)

    return send


WORD = {"rec_who": "市政府督查室", "rec_on": "2022-04-20", "rec_way": "phone"}
"""代为登记: the three things that must be said."""
