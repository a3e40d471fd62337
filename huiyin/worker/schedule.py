"""Everything that happens because of the time: what is done once a day, by whichever worker is first."""

import datetime as dt
from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from huiyin.events import jobs, seals
from huiyin.events.actors import SYSTEM, local_day
from huiyin.events.models import Job
from huiyin.files.storage import sweep_orphans
from huiyin.handling.clocks import recompute_uncertain
from huiyin.handling.lapsing import lapse_windows
from huiyin.surveys.rounds import expire

Daily = Callable[[dt.datetime], object]


def let_windows_lapse(now: dt.datetime) -> None:
    """Whoever has not declined in time has taken the item."""
    lapse_windows(today=local_day(now), by=SYSTEM, now=now)


def count_what_waited(now: dt.datetime) -> None:
    """Dates that could not be told get their day once next year's holidays are published."""
    recompute_uncertain()


def end_surveys(now: dt.datetime) -> None:
    """Rounds whose time is over end as they stand."""
    expire(today=local_day(now), by=SYSTEM, now=now)


def sweep_files(now: dt.datetime) -> None:
    """Stored bytes that no row names go after a day."""
    sweep_orphans(now)


def forget_old_sessions(now: dt.datetime) -> None:
    """Sign-ins that have run out."""
    call_command("clearsessions")


def seal_latecomers(now: dt.datetime) -> None:
    """Acts that took long to commit, anywhere in the log."""
    seals.seal_if_free(since=0)


def let_sqlite_learn(now: dt.datetime) -> None:
    """How its rows are spread, by a sample, so that it picks the right index; PostgreSQL does so by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=2000")
            cursor.execute("ANALYZE")


DAILY: dict[str, Daily] = {
    "schedule.let_windows_lapse": let_windows_lapse,
    "schedule.count_what_waited": count_what_waited,
    "schedule.end_surveys": end_surveys,
    "schedule.sweep_files": sweep_files,
    "schedule.forget_old_sessions": forget_old_sessions,
    "schedule.seal_latecomers": seal_latecomers,
    "schedule.let_sqlite_learn": let_sqlite_learn,
}


def register() -> None:
    """Make the daily functions known to the claim loop."""
    jobs.register({name: _as_work(function) for name, function in DAILY.items()}, {})


def ask_for_today(now: dt.datetime) -> None:
    """One job a day for each; asking again, here or in another process, changes nothing."""
    today = local_day(now)
    for name in DAILY:
        jobs.ask(f"{name}:{today.isoformat()}", name, facts={}, by=SYSTEM.actor_key, run_at=now)


def _as_work(function: Daily) -> jobs.Work:
    def work(job: Job) -> None:
        function(timezone.now())

    return work
