"""以当面答复为准: where no letter is asked for after an answer in person, its signed record is the answer."""

import datetime as dt
from typing import Any

from django.db import transaction

from huiyin.events.actors import Actor
from huiyin.flow.errors import NotReady
from huiyin.handling import actions as handling
from huiyin.replies import checks, waiting
from huiyin.replies.chain import route
from huiyin.replies.flow import FLOW
from huiyin.replies.letter import content
from huiyin.replies.models import Delivery, OralRecord, Reply
from huiyin.replies.sending import owing
from huiyin.replies.sending.delivering import WAYS
from huiyin.replies.writing.editing import lock_draft

IN_PERSON = WAYS[0]


def needs_letter(reply: Reply) -> bool:
    """Must what was said in person be written as well? Most places say yes."""
    return bool(route.pack_of(reply.assignment).switches.oral_needs_written)


@transaction.atomic
def answer_orally(reply: Reply, *, by: Actor, now: dt.datetime) -> Reply:
    """当面答复即为答复：规则包不要求再书面答复的，以签字的记录为准；不编号、不用印，留存这一稿的内容。"""
    lock_draft(reply, by)
    record = OralRecord.objects.filter(reply=reply.pk).first()
    if record is None:
        raise NotReady(checks.oral_blockers(reply))
    said = content.content_of(reply)
    columns: dict[str, Any] = {"frozen": said, "frozen_hash": content.digest_of(said), "signed_by": by.actor_name}
    facts = {"on": record.met_on.isoformat(), "signed_by": record.signed_by}
    FLOW.move(reply, "answer_orally", by=by, at=now, facts=facts, issued_on=record.met_on, **columns)
    owing.open_duties(reply, record.met_on, by=by, now=now)
    handling.answer(reply.assignment, on=record.met_on, by=by, now=now)
    Delivery.objects.bulk_create(
        Delivery(reply=reply, submitter=submitter, way=IN_PERSON, delivered_on=record.met_on)
        for submitter in content.entitled(reply)
    )
    waiting.follow(reply.assignment, on=record.met_on)
    return reply
