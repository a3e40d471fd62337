"""归档: the verbs; a set is made here, its period changed in retaining, its hashes proved in verifying."""

import datetime as dt

from huiyin.archives import checks, composing, keeping, packing, policy
from huiyin.archives.models import ArchiveSet
from huiyin.archives.retaining import change_retention
from huiyin.archives.verifying import verify
from huiyin.directory.models import Unit
from huiyin.events.actors import Actor
from huiyin.flow.errors import NotReady, permit
from huiyin.handling.models import Assignment
from huiyin.items import actions as items
from huiyin.items.models import Item, State

__all__ = ["archive", "change_retention", "make_set", "verify"]


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


def archive(item: Item, *, by: Actor, now: dt.datetime) -> Item:
    """归档：本单位办的先立卷成件；只收件不办的、线下办理的、答复不在本系统的，只记归档。"""
    shares = Assignment.objects.standing().filter(item=item, parent=None).select_related("unit")
    for share in shares:
        if policy.can_archive(by, share.unit) and not checks.blockers(item, share.unit):
            make_set(item, share.unit, by=by, now=now)
    item.refresh_from_db(fields=["state"])
    return item if item.state == State.ARCHIVED else items.archive(item, by=by, now=now)
