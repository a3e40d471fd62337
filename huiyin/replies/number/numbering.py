"""编号与用印: the number the registry gives or our own series makes, unique for ever, and the seal."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from huiyin.directory.models import Unit
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import Blocker, NotReady, Stale
from huiyin.replies import checks, waiting
from huiyin.replies.flow import FLOW
from huiyin.replies.models import DocNumber, NumberSeries, Reply
from huiyin.rules.numbers import DocNo, read_doc_no


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
    """编号：文号由登记部门给，代字〔年份〕序号号，本单位内唯一，不早于成文日期；自编号只能取下一个号（R44）。"""
    text, day = doc_no.strip(), numbered_on or local_day(now, recorded_for)
    hold_register(reply.assignment.unit_id)
    _still_without(reply)
    if reply.signed_on and not reply.doc_no and (missing := checks.number_blockers(reply, text, day)):
        raise NotReady(missing)
    parts = read_doc_no(text)
    series = _own_series(reply, parts)
    facts = {"doc_no": text, "on": day.isoformat(), **({"series": str(series)} if series else {})}
    FLOW.move(reply, "number", by=by, at=now, facts=facts, recorded_for=recorded_for, doc_no=text, numbered_on=day)
    taken = {"unit": reply.assignment.unit, "reply": reply, "taken_on": day, "series": series}
    try:
        with transaction.atomic():
            DocNumber.objects.create(text=text, sequence=parts.sequence if parts else None, **taken)
    except IntegrityError as error:
        raise NotReady([_taken(text)]) from error
    waiting.follow(reply.assignment, on=day)
    return reply


@transaction.atomic
def void_number(reply: Reply, *, reason: str, by: Actor, now: dt.datetime) -> Reply:
    """作废文号：印发之前可以另编；作废的号留在登记簿上，不再使用；盖有旧号的件随之作罢（R44）。"""
    if not reason.strip():
        raise NotReady([Blocker("作废文号要写明原因", "number")])
    facts = {"doc_no": reply.doc_no, "reason": reason.strip()}
    gone: dict[str, Any] = {"doc_no": "", "numbered_on": None, "sealed_on": None, "sealed_letter": None}
    FLOW.move(reply, "void_number", by=by, at=now, facts=facts, **gone)
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


def next_in(series: NumberSeries) -> int:
    """The sequence after the highest ever taken, voided ones counted; a gap is explained, never filled."""
    highest = series.numbers.aggregate(highest=Max("sequence"))["highest"]
    return series.first if highest is None else max(series.first, highest + 1)


def hold_register(unit_id: int) -> None:
    """登记簿: one at a time writes in a unit's register; whoever waits reads what the one before has written."""
    list(Unit.objects.select_for_update(no_key=True).filter(pk=unit_id).values_list("pk"))


def _still_without(reply: Reply) -> None:
    """Of two who number the same letter at once, the second is told."""
    standing = Reply.objects.filter(pk=reply.pk).values_list("doc_no", flat=True).first()
    if standing and not reply.doc_no:
        raise Stale(f"别人刚刚编了文号 {standing}，请刷新后再看。")


def _own_series(reply: Reply, parts: DocNo | None) -> NumberSeries | None:
    """The series of this code and year; only its next number may be used."""
    if parts is None:
        return None
    own = NumberSeries.objects.filter(unit=reply.assignment.unit_id, code=parts.code, year=parts.year)
    series = own.first()
    if series and parts.sequence != (wanted := next_in(series)):
        following = DocNo(series.code, series.year, wanted)
        raise NotReady([Blocker(f"{series}由本单位在此自编，现在应取 {following}", "number")])
    return series


def _taken(text: str) -> Blocker:
    return Blocker(f"文号 {text} 已经用过（包括作废的），请向登记部门核对", "number")
