"""What every test may ask for: a clock that stands, the cast, and one dispatched item."""

import datetime as dt

import pytest
from django.db import connection

from huiyin.accounts.desk import Person, sit_down
from huiyin.cli.demo.cast import Cast, seat_the_cast
from huiyin.events.actors import SHANGHAI

NOW = dt.datetime(2022, 4, 20, 10, 0, tzinfo=SHANGHAI)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """SQLite as it is run: in a file, so that threads and other processes have connections of their own."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Argon2 is slow on purpose; eleven people a test would wait half a second for it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def now() -> dt.datetime:
    """Wednesday, 20 April 2022, ten in the morning in Shanghai."""
    return NOW


@pytest.fixture(autouse=True)
def data_dir(tmp_path, settings):
    """Files, seals and keys of a test stay in its own folder."""
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def cast(db) -> Cast:
    """Two units, ten people, one stranger."""
    return seat_the_cast(now=NOW)


@pytest.fixture
def person(cast):
    """person("lin") is 林科 as an Actor today."""

    def seated(login: str) -> Person:
        return sit_down(cast.people[login], on=NOW.date())

    return seated
