"""改变角色: another role from a day on, with the duties that go and come with it."""

import datetime as dt

from django.db import transaction

from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import NotReady
from huiyin.handling import checks, parts, roles, waits
from huiyin.handling.contacts import weigh_contacts
from huiyin.handling.declining import Said, settle_request
from huiyin.handling.duties import build, meet_duty, owed_by_role, waive_all
from huiyin.handling.flow import FLOW
from huiyin.handling.models import Assignment, Decision, Duty, DutyKind, Role, State


@transaction.atomic
def change_role(
    assignment: Assignment,
    *,
    role: str,
    role_label: str,
    from_on: dt.date,
    by: Actor,
    now: dt.datetime,
    remark: str = "",
    answer_file: StoredFile | None = None,
    recorded_for: RecordedFor | None = None,
) -> Assignment:
    """改变角色：自某日起由主办改为会办（或相反），原来的义务免除，新的义务自该日起算；各单位的角色仍要相配（R31）。"""
    checks.insist(checks.word_of_the_dispatcher(assignment, by, recorded_for))
    checks.insist(checks.too_early(assignment, from_on, "改变角色的日期") + roles.change_blockers(assignment, role))
    day = local_day(now, recorded_for)
    before, signed = assignment.role, assignment.signed_for_on or day
    if before == role:
        raise NotReady(f"现在已经是{Role(role).label}。")
    if assignment.state == State.DECLINING:
        said = Said(day, remark, by, recorded_for, answer_file)
        settle_request(assignment, Decision.ROLE_CHANGED, said)
    facts = {"from_role": str(before), "role": str(role), "role_label": role_label, "from_on": from_on.isoformat()}
    columns = {"role": Role(role), "role_label": role_label or Role(role).label, "signed_for_on": signed}
    FLOW.move(assignment, "change_role", by=by, at=now, facts=facts, recorded_for=recorded_for, **columns)
    _change_duties(assignment, from_on, by)
    parts.follow_unit(assignment, on=from_on, by=by)
    waits.follow(assignment, on=day, anew=True)
    return assignment


def _change_duties(assignment: Assignment, from_on: dt.date, by: Actor) -> None:
    """What the new role does not owe is waived; what it owes anew counts from the day of the change."""
    meet_duty(assignment, DutyKind.ACCEPT, on=from_on, by=by)
    wanted = {owed.kind: owed for owed in owed_by_role(assignment)}
    rows = list(Duty.objects.filter(assignment=assignment))
    with_role = (DutyKind.DECLINE, DutyKind.REPLY, DutyKind.OPINION, DutyKind.CONTACT, DutyKind.SUBMIT_UP)
    dropped = [kind for kind in with_role if kind not in wanted]
    waive_all(assignment, [*dropped], on=from_on, reason=f"角色改为{assignment.role_label}", by=by)
    standing = {row.kind for row in rows if row.waived_on is None and row.kind not in dropped}
    skipped = {*standing, DutyKind.ACCEPT, DutyKind.DECLINE}
    for kind, owed in wanted.items():
        if kind not in skipped:
            duty = build(assignment, owed, on=from_on)
            duty.round = 1 + max((row.round for row in rows if row.kind == kind), default=0)
            duty.save()
    weigh_contacts(assignment)
