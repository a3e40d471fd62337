"""The worker's day: ask for what the calendar wants, do what is due, seal what is unsealed, rest a second."""

import datetime as dt
import logging
import os
import threading

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from huiyin.events import jobs
from huiyin.events.actors import local_day
from huiyin.events.seals import seal_if_free
from huiyin.worker import schedule

log = logging.getLogger(__name__)
REST = 1.0
AFTER_TROUBLE = 5.0


def work(stop: threading.Event, *, parent: int | None = None) -> None:
    """Until told to stop, or until the process that started it is gone."""
    schedule.register()
    asked_for: dt.date | None = None
    while not stop.is_set() and parent in (None, os.getppid()):
        try:
            now = timezone.now()
            if asked_for != local_day(now):
                schedule.ask_for_today(now)
                asked_for = local_day(now)
            rest = 0.0 if tick(now) else REST
        except DatabaseError:
            log.exception("the database does not answer; trying again in %s s", AFTER_TROUBLE)
            rest = AFTER_TROUBLE
        close_old_connections()
        stop.wait(rest)


def tick(now: dt.datetime) -> int:
    """One round; how many jobs were taken."""
    taken = jobs.run_due(now=now)
    seal_if_free()
    return taken
