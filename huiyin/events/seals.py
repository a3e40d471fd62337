"""The chain over the log: each seal covers the one before it, and a copy stands outside the database."""

import hashlib
import hmac
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from huiyin.events.models import Event, Seal

LOCK = 7_301_977  # any number; the same in every process
BATCH = 1000


def seals_file() -> Path:
    """Where the copy of the seals is kept, outside the database."""
    return Path(settings.DATA_DIR) / "seals.log"


def link(before: str, seq: int, event_id: int, digest: str) -> str:
    """The chain value of one seal."""
    text = f"{before}|{seq}|{event_id}|{digest}"
    return hmac.new(settings.EVENT_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def seal_if_free() -> int:
    """Seal what is unsealed if nobody else is at it; give back how many. Never waits on PostgreSQL."""
    sealed = 0
    while True:
        with transaction.atomic():
            if not _lock():
                return sealed
            batch = _seal_batch()
            _copy(batch)
        sealed += len(batch)
        if len(batch) < BATCH:
            return sealed


def _lock() -> bool:
    if connection.vendor != "postgresql":
        return True  # SQLite: the write transaction itself is the lock
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _seal_batch() -> list[Seal]:
    last = Seal.objects.order_by("-seq").first()
    seq, chain = (last.seq, last.chain) if last else (0, "")
    batch = []
    for event_id, digest in Event.objects.unsealed().order_by("id").values_list("id", "digest")[:BATCH]:
        seq += 1
        chain = link(chain, seq, event_id, digest)
        batch.append(Seal(seq=seq, event_id=event_id, chain=chain))
    return Seal.objects.bulk_create(batch)


def _copy(batch: list[Seal]) -> None:
    if not batch:
        return
    with seals_file().open("a", encoding="ascii") as file:
        file.writelines(f"{seal.seq} {seal.event_id} {seal.chain}\n" for seal in batch)
        file.flush()
        os.fsync(file.fileno())


def copied() -> Iterator[tuple[int, int, str]]:
    """The seals as the file outside the database has them."""
    if not seals_file().exists():
        return
    with seals_file().open(encoding="ascii") as file:
        for line in file:
            seq, event_id, chain = line.split()
            yield int(seq), int(event_id), chain
