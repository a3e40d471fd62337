"""A set is kept: its row, its item archived with it, the log told of it below its item."""

import datetime as dt
from typing import Any

from django.db import transaction

from huiyin.archives.models import ArchiveSet
from huiyin.events.actions import record
from huiyin.events.actors import Actor
from huiyin.items import actions as items
from huiyin.items.flow import FLOW as ITEM_FLOW


@transaction.atomic
def keep(made: ArchiveSet, *, by: Actor, now: dt.datetime) -> ArchiveSet:
    made.save(force_insert=True)
    facts = {"archive_no": made.archive_no, "digest": made.digest, "files": len(made.manifest["文件"])}
    tell("archives.made", made, facts | {"edition": made.edition, "lacking": made.lacking}, by, now)
    return archive_item(made, by=by, now=now)


def archive_item(made: ArchiveSet, *, by: Actor, now: dt.datetime) -> ArchiveSet:
    """The item of whoever keeps it is archived with its set."""
    keeper = made.item.batch.unit_id == made.unit_id
    if keeper and ITEM_FLOW.may(made.item, "archive", by) and not ITEM_FLOW.blockers(made.item, "archive"):
        items.archive(made.item, by=by, now=now)
    return made


def tell(verb: str, made: ArchiveSet, facts: dict[str, Any], by: Actor, now: dt.datetime) -> None:
    record(
        verb, made.item.topic, by=by, at=now, subject=f"archive_set:{made.pk}", facts=facts, unit_code=made.unit.code
    )
