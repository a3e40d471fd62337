"""审签: a draft is submitted, goes from stage to stage, is signed or sent back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import Blocker, NotAllowed, NotReady, Stale, permit
from huiyin.replies import policy, waiting
from huiyin.replies.chain import chains, route, steps
from huiyin.replies.clearance import gates
from huiyin.replies.flow import FLOW
from huiyin.replies.letter import content
from huiyin.replies.models import ClearanceStep, ClearedAt, Reply, ReplyVersion, StepResult
from huiyin.replies.remarks import RemarkDraft, insist, write


@transaction.atomic
def submit(reply: Reply, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None) -> Reply:
    """送审：逐条答完、分类、公开属性、联系人、承诺齐备；留存这一稿，按审签链设各步，照设置在本系统、OA 或纸面审签。"""
    Reply.objects.select_for_update().get(pk=reply.pk)
    stops = route.stops_of(reply, on=local_day(now, recorded_for))
    turn, where = reply.clearing_round + 1, chains.place_of(reply.assignment.unit, reply.kind)
    facts = {"version": reply.version, "round": turn, "steps": [stop.role or stop.action for stop in stops]}
    FLOW.move(
        reply,
        "submit",
        by=by,
        at=now,
        facts=facts | ({} if where == ClearedAt.HERE else {"where": str(where)}),
        recorded_for=recorded_for,
        clearing_round=turn,
        cleared_at=where,
    )
    said = content.content_of(reply)
    ReplyVersion.objects.create(
        reply=reply,
        number=reply.version,
        content=said,
        digest=content.digest_of(said),
        saved_at=now,
        saved_by=by.actor_key,
    )
    steps.lay(reply, stops)
    waiting.follow(reply.assignment, on=local_day(now, recorded_for))
    return reply


@transaction.atomic
def review(
    reply: Reply,
    *,
    by: Actor,
    now: dt.datetime,
    remark: str = "",
    step: ClearanceStep | None = None,
    finding: str = "",
    remarks: Sequence[RemarkDraft] = (),
) -> Reply:
    """审核、核稿、会签、审查同意：轮到的人通过自己这一步；拟稿人不得审自己的稿（R84）。

    `step`: the step that was seen; another's is not passed by mistake. Steps of one stage are passed in any order.
    `finding`: what a gate found, without which a gate is not passed.
    """
    steps.hold(reply)
    current = _mine(reply, by, step)
    _refuse_own(reply, current, by)
    facts = {"order": current.order, "role": current.role, "action": current.action, "remark": remark}
    FLOW.move(reply, "review", by=by, at=now, facts=facts | _stood_in(current, by))
    permit(policy.can_take(by, reply, current), "办这一步")
    found = gates.pass_gate(current, finding, reply)
    steps.take_as(current, by=by, now=now, result=StepResult.PASSED, remark=remark, finding=found)
    write(reply, current, remarks, by=by, now=now)
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
    """签发：最后一步；每一步都过、会办意见齐备；签的是送审的那一稿，签后不得再改（《档案法》第三十七条），当日为成文日期。"""
    steps.hold(reply)
    current = _mine(reply, by, step)
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
    steps.take_as(current, by=by, now=now, result=StepResult.PASSED, remark=remark)
    waiting.follow(reply.assignment, on=local_day(now))
    return reply


@transaction.atomic
def send_back(
    reply: Reply,
    *,
    remark: str,
    by: Actor,
    now: dt.datetime,
    to: ClearanceStep | None = None,
    ask: int | None = None,
    step: ClearanceStep | None = None,
    finding: str = "",
    remarks: Sequence[RemarkDraft] = (),
    recorded_for: RecordedFor | None = None,
) -> Reply:
    """退回：写明意见，可以批在段落上。退拟稿人改的，下一稿从头审签；退前面某一步的，同一稿从那一步起重来。

    Side by side with others, the one who sends back ends the stage for all of them: they read the next version.
    `to`: a step of this round that was passed at an earlier stage; before it nothing is asked again.
    """
    said = insist(remark, remarks)
    steps.hold(reply)
    current = _mine(reply, by, step)
    permit(policy.seat_for(by, current) is not None or policy.can_register(by, reply), "退回这一步")
    found = gates.note(current, finding)
    old, slip = reply.clearing_round, route.round_of(reply)
    facts = {"order": current.order, "role": current.role, "remark": said, "ask": ask, "version": reply.version}
    more: dict[str, Any] = {"by": by, "at": now, "recorded_for": recorded_for}
    if to is None:
        FLOW.move(reply, "send_back", facts=facts, version=reply.version + 1, **more)
    else:
        target = _earlier(slip, to, current)
        facts |= {"to": target.label, "to_order": target.order}
        FLOW.move(reply, "send_back_to_step", facts=facts, clearing_round=old + 1, **more)
    how: dict[str, Any] = {"remark": said, "remark_ask": ask, "finding": found, "recorded_for": recorded_for}
    steps.take_as(current, by=by, now=now, result=StepResult.SENT_BACK, **how)
    write(reply, current, remarks, by=by, now=now)
    steps.drop(reply, old)
    if to is not None:
        steps.lay_again(reply, slip, stage=to.stage)
    waiting.follow(reply.assignment, on=local_day(now, recorded_for))
    return reply


def _mine(reply: Reply, by: Actor, seen: ClearanceStep | None) -> ClearanceStep:
    """The step that was seen, as long as the slip still lies there; else the one that is theirs."""
    waiting = route.current_steps(reply)
    if not waiting or (seen is not None and seen not in waiting):
        raise Stale("审签已经走到别的一步，请刷新后再看。")
    return seen or route.step_for(by, reply) or waiting[0]


def _earlier(slip: Sequence[ClearanceStep], to: ClearanceStep, current: ClearanceStep) -> ClearanceStep:
    """退回只能往前退：这一轮里已经过了的一步。"""
    found = next((step for step in slip if step.pk == to.pk), None)
    if found is None or found.stage >= current.stage or found.result != StepResult.PASSED:
        raise NotReady([Blocker("只能退回这一轮里前面已经过了的一步", "clearance")])
    return found


def _refuse_own(reply: Reply, step: ClearanceStep, by: Actor) -> None:
    """Said apart from “no right”: the person holds the post, but wrote the draft (R84)."""
    own = policy.is_author(by, reply) if step.is_last else policy.is_drafter(by, reply)
    if own and policy.seat_for(by, step):
        raise NotAllowed("同一人不得既拟稿又审签，请由他人审签或安排代理。")


def _stood_in(step: ClearanceStep, by: Actor) -> dict[str, str]:
    name = steps.stood_in(step, by)
    return {"stood_in_for": name} if name else {}
