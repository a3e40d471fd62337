"""审签: a draft is submitted, goes from step to step, is signed or sent back."""

import datetime as dt

from django.db import transaction

from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import Blocker, NotAllowed, NotReady, Stale
from huiyin.replies import content, policy, route, waiting
from huiyin.replies.flow import FLOW
from huiyin.replies.models import ClearanceStep, ClearedAt, Reply, ReplyVersion, StepAction, StepResult
from huiyin.replies.steps import forget, take


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
    forget(reply)
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
    forget(reply)
    waiting.follow(reply.assignment, on=local_day(now, recorded_for))
    return reply


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
    take(
        step,
        result=result,
        done_at=now,
        done_by=by.actor_key,
        done_by_name=by.actor_name,
        stood_in_for=seat.stood_in_for.name if seat and seat.stood_in_for else "",
        remark=remark,
        remark_ask=ask,
    )


def _stood_in(step: ClearanceStep, by: Actor) -> dict[str, str]:
    seat = policy.seat_for(by, step)
    return {"stood_in_for": seat.stood_in_for.name} if seat and seat.stood_in_for else {}
