"""上级预审: what the government office says of a draft before it is signed, written down by the coordinator."""

import datetime as dt

from django.db import transaction

from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import Blocker, NotReady, Stale, permit
from huiyin.replies import policy, waiting
from huiyin.replies.chain import route, steps
from huiyin.replies.clearance import clearing
from huiyin.replies.flow import FLOW
from huiyin.replies.models import ClearanceStep, Reply, StepAction, StepResult


@transaction.atomic
def record_precheck(
    reply: Reply,
    *,
    passed: bool,
    recorded_for: RecordedFor,
    by: Actor,
    now: dt.datetime,
    remark: str = "",
    file: StoredFile | None = None,
) -> Reply:
    """登记上级预审：政府办公机构看过答复稿，写明谁、哪天、怎么来的、附件；退回的写明意见，回到拟稿。"""
    steps.hold(reply)
    step = _waiting(reply)
    permit(policy.can_record_precheck(by, reply), "登记上级预审")
    if recorded_for.on > local_day(now):
        raise NotReady([Blocker("预审日期不能晚于今天", "clearance")])
    said = RecordedFor(recorded_for.who, recorded_for.on, recorded_for.way, file.digest if file else recorded_for.file)
    if not passed:
        return clearing.send_back(reply, remark=remark, step=step, by=by, now=now, recorded_for=said)
    facts = {"order": step.order, "passed": True, "remark": remark.strip()}
    FLOW.move(reply, "record_precheck", by=by, at=now, facts=facts, recorded_for=said)
    steps.take_as(step, by=by, now=now, result=StepResult.PASSED, recorded_for=said, remark=remark.strip())
    waiting.follow(reply.assignment, on=local_day(now))
    return reply


def _waiting(reply: Reply) -> ClearanceStep:
    found = next((step for step in route.current_steps(reply) if step.action == StepAction.PRECHECK), None)
    if found is None:
        raise Stale("现在不是上级预审这一步，请刷新后再看。")
    return found
