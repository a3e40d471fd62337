"""The verbs of a plan: propose, change, submit, approve, return, drop."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import transaction

from huiyin.accounts.models import Post, User
from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling.models import Assignment, Role
from huiyin.planning import checks, policy
from huiyin.planning.flow import FLOW
from huiyin.planning.models import AllotmentPlan, ApprovedWay, PlanRow

WAYS = {ApprovedWay.LEADER: "paper", ApprovedWay.MEETING: "meeting"}


@dataclass(frozen=True)
class Part:
    """One office's part in one item: 任务、责任领导、责任处室（经办人）、时限、要求."""

    assignment: Assignment
    office: Unit
    role: str = Role.LEAD
    officer: User | None = None
    leader: User | None = None
    due_on: dt.date | None = None
    task: str = ""
    requirement: str = ""


@transaction.atomic
def propose(unit: Unit, *, name: str, year: int, parts: Sequence[Part], by: Actor, now: dt.datetime) -> AllotmentPlan:
    """拟订分办方案：综合协调人对各件提出牵头、会办处室和责任清单各项；批准以前不分到处室。"""
    if not policy.can_plan_for(by, unit):
        raise NotAllowed("分办方案由综合协调人拟订。")
    plan = AllotmentPlan.objects.create(
        unit=unit, year=year, name=_named(name), proposed_on=local_day(now), proposed_by=by.actor_key
    )
    _write(plan, parts)
    facts = {"name": plan.name, "items": _count(plan)}
    record("planning.proposed", f"plan:{plan.pk}", by=by, at=now, subject=f"allotmentplan:{plan.pk}", facts=facts)
    return plan


@transaction.atomic
def change_plan(
    plan: AllotmentPlan,
    *,
    parts: Sequence[Part] = (),
    without: Collection[Assignment] = (),
    name: str = "",
    by: Actor,
    now: dt.datetime,
) -> AllotmentPlan:
    """修改方案：`parts` 里的各件整件重写，`without` 的各件去掉；送审以后要改，先退回。"""
    changed = sorted({part.assignment.item.number_label for part in parts})
    dropped = sorted(assignment.item.number_label for assignment in without)
    columns: dict[str, Any] = {"name": _named(name)} if name else {}
    FLOW.move(plan, "change_plan", by=by, at=now, facts={"changed": changed, "dropped": dropped}, **columns)
    plan.rows.filter(assignment__in=[one.pk for one in without]).delete()
    _write(plan, parts)
    return plan


@transaction.atomic
def submit_plan(plan: AllotmentPlan, *, approver: User, by: Actor, now: dt.datetime) -> AllotmentPlan:
    """送审：送分管领导或主要负责人批准；拟订人不批准自己的方案。"""
    day = local_day(now)
    posts = Post.objects.on(day).filter(user=approver, unit=plan.unit, role__in=policy.LEADERS)
    if not posts.exists() or f"user:{approver.pk}" == plan.proposed_by:
        raise NotReady("请送本单位的分管领导或主要负责人批准，不能是拟订人自己。")
    facts = {"approver": f"user:{approver.pk}", "name": approver.name}
    FLOW.move(plan, "submit_plan", by=by, at=now, facts=facts, approver=approver, submitted_on=day, remark="")
    return plan


@transaction.atomic
def approve_plan(plan: AllotmentPlan, *, by: Actor, now: dt.datetime, remark: str = "") -> AllotmentPlan:
    """批准：由送达的领导、代其职务的人或主要负责人批准；批准以后不再改。"""
    columns: dict[str, Any] = {
        "approved_on": local_day(now),
        "approved_by": by.actor_name,
        "approved_way": ApprovedWay.HERE,
    }
    facts = {"remark": remark.strip()}
    FLOW.move(plan, "approve_plan", by=by, at=now, facts=facts, remark=remark.strip()[:300], **columns)
    return plan


@transaction.atomic
def record_approval(
    plan: AllotmentPlan,
    *,
    way: str,
    who: str,
    on: dt.date,
    file: StoredFile | None,
    by: Actor,
    now: dt.datetime,
    remark: str = "",
) -> AllotmentPlan:
    """登记批准：领导书面批准或会议研究决定的，写明谁（什么会）、哪一天，附批示或纪要。"""
    chosen = ApprovedWay(way)
    if chosen not in WAYS or not who.strip() or file is None:
        raise NotReady("登记批准要写明哪位领导或什么会议，并附批示或会议纪要。")
    if not plan.proposed_on <= on <= local_day(now):
        raise NotReady("批准日期不早于拟订日期，也不晚于今天。")
    slip = RecordedFor(who.strip(), on, WAYS[chosen], file.digest)
    columns: dict[str, Any] = {
        "approved_on": on,
        "approved_by": who.strip()[:120],
        "approved_way": chosen,
        "file": file,
    }
    facts = {"remark": remark.strip()}
    FLOW.move(
        plan, "record_approval", by=by, at=now, facts=facts, recorded_for=slip, remark=remark.strip()[:300], **columns
    )
    return plan


@transaction.atomic
def return_plan(plan: AllotmentPlan, *, remark: str, by: Actor, now: dt.datetime) -> AllotmentPlan:
    """退回修改：写明意见；综合协调人自己要改，也先取回。"""
    if not remark.strip():
        raise NotReady("退回要写明意见。")
    said = remark.strip()[:300]
    FLOW.move(plan, "return_plan", by=by, at=now, facts={"remark": said}, remark=said, submitted_on=None)
    return plan


@transaction.atomic
def end_plan(plan: AllotmentPlan, *, reason: str, by: Actor, now: dt.datetime) -> AllotmentPlan:
    """其余不分了：退办、撤销的件不再等，方案到此为止，没有分出的各件留在方案里。"""
    _only_coordinator(plan, by)
    facts = {"reason": _needed(reason), "left": plan.rows.filter(given_on=None).count()}
    FLOW.move(plan, "end_plan", by=by, at=now, facts=facts)
    return plan


@transaction.atomic
def drop_plan(plan: AllotmentPlan, *, reason: str, by: Actor, now: dt.datetime) -> AllotmentPlan:
    """作废：不用这个方案了；留着，不分。"""
    _only_coordinator(plan, by)
    FLOW.move(plan, "drop_plan", by=by, at=now, facts={"reason": _needed(reason)})
    return plan


def _write(plan: AllotmentPlan, parts: Sequence[Part]) -> None:
    """Whole items at a time; what cannot be is refused now, what is not said yet is shown."""
    ordered = sorted(parts, key=lambda part: part.assignment.pk)
    for _, group in groupby(ordered, key=lambda part: part.assignment.pk):
        rows = [PlanRow(plan=plan, **vars(part)) for part in group]
        assignment = rows[0].assignment
        if blockers := checks.row_blockers(plan, assignment, rows):
            raise NotReady(blockers)
        plan.rows.filter(assignment=assignment).delete()
        PlanRow.objects.bulk_create(rows)


def _only_coordinator(plan: AllotmentPlan, by: Actor) -> None:
    """Said before the reason is asked for."""
    if not policy.can_plan(by, plan):
        raise NotAllowed("分办方案由综合协调人办理。")


def _count(plan: AllotmentPlan) -> int:
    return plan.rows.values("assignment").distinct().count()


def _named(name: str) -> str:
    if not name.strip():
        raise NotReady("方案要有名称。")
    return name.strip()[:120]


def _needed(reason: str) -> str:
    if not reason.strip():
        raise NotReady("要写明理由。")
    return reason.strip()
