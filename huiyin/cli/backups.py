"""A backup file: every table, every stored file, the keys and the seals in one zip, with a digest of each part.

Tables are lines of JSON, so that a backup of SQLite restores into PostgreSQL and the other way round.
"""

import datetime as dt
import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from huiyin.cli.speaking import Refused
from huiyin.events.models import Seal
from huiyin.events.seals import seal_if_free, seals_file
from huiyin.files.models import StoredFile
from huiyin.files.storage import path_of

FORMAT = 1
MANIFEST = "manifest.json"
MADE_AGAIN = {"sessions", "contenttypes", "auth"}  # by signing in, by migrate; we use no permissions of Django's
KEYS = {"keys/secret.key": "SECRET_KEY", "keys/events.key": "EVENT_KEY"}
SEALS = "seals.log"
BLOCK = 1 << 20
ROWS = 2000
STAMP = 64  # the last bytes of the file, which are the zip's comment: the digest of all before them


def models() -> list[type[Model]]:
    """Every table worth keeping, those between two others included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and not MADE_AGAIN & _apps_touched(model)
    ]


def _apps_touched(model: type[Model]) -> set[str]:
    ends = [field.related_model for field in model._meta.concrete_fields if field.related_model]
    return {model._meta.app_label, *(end._meta.app_label for end in ends)}


def schema() -> list[str]:
    """The version of the tables: which migrations made them."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def part_of(model: type[Model]) -> str:
    return f"tables/{model._meta.db_table}.jsonl"


class BackupWriter:
    """Writes parts and remembers their digests; the manifest goes last."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.parts: dict[str, dict[str, Any]] = {}

    def add(self, name: str, blocks: Iterable[bytes], *, packed: bool = True) -> None:
        digest, size = hashlib.sha256(), 0
        info = zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        with self.archive.open(info, "w", force_zip64=True) as part:
            for block in blocks:
                part.write(block)
                digest.update(block)
                size += len(block)
        self.parts[name] = {"sha256": digest.hexdigest(), "size": size}

    def finish(self, made_at: dt.datetime) -> None:
        manifest = {"format": FORMAT, "made_at": made_at.isoformat(), "schema": schema(), "parts": self.parts}
        self.archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        self.archive.comment = b"0" * STAMP


def write_backup(target: Path, *, now: dt.datetime) -> dict[str, dict[str, Any]]:
    """Whole or not at all; readable by its owner only, since the keys are in it."""
    if target.exists():
        raise Refused(f"{target} 已经存在，备份不会覆盖它，请换一个文件名。")
    if not target.parent.is_dir():
        raise Refused(f"文件夹 {target.parent} 不存在。")
    seal_if_free(since=0)
    draft = target.with_name(f".{target.name}.part")
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
            with zipfile.ZipFile(file, "w", compresslevel=3) as archive:
                writer = BackupWriter(archive)
                _write_parts(writer)
                writer.finish(now)
            digest = digest_before_stamp(file)
            file.seek(-STAMP, os.SEEK_END)
            file.write(digest)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return writer.parts


def digest_before_stamp(file: IO[bytes]) -> bytes:
    """Of the whole file but its stamp, as hexadecimal digits."""
    left, digest = file.seek(0, os.SEEK_END) - STAMP, hashlib.sha256()
    file.seek(0)
    while left > 0 and (block := file.read(min(BLOCK, left))):
        digest.update(block)
        left -= len(block)
    return digest.hexdigest().encode()


def _write_parts(writer: BackupWriter) -> None:
    with snapshot():
        for model in models():
            writer.add(part_of(model), _rows_of(model))
        for digest in StoredFile.objects.order_by("digest").values_list("digest", flat=True).distinct():
            writer.add(f"files/{digest}", _blocks_of(path_of(digest)), packed=False)
        last_seal = Seal.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    for name, setting in KEYS.items():
        writer.add(name, [getattr(settings, setting).encode()])
    if seals_file().exists():
        writer.add(SEALS, _seal_lines(last_seal))


@contextmanager
def snapshot() -> Iterator[None]:
    """Read all tables as of one moment, without keeping anybody from writing."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")  # deferred: atomic() would take SQLite's only write lock
        try:
            yield
        finally:
            cursor.execute("COMMIT")


def _rows_of(model: type[Model]) -> Iterator[bytes]:
    names = [field.attname for field in model._meta.concrete_fields]
    yield _line(names)
    for row in model._base_manager.order_by("pk").values_list(*names).iterator(ROWS):
        yield _line(row)


def _line(values: Iterable[Any]) -> bytes:
    return (json.dumps(list(values), ensure_ascii=False, default=_as_text) + "\n").encode()


def _as_text(value: Any) -> str:
    """Times keep their microseconds: the digests of the log cover them."""
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _blocks_of(path: Path) -> Iterator[bytes]:
    if not path.exists():
        raise Refused(f"存储的文件 {path.name} 丢失，备份没有做成；请先找回它。")
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def _seal_lines(last: int) -> Iterator[bytes]:
    """No further than the tables go: the log has grown meanwhile."""
    with seals_file().open("rb") as file:
        yield from (line for line in file if int(line.split(maxsplit=1)[0]) <= last)
