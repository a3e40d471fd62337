"""The routing slip as people read it: where a letter has been, where it lies, who comes next."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from huiyin.accounts.models import Post, Role
from huiyin.events.actors import WAYS, local_day
from huiyin.replies import outside, route
from huiyin.replies.models import ClearanceStep, Reply, State, StepResult
from huiyin.web.dates import short_day

STEP_NAMES = {
    Role.OFFICE_HEAD: "处长核稿",
    Role.COORDINATOR: "综合核稿",
    Role.LEADER_IN_CHARGE: "分管领导",
    Role.CHIEF: "主要负责人",
}


@dataclass(frozen=True)
class SlipStep:
    """label, who and state (d 已过, n 正在, 空 未到) as components/slip.html wants them; the rest for longer tellings."""

    label: str
    who: str
    state: str = ""
    name: str = ""
    on: dt.date | None = None
    remark: str = ""


def slip_of(reply: Reply, today: dt.date) -> list[SlipStep]:
    """拟稿, 征询 when there is one, then every step of the round or of the chain to come."""
    return [_drafted(reply, today), *_consulted(reply, today), *_cleared(reply, today)]


def step_label(role: str, *, last: bool) -> str:
    return "签发" if last else STEP_NAMES.get(Role(role), Role(role).label)


def _drafted(reply: Reply, today: dt.date) -> SlipStep:
    state = "n" if reply.state == State.DRAFTING else "d"
    return SlipStep("拟稿", f"{reply.drafter.name} 第 {reply.version} 稿", state, reply.drafter.name)


def _consulted(reply: Reply, today: dt.date) -> Iterable[SlipStep]:
    last = max(reply.consultations.all(), key=lambda row: row.pk, default=None)
    if last is None:
        return
    waiting = not last.result
    who = f"{short_day(last.asked_on, today)} 发出，等回复" if waiting else str(last.get_result_display())
    yield SlipStep("征询提出人", who, "n" if waiting else "d", who, last.answered_on)


def _cleared(reply: Reply, today: dt.date) -> list[SlipStep]:
    steps = route.round_of(reply)
    if reply.is_editable or not steps:
        stops = route.stops_of(reply, on=today)
        names = _holders([(stop.unit.pk, stop.role) for stop in stops], today)
        return [
            SlipStep(
                step_label(stop.role, last=number == len(stops)),
                stop.person.name if stop.person else names.get((stop.unit.pk, stop.role), "还没有人任这个岗位"),
            )
            for number, stop in enumerate(stops, start=1)
        ]
    names = _holders([(step.unit_id, step.role) for step in steps if not step.is_done], today)
    current = route.current_step(reply)
    told_by = outside.recorders(steps)
    return [
        _told(step, names, today, is_now=current is not None and step.pk == current.pk, told_by=told_by)
        for step in steps
    ]


def _told(
    step: ClearanceStep,
    names: dict[tuple[int, str], str],
    today: dt.date,
    *,
    is_now: bool,
    told_by: Mapping[str, str],
) -> SlipStep:
    label = step_label(step.role, last=step.is_last)
    if step.done_at is None:
        name = step.person.name if step.person else names.get((step.unit_id, step.role), "还没有人任这个岗位")
        return SlipStep(label, name, "n" if is_now else "", name)
    day = local_day(step.done_at)
    word = "退回 " if step.result == StepResult.SENT_BACK else ""
    stood = f"（代{step.stood_in_for}）" if step.stood_in_for else ""
    source = recorded(step, told_by)
    return SlipStep(
        label,
        f"{step.done_by_name}{stood} {word}{short_day(day, today)}{source}",
        "d",
        step.done_by_name + stood,
        day,
        step.remark,
    )


def recorded(step: ClearanceStep, told_by: Mapping[str, str]) -> str:
    """（林科登记自OA）: a step taken elsewhere says who wrote it down here, and from what."""
    if not step.recorded_from:
        return ""
    return f"（{told_by.get(step.done_by, '')}登记自{WAYS[step.recorded_from]}）"


def _holders(wanted: list[tuple[int, str]], today: dt.date) -> dict[tuple[int, str], str]:
    """Who holds each of these posts today; one query."""
    posts = Post.objects.on(today).filter(unit__in={unit for unit, _ in wanted}, role__in={role for _, role in wanted})
    names: dict[tuple[int, str], str] = {}
    for post in posts.select_related("user").order_by("id"):
        key = (post.unit_id, post.role)
        names[key] = f"{names[key]}、{post.user.name}" if key in names else post.user.name
    return names
