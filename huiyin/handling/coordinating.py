"""协调: a disagreement between the unit that leads and another, brought to the office above; and joint leads that agree."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import SYSTEM, Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import NotAllowed, NotReady, permit
from huiyin.handling import checks, policy
from huiyin.handling.models import Agreement, Assignment, Coordination, Role, State
from huiyin.items.checks import no_content


@transaction.atomic
def open_coordination(
    assignment: Assignment,
    *,
    other: Unit,
    issue: str,
    by: Actor,
    now: dt.datetime,
    coordinator: str = "",
    recorded_for: RecordedFor | None = None,
) -> Coordination:
    """提请协调：主办与会办意见不一致的，报交办单位（政府办公厅、人大代表工作机构）协调；有结果以前不得签发（R38）。"""
    _only(by, assignment, "提请协调")
    if not assignment.is_top or not assignment.owes_reply or not assignment.is_open:
        raise NotReady("由主办单位就在办的件提请协调。")
    if other.pk == assignment.unit_id:
        raise NotReady("要写明与哪个单位意见不一致。")
    if Coordination.objects.filter(assignment=assignment, other=other, settled_on=None).exists():
        raise NotReady(f"与{other}的分歧已经提请协调，还没有结果。")
    checks.insist(no_content(assignment.item, issue))
    if not issue.strip():
        raise NotReady("要写明分歧在哪里。")
    day, whom = local_day(now, recorded_for), coordinator.strip() or office_above(assignment)
    asked = {"issue": issue.strip(), "opened_on": day, "coordinator": whom}
    row = Coordination.objects.create(assignment=assignment, other=other, **asked)
    facts = {"other": other.name, "issue": row.issue, "coordinator": row.coordinator}
    _record("handling.coordination_opened", assignment, row, by=by, at=now, facts=facts, recorded_for=recorded_for)
    return row


def bring_disagreement(
    assignment: Assignment, *, other: Unit, issue: str, since: dt.date, now: dt.datetime
) -> Coordination | None:
    """会办意见不同意的，不用谁再提，自动提请协调；这次征求以来已经提请过的不重复，已经答复的不再提请（R38）。"""
    if assignment.state not in (State.WAITING, State.HANDLING, State.DECLINING):
        return None
    brought = Coordination.objects.filter(assignment=assignment, other=other)
    if brought.filter(Q(settled_on=None) | Q(opened_on__gte=since)).exists():
        return None
    return open_coordination(assignment, other=other, issue=issue, by=SYSTEM, now=now)


@transaction.atomic
def settle_coordination(
    row: Coordination,
    *,
    result: str,
    by: Actor,
    now: dt.datetime,
    file: StoredFile | None = None,
    recorded_for: RecordedFor | None = None,
) -> Coordination:
    """协调有结果：由上级办公机构决定（没有账号的代为登记），写明结果；此后按协调的结果答复。"""
    assignment = row.assignment
    _only(by, assignment, "登记协调结果")
    checks.insist(checks.word_of_the_dispatcher(assignment, by, recorded_for))
    if row.settled_on:
        raise NotReady("这一次协调已经有结果。")
    checks.insist(no_content(assignment.item, result, file))
    if not result.strip():
        raise NotReady("要写明协调的结果。")
    day = local_day(now, recorded_for)
    if day < row.opened_on:
        raise NotReady(f"协调日期（{day}）早于提请日期（{row.opened_on}）。")
    row.settled_on, row.result, row.file = day, result.strip(), file
    row.save(update_fields=["settled_on", "result", "file"])
    facts = {"other": row.other.name, "result": row.result}
    _record("handling.coordination_settled", assignment, row, by=by, at=now, facts=facts, recorded_for=recorded_for)
    return row


@transaction.atomic
def agree(
    assignment: Assignment,
    *,
    by: Actor,
    now: dt.datetime,
    remark: str = "",
    file: StoredFile | None = None,
    recorded_for: RecordedFor | None = None,
) -> Agreement:
    """共同主办单位同意答复稿：各自同意以后才能签发（上海第十七条）；没有账号的，代为登记谁、哪天、怎么同意的。"""
    if not policy.can_agree(by, assignment):
        raise NotAllowed("同意答复稿由共同主办单位自己登记，或代为登记。")
    if assignment.role != Role.JOINT_LEAD or not assignment.is_top or not assignment.is_open:
        raise NotReady("只有在办的共同主办单位要同意答复稿。")
    if not recorded_for and not policy.speaks_for(by, assignment):
        raise NotReady("代为登记要写明谁、哪一天、通过什么方式同意。")
    who = recorded_for.who if recorded_for else by.actor_name
    said = {"agreed_on": local_day(now, recorded_for), "person": who, "remark": remark.strip(), "file": file}
    row = Agreement.objects.create(assignment=assignment, recorded_by=by.actor_key, **said)
    facts = {"unit_name": assignment.unit.name, "person": who, "remark": row.remark}
    _record("handling.agreed", assignment, row, by=by, at=now, facts=facts, recorded_for=recorded_for)
    return row


def office_above(assignment: Assignment) -> str:
    """Who coordinates: the sender of the list, or the unit that handed it out."""
    batch = assignment.item.batch
    return batch.sender or (batch.unit.name if batch.unit_id != assignment.unit_id else "交办单位")


def _only(by: Actor, assignment: Assignment, what: str) -> None:
    permit(policy.can_coordinate(by, assignment), what)


def _record(verb: str, assignment: Assignment, row: Coordination | Agreement, **details: object) -> None:
    record(verb, f"item:{assignment.item_id}", subject=f"{row._meta.model_name}:{row.pk}", **details)
