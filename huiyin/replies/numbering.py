"""编号与用印: the number the registry gives, unique for ever, and the seal."""

import datetime as dt

from django.db import IntegrityError, transaction

from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import Blocker, NotReady
from huiyin.replies import checks, waiting
from huiyin.replies.flow import FLOW
from huiyin.replies.models import DocNumber, Reply


@transaction.atomic
def number(
    reply: Reply,
    doc_no: str,
    *,
    by: Actor,
    now: dt.datetime,
    numbered_on: dt.date | None = None,
    recorded_for: RecordedFor | None = None,
) -> Reply:
    """编号：文号由登记部门给，代字〔年份〕序号号，本单位内唯一，不早于成文日期（R44）。"""
    text, day = doc_no.strip(), numbered_on or local_day(now, recorded_for)
    if reply.signed_on and not reply.doc_no and (missing := checks.number_blockers(reply, text, day)):
        raise NotReady(missing)
    facts = {"doc_no": text, "on": day.isoformat()}
    FLOW.move(reply, "number", by=by, at=now, facts=facts, recorded_for=recorded_for, doc_no=text, numbered_on=day)
    try:
        with transaction.atomic():
            DocNumber.objects.create(unit=reply.assignment.unit, text=text, reply=reply, taken_on=day)
    except IntegrityError as error:
        raise NotReady([_taken(text)]) from error
    waiting.follow(reply.assignment, on=day)
    return reply


@transaction.atomic
def void_number(reply: Reply, *, reason: str, by: Actor, now: dt.datetime) -> Reply:
    """作废文号：印发之前可以另编；作废的号留在登记簿上，不再使用（R44）。"""
    if not reason.strip():
        raise NotReady([Blocker("作废文号要写明原因", "number")])
    facts = {"doc_no": reply.doc_no, "reason": reason.strip()}
    FLOW.move(reply, "void_number", by=by, at=now, facts=facts, doc_no="", numbered_on=None, sealed_on=None)
    DocNumber.objects.filter(reply=reply, voided_reason="").update(voided_reason=reason.strip())
    waiting.follow(reply.assignment, on=local_day(now))
    return reply


@transaction.atomic
def seal(
    reply: Reply,
    *,
    by: Actor,
    now: dt.datetime,
    sealed_on: dt.date | None = None,
    recorded_for: RecordedFor | None = None,
) -> Reply:
    """用印：编号之后；不早于成文日期。"""
    day = sealed_on or local_day(now, recorded_for)
    if reply.signed_on and day < reply.signed_on:
        raise NotReady([Blocker("用印日期不能早于成文日期", "seal")])
    FLOW.move(reply, "seal", by=by, at=now, facts={"on": day.isoformat()}, recorded_for=recorded_for, sealed_on=day)
    waiting.follow(reply.assignment, on=day)
    return reply


def _taken(text: str) -> Blocker:
    return Blocker(f"文号 {text} 已经用过（包括作废的），请向登记部门核对", "number")
