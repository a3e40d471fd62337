"""当面答复: what was said in person, signed by whoever it was said to; in writing as well where the place asks for it."""

import datetime as dt

from django.db import transaction

from huiyin.events.actors import Actor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import Blocker, NotReady
from huiyin.handling.contacts import add_contact
from huiyin.handling.models import Assignment, ContactWay, Phase
from huiyin.replies.models import OralRecord, Reply, ReplyKind
from huiyin.replies.writing import drafting
from huiyin.replies.writing.editing import lock_draft, note_change


@transaction.atomic
def record_oral(
    assignment: Assignment,
    *,
    met_on: dt.date,
    place: str,
    people: str,
    opinion: str,
    signed_by: str,
    file: StoredFile | None,
    by: Actor,
    now: dt.datetime,
) -> Reply:
    """登记当面答复：日期、地点、参加人、提出人的意见，提出人签字的记录附扫描件（山东第二十二条）；同时记一次面商。"""
    said = {
        "place": place.strip(),
        "people": people.strip(),
        "opinion": opinion.strip(),
        "signed_by": signed_by.strip(),
    }
    if missing := _missing(assignment, said, met_on, file, today=local_day(now)):
        raise NotReady(missing)
    reply = _draft(assignment, by=by, now=now)
    OralRecord.objects.create(reply=reply, met_on=met_on, file=file, recorded_by=by.actor_key, **said)
    first = assignment.item.signatures.select_related("submitter").order_by("order").first()
    add_contact(
        assignment,
        submitter=first.submitter if first else None,
        way=ContactWay.IN_PERSON,
        contacted_on=met_on,
        people=said["people"],
        place=said["place"],
        content=f"当面答复。提出人意见：{said['opinion']}",
        phase=Phase.DURING,
        file=file,
        by=by,
        now=now,
    )
    facts = {"on": met_on.isoformat(), "place": said["place"], "people": said["people"], "signed_by": said["signed_by"]}
    note_change("replies.oral_recorded", reply, by=by, at=now, facts=facts)
    return reply


def _missing(
    assignment: Assignment, said: dict[str, str], met_on: dt.date, file: StoredFile | None, *, today: dt.date
) -> list[Blocker]:
    known = {"place": "地点", "people": "参加人", "opinion": "提出人的意见", "signed_by": "签字的提出人"}
    wrong = [Blocker(f"要写明{label}", "oral") for name, label in known.items() if not said[name]]
    if file is None:
        wrong.append(Blocker("要附提出人签字的记录扫描件", "oral", "当面答复应有签字的记录"))
    if met_on > today or met_on < assignment.dispatched_on:
        wrong.append(Blocker("当面答复的日期应在交办以后、今天以前", "oral"))
    return wrong


def _draft(assignment: Assignment, *, by: Actor, now: dt.datetime) -> Reply:
    """What is being drafted becomes the answer given in person; else one begins."""
    reply = Reply.objects.under_way().filter(assignment=assignment).first()
    if reply is None:
        return drafting.start_draft(assignment, kind=ReplyKind.ORAL, by=by, now=now)
    if not reply.is_editable:
        raise NotReady([Blocker(f"稿子现在是“{reply.get_state_display()}”，当面沟通请登记沟通记录", "oral")])
    lock_draft(reply, by)
    if OralRecord.objects.filter(reply=reply).exists():
        raise NotReady([Blocker("这一稿已经登记过当面答复", "oral")])
    if reply.kind != ReplyKind.REPLY and reply.kind != ReplyKind.ORAL:
        raise NotReady([Blocker("会办意见、再次答复、代拟稿不登记当面答复", "oral")])
    turn = Reply.objects.filter(assignment=assignment, kind=ReplyKind.ORAL).exclude(pk=reply.pk).count() + 1
    Reply.objects.filter(pk=reply.pk).update(kind=ReplyKind.ORAL, round=turn)
    reply.refresh_from_db()
    return reply
