"""When a draft may be written at, and how every change of it is noted."""

import datetime as dt
from typing import Any

from huiyin.events.actions import record
from huiyin.events.actors import Actor, RecordedFor
from huiyin.flow.errors import NotAllowed, Stale
from huiyin.replies import policy
from huiyin.replies.models import Reply


def lock_draft(reply: Reply, by: Actor) -> Reply:
    """Only while it is drafted: the row is locked, so that no word changes under a submission going on. As it stands now."""
    if not policy.can_draft(by, reply):
        raise NotAllowed("您没有权限改这一稿。")
    fresh = Reply.objects.select_for_update().get(pk=reply.pk)
    if not fresh.is_editable:
        raise Stale(f"现在是“{fresh.get_state_display()}”，稿子不能再改；要改请先退回。")
    return fresh


def note_change(
    verb: str,
    reply: Reply,
    *,
    by: Actor,
    at: dt.datetime,
    facts: dict[str, Any],
    recorded_for: RecordedFor | None = None,
) -> None:
    topic = reply.assignment.item.topic
    record(verb, topic, by=by, at=at, subject=f"reply:{reply.pk}", facts=facts, recorded_for=recorded_for)
