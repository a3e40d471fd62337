"""An item is archived: with the sets of whoever archives it, where they can be made."""

import datetime as dt

from huiyin.archives import actions, checks, policy
from huiyin.events.actors import Actor
from huiyin.handling.models import Assignment
from huiyin.items import actions as items
from huiyin.items.models import Item, State


def archive(item: Item, *, by: Actor, now: dt.datetime) -> Item:
    """归档：本单位办的先立卷成件；只收件不办的、线下办理的、答复不在本系统的，只记归档。"""
    shares = Assignment.objects.standing().filter(item=item, parent=None).select_related("unit")
    for share in shares:
        if policy.can_archive(by, share.unit) and not checks.blockers(item, share.unit):
            actions.make_set(item, share.unit, by=by, now=now)
    item.refresh_from_db(fields=["state"])
    return item if item.state == State.ARCHIVED else items.archive(item, by=by, now=now)
