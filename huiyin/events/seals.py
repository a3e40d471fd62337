"""The chain over the log: each seal covers the one before it, and a copy stands outside the database."""

import hashlib
import hmac
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction

from huiyin.events.models import Event, EventQuerySet, Seal

LOCK = 7_301_977  # any number; the same in every process
BATCH = 1000
LATECOMERS = 500  # how far behind the last sealed event an act may still commit and be seen at once


class Copied(NamedTuple):
    """One line of the file outside the database."""

    seq: int
    event_id: int
    chain: str


NONE = Copied(0, 0, "")


def seals_file() -> Path:
    """Where the copy of the seals is kept, outside the database."""
    return Path(settings.DATA_DIR) / "seals.log"


def link(before: str, seq: int, event_id: int, digest: str) -> str:
    """The chain value of one seal."""
    text = f"{before}|{seq}|{event_id}|{digest}"
    return hmac.new(settings.EVENT_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def seal_if_free(*, since: int | None = None) -> int:
    """Seal what is unsealed if nobody else is at it; give back how many. Never waits on PostgreSQL.

    Looks at events from number `since` on, or from a little before the last sealed one: 0 looks at the whole log,
    which the worker does now and then for the sake of acts that took long to commit.
    """
    sealed = 0
    while _waiting(since).exists():
        with transaction.atomic():
            if not _lock():
                return sealed
            batch = _seal_batch(since)
        _copy()
        sealed += len(batch)
        if since is not None and batch:
            since = batch[-1].event_id + 1  # all before it are sealed now
    return sealed


def _waiting(since: int | None) -> EventQuerySet:
    last = Seal.objects.order_by("-event_id").values_list("event_id", flat=True).first() or 0
    start = last - LATECOMERS if since is None else min(since, last - LATECOMERS)
    return Event.objects.unsealed().filter(pk__gte=start)


def _lock() -> bool:
    if connection.vendor != "postgresql":
        return True  # SQLite: the write transaction itself is the lock
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _seal_batch(since: int | None) -> list[Seal]:
    last = Seal.objects.order_by("-seq").first()
    seq, chain = (last.seq, last.chain) if last else (0, "")
    if last is None:
        seals_file().touch()  # from now on a missing file is a lost file
    batch = []
    for event_id, digest in _waiting(since).order_by("id").values_list("id", "digest")[:BATCH]:
        seq += 1
        chain = link(chain, seq, event_id, digest)
        batch.append(Seal(seq=seq, event_id=event_id, chain=chain))
    return Seal.objects.bulk_create(batch)


def _copy() -> None:
    """Bring the file up to the chain: only what is committed, and only onto a file that agrees with the chain so far.

    After a crash between commit and copy the next one makes up for it; a file that was cut or replaced stays as it
    is, for verify_log to find.
    """
    with transaction.atomic():
        if not _lock() or not seals_file().exists():
            return
        last = last_copied()
        if last is None or (last != NONE and not Seal.objects.filter(**last._asdict()).exists()):
            return
        missing = Seal.objects.filter(seq__gt=last.seq).order_by("seq")
        lines = [f"{seal.seq} {seal.event_id} {seal.chain}\n" for seal in missing.iterator(BATCH)]
        with seals_file().open("a", encoding="ascii") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())


def last_copied() -> Copied | None:
    """The last line of the file; NONE of an empty file, None of one that was tampered with."""
    with seals_file().open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 200))
        lines = file.read().decode("ascii", "replace").splitlines()
    return _parsed(lines[-1]) if lines else NONE


def copied() -> Iterator[Copied | None]:
    """The seals as the file outside the database has them; None for a line that is not one."""
    if not seals_file().exists():
        return
    with seals_file().open(encoding="ascii", errors="replace") as file:
        yield from map(_parsed, file)


def _parsed(line: str) -> Copied | None:
    parts = line.split()
    if len(parts) != 3 or not parts[0].isdecimal() or not parts[1].isdecimal():
        return None
    return Copied(int(parts[0]), int(parts[1]), parts[2])
