"""What a unit gives to another's reply without a letter of its own: material for motions, opinions that came by letter."""

import datetime as dt

from django.db import transaction

from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import SYSTEM, Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling import actions, checks, policy
from huiyin.handling.duties import open_duty
from huiyin.handling.models import Assignment, Contribution, DutyKind, Role, State
from huiyin.items.checks import no_content


@transaction.atomic
def contribute(
    assignment: Assignment,
    *,
    text: str = "",
    file: StoredFile | None = None,
    on: dt.date | None = None,
    by: Actor,
    now: dt.datetime,
    recorded_for: RecordedFor | None = None,
) -> Contribution:
    """提供材料：议案、建议案的会办不另行文、不评价，写明提供了什么或附上文件，即为已提出意见。"""
    if not policy.can_contribute(by, assignment) or assignment.role == Role.REFER:
        raise NotAllowed("议案、建议案的材料，由承办、会办的人提供。")
    if not assignment.is_top or (not text.strip() and file is None):
        raise NotReady("以单位名义提供，写明内容或附上文件。")
    checks.insist(no_content(assignment.item, text, file))
    day = on or local_day(now, recorded_for)
    if assignment.state == State.WAITING:
        actions.sign_for(assignment, by=by, now=now, recorded_for=recorded_for)
    given = {"text": text.strip(), "file": file, "given_on": day, "given_by": by.actor_key}
    row = Contribution.objects.create(assignment=assignment, **given)
    facts = {"on": day.isoformat(), "text": row.text[:200]}
    topic, subject = f"item:{assignment.item_id}", f"assignment:{assignment.pk}"
    record("handling.contributed", topic, by=by, at=now, subject=subject, facts=facts, recorded_for=recorded_for)
    actions.answer(assignment, on=day, by=by, now=now, recorded_for=recorded_for)
    return row


@transaction.atomic
def opinion_came(
    assignment: Assignment, unit: Unit, *, on: dt.date, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Assignment | None:
    """会办意见收到：系统外的会办单位，意见到了即为已答复，不再停在待签收；本系统内的由其自己送出。"""
    outside = Assignment.objects.filter(item=assignment.item_id, unit=unit, parent=None, role=Role.ASSIST)
    related = ("unit__parent", "item__batch__unit", "parent")
    row = outside.filter(unit__managed_here=False, state__in=(State.WAITING, State.HANDLING)).select_related(*related)
    found = row.first()
    if found is None:
        return None
    day = max(on, found.dispatched_on)
    word = recorded_for or RecordedFor(unit.name, day, "letter")
    if found.state == State.WAITING:
        actions.sign_for(found, by=SYSTEM, now=now, recorded_for=word)
    return actions.answer(found, on=day, by=SYSTEM, now=now, recorded_for=word)


@transaction.atomic
def opinion_went_back(
    assignment: Assignment, unit: Unit, *, reason: str, on: dt.date, until: dt.date | None, now: dt.datetime
) -> Assignment | None:
    """会办意见退回重提：本系统内的会办单位接着办，另设一项意见的义务，到期日是重提的期限（R24）。"""
    helps = Assignment.objects.filter(item=assignment.item_id, unit=unit, parent=None, role=Role.ASSIST)
    row = helps.filter(state=State.ANSWERED).select_related("unit__parent", "item__batch__unit", "parent").first()
    if row is None:
        return None
    actions.return_to_handling(row, reason=reason, by=SYSTEM, now=now)
    number = 1 + row.duties.filter(kind=DutyKind.OPINION).count()
    open_duty(
        row,
        DutyKind.OPINION,
        base_on=on,
        base_event="asked",
        notice_due_on=until,
        round=number,
        by=SYSTEM,
        now=now,
    )
    return row
