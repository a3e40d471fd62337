"""A year's sets at one go: asked for, made one by one with progress, what could not be made said by name."""

import datetime as dt
from collections.abc import Callable

from huiyin.archives import policy
from huiyin.archives.actions import make_set
from huiyin.archives.models import ArchiveSet
from huiyin.directory.models import Unit
from huiyin.events import jobs
from huiyin.events.actors import Actor
from huiyin.events.models import Job
from huiyin.flow.errors import Blocker, NotReady, permit
from huiyin.handling.models import Assignment, State

FUNCTION = "make_year_sets"
DONE = (State.CLOSED, State.NOTED)


def ripe(unit: Unit, year: int) -> list[Assignment]:
    """What the unit has ended in a year, whether archived or not; offline items have nothing here to archive."""
    ended = Assignment.objects.of_unit(unit).of_year(year).filter(parent=None, state__in=DONE, item__offline=False)
    return list(ended.select_related("item__session", "item__batch", "unit").order_by("pk"))


def ask_year(unit: Unit, year: int, *, by: Actor, now: dt.datetime) -> Job:
    """一年的办结件一次归档：综合协调人要的；同一小时里只排一次。"""
    permit(policy.can_archive(by, unit), "归档")
    found = ripe(unit, year)
    if not found:
        raise NotReady([Blocker(f"{year}年还没有办结的件", "archives")])
    facts = {"unit": unit.pk, "year": year, "assignments": [row.pk for row in found], "total": len(found)}
    return jobs.ask(f"archives:{unit.code}:{year}:{now:%Y%m%d%H%M}", FUNCTION, facts=facts, by=by.actor_key, run_at=now)


def make_year(job: Job, *, by: Actor, tell: Callable[[int], None]) -> None:
    """Item by item, each in its own transaction; done again it finds the sets it made."""
    keys, unfinished = job.facts["assignments"], []
    rows = Assignment.objects.select_related("item__session", "item__batch", "unit").in_bulk(keys)
    for number, key in enumerate(keys, start=1):
        row = rows[key]
        try:
            make_set(row.item, row.unit, by=by, now=job.run_at)
        except NotReady as error:
            unfinished.append({"item": row.item_id, "label": row.item.number_label, "why": str(error)})
        tell(min(99, number * 99 // len(keys)))
    Job.objects.filter(pk=job.pk).update(facts={**job.facts, "unfinished": unfinished})


def sets_of(unit: Unit, year: int) -> dict[int, ArchiveSet]:
    """The standing set of each item."""
    return {row.item_id: row for row in ArchiveSet.objects.of(unit, year).standing().select_related("file")}
