"""审签: a draft is submitted, goes from step to step, is signed or sent back — here, or recorded from OA or paper."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from huiyin.events.actors import SHANGHAI, Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import Blocker, NotAllowed, NotReady, Stale
from huiyin.replies import content, policy, route, waiting
from huiyin.replies.flow import FLOW
from huiyin.replies.models import ClearanceStep, ClearedAt, Reply, ReplyVersion, StepAction, StepResult


@dataclass(frozen=True)
class RecordedStep:
    """One signature on a slip made elsewhere: in which role, by whom, on which day."""

    role: str
    who: str
    on: dt.date
    remark: str = ""


@transaction.atomic
def submit(reply: Reply, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None) -> Reply:
    """送审：逐条答完、分类、公开属性、联系人、承诺齐备；留存这一稿，按审签链设各步。"""
    Reply.objects.select_for_update().get(pk=reply.pk)
    stops = route.stops_of(reply, on=local_day(now, recorded_for))
    turn = reply.clearing_round + 1
    facts = {"version": reply.version, "round": turn, "steps": [stop.role for stop in stops]}
    FLOW.move(reply, "submit", by=by, at=now, facts=facts, recorded_for=recorded_for, clearing_round=turn)
    said = content.content_of(reply)
    ReplyVersion.objects.create(
        reply=reply,
        number=reply.version,
        content=said,
        digest=content.digest_of(said),
        saved_at=now,
        saved_by=by.actor_key,
    )
    ClearanceStep.objects.bulk_create(
        ClearanceStep(
            reply=reply,
            round=turn,
            order=order,
            stage=order,
            action=StepAction.SIGN if order == len(stops) else StepAction.REVIEW,
            role=stop.role,
            unit=stop.unit,
            person=stop.person,
            is_last=order == len(stops),
            version=reply.version,
        )
        for order, stop in enumerate(stops, start=1)
    )
    _forget_steps(reply)
    waiting.follow(reply.assignment, on=local_day(now, recorded_for))
    return reply


@transaction.atomic
def review(reply: Reply, *, by: Actor, now: dt.datetime, remark: str = "", step: ClearanceStep | None = None) -> Reply:
    """审核同意：轮到的岗位通过这一步；拟稿人不得审自己的稿（R84）。`step`：看见的那一步，已不是它就不动。"""
    current = _current(reply, step)
    _refuse_own(reply, current, by)
    facts = {"order": current.order, "role": current.role, "remark": remark}
    FLOW.move(reply, "review", by=by, at=now, facts=facts | _stood_in(current, by))
    _pass(current, by=by, now=now, result=StepResult.PASSED, remark=remark)
    waiting.follow(reply.assignment, on=local_day(now))
    return reply


@transaction.atomic
def sign(
    reply: Reply,
    *,
    by: Actor,
    now: dt.datetime,
    remark: str = "",
    step: ClearanceStep | None = None,
) -> Reply:
    """签发：最后一步；会办意见齐备；签的是送审的那一稿，签后不得再改（《档案法》第三十七条），当日为成文日期。"""
    current = _current(reply, step)
    _refuse_own(reply, current, by)
    cleared = reply.versions.get(number=reply.version)
    FLOW.move(
        reply,
        "sign",
        by=by,
        at=now,
        facts={"order": current.order, "role": current.role, "digest": cleared.digest} | _stood_in(current, by),
        frozen=cleared.content,
        frozen_hash=cleared.digest,
        signed_on=local_day(now),
        signed_by=by.actor_name,
        cleared_at=ClearedAt.HERE,
    )
    _pass(current, by=by, now=now, result=StepResult.PASSED, remark=remark)
    waiting.follow(reply.assignment, on=local_day(now))
    return reply


@transaction.atomic
def send_back(
    reply: Reply,
    *,
    remark: str,
    by: Actor,
    now: dt.datetime,
    ask: int | None = None,
    step: ClearanceStep | None = None,
    recorded_for: RecordedFor | None = None,
) -> Reply:
    """退回修改：写明意见（可指明针对第几项）；其余各步作罢，下一稿从头审签。"""
    if not remark.strip():
        raise NotReady([Blocker("退回要写明意见", "clearance")])
    current = _current(reply, step)
    facts = {"order": current.order, "role": current.role, "remark": remark, "ask": ask, "version": reply.version}
    later = reply.version + 1
    FLOW.move(reply, "send_back", by=by, at=now, facts=facts, recorded_for=recorded_for, version=later)
    _pass(current, by=by, now=now, result=StepResult.SENT_BACK, remark=remark.strip(), ask=ask)
    reply.steps.filter(round=current.round, result="").update(result=StepResult.DROPPED)
    _forget_steps(reply)
    waiting.follow(reply.assignment, on=local_day(now, recorded_for))
    return reply


@transaction.atomic
def record_clearance(
    reply: Reply,
    steps: Sequence[RecordedStep],
    *,
    way: str,
    file: StoredFile | None,
    by: Actor,
    now: dt.datetime,
) -> Reply:
    """登记在 OA 或纸面上的审签：综合协调人照单登记谁、何时签的，附审签单；还没送审的，同时送审。"""
    where = ClearedAt(way)
    if where == ClearedAt.HERE or file is None:
        raise NotReady([Blocker("登记 OA 或纸质审签，要附审签单", "clearance")])
    if not policy.can_register(by, reply):
        raise NotAllowed("您没有权限登记外部审签。")
    if reply.is_editable:
        submit(reply, by=by, now=now)
    left = [step for step in route.round_of(reply) if not step.result]
    _check_slip(reply, left, steps, today=local_day(now))
    last = steps[-1]
    slip = RecordedFor(who=last.who, on=last.on, way=str(where), file=file.digest)
    cleared = reply.versions.get(number=reply.version)
    FLOW.move(
        reply,
        "record_clearance",
        by=by,
        at=now,
        facts={"digest": cleared.digest, "steps": [[step.role, step.who, step.on.isoformat()] for step in steps]},
        recorded_for=slip,
        frozen=cleared.content,
        frozen_hash=cleared.digest,
        signed_on=last.on,
        signed_by=last.who,
        cleared_at=where,
    )
    _take_all(left, steps, where)
    waiting.follow(reply.assignment, on=local_day(now))
    return reply


def _check_slip(
    reply: Reply, waiting: Sequence[ClearanceStep], steps: Sequence[RecordedStep], *, today: dt.date
) -> None:
    """The slip names every step of the chain in order, on days in order, and nobody cleared their own draft."""
    if not waiting:
        raise Stale("审签已经走完，请刷新后再看。")
    wanted, made = [step.role for step in waiting], [step.role for step in steps]
    if wanted != made:
        names = "、".join(step.get_role_display() for step in waiting)
        raise NotReady([Blocker(f"审签单应依次登记：{names}", "clearance")])
    days = [step.on for step in steps]
    if days != sorted(days) or days[-1] > today:
        raise NotReady([Blocker("审签日期应依次，且不晚于今天", "clearance")])
    if any(step.who.strip() in ("", reply.drafter.name) for step in steps):
        raise NotReady([Blocker("要写明审签人；拟稿人不得审签自己的稿", "clearance", "同一人不得既拟稿又签发")])


def _current(reply: Reply, seen: ClearanceStep | None) -> ClearanceStep:
    step = route.current_step(reply)
    if step is None or (seen is not None and seen.pk != step.pk):
        raise Stale("审签已经走到别的一步，请刷新后再看。")
    return step


def _refuse_own(reply: Reply, step: ClearanceStep, by: Actor) -> None:
    """Said apart from “no right”: the person holds the post, but wrote the draft (R84)."""
    own = policy.is_author(by, reply) if step.is_last else policy.is_drafter(by, reply)
    if own and policy.seat_for(by, step):
        raise NotAllowed("同一人不得既拟稿又审签，请由他人审签或安排代理。")


def _pass(
    step: ClearanceStep, *, by: Actor, now: dt.datetime, result: str, remark: str, ask: int | None = None
) -> None:
    seat = policy.seat_for(by, step)
    _take(
        step,
        result=result,
        done_at=now,
        done_by=by.actor_key,
        done_by_name=by.actor_name,
        stood_in_for=seat.stood_in_for.name if seat and seat.stood_in_for else "",
        remark=remark,
        remark_ask=ask,
    )


def _take(step: ClearanceStep, **columns: Any) -> None:
    """A step is taken once: of two people at the same moment, one wins and the other is told."""
    if not ClearanceStep.objects.filter(pk=step.pk, done_at=None, result="").update(**columns):
        raise Stale("别人刚刚处理了这一步，请刷新后再看。")
    for name, value in columns.items():
        setattr(step, name, value)


def _take_all(waiting: Sequence[ClearanceStep], steps: Sequence[RecordedStep], where: ClearedAt) -> None:
    """done_by stays empty: who cleared it has no account here, or did not use it."""
    for step, made in zip(waiting, steps, strict=True):
        _take(
            step,
            result=StepResult.PASSED,
            done_at=dt.datetime.combine(made.on, dt.time(12), SHANGHAI),
            done_by_name=made.who,
            recorded_from=where,
            remark=made.remark,
        )


def _stood_in(step: ClearanceStep, by: Actor) -> dict[str, str]:
    seat = policy.seat_for(by, step)
    return {"stood_in_for": seat.stood_in_for.name} if seat and seat.stood_in_for else {}


def _forget_steps(reply: Reply) -> None:
    """What was prefetched before the round began or ended is no longer so."""
    getattr(reply, "_prefetched_objects_cache", {}).pop("steps", None)
