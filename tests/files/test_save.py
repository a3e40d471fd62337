import hashlib

import pytest

from huiyin.files import storage
from huiyin.files.gate import SCANS, Refused
from huiyin.files.models import StoredFile
from tests.files import samples

pytestmark = pytest.mark.django_db


def save(noon, content=samples.PDF, **facts):
    return storage.save(content, **{"name": "扫描.pdf", "by": "user:1", "at": noon, **facts})


def test_it_writes_the_bytes_under_their_digest(store, noon):
    file = save(noon, kind="scan")
    digest = hashlib.sha256(samples.PDF).hexdigest()
    assert (store / digest[:2] / digest[2:4] / digest).read_bytes() == samples.PDF
    assert (file.digest, file.size, file.media_type) == (digest, len(samples.PDF), "application/pdf")
    assert (file.kind, file.created_by, file.created_at) == ("scan", "user:1", noon)


def test_the_same_file_again_is_the_same_row(store, noon):
    assert save(noon) == save(noon)
    assert StoredFile.objects.count() == 1


def test_the_same_bytes_of_another_person_are_stored_once_and_named_twice(store, noon):
    assert save(noon).digest == save(noon, by="user:2", name="来函.pdf").digest
    assert StoredFile.objects.count() == 2
    assert len([path for path in store.rglob("*") if path.is_file()]) == 1


def test_it_needs_to_pass_the_gate(store, noon):
    with pytest.raises(Refused, match="程序"):
        save(noon, samples.PROGRAM)
    with pytest.raises(Refused, match="不接收"):
        save(noon, samples.xlsx(), name="清单.xlsx", allowed=SCANS)
    assert not StoredFile.objects.exists() and not store.exists()


def test_it_leaves_no_draft_behind(store, noon):
    save(noon)
    assert not list(store.rglob(".*"))


def test_it_mends_a_truncated_file(store, noon):
    path = storage.open_path(save(noon))
    path.write_bytes(b"%PDF")
    assert storage.read(save(noon)) == samples.PDF


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\a\\扫描.pdf", "扫描.pdf"),
        ("图\u202egpj.pdf", "图gpj.pdf"),
        ("长" * 300 + ".pdf", "长" * 196 + ".pdf"),
        ("第\r\n一.pdf", "第一.pdf"),
    ],
)
def test_names_are_made_harmless(given, kept):
    assert storage.clean_name(given) == kept


def test_only_the_owner_can_read_the_store(store, noon):
    assert storage.open_path(save(noon)).stat().st_mode & 0o077 == 0
