"""上级退回: a letter comes back from the office above and is written anew."""

import datetime as dt

from django.db import transaction

from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import Blocker, NotReady
from huiyin.handling import actions as handling
from huiyin.replies import drafting, owing
from huiyin.replies.flow import FLOW
from huiyin.replies.models import Reply


@transaction.atomic
def return_from_above(
    reply: Reply, *, reason: str, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Reply:
    """上级退回：登记退回原因；这一份留存，另起一稿重新答复。新稿在 `superseded_by`。"""
    if not reason.strip():
        raise NotReady([Blocker("上级退回要写明原因", "upload")])
    day, why = local_day(now, recorded_for), reason.strip()
    facts = {"reason": why, "on": day.isoformat()}
    FLOW.move(reply, "return_from_above", by=by, at=now, facts=facts, recorded_for=recorded_for, returned_reason=why)
    reply.uploads.filter(returned_on=None).update(returned_on=day, returned_reason=why[:200])
    owing.forgo_rating(reply, on=day, reason="上级退回，另行答复", by=by)
    owing.forgo_delivery(reply, on=day, reason="上级退回，另行答复", by=by)
    handling.return_to_handling(reply.assignment, reason=why, by=by, now=now, recorded_for=recorded_for)
    again = drafting.start_draft(
        reply.assignment, by=by, now=now, kind=reply.kind, drafter=reply.drafter, supersedes=reply
    )
    owing.open_upload(again, day, by=by, now=now)
    return reply
