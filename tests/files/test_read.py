import pytest

from huiyin.files import storage
from tests.files import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(store, noon):
    return storage.save(samples.PDF, name="扫描.pdf", by="user:1", at=noon)


def test_it_gives_back_what_was_stored(file):
    assert storage.read(file) == samples.PDF


def test_it_notices_a_changed_byte(file):
    path = storage.open_path(file)
    path.write_bytes(path.read_bytes()[:-1] + b"X")
    with pytest.raises(storage.Damaged, match=r"扫描\.pdf"):
        storage.read(file)


def test_it_notices_a_lost_file(file):
    storage.open_path(file).unlink()
    with pytest.raises(storage.Damaged):
        storage.read(file)
