"""送达与网上报送: to whom the letter went and by which way, and its receipt from the system above."""

import datetime as dt

from django.db import IntegrityError, transaction

from huiyin.directory.actions import find_or_add_outside_unit
from huiyin.directory.models import Submitter, Unit
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import Blocker, NotReady, Stale
from huiyin.handling import actions as handling
from huiyin.handling.models import State as HandlingState
from huiyin.replies import content, owing, waiting
from huiyin.replies.flow import FLOW
from huiyin.replies.models import Delivery, Opinion, OpinionState, Reply, ReplyKind, Upload

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
        _hand_in(reply, day)
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
def record_upload(
    reply: Reply,
    *,
    system: str,
    by: Actor,
    now: dt.datetime,
    receipt: str = "",
    file: StoredFile | None = None,
    on: dt.date | None = None,
    recorded_for: RecordedFor | None = None,
) -> Upload:
    """登记网上报送：哪个系统、哪天、回执号或回执截图。"""
    if not system.strip():
        raise NotReady([Blocker("要写明报送到哪个系统", "upload")])
    if not receipt.strip() and file is None:
        raise NotReady([Blocker("要有回执号或回执截图", "upload")])
    day = on or local_day(now, recorded_for)
    facts = {"system": system, "receipt": receipt, "on": day.isoformat()}
    FLOW.move(reply, "record_upload", by=by, at=now, facts=facts, recorded_for=recorded_for)
    upload = Upload.objects.create(
        reply=reply, system=system, uploaded_on=day, uploaded_by=by.actor_key, receipt=receipt, file=file
    )
    handling.mark_submitted_up(reply.assignment, on=day, by=by, now=now, recorded_for=recorded_for)
    return upload


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


def _hand_in(reply: Reply, day: dt.date) -> None:
    """Where the leading unit works here too and waits for this opinion, it has it now."""
    texts = [answer["text"] for answer in (reply.frozen or {}).get("answers", ()) if answer["text"]]
    Opinion.objects.filter(
        assignment__item=reply.assignment.item_id, unit=reply.assignment.unit_id, state=OpinionState.ASKED
    ).update(state=OpinionState.RECEIVED, received_on=day, text="\n".join(texts) or "无意见", file=reply.letter_id)
