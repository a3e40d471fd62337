"""抄送与确认收到: the copies that a letter names, and what a submitter says about having got it."""

import datetime as dt

from django.db import transaction

from huiyin.directory.models import Submitter
from huiyin.events.actions import record
from huiyin.events.actors import SYSTEM, Actor, RecordedFor, local_day
from huiyin.flow.errors import Blocker, NotReady
from huiyin.replies.flow import FLOW
from huiyin.replies.models import Delivery, Reply
from huiyin.replies.sending.delivering import BY_LINK, deliver


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
