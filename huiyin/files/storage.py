"""Where the bytes of stored files lie: one file for each content, named by its SHA-256, below DATA_DIR/files."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath

from django.conf import settings

from huiyin.files.gate import ALL, MEDIA_TYPES, Refused, check_upload, extension_of
from huiyin.files.models import StoredFile

ORPHAN_AGE = timedelta(days=1)
NAME_LIMIT = 200


class Damaged(RuntimeError):
    """The stored bytes are missing or no longer what was stored."""


def save(
    content: bytes, *, name: str, by: str, at: datetime, kind: str = "", allowed: frozenset[str] = ALL
) -> StoredFile:
    """Checks, writes and registers; the same file of the same person again gives the same row. Raises Refused."""
    if reason := check_upload(clean_name(name), content, allowed=allowed):
        raise Refused(reason)
    return keep(content, name=name, by=by, at=at, kind=kind)


def keep(content: bytes, *, name: str, by: str, at: datetime, kind: str = "") -> StoredFile:
    """What the house made itself, however large: written and registered."""
    name = clean_name(name)
    digest = hashlib.sha256(content).hexdigest()
    _write(digest, content)
    file, _ = StoredFile.objects.get_or_create(
        digest=digest,
        name=name,
        kind=kind,
        created_by=by,
        defaults={"media_type": MEDIA_TYPES[extension_of(name)], "size": len(content), "created_at": at},
    )
    return file


def read(file: StoredFile) -> bytes:
    """The bytes as they were stored. Raises Damaged."""
    path = path_of(file.digest)
    content = path.read_bytes() if path.exists() else b""
    if hashlib.sha256(content).hexdigest() != file.digest:
        raise Damaged(f"文件“{file.name}”已损坏或丢失，请用备份恢复。")
    return content


def open_path(file: StoredFile) -> Path:
    """For streaming; the caller only reads."""
    return path_of(file.digest)


def folder() -> Path:
    return Path(settings.DATA_DIR) / "files"


def path_of(digest: str) -> Path:
    return folder() / digest[:2] / digest[2:4] / digest


def clean_name(name: str) -> str:
    """The bare name: no folders, no invisible signs, at most 200 characters with its extension kept."""
    bare = PurePosixPath(name.replace("\\", "/")).name
    bare = "".join(sign for sign in bare if sign.isprintable()).strip()
    stem, dot, extension = bare.rpartition(".")
    return f"{stem[: NAME_LIMIT - len(extension) - 1]}{dot}{extension}" if dot else bare[:NAME_LIMIT]


def sweep_orphans(now: datetime) -> int:
    """Removes what no row names and nobody has written for a day; returns how many files went."""
    swept = 0
    for path in _stored_paths():
        if _is_old(path, now) and not StoredFile.objects.stored_as(path.name).exists():
            path.unlink(missing_ok=True)
            swept += 1
    return swept


def _stored_paths() -> Iterator[Path]:
    yield from (path for path in folder().glob("*/*/*") if path.is_file())


def _is_old(path: Path, now: datetime) -> bool:
    return datetime.fromtimestamp(path.stat().st_mtime, tz=now.tzinfo) < now - ORPHAN_AGE


def _write(digest: str, content: bytes) -> None:
    """Whole or not at all, and on the disk before any row names it."""
    path = path_of(digest)
    if path.exists() and path.stat().st_size == len(content):
        os.utime(path)  # young again: the sweeper leaves it while its new row is being written
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{digest[:8]}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _sync_folder(path.parent)


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
