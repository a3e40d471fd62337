"""A backup is everything in one file; what is damaged or would overwrite something is refused."""

import datetime as dt
import json
import zipfile

import pytest
from django.conf import settings
from django.core.management import call_command

from huiyin.accounts.models import User
from huiyin.cli.backups import MANIFEST, STAMP, digest_before_stamp
from huiyin.directory.actions import add_unit
from huiyin.directory.models import Unit
from huiyin.events.actors import SYSTEM
from huiyin.events.checks import verify_log
from huiyin.events.models import Event
from huiyin.events.seals import seals_file
from huiyin.files import storage
from huiyin.files.models import StoredFile

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "关于示例的说明".encode()


def run(command: str, *args, **options) -> int:
    """The exit status of a command."""
    try:
        call_command(command, *map(str, args), **options)
    except SystemExit as done:
        return int(done.code or 0)
    return 0


@pytest.fixture
def full_house(cast, now) -> StoredFile:
    """The cast and one stored file."""
    return storage.save(TEXT, name="说明.txt", by="user:1", at=now)


@pytest.fixture
def backup(full_house, tmp_path):
    path = tmp_path / "backups" / "house.zip"
    path.parent.mkdir()
    assert run("backup", path) == 0
    return path


@pytest.fixture
def elsewhere(backup, tmp_path, settings):
    """Another machine: an empty database, an empty data dir, keys of its own."""
    call_command("flush", interactive=False, verbosity=0)
    settings.DATA_DIR = tmp_path / "elsewhere"
    settings.DATA_DIR.mkdir()
    settings.EVENT_KEY = settings.SECRET_KEY = "another machine's own"  # pragma: allowlist secret
    return settings.DATA_DIR


def rows() -> dict[str, list]:
    """What must be the same afterwards."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in (User, Unit, Event, StoredFile)}


def test_everything_comes_back(full_house, backup, request):
    before, key = rows(), settings.EVENT_KEY
    request.getfixturevalue("elsewhere")
    assert run("restore", backup) == 0
    assert rows() == before
    assert storage.read(StoredFile.objects.get(pk=full_house.pk)) == TEXT
    assert (settings.EVENT_KEY, (settings.DATA_DIR / "events.key").read_text()) == (key, key)


def test_the_log_is_unbroken_afterwards_and_goes_on(backup, elsewhere, now, make_unit):
    run("restore", backup)
    assert verify_log().unbroken
    make_unit()
    assert verify_log().unbroken


def test_new_rows_do_not_collide_with_restored_ones(backup, elsewhere, make_unit):
    run("restore", backup)
    assert make_unit().pk > max(Unit.objects.exclude(code="new").values_list("pk", flat=True))


@pytest.mark.parametrize("place", [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.999])
def test_a_damaged_backup_is_refused_and_nothing_changes(backup, elsewhere, place, capsys):
    content = bytearray(backup.read_bytes())
    at = int(len(content) * place)
    content[at] ^= 1
    backup.write_bytes(content)
    assert run("restore", backup) == 2
    assert not Unit.objects.exists()
    assert list(elsewhere.iterdir()) == []
    assert "没有恢复" in capsys.readouterr().err


def test_half_a_backup_is_refused(backup, elsewhere):
    backup.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    assert run("restore", backup) == 2


def rewrite(backup, target, change) -> None:
    """The same backup with each part changed, as by somebody with a zip program."""
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(target, "w") as new:
        new.comment = b"0" * STAMP
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))


def test_a_backup_with_a_part_changed_is_refused(backup, elsewhere, tmp_path):
    rewrite(backup, tmp_path / "changed.zip", lambda name, content: content.replace("林科".encode(), "张三".encode()))
    assert run("restore", tmp_path / "changed.zip") == 2


def test_a_backup_of_another_version_is_refused(backup, elsewhere, tmp_path, capsys):
    def later(name: str, content: bytes) -> bytes:
        if name != MANIFEST:
            return content
        return json.dumps({**json.loads(content), "schema": ["items.0099_later"]}).encode()

    other = tmp_path / "other.zip"
    rewrite(backup, other, later)
    with other.open("r+b") as file:
        digest = digest_before_stamp(file)
        file.write(digest)
    assert run("restore", other) == 2
    assert "另一版" in capsys.readouterr().err


def test_what_is_no_backup_is_refused(elsewhere, tmp_path):
    (tmp_path / "list.xlsx").write_bytes(b"PK\x03\x04 nothing")
    assert run("restore", tmp_path / "list.xlsx") == 2
    assert run("restore", tmp_path / "missing.zip") == 2


def test_a_database_with_data_is_refused_unless_forced(backup, make_unit):
    before = rows()
    make_unit()
    assert run("restore", backup) == 2
    assert Unit.objects.filter(code="new").exists()
    assert run("restore", backup, force=True) == 0
    assert rows() == before


def test_it_never_overwrites_a_file(backup):
    before = backup.read_bytes()
    assert run("backup", backup) == 2
    assert backup.read_bytes() == before


def test_only_its_owner_may_read_it(backup):
    assert backup.stat().st_mode & 0o077 == 0


def test_a_lost_stored_file_is_told_and_leaves_no_half_backup(full_house, tmp_path, capsys):
    storage.path_of(full_house.digest).unlink()
    assert run("backup", tmp_path / "b.zip") == 2
    assert "丢失" in capsys.readouterr().err
    assert not [path.name for path in tmp_path.iterdir() if "b.zip" in path.name]


def test_the_seals_of_the_backup_end_where_its_tables_end(backup, elsewhere):
    run("restore", backup)
    assert len(seals_file().read_text().splitlines()) == Event.objects.count()


@pytest.fixture
def make_unit(now):
    """One more unit, by its action."""

    def made() -> Unit:
        later = now + dt.timedelta(days=1)
        return add_unit(code="new", name="新设局", kind="department", level="municipal", by=SYSTEM, now=later)

    return made
