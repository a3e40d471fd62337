"""`huiyin migrate`: Django's own, the table of the cache, in which failed sign-ins are counted, and what SQLite knows of its rows."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connections

SAMPLE = "PRAGMA analysis_limit=2000"


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not options["check_unapplied"] and not options["plan"]:
            call_command("createcachetable", database=options["database"], verbosity=0)
            learn(options["database"])


def learn(database: str) -> None:
    """A table that SQLite made anew has lost its statistics: without them the desk takes ten times as long."""
    if connections[database].vendor == "sqlite":
        with connections[database].cursor() as cursor:
            cursor.execute(SAMPLE)
            cursor.execute("ANALYZE")
