"""沟通: contacts with the submitter, whether an invited one came, and whether the submitter confirms them."""

import datetime as dt

from django.db import transaction

from huiyin.directory.models import Submitter
from huiyin.events.actions import record
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import Blocker, NotAllowed, NotReady
from huiyin.handling import checks, policy
from huiyin.handling.models import FACE_TO_FACE, Assignment, Contact, ContactWay, Duty, DutyKind, Phase, State
from huiyin.items.checks import no_content

AFTERWARDS = (Phase.AFTER, Phase.CALL_BACK)


@transaction.atomic
def add_contact(
    assignment: Assignment,
    *,
    submitter: Submitter | None,
    way: str,
    contacted_on: dt.date,
    people: str,
    content: str,
    by: Actor,
    now: dt.datetime,
    place: str = "",
    phase: str = Phase.DURING,
    came: bool | None = None,
    leader_took_part: bool = False,
    file: StoredFile | None = None,
    recorded_for: RecordedFor | None = None,
) -> Contact:
    """登记沟通：面商要有地点和人员，邀请的到场才算（R64）；记在本单位名下。依据《代表法》第五十一条：应当与代表联系沟通。"""
    if not policy.can_contact(by, assignment):
        raise NotAllowed("您没有权限登记沟通。")
    contact = Contact(
        assignment=assignment.parent or assignment,
        submitter=submitter,
        way=ContactWay(way),
        phase=Phase(phase),
        contacted_on=contacted_on,
        people=people.strip(),
        place=place.strip(),
        content=content.strip(),
        came=came if way == ContactWay.INVITATION else None,
        leader_took_part=leader_took_part,
        file=file,
        recorded_by=by.actor_key,
    )
    checks.insist(no_content(assignment.item, contact.content, file))
    checks.insist(_incomplete(contact, today=local_day(now)))
    contact.save()
    weigh_contacts(contact.assignment)
    _record("handling.contacted", contact, by=by, at=now, facts=_facts_of(contact), recorded_for=recorded_for)
    return contact


@transaction.atomic
def record_coming(contact: Contact, came: bool, *, by: Actor, now: dt.datetime) -> Contact:
    """登记应邀的人到没到场：到了才算沟通和面商。"""
    if not policy.can_contact(by, contact.assignment):
        raise NotAllowed("您没有权限登记沟通。")
    if contact.way != ContactWay.INVITATION:
        raise NotReady("只有邀请要登记到没到场。")
    contact.came = came
    contact.save(update_fields=["came"])
    weigh_contacts(contact.assignment)
    _record("handling.invitation_kept" if came else "handling.invitation_missed", contact, by=by, at=now, facts={})
    return contact


@transaction.atomic
def confirm_contact(
    contact: Contact,
    confirmed: bool,
    *,
    by: Actor,
    now: dt.datetime,
    reason: str = "",
    recorded_for: RecordedFor | None = None,
) -> Contact:
    """提出人确认或否认沟通：否认的写下他的说法，不算沟通，没有别的沟通时义务恢复。"""
    if not (recorded_for or by.actor_key == f"submitter:{contact.submitter_id}"):
        raise NotReady("沟通由提出人确认；代为登记要写明谁、哪一天、通过什么方式。")
    own = by.actor_key == f"submitter:{contact.submitter_id}"
    if not own and not policy.coordinates(by, contact.assignment):
        raise NotAllowed("您没有权限登记提出人的确认。")
    contact.confirmed, contact.confirmed_on = confirmed, local_day(now, recorded_for)
    contact.disputed_reason = "" if confirmed else reason.strip()[:300]
    contact.save(update_fields=["confirmed", "confirmed_on", "disputed_reason"])
    weigh_contacts(contact.assignment)
    facts = {"confirmed": confirmed, "reason": contact.disputed_reason}
    verb = "handling.contact_confirmed" if confirmed else "handling.contact_disputed"
    _record(verb, contact, by=by, at=now, facts=facts, recorded_for=recorded_for)
    return contact


def weigh_contacts(assignment: Assignment) -> None:
    """The duties that contacts meet, judged anew by the contacts that stand: any, and for an explanation a later one.

    Who was withdrawn owes nothing any more, whatever the submitter says of a talk of then.
    """
    if assignment.state == State.WITHDRAWN:
        return
    standing = list(Contact.objects.standing().filter(assignment=assignment).order_by("contacted_on", "id"))
    kinds = (DutyKind.CONTACT, DutyKind.EXPLANATION)
    for duty in Duty.objects.filter(assignment=assignment, kind__in=kinds, waived_on=None):
        first = next((contact for contact in standing if _meets(contact, duty)), None)
        duty.met_on, duty.met_by = (first.contacted_on, first.recorded_by) if first else (None, "")
        duty.save(update_fields=["met_on", "met_by"])


def _facts_of(contact: Contact) -> dict[str, str]:
    said = {"way": str(contact.way), "phase": str(contact.phase), "contacted_on": contact.contacted_on.isoformat()}
    return {**said, "submitter": f"submitter:{contact.submitter_id}" if contact.submitter_id else ""}


def _meets(contact: Contact, duty: Duty) -> bool:
    after = contact.phase in AFTERWARDS or contact.contacted_on >= duty.base_on
    return duty.kind == DutyKind.CONTACT or after


def _incomplete(contact: Contact, *, today: dt.date) -> list[Blocker]:
    missing = []
    if contact.way in (*FACE_TO_FACE, ContactWay.INVITATION) and not contact.place:
        missing.append(f"{ContactWay(contact.way).label}要写明地点，才算面商。")
    answered = contact.assignment.answered_on
    if contact.phase == Phase.CALL_BACK and (answered is None or contact.contacted_on < answered):
        missing.append("回访是答复以后的事；还没有答复的，阶段选“办理中”。")
    if not contact.people:
        missing.append("要写明我方人员。")
    if not contact.content and not contact.assignment.item.offline:
        missing.append("要写明沟通的内容。")
    if contact.contacted_on > today and contact.way != ContactWay.INVITATION:
        missing.append("沟通日期不能晚于今天。")
    if contact.came and contact.contacted_on > today:
        missing.append("还没有到约定的日子，不能登记到场。")
    if contact.submitter and not contact.assignment.item.signatures.filter(submitter=contact.submitter).exists():
        missing.append(f"{contact.submitter}不是这一件的提出人。")
    return [Blocker(sentence, where="contacts") for sentence in missing]


def _record(verb: str, contact: Contact, **details: object) -> None:
    item_id = contact.assignment.item_id
    record(verb, f"item:{item_id}", subject=f"contact:{contact.pk}", **details)
