"""保密审查、公开审查: gates of a named person, who must say what was found."""

import datetime as dt

from django.db import transaction

from huiyin.events.actors import Actor, local_day
from huiyin.flow.errors import Blocker, NotReady, Stale, permit
from huiyin.replies import policy, waiting
from huiyin.replies.chain import route, steps
from huiyin.replies.chain.seats import seat_for
from huiyin.replies.flow import FLOW
from huiyin.replies.letter import content
from huiyin.replies.models import (
    ClearanceStep,
    Disclosure,
    DroppedPromise,
    Promise,
    Remark,
    Reply,
    ReplyVersion,
    Secrecy,
    StepAction,
    StepResult,
)

LAW = "《保守国家秘密法》第三十一条：不得在非涉密信息系统中存储、处理国家秘密"
TAKEN_OUT = "（经保密审查清除）"
WORDS = ("title", "opening", "opinions_text", "opinions_composed", "promises_text", "promises_composed", "closing")
SAID = ("heading", "text", "basis", "evidence", "lead_in")


def pass_gate(step: ClearanceStep, finding: str, reply: Reply) -> str:
    """The finding with which a gate is passed; "" where the step is none. What does not agree is sent back instead."""
    if step.action == StepAction.SECRECY:
        return _not_secret(finding)
    if step.action == StepAction.DISCLOSURE:
        return _as_proposed(finding, reply)
    return ""


def note(step: ClearanceStep, finding: str) -> str:
    """With a sending back: 公开审查 may say what it should be; 涉密 is never only sent back."""
    if step.action == StepAction.SECRECY and finding == Secrecy.SECRET:
        raise NotReady([Blocker("审查为涉密的，请选“涉密，停止办理”", "clearance", LAW)])
    return finding if step.action == StepAction.DISCLOSURE and finding in Disclosure.values else ""


def label_of(step: ClearanceStep) -> str:
    """不涉密, 主动公开 …"""
    return str(dict((*Secrecy.choices, *Disclosure.choices)).get(step.finding, ""))


def _not_secret(finding: str) -> str:
    if finding == Secrecy.SECRET:
        raise NotReady([Blocker("审查为涉密的，不能通过；请选“涉密，停止办理”", "clearance", LAW)])
    if finding != Secrecy.NOT_SECRET:
        raise NotReady([Blocker("保密审查要写明结论：不涉密或者涉密", "clearance", LAW)])
    return finding


def _as_proposed(finding: str, reply: Reply) -> str:
    """复文与公开同步审查（国办发〔2014〕46号）。"""
    rule = "国办发〔2014〕46号"
    if not reply.is_answer:
        return finding or "not_published"
    if finding not in Disclosure.values:
        raise NotReady([Blocker("公开审查要写明结论：主动公开、依申请公开或者不予公开", "clearance", rule)])
    if finding != reply.disclosure:
        said, meant = Disclosure(finding).label, reply.get_disclosure_display() or "未定"
        raise NotReady([Blocker(f"审查结论是{said}，稿子写的是{meant}：请退回拟稿并写明理由", "clearance", rule)])
    return finding


@transaction.atomic
def find_secret(reply: Reply, *, remark: str, by: Actor, now: dt.datetime, step: ClearanceStep | None = None) -> Reply:
    """审查为涉密：停止审签，稿子各版本的文字立即从系统清除，只留校验码和这一步；转线下办理，或者脱密后另拟（R48）。

    Cleared at once and by the one act: text that may not be here is not kept for somebody else to remove later.
    What stays: that it was found, by whom, when, and why in words that say nothing of the matter. A later draft of
    the same reply can only be submitted along a chain with a secrecy gate.
    """
    if not remark.strip():
        raise NotReady([Blocker("要写明定密依据（不写涉密内容）", "clearance", LAW)])
    steps.hold(reply)
    gate = _gate(reply, by, step)
    facts = {"order": gate.order, "version": reply.version, "rule": LAW}
    old = reply.clearing_round
    FLOW.move(reply, "find_secret", by=by, at=now, facts=facts, version=reply.version + 1)
    sent_back, found = StepResult.SENT_BACK, Secrecy.SECRET
    steps.take_as(gate, by=by, now=now, result=sent_back, finding=found, remark=remark.strip())
    steps.drop(reply, old)
    _clear_out(reply)
    waiting.follow(reply.assignment, on=local_day(now))
    return reply


def _gate(reply: Reply, by: Actor, seen: ClearanceStep | None) -> ClearanceStep:
    waiting = [one for one in route.current_steps(reply) if one.action == StepAction.SECRECY and seen in (None, one)]
    if not waiting:
        raise Stale("现在不是保密审查这一步，请刷新后再看。")
    permit(policy.can_find_secret(by, reply), "作保密审查")
    return next(one for one in waiting if seat_for(by, one))


def _clear_out(reply: Reply) -> None:
    """Every word of the draft: answers, promises, wording, remarks, the versions kept; opinions are others' papers."""
    DroppedPromise.objects.filter(reply=reply).delete()
    Promise.objects.filter(answer__reply=reply).delete()
    reply.answers.update(**dict.fromkeys(SAID, ""), decision="", evidence_file=None)
    Reply.objects.filter(pk=reply.pk).update(**dict.fromkeys(WORDS, ""))
    Remark.objects.filter(reply=reply).update(quote="", text=TAKEN_OUT, answer="")
    reply.steps.exclude(remark="").exclude(finding=Secrecy.SECRET).update(remark=TAKEN_OUT)
    bare = content.content_of(Reply.objects.get(pk=reply.pk))
    ReplyVersion.objects.filter(reply=reply).update(content=bare)
    for name in WORDS:
        setattr(reply, name, "")
    getattr(reply, "_prefetched_objects_cache", {}).clear()
