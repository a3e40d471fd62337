"""The front door: a clock that stands, browsers of the cast, one item under way."""

from contextlib import contextmanager

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huiyin.cli.demo.cast import PASSWORD
from tests.answering import Case, hand_over
from tests.conftest import NOW


@pytest.fixture
def at_ten():
    """The pages read the clock; here it stands at ten o'clock on 20 April 2022."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def under_way(cast, now, at_ten) -> Case:
    """An item of three asks, allotted to 人口处 (王工) and 基层卫生处."""
    return hand_over(cast, now)


@pytest.fixture
def walk_in(cast, at_ten):
    """walk_in("lin") is a browser in which 林科 has signed in by password."""

    def signed_in(login: str) -> Client:
        client = Client()
        client.post("/login/", {"login": cast.people[login].username, "password": PASSWORD})
        return client

    return signed_in


@pytest.fixture
def at_most():
    """with at_most(12): — no more queries than that."""

    @contextmanager
    def counted(limit: int):
        with CaptureQueriesContext(connection) as caught:
            yield caught
        said = "\n".join(query["sql"][:160] for query in caught.captured_queries)
        assert len(caught) <= limit, f"{len(caught)} queries\n{said}"

    return counted
