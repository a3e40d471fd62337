"""How a test walks in at the door: a browser of its own for each of the cast, on a day of 2022."""

import datetime as dt
from collections.abc import Callable

from django.test import Client

from huiyin.cli.demo.cast import Cast

Browser = Callable[[str], Client]


def browser_for(cast: Cast) -> Browser:
    """open("lin") is 林科's browser, signed in."""

    def opened(login: str) -> Client:
        client = Client()
        client.force_login(cast.people[login], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return opened


def stand_still(monkeypatch, moment: dt.datetime) -> None:
    """The entrances read this clock; everything below them is told the time."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
