"""The demo's past years, loaded once for this folder; what a test changes is undone after it."""

import pytest
from django.conf import settings
from django.db import transaction

from huiyin.cli.bench.filling import learn
from huiyin.cli.demo.load import load_past


@pytest.fixture(scope="package")
def both(django_db_setup, django_db_blocker, tmp_path_factory):
    """武汉 and 吉林 by their demo names."""
    before, settings.DATA_DIR = settings.DATA_DIR, tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock(), transaction.atomic():
        places = {name: load_past(name) for name in ("wuhan", "jilin")}
        learn()
        yield places
        transaction.set_rollback(True)
    settings.DATA_DIR = before


@pytest.fixture
def past(both, django_db_blocker):
    """The same, and afterwards as if the test had not been."""
    with transaction.atomic():
        yield both
        transaction.set_rollback(True)
