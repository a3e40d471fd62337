"""在别处审签: what was cleared in the unit's OA or on paper is recorded step by step, with the slip."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from huiyin.events.actors import SHANGHAI, Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import Blocker, NotAllowed, NotReady, Stale
from huiyin.replies import policy, route, waiting
from huiyin.replies.clearing import submit
from huiyin.replies.flow import FLOW
from huiyin.replies.models import ClearanceStep, ClearedAt, Reply, StepResult
from huiyin.replies.steps import take


@dataclass(frozen=True)
class RecordedStep:
    """One signature on a slip made elsewhere: in which role, by whom, on which day."""

    role: str
    who: str
    on: dt.date
    remark: str = ""


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


def _take_all(waiting: Sequence[ClearanceStep], steps: Sequence[RecordedStep], where: ClearedAt) -> None:
    """done_by stays empty: who cleared it has no account here, or did not use it."""
    for step, made in zip(waiting, steps, strict=True):
        take(
            step,
            result=StepResult.PASSED,
            done_at=dt.datetime.combine(made.on, dt.time(12), SHANGHAI),
            done_by_name=made.who,
            recorded_from=where,
            remark=made.remark,
        )
