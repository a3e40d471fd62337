"""分到处室: which office leads, which assist, with the five facts of the responsibility list."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from huiyin.accounts.models import Portfolio, User
from huiyin.events.actions import record
from huiyin.events.actors import Actor, local_day
from huiyin.flow.errors import Blocker, NotAllowed, NotReady
from huiyin.handling import checks, parts, policy, waits
from huiyin.handling.actions import sign_for
from huiyin.handling.models import Assignment, Role, State
from huiyin.handling.parts import Share
from huiyin.handling.shares import shares_in, take_back
from huiyin.items import actions as item_actions

__all__ = ["Share", "allot", "assign", "name_officer", "reallot"]

WORKING = (State.WAITING, State.HANDLING, State.DECLINING)
LABELS = {Role.LEAD: "主办", Role.ASSIST: "会办"}


@transaction.atomic
def allot(assignment: Assignment, shares: Sequence[Share], *, by: Actor, now: dt.datetime) -> list[Assignment]:
    """分到处室：综合协调人提出，一个处室牵头，其余会办；没有签收的，分办即签收；内部时限不晚于单位的时限。"""
    _check(assignment, shares, by)
    if assignment.children.exclude(state=State.WITHDRAWN).exists():
        raise NotReady("已经分到处室；要调整请用“重新分办”。")
    if assignment.state == State.WAITING and assignment.role != Role.REFER:
        sign_for(assignment, by=by, now=now)
    children = [_give(assignment, share) for share in shares]
    return _finish(assignment, children, "handling.allotted", by=by, now=now)


@transaction.atomic
def reallot(
    assignment: Assignment, shares: Sequence[Share], *, reason: str = "", by: Actor, now: dt.datetime
) -> list[Assignment]:
    """重新分办：去掉的处室撤销，留下的改时限和要求，新增的另给。"""
    _check(assignment, shares, by)
    held = {child.unit_id: child for child in shares_in(assignment, *(set(State) - {State.WITHDRAWN}))}
    wanted = {share.office.pk for share in shares}
    dropped = [child for office, child in held.items() if office not in wanted]
    if answered := [child for child in dropped if child.state not in WORKING]:
        raise NotReady([Blocker(f"{child.unit}的部分已经答复，不能去掉。", where="people") for child in answered])
    for child in dropped:
        take_back(child, on=local_day(now), reason=reason or "重新分办", by=by, now=now)
    children = [
        _change(held[share.office.pk], share, by=by, now=now) if share.office.pk in held else _give(assignment, share)
        for share in shares
    ]
    return _finish(assignment, children, "handling.reallotted", by=by, now=now)


def assign(
    assignment: Assignment,
    *,
    by: Actor,
    now: dt.datetime,
    leader: User | None = None,
    due_on: dt.date | None = None,
) -> list[Assignment]:
    """定责任领导、处室时限：各处室照旧，只改说了的。"""
    held = shares_in(assignment, *(state for state in State if state != State.WITHDRAWN))
    if not held:
        raise NotReady("还没有分到处室。")
    same = [
        Share(
            part.unit,
            part.role,
            officer=part.officer,
            leader=leader or part.leader,
            due_on=due_on or part.notice_due_on,
            task=part.task,
            requirement=part.requirement,
        )
        for part in held
    ]
    return reallot(assignment, same, reason="批量调整", by=by, now=now)


@transaction.atomic
def name_officer(assignment: Assignment, officer: User | None, *, by: Actor, now: dt.datetime) -> Assignment:
    """指定经办人：由处室负责人或综合协调人指定。"""
    if not policy.works_on(by, assignment):
        raise NotAllowed("您没有权限指定经办人。")
    Assignment.objects.filter(pk=assignment.pk).update(officer=officer)
    assignment.officer = officer
    facts = {"officer": f"user:{officer.pk}" if officer else "", "name": officer.name if officer else ""}
    subject = f"assignment:{assignment.pk}"
    record("handling.officer_named", f"item:{assignment.item_id}", by=by, at=now, subject=subject, facts=facts)
    return assignment


def _check(assignment: Assignment, shares: Sequence[Share], by: Actor) -> None:
    if not policy.can_allot(by, assignment):
        raise NotAllowed("您没有权限分到处室。")
    checks.insist(_impossible(assignment, shares))


def _impossible(assignment: Assignment, shares: Sequence[Share]) -> list[Blocker]:
    sentences = []
    if not assignment.is_top or assignment.state not in WORKING:
        sentences.append("只有本单位在办的件才能分到处室。")
    if [share.role for share in shares].count(Role.LEAD) != 1:
        sentences.append("要有一个、也只能有一个牵头处室。")
    if len({share.office.pk for share in shares}) < len(shares):
        sentences.append("同一处室不能分两次。")
    sentences += [f"{s.office}不是本单位的处室。" for s in shares if s.office.parent_id != assignment.unit_id]
    sentences += [f"{s.office}已经撤销，请分给承接的处室。" for s in shares if s.office.is_ended]
    sentences += [f"{s.office}不能是{s.role}。" for s in shares if s.role not in LABELS]
    main = parts.main_duty(assignment)
    if main and main.due_on:
        late = [share for share in shares if share.due_on and share.due_on > main.due_on]
        sentences += [f"{s.office}的内部时限（{s.due_on}）晚于本单位的时限（{main.due_on}）。" for s in late]
    return [Blocker(sentence, where="people") for sentence in sentences]


def _columns(assignment: Assignment, share: Share) -> dict[str, object]:
    """What a share says, with the leader from the portfolio and the title as the task when nothing is said."""
    portfolio = Portfolio.objects.filter(office=share.office).select_related("leader").first()
    return {
        "role": Role(share.role),
        "role_label": parts.label_of(assignment, share.role),
        "officer": share.officer,
        "leader": share.leader or (portfolio.leader if portfolio else None),
        "task": share.task or assignment.item.title,
        "requirement": share.requirement,
        "notice_due_on": share.due_on,
    }


def _give(assignment: Assignment, share: Share) -> Assignment:
    child = Assignment.objects.create(
        item=assignment.item,
        unit=share.office,
        parent=assignment,
        year=assignment.year,
        dispatched_on=assignment.dispatched_on,
        pack=assignment.pack,
        pack_version=assignment.pack_version,
        **_columns(assignment, share),
    )
    parts.owe(child)
    return child


def _change(child: Assignment, share: Share, *, by: Actor, now: dt.datetime) -> Assignment:
    columns = _columns(child, share)
    for name, value in columns.items():
        setattr(child, name, value)
    child.save(update_fields=list(columns))
    parts.owe_otherwise(child, on=local_day(now), by=by)
    return child


def _finish(
    assignment: Assignment, children: list[Assignment], verb: str, *, by: Actor, now: dt.datetime
) -> list[Assignment]:
    item_actions.grant_access([(assignment.item, child.unit) for child in children], "allot")
    facts = {
        "offices": [
            {
                "unit": child.unit.code,
                "name": child.unit.name,
                "role": str(child.role),
                "due_on": child.notice_due_on.isoformat() if child.notice_due_on else "",
            }
            for child in children
        ]
    }
    subject = f"assignment:{assignment.pk}"
    record(verb, f"item:{assignment.item_id}", by=by, at=now, subject=subject, facts=facts)
    waits.follow(assignment, on=local_day(now))
    return children
