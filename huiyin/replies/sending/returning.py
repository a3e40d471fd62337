"""另行答复: a letter that is out is never edited; it comes back from above, or we replace it by a new one of our own."""

import datetime as dt

from django.db import transaction

from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import Blocker, NotReady, permit
from huiyin.handling import actions as handling
from huiyin.handling.models import State as HandlingState
from huiyin.replies import policy
from huiyin.replies.flow import FLOW
from huiyin.replies.models import Reply, State
from huiyin.replies.sending import owing
from huiyin.replies.writing import drafting
from huiyin.replies.writing.editing import note_change

REASONS = {
    "class": "分类有变化（比如原定 A 类，后来没有办成）",
    "correction": "原答复有错漏，要更正",
    "changed": "政策或情况变了，原答复不再适用",
}
"""Why we replace a letter of our own accord; what the office above sends back is return_from_above."""


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
    if reply.assignment.state != HandlingState.HANDLING:  # an opinion may come back before it was delivered
        closed = reply.assignment.state == HandlingState.CLOSED
        back = handling.reopen if closed else handling.return_to_handling
        back(reply.assignment, reason=why, by=by, now=now, recorded_for=recorded_for)
    again = drafting.start_draft(
        reply.assignment, by=by, now=now, kind=reply.kind, drafter=reply.drafter, supersedes=reply
    )
    owing.open_upload(again, day, by=by, now=now)
    return reply


@transaction.atomic
def answer_anew(reply: Reply, *, why: str, reason: str, by: Actor, now: dt.datetime) -> Reply:
    """另行答复：印发以后改分类、更正，都另起一稿；新的印发以前，这一份仍然算数（R53）。返回新稿。"""
    permit(policy.can_draft(by, reply), "另行答复")
    if why not in REASONS or not reason.strip():
        raise NotReady([Blocker("另行答复要写明理由", "anew")])
    fresh = Reply.objects.select_for_update().get(pk=reply.pk)
    if fresh.state != State.ISSUED:
        raise NotReady([Blocker(f"现在是“{fresh.get_state_display()}”，不是印发了的答复", "anew")])
    if reply.assignment.state == HandlingState.CLOSED:
        raise NotReady([Blocker("这一件已经办结，先到件页“重新办理”，再另行答复", "anew")])
    again = drafting.start_draft(reply.assignment, by=by, now=now, kind=reply.kind, supersedes=reply)
    told = f"{REASONS[why].partition('（')[0]}：{reason.strip()}"[:300]
    Reply.objects.filter(pk=reply.pk).update(returned_reason=told)
    reply.returned_reason = told
    facts = {"why": why, "reason": reason.strip(), "by_reply": again.pk}
    note_change("replies.answered_anew", reply, by=by, at=now, facts=facts)
    return again
