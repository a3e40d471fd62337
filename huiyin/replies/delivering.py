"""送达: to whom the letter went, by which way, on which day, and who confirmed to have it."""

import datetime as dt

from django.db import IntegrityError, transaction

from huiyin.directory.actions import find_or_add_outside_unit
from huiyin.directory.models import Submitter, Unit
from huiyin.events.actions import record
from huiyin.events.actors import SYSTEM, Actor, RecordedFor, local_day
from huiyin.flow.errors import Blocker, NotReady, Stale
from huiyin.handling import actions as handling
from huiyin.handling.models import State as HandlingState
from huiyin.replies import content, owing, route, uploading, waiting
from huiyin.replies.flow import FLOW
from huiyin.replies.handing_in import hand_in
from huiyin.replies.models import Delivery, Reply, ReplyKind

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
        _then_upload(reply, day, by=by, now=now)
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


@transaction.atomic
def send_copies(
    reply: Reply,
    *,
    way: str,
    by: Actor,
    now: dt.datetime,
    to: str = "",
    on: dt.date | None = None,
    recorded_for: RecordedFor | None = None,
) -> list[Delivery]:
    """抄送：信上写明抄送的每一家都送；不写哪一家的，还没送的都算送了（R41）。"""
    day = on or local_day(now, recorded_for)
    if reply.issued_on and day < reply.issued_on:
        raise NotReady([Blocker("抄送日期不能早于印发日期", "copies")])
    left = [name for name in uncopied(reply) if to in ("", name)]
    if not left:
        raise NotReady([Blocker(f"{to or '各家'}已经登记过抄送，或信上没有写抄送", "copies")])
    facts = {"to": left, "way": way, "on": day.isoformat(), "copy": True}
    FLOW.move(reply, "deliver", by=by, at=now, facts=facts, recorded_for=recorded_for)
    return Delivery.objects.bulk_create(Delivery(reply=reply, copy_to=name, way=way, delivered_on=day) for name in left)


def uncopied(reply: Reply) -> list[str]:
    """Whom the letter names as 抄送 and who has not got it."""
    got = set(reply.deliveries.exclude(copy_to="").values_list("copy_to", flat=True))
    return [name[:120] for name in reply.copies if name[:120] not in got]


@transaction.atomic
def confirm_receipt(reply: Reply, submitter: Submitter, *, by: Actor, now: dt.datetime) -> Delivery:
    """确认收到：提出人自己在链接里点；没有登记过送达的，当天算送达。不记谁何时打开过，只记本人说的。"""
    rows = Delivery.objects.filter(reply=reply, submitter=submitter)
    if not rows.exists():
        deliver(reply, submitter=submitter, way=BY_LINK, by=SYSTEM, now=now)
    day = local_day(now)
    if rows.filter(received_on=None).update(received_on=day):
        facts = {"on": day.isoformat()}
        topic, subject = reply.assignment.item.topic, f"reply:{reply.pk}"
        record("replies.received", topic, by=by, at=now, subject=subject, facts=facts)
    return rows.get()


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


def _then_upload(reply: Reply, day: dt.date, *, by: Actor, now: dt.datetime) -> None:
    """Where the place wants opinions in the system above as well, that is owed from now on."""
    wanted = "system" in route.pack_of(reply.assignment).switches.opinion_delivery.value
    if wanted and not uploading.standing(reply):
        owing.open_duty_to_upload(reply, day, base_event="issued", by=by, now=now)
