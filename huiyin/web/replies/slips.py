"""The routing slip as people read it: where a letter has been, where it lies, who comes next, who reads side by side."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from huiyin.accounts.models import Post, Role
from huiyin.events.actors import WAYS, local_day
from huiyin.replies import remarks
from huiyin.replies.chain import route, slip_checks
from huiyin.replies.chain.route import Stop
from huiyin.replies.clearance import gates, outside
from huiyin.replies.models import ClearanceStep, Reply, State, StepAction, StepResult
from huiyin.replies.waiting import PRECHECKER
from huiyin.web.dates import short_day

STEP_NAMES = {
    Role.OFFICE_HEAD: "处长核稿",
    Role.COORDINATOR: "综合核稿",
    Role.LEADER_IN_CHARGE: "分管领导",
    Role.CHIEF: "主要负责人",
}
NOBODY = "还没有人任这个岗位"


@dataclass(frozen=True)
class SlipStep:
    """label, who and state (d 已过, n 正在, 空 未到) as components/slip.html wants them; the rest for longer tellings.

    Steps of one stage go side by side.
    """

    label: str
    who: str
    state: str = ""
    name: str = ""
    on: dt.date | None = None
    remark: str = ""
    stage: int = 0
    step: ClearanceStep | None = None


def slip_of(reply: Reply, today: dt.date) -> list[SlipStep]:
    """拟稿, 征询 when there is one, then every step of the round or of the chain to come."""
    return [_drafted(reply, today), *_consulted(reply, today), *_cleared(reply, today)]


def before_submission(reply: Reply, today: dt.date) -> dict[str, Any]:
    """What a drafter should know of the slip: remarks to settle, steps that nobody else could take."""
    return {"unsettled": len(remarks.unsettled(reply)), "warnings": slip_checks.warnings(reply, on=today)}


def label_of(step: ClearanceStep | Stop) -> str:
    """As the slip calls it: 签发, 处长核稿, 保密审查, 人口处会签."""
    if step.action in (StepAction.REVIEW, StepAction.CHECK) and step.role:
        return STEP_NAMES.get(Role(step.role), step.label)
    return step.label


def _drafted(reply: Reply, today: dt.date) -> SlipStep:
    state = "n" if reply.state == State.DRAFTING else "d"
    return SlipStep("拟稿", f"{reply.drafter.name} 第 {reply.version} 稿", state, reply.drafter.name, stage=-2)


def _consulted(reply: Reply, today: dt.date) -> Iterable[SlipStep]:
    last = max(reply.consultations.all(), key=lambda row: row.pk, default=None)
    if last is None:
        return
    waiting = not last.result
    who = f"{short_day(last.asked_on, today)} 发出，等回复" if waiting else str(last.get_result_display())
    yield SlipStep("征询提出人", who, "n" if waiting else "d", who, last.answered_on, stage=-1)


def _cleared(reply: Reply, today: dt.date) -> list[SlipStep]:
    steps = route.round_of(reply)
    if reply.is_editable or not steps:
        stops = route.stops_of(reply, on=today)
        holders = _holders(stops, today)
        return [SlipStep(label_of(stop), _whose(stop, holders), stage=stop.stage) for stop in stops]
    holders = _holders([step for step in steps if not step.is_done], today)
    here = {step.pk for step in route.current_steps(reply)}
    told_by = outside.recorders(steps)
    return [
        _done(step, told_by, today) if step.is_done else _to_come(step, holders, is_now=step.pk in here)
        for step in steps
    ]


def _to_come(step: ClearanceStep, holders: Mapping[tuple[int, str], str], *, is_now: bool) -> SlipStep:
    who = "不再办" if step.result == StepResult.DROPPED else _whose(step, holders)
    return SlipStep(label_of(step), who, "n" if is_now else "", who, stage=step.stage, step=step)


def _done(step: ClearanceStep, told_by: Mapping[str, str], today: dt.date) -> SlipStep:
    day = local_day(step.done_at) if step.done_at else today
    word = "退回 " if step.result == StepResult.SENT_BACK else ""
    name = step.done_by_name + (f"（代{step.stood_in_for}）" if step.stood_in_for else "")
    source = recorded(step, told_by)
    found = "　".join(text for text in (gates.label_of(step), step.remark) if text)
    who = f"{name} {word}{short_day(day, today)}{source}"
    return SlipStep(label_of(step), who, "d", name + source, day, found, step.stage, step)


def recorded(step: ClearanceStep, told_by: Mapping[str, str]) -> str:
    """（林科登记自OA）: a step taken elsewhere says who wrote it down here, and from what."""
    if not step.recorded_from:
        return ""
    return f"（{told_by.get(step.done_by, '')}登记自{WAYS[step.recorded_from]}）"


def _whose(step: ClearanceStep | Stop, holders: Mapping[tuple[int, str], str]) -> str:
    if step.action == StepAction.PRECHECK:
        return PRECHECKER
    return step.person.name if step.person else holders.get((step.unit.pk, step.role), NOBODY)


def _holders(steps: Iterable[ClearanceStep | Stop], today: dt.date) -> dict[tuple[int, str], str]:
    """Who holds each of these posts today; one query, none where every step bears a name."""
    wanted = [step for step in steps if step.person is None and step.role]
    if not wanted:
        return {}
    units, roles = {step.unit.pk for step in wanted}, {step.role for step in wanted}
    names: dict[tuple[int, str], str] = {}
    posts = Post.objects.on(today).filter(unit__in=units, role__in=roles)
    for post in posts.select_related("user").order_by("id"):
        key = (post.unit_id, post.role)
        names[key] = f"{names[key]}、{post.user.name}" if key in names else post.user.name
    return names
