import os
from datetime import timedelta

import pytest
from django.db import transaction

from huiyin.files import storage
from tests.files import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(store, noon):
    file = storage.save(samples.PDF, name="扫描.pdf", by="user:1", at=noon)
    age(storage.open_path(file), noon)
    return file


def age(path, moment):
    os.utime(path, (moment.timestamp(), moment.timestamp()))


def test_it_keeps_what_a_row_names(file, noon):
    assert storage.sweep_orphans(noon + timedelta(days=400)) == 0
    assert storage.read(file) == samples.PDF


@pytest.fixture
def orphan(store, noon):
    """The bytes of an act that failed after its file was written."""
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        path = storage.open_path(storage.save(samples.PNG, name="图.png", by="user:1", at=noon))
        _ = 1 / 0
    age(path, noon)
    return path


def test_it_removes_what_no_row_names(file, orphan, noon):
    assert storage.sweep_orphans(noon + timedelta(days=2)) == 1
    assert not orphan.exists() and storage.open_path(file).exists()


def test_it_spares_what_may_still_get_its_row(orphan, noon):
    assert storage.sweep_orphans(noon + timedelta(hours=20)) == 0
    assert orphan.exists()


def test_it_removes_drafts_of_a_broken_write(file, noon):
    draft = storage.open_path(file).with_name(".abc.0123")
    draft.write_bytes(b"half")
    age(draft, noon)
    assert storage.sweep_orphans(noon + timedelta(days=2)) == 1
    assert not draft.exists()


def test_storing_again_makes_the_bytes_young(file, noon):
    storage.save(samples.PDF, name="扫描.pdf", by="user:1", at=noon)
    assert storage.open_path(file).stat().st_mtime > noon.timestamp()


def test_an_empty_store_is_swept_without_complaint(store, noon):
    assert storage.sweep_orphans(noon) == 0
