"""Takes a backup back in: proves it whole first, then files, then all tables, keys and seals in one transaction."""

import contextlib
import json
import os
import shutil
import zipfile
from itertools import islice
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from huiyin.cli.backups import BLOCK, FORMAT, KEYS, MANIFEST, SEALS, digest_before_stamp, models, part_of, schema
from huiyin.cli.speaking import Refused
from huiyin.directory.models import Unit
from huiyin.events.models import Event
from huiyin.events.seals import seals_file
from huiyin.files.storage import path_of

BATCH = 1000


def restore_backup(source: Path, *, force: bool) -> dict[str, Any]:
    """All or nothing. Refuses a damaged file, one of another version, and a database with something in it."""
    manifest = read_manifest(source)
    _refuse_other_version(manifest)
    _refuse_other_key(source)
    if not force and (Unit.objects.exists() or Event.objects.exists()):
        raise Refused("数据库里已经有数据，没有恢复；确要以备份替换全部数据，请加 --force。")
    with zipfile.ZipFile(source) as archive:
        for name in manifest["parts"]:
            if name.startswith("files/"):
                _restore_file(archive, name)
        with transaction.atomic():
            _empty_tables()
            for model in models():
                _restore_table(archive, model)
            _reset_sequences()
            _restore_keys(archive, manifest)
    return manifest


def read_manifest(source: Path) -> dict[str, Any]:
    """The manifest of a backup that is to the last byte what it was when it was made."""
    if not source.is_file():
        raise Refused(f"没有 {source} 这个文件。")
    with source.open("rb") as file:
        digest = digest_before_stamp(file)
        whole = file.read() == digest
    if not whole or not zipfile.is_zipfile(source):
        raise Refused(f"{source} 不是完好的备份文件，没有恢复。")
    with zipfile.ZipFile(source) as archive:
        return cast(dict[str, Any], json.loads(archive.read(MANIFEST)))


def _refuse_other_version(manifest: dict[str, Any]) -> None:
    if manifest["format"] != FORMAT or manifest["schema"] != schema():
        raise Refused("备份来自另一版的回音：请用做备份的那一版恢复，再升级（见 docs/upgrade.md）。")


def _refuse_other_key(source: Path) -> None:
    """A key set in the environment would win over the restored one, and the log could never be proved."""
    with zipfile.ZipFile(source) as archive:
        key = archive.read("keys/events.key").decode()
    if os.environ.get("HUIYIN_EVENT_KEY", key) != key:
        raise Refused("环境变量 HUIYIN_EVENT_KEY 与备份里的密钥不同，没有恢复；请先取消或改正它。")


def _restore_file(archive: zipfile.ZipFile, name: str) -> None:
    path = path_of(name.removeprefix("files/"))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name[:8]}.restored")
    with archive.open(name) as part, os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
        shutil.copyfileobj(part, file, BLOCK)
    draft.replace(path)


def _empty_tables() -> None:
    names = [model._meta.db_table for model in models()]
    for statement in connection.ops.sql_flush(no_style(), names, allow_cascade=True):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def _restore_table(archive: zipfile.ZipFile, model: type[Model]) -> None:
    with archive.open(part_of(model)) as part:
        names = json.loads(part.readline())
        fields = {field.attname: field for field in model._meta.concrete_fields}
        columns = [fields[name] for name in names]
        rows = (json.loads(line) for line in part)
        while batch := list(islice(rows, BATCH)):
            model._base_manager.bulk_create(
                model(**{field.attname: _as_stored(field, value) for field, value in zip(columns, row, strict=True)})
                for row in batch
            )


def _as_stored(field: Any, value: Any) -> Any:
    """A foreign key's value is its target's: to_python of the key itself."""
    return value if value is None or field.is_relation else field.to_python(value)


def _reset_sequences() -> None:
    for statement in connection.ops.sequence_reset_sql(no_style(), models()):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def _restore_keys(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    """Last of all, so that what fails before leaves the old keys with the old tables."""
    for name, setting in KEYS.items():
        value = archive.read(name)
        _replace(Path(settings.DATA_DIR) / Path(name).name, value)
        setattr(settings, setting, value.decode())
    if SEALS in manifest["parts"]:
        _replace(seals_file(), archive.read(SEALS))
    else:
        seals_file().unlink(missing_ok=True)


def _replace(path: Path, content: bytes) -> None:
    """What stood there before stays beside it, once."""
    if path.exists() and path.read_bytes() != content:
        with contextlib.suppress(OSError):
            shutil.copy2(path, path.with_name(f"{path.name}.before-restore"))
    draft = path.with_name(f".{path.name}.restored")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    draft.replace(path)
