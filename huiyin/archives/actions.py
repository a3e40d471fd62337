"""归档: the verbs; a set is made here, its period changed in retaining, its hashes proved in verifying."""

import datetime as dt

from huiyin.archives import checks, composing, keeping, packing, policy
from huiyin.archives.models import ArchiveSet
from huiyin.archives.retaining import change_retention
from huiyin.archives.verifying import verify
from huiyin.directory.models import Unit
from huiyin.events.actors import Actor
from huiyin.flow.errors import NotReady, permit
from huiyin.items.models import Item

__all__ = ["change_retention", "make_set", "verify"]


def make_set(item: Item, unit: Unit, *, by: Actor, now: dt.datetime) -> ArchiveSet:
    """立卷归档：办结的件，正文、答复、会办意见、征询表、沟通、审签记录、日志成一件，附目录和校验码（《档案法实施条例》第三十九条）。

    Done again with nothing new it gives the set that is there; with new papers a new edition under the same number.
    """
    permit(policy.can_archive(by, unit), "归档")
    if found := checks.blockers(item, unit):
        raise NotReady(found)
    assignment = checks.held(item, unit)
    contents = packing.contents_of(
        assignment, assignment.closed_on or assignment.answered_on or assignment.dispatched_on
    )
    before = ArchiveSet.objects.filter(item=item, unit=unit).order_by("-edition").first()
    if before is None or before.content_digest != contents.digest:
        made = composing.composed(assignment, contents, before, by=by, now=now)
        return keeping.keep(made, by=by, now=now)
    return keeping.archive_item(before, by=by, now=now)
