"""What a chain of a unit must hold before letters run along it: who signs, who keeps the gates, nobody twice."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from huiyin.accounts.models import ADMIN_ROLES, Post, Role, User
from huiyin.directory.models import Unit, UnitKind
from huiyin.flow.errors import Blocker
from huiyin.replies.models import GATES, Importance, ReplyKind, StepAction
from huiyin.rules.pack import Pack
from huiyin.rules.terms import PEOPLE

ANSWERS = (ReplyKind.REPLY, ReplyKind.FOLLOW_UP, ReplyKind.ORAL)
LEADERS = (Role.LEADER_IN_CHARGE, Role.CHIEF)
WHERE = "chain"


@dataclass(frozen=True, slots=True)
class StepDraft:
    """One step as a unit sets it down; steps of one stage go side by side. office: who countersigns, None for all."""

    stage: int
    action: str
    role: str = ""
    office: Unit | None = None
    person: User | None = None


class Signers(NamedTuple):
    """Who may sign where the place says so, and the clause."""

    roles: tuple[str, ...]
    clause: str


def signers_of(pack: Pack, kind: str, importance: str) -> Signers | None:
    """R85：重点件由主要负责人签发；其他的，当地规定由分管领导签发的，至少分管领导。没有规定的，由单位定。"""
    if kind not in ANSWERS:
        return None
    chief = pack.switches.key_needs_chief
    if chief and importance != Importance.ORDINARY:
        return Signers((Role.CHIEF,), chief.clause)
    rule = pack.chain("reply", key=importance != Importance.ORDINARY)
    if not rule.verified or rule.steps[-1] not in LEADERS:
        return None
    return Signers(LEADERS[LEADERS.index(Role(rule.steps[-1])) :], rule.clause)


def in_order(steps: Sequence[StepDraft]) -> list[StepDraft]:
    """By stage, stages counted from one without a gap; 会签 is the office head's unless somebody is named."""
    ranks = {stage: rank for rank, stage in enumerate(sorted({step.stage for step in steps}), start=1)}
    counted = [replace(step, stage=ranks[step.stage], role=_role_of(step)) for step in steps]
    return sorted(counted, key=lambda step: step.stage)


def _role_of(step: StepDraft) -> str:
    if step.action == StepAction.COUNTERSIGN:
        return "" if step.person else Role.OFFICE_HEAD
    return "" if step.action in (*GATES, StepAction.PRECHECK) else step.role


def blockers(
    unit: Unit, pack: Pack, kind: ReplyKind, importance: Importance, steps: Sequence[StepDraft]
) -> list[Blocker]:
    """What is wrong with the chain itself, whoever holds the posts today."""
    return [
        *_one_signature(steps),
        *(complaint for step in steps for complaint in _of_step(unit, step)),
        *_nobody_twice(steps),
        *_by_whom_it_must(unit, pack, kind, importance, steps),
    ]


def warnings(unit: Unit, steps: Sequence[StepDraft], *, on: dt.date) -> list[str]:
    """Posts that nobody holds today: the chain stands, a letter would lie there."""
    held = set(Post.objects.on(on).filter(unit__in=[unit.pk, *_offices(unit)]).values_list("unit", "role"))
    said = []
    for step in steps:
        places = {unit.pk} if step.role != Role.OFFICE_HEAD else {step.office.pk} if step.office else _offices(unit)
        if step.role and not any((place, step.role) in held for place in places):
            said.append(f"{step.office or unit}还没有人任{Role(step.role).label}，稿子走到这一步会停下")
    return said


def whose(step: StepDraft) -> str:
    """钱处, 分管领导, 各会办处室 …"""
    if step.person:
        return step.person.name
    if step.action == StepAction.COUNTERSIGN:
        return step.office.name if step.office else "各会办处室"
    return str(Role(step.role).label) if step.role else "政府办公机构"


def _one_signature(steps: Sequence[StepDraft]) -> list[Blocker]:
    signing = [step for step in steps if step.action == StepAction.SIGN]
    last = max((step.stage for step in steps), default=0)
    alone = [step.stage for step in steps].count(last) == 1
    if len(signing) == 1 and signing[0].stage == last and alone:
        return []
    return [Blocker("最后一步应是签发，只有一个人，不与别的步骤并行", WHERE)]


def _of_step(unit: Unit, step: StepDraft) -> list[Blocker]:
    label = StepAction(step.action).label
    if step.action in GATES and step.person is None:
        return [Blocker(f"{label}要指定一个人", WHERE)]
    if step.action == StepAction.PRECHECK:
        return []
    if step.role and step.role not in PEOPLE:
        return [Blocker(f"{Role(step.role).label}不在审签的岗位里", WHERE)]
    if step.office and step.office.parent_id != unit.pk:
        return [Blocker(f"{step.office}不是本单位的处室", WHERE)]
    if step.person and not _works_here(unit, step.person):
        return [Blocker(f"{step.person}现在不在本单位任职，不能{label}", WHERE)]
    return [] if step.person or step.role else [Blocker(f"{label}这一步要写明岗位或者姓名", WHERE)]


def _nobody_twice(steps: Sequence[StepDraft]) -> list[Blocker]:
    holders = [_holder(step) for step in steps if step.action != StepAction.PRECHECK]
    twice = {whose(step) for step in steps if holders.count(_holder(step)) > 1}
    return [Blocker(f"{who}在流程里出现了两次", WHERE) for who in sorted(twice)]


def _holder(step: StepDraft) -> tuple[str, Unit | None, User | None]:
    """会办处室的负责人 are others than 处室负责人 of the office that leads."""
    return step.role if step.action != StepAction.COUNTERSIGN else StepAction.COUNTERSIGN, step.office, step.person


def _by_whom_it_must(
    unit: Unit, pack: Pack, kind: ReplyKind, importance: Importance, steps: Sequence[StepDraft]
) -> list[Blocker]:
    rule, last = signers_of(pack, kind, importance), steps[-1] if steps else None
    if rule is None or last is None or signs_as(last, unit, rule.roles):
        return []
    return [must_sign(rule)]


def must_sign(rule: Signers) -> Blocker:
    who = "或者".join(Role(role).label for role in rule.roles)
    return Blocker(f"这一类要由{who}签发", WHERE, rule.clause)


def signs_as(last: StepDraft, unit: Unit, roles: Sequence[str]) -> bool:
    """By the post, or by the name of somebody who holds one of them."""
    if last.person is None:
        return last.role in roles
    return Post.objects.filter(unit=unit, role__in=roles, user=last.person, held_to=None).exists()


def _works_here(unit: Unit, person: User) -> bool:
    posts = Post.objects.filter(user=person, held_to=None, unit__in=[unit.pk, *_offices(unit)])
    return posts.exclude(role__in=ADMIN_ROLES).exists()


def _offices(unit: Unit) -> set[int]:
    return set(Unit.objects.filter(parent=unit, kind=UnitKind.OFFICE).values_list("pk", flat=True))
