"""征询: a draft goes to the submitter before it is cleared, and what they say is written down."""

import datetime as dt

from django.db import transaction

from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import Blocker, NotReady, Stale
from huiyin.replies import waiting
from huiyin.replies.flow import FLOW
from huiyin.replies.models import Consultation, ConsultResult, Reply


@transaction.atomic
def consult(
    reply: Reply, *, by: Actor, now: dt.datetime, way: str = "", recorded_for: RecordedFor | None = None
) -> Reply:
    """征询：答复前把草稿送提出人听取意见（《代表法》第五十一条：与代表联系沟通，充分听取意见）。"""
    FLOW.move(reply, "consult", by=by, at=now, facts={"way": way}, recorded_for=recorded_for)
    Consultation.objects.create(reply=reply, version=reply.version, asked_on=local_day(now, recorded_for), way=way)
    waiting.follow(reply.assignment, on=local_day(now, recorded_for))
    return reply


@transaction.atomic
def record_consultation(
    reply: Reply,
    *,
    result: str,
    by: Actor,
    now: dt.datetime,
    remark: str = "",
    recorded_for: RecordedFor | None = None,
) -> Reply:
    """登记征询结果：无异议、基本同意、有不同意见（要写明）；稿子回到拟稿。"""
    chosen = ConsultResult(result)
    if chosen == ConsultResult.DISAGREED and not remark.strip():
        raise NotReady([Blocker("有不同意见的，要写明意见", "contacts")])
    FLOW.move(reply, "consulted", by=by, at=now, facts={"result": str(chosen)}, recorded_for=recorded_for)
    answered = {"result": chosen, "remark": remark.strip(), "answered_on": local_day(now, recorded_for)}
    if not reply.consultations.filter(result="").update(**answered):
        raise Stale("这次征询已经登记过结果。")
    waiting.follow(reply.assignment, on=local_day(now, recorded_for))
    return reply
