"""送达: to whom the letter went, by which way, on which day, and who confirmed to have it."""

import datetime as dt

from django.db import IntegrityError, transaction

from huiyin.directory.actions import find_or_add_outside_unit
from huiyin.directory.models import Submitter, Unit
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import Blocker, NotReady, Stale
from huiyin.handling import actions as handling
from huiyin.handling.models import State as HandlingState
from huiyin.replies import waiting
from huiyin.replies.flow import FLOW
from huiyin.replies.letter import content
from huiyin.replies.models import Delivery, Reply, ReplyKind
from huiyin.replies.opinion.handing_in import hand_in
from huiyin.replies.sending import owing

WAYS = (
    "当面送达",
    "打印送交",
    "邮寄",
    "机要交换",
    "本人链接",
    "下载后发送",
    "电子邮件",
    "上级系统",
    "由人大、政协转送",
)
BY_LINK = "本人链接"
HANDED_IN = (ReplyKind.OPINION, ReplyKind.DRAFT_FOR)
"""What goes to another unit, and is answered with that."""


@transaction.atomic
def deliver(
    reply: Reply,
    *,
    way: str,
    by: Actor,
    now: dt.datetime,
    submitter: Submitter | None = None,
    unit: Unit | None = None,
    on: dt.date | None = None,
    recorded_for: RecordedFor | None = None,
) -> Delivery:
    """送达：答复送提出人，会办意见送主办单位，代拟稿送上级；写明方式和日期。会办意见、代拟稿送达即为已提出。"""
    day = on or local_day(now, recorded_for)
    if reply.issued_on and day < reply.issued_on:
        raise NotReady([Blocker("送达日期不能早于印发日期", "delivery")])
    if reply.kind == ReplyKind.OPINION:
        unit = unit or _lead_unit(reply)
    if reply.kind == ReplyKind.DRAFT_FOR:
        unit = unit or _unit_above(reply)
    _refuse_stranger(reply, submitter, unit)
    to = f"submitter:{submitter.pk}" if submitter else f"unit:{unit.pk}" if unit else ""
    facts = {"to": to, "way": way, "on": day.isoformat()}
    FLOW.move(reply, "deliver", by=by, at=now, facts=facts, recorded_for=recorded_for)
    try:
        with transaction.atomic():
            row = Delivery.objects.create(reply=reply, submitter=submitter, unit=unit, way=way, delivered_on=day)
    except IntegrityError as error:
        raise Stale(f"已经登记过送达{submitter}。") from error
    if submitter:
        owing.settle_delivery(reply.assignment, day, by=by, now=now)
    if reply.kind in HANDED_IN and reply.assignment.state == HandlingState.HANDLING:
        handling.answer(reply.assignment, on=day, by=by, now=now, recorded_for=recorded_for)
    if reply.kind == ReplyKind.OPINION:
        hand_in(reply, unit, day, by=by, now=now)
        owing.upload_opinion(reply, day, by=by, now=now)
    waiting.follow(reply.assignment, on=day)
    return row


def deliver_to_all(
    reply: Reply,
    *,
    way: str,
    by: Actor,
    now: dt.datetime,
    on: dt.date | None = None,
    recorded_for: RecordedFor | None = None,
) -> list[Delivery]:
    """送达每一位应得答复而还没有送达的提出人。"""
    return [
        deliver(reply, way=way, by=by, now=now, submitter=submitter, on=on, recorded_for=recorded_for)
        for submitter in content.undelivered(reply)
    ]


def _lead_unit(reply: Reply) -> Unit:
    lead = content.lead_assignment(reply)
    if lead is None:
        raise NotReady([Blocker("不知道主办单位是哪家，请写明送交的单位", "delivery")])
    return lead.unit


def _unit_above(reply: Reply) -> Unit:
    """The office that answers in its own name what we drafted: who handed it out, by the list if not here."""
    unit, batch = reply.assignment.unit, reply.assignment.item.batch
    if batch.unit_id != unit.pk:
        return batch.unit
    return find_or_add_outside_unit(content.organ_of(reply), level=unit.level, place=unit.place)


def _refuse_stranger(reply: Reply, submitter: Submitter | None, unit: Unit | None) -> None:
    if (submitter is None) == (unit is None):
        raise NotReady([Blocker("送达要写明送给谁", "delivery")])
    if submitter and not reply.assignment.item.signatures.filter(submitter=submitter).exists():
        raise NotReady([Blocker(f"{submitter}不是这一件的提出人", "delivery")])
