"""视察、调研中提出的意见: raised beside the item's own asks, owed an answer by the clock of the place (R29)."""

import datetime as dt

from django.db import transaction

from huiyin.events.actions import record
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling import checks, policy
from huiyin.handling.duties import meet_duty, open_duty
from huiyin.handling.models import Contact, DutyKind, SideOpinion
from huiyin.items.checks import no_content


@transaction.atomic
def raise_side_opinion(
    contact: Contact, *, text: str, by: Actor, now: dt.datetime, raised_on: dt.date | None = None
) -> SideOpinion:
    """登记视察、调研、走访中提出的意见：在规定时间内办理并答复（青岛第三十二条：一个月，R29）。"""
    assignment = contact.assignment
    _only(by, contact)
    checks.insist(no_content(assignment.item, text))
    if not text.strip():
        raise NotReady("要写明提出了什么意见。")
    day = raised_on or contact.contacted_on
    if not contact.contacted_on <= day <= local_day(now):
        raise NotReady("提出意见的日期应在这次沟通以后、今天以前。")
    number = 1 + assignment.duties.filter(kind=DutyKind.SIDE_OPINION).count()
    duty = open_duty(assignment, DutyKind.SIDE_OPINION, base_on=day, base_event="asked", round=number, by=by, now=now)
    row = SideOpinion.objects.create(contact=contact, duty=duty, text=text.strip(), raised_on=day)
    _record("handling.side_opinion_raised", row, by=by, at=now, facts={"text": row.text[:200]})
    return row


@transaction.atomic
def answer_side_opinion(
    row: SideOpinion,
    *,
    answer: str,
    by: Actor,
    now: dt.datetime,
    on: dt.date | None = None,
    file: StoredFile | None = None,
    recorded_for: RecordedFor | None = None,
) -> SideOpinion:
    """答复视察、调研中提出的意见：写明怎么答复的、哪一天；这项义务即完成。"""
    _only(by, row.contact)
    if row.answered_on:
        raise NotReady("这一条意见已经答复。")
    checks.insist(no_content(row.contact.assignment.item, answer, file))
    if not answer.strip():
        raise NotReady("要写明怎么答复的。")
    day = on or local_day(now, recorded_for)
    if not row.raised_on <= day <= local_day(now):
        raise NotReady("答复日期应在提出以后、今天以前。")
    row.answer, row.answered_on, row.file = answer.strip(), day, file
    row.save(update_fields=["answer", "answered_on", "file"])
    meet_duty(row.contact.assignment, DutyKind.SIDE_OPINION, on=day, by=by, round=row.duty.round)
    facts = {"text": row.text[:60], "answer": row.answer[:200]}
    _record("handling.side_opinion_answered", row, by=by, at=now, facts=facts, recorded_for=recorded_for)
    return row


def _only(by: Actor, contact: Contact) -> None:
    if not policy.can_contact(by, contact.assignment):
        raise NotAllowed("您没有权限登记沟通。")


def _record(verb: str, row: SideOpinion, **details: object) -> None:
    item_id = row.contact.assignment.item_id
    record(verb, f"item:{item_id}", subject=f"side_opinion:{row.pk}", **details)
