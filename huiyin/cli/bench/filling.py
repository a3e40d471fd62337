"""Fills a database: so many items, spread evenly over units, years and hand-over lists."""

import datetime as dt
import random

from django.db import connection, transaction

from huiyin.cli.bench.bulk import settle_sequences
from huiyin.cli.bench.lives import live
from huiyin.cli.bench.scene import ORIGINS, Crew, crews, sessions, submitters
from huiyin.directory.models import Session
from huiyin.events.models import Event, Seal
from huiyin.items.models import Batch

UNITS = 20
YEARS = 10


def fill(items: int, *, today: dt.date) -> list[Crew]:
    """The same rows every time; the last year is this one and half done."""
    dice = random.Random(2022)  # noqa: S311 — no secret
    years = range(today.year - YEARS + 1, today.year + 1)
    with transaction.atomic():
        held, people = sessions(years), submitters()
        units = crews(UNITS)
    each = max(1, items // (UNITS * YEARS * len(ORIGINS)))
    for year in years:
        for number, crew in enumerate(units):
            with transaction.atomic():
                for session in held[year]:
                    batch = _batch(crew, session)
                    past = year < today.year
                    live(
                        crew, batch, number * each + 1, each, people[session.body, session.level], past=past, dice=dice
                    )
    settle_sequences()
    Seal.objects.create(seq=1, event_id=Event.objects.latest("pk").pk, chain="0" * 64)  # what came before is sealed
    learn()
    return units


def _batch(crew: Crew, session: Session) -> Batch:
    return Batch.objects.create(
        unit=crew.unit, session=session, name="大会交办", year=session.year, dispatched_on=dt.date(session.year, 3, 1)
    )


def learn() -> None:
    """How rows are spread: what PostgreSQL finds out by itself, and SQLite once a day by our worker."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
