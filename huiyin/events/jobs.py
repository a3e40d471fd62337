"""The claim loop: each piece of work is done by one process, once, and taken up again if that process dies."""

import datetime as dt
import logging
import traceback
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from huiyin.events.models import Event, Job

log = logging.getLogger(__name__)
LEASE = dt.timedelta(seconds=60)
MOST_TRIES = 8
Work = Callable[[Job], None]

WORK: dict[str, Work] = {}
LONG: set[str] = set()
"""Work of many seconds: it keeps its own short transactions, so that its progress is seen and nobody waits for it."""
REACTIONS: dict[str, tuple[str, ...]] = {}


def register(
    work: dict[str, Work], reactions: dict[str, tuple[str, ...]], *, long: frozenset[str] = frozenset()
) -> None:
    """Told once at start, by the worker: functions by name, and which of them answer which event."""
    unknown = {name for names in reactions.values() for name in names} - work.keys()
    if unknown:
        raise ValueError(f"reactions without a function: {sorted(unknown)}")
    WORK.update(work)
    LONG.update(long)
    REACTIONS.update(reactions)


def ask(key: str, function: str, *, facts: dict[str, Any], by: str, run_at: dt.datetime) -> Job:
    """Ask for work once: the same key gives the same job."""
    job, _ = Job.objects.get_or_create(
        key=key, defaults={"function": function, "facts": facts, "asked_by": by, "run_at": run_at}
    )
    return job


def plan_reactions(events: Iterable[Event]) -> list[str]:
    """Write down what these events cause, in the transaction of the events themselves."""
    planned = [
        Job(
            key=f"reaction:{event.pk}:{name}",
            function=name,
            facts={"event": event.pk, "topic": event.topic, "subject": event.subject},
            asked_by="system",
            run_at=event.at,
        )
        for event in events
        for name in REACTIONS.get(event.verb, ())
    ]
    Job.objects.bulk_create(planned, batch_size=500)
    return [job.key for job in planned]


def claim(job: Job, *, now: dt.datetime) -> bool:
    """Take the job if it is still as we saw it; one process wins."""
    won = (
        Job.objects.due(now=now)
        .filter(pk=job.pk, tries=job.tries)
        .update(leased_until=now + LEASE, tries=F("tries") + 1)
    )
    return won == 1


def renew(job: Job, *, progress: int, now: dt.datetime) -> None:
    """Keep the lease while long work goes on; the renewed lease is the progress bar."""
    Job.objects.filter(pk=job.pk, done_at=None).update(progress=progress, leased_until=now + LEASE)


def run_one(job: Job, *, now: dt.datetime) -> bool:
    """Claim and do one job; an error is kept with the job and tried again later, with growing pauses."""
    if not claim(job, now=now):
        return False
    job.refresh_from_db()
    try:
        with nullcontext() if job.function in LONG else transaction.atomic():
            WORK[job.function](job)
            Job.objects.filter(pk=job.pk).update(done_at=now, progress=100, leased_until=None, error="")
    except Exception:
        log.exception("job %s failed", job.key)
        Job.objects.filter(pk=job.pk).update(
            error=traceback.format_exc(limit=8),
            failed=job.tries >= MOST_TRIES,
            leased_until=now + dt.timedelta(seconds=2**job.tries),
        )
    return True


def run_due(*, now: dt.datetime, most: int = 100) -> int:
    """Do what is due; give back how many jobs were taken."""
    return sum(run_one(job, now=now) for job in Job.objects.due(now=now).order_by("run_at", "id")[:most])


def run_keys(keys: list[str]) -> None:
    """Do the reactions of an act right after it is committed; what fails here the worker takes up."""
    now = timezone.now()  # noqa: TID251 — the moment after commit has no caller to ask
    for job in Job.objects.filter(key__in=keys).order_by("id") if keys else ():
        run_one(job, now=now)
