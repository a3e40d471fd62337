"""在别处审签: what was cleared in the unit's OA or on paper is recorded step by step, with the slip."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from huiyin.accounts.models import User
from huiyin.events.actors import SHANGHAI, Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import Blocker, NotReady, Stale, permit
from huiyin.replies import policy, waiting
from huiyin.replies.chain import route
from huiyin.replies.chain import steps as slip
from huiyin.replies.clearance import clearing, gates
from huiyin.replies.flow import FLOW
from huiyin.replies.models import ClearanceStep, ClearedAt, Reply, Secrecy, StepAction, StepResult

OWN = "同一人不得既拟稿又签发"
Pair = tuple[ClearanceStep, "RecordedStep"]


@dataclass(frozen=True)
class RecordedStep:
    """One signature on a slip made elsewhere: at which post (or which step), by whom, on which day."""

    role: str
    who: str
    on: dt.date
    remark: str = ""
    order: int = 0


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
    where = _elsewhere(way)
    if file is None:
        raise NotReady([Blocker("登记 OA 或纸质审签，要附审签单", "clearance")])
    permit(policy.can_register(by, reply), "登记外部审签")
    if reply.is_editable:
        clearing.submit(reply, by=by, now=now)
    slip.hold(reply)
    left = _left(reply)
    pairs = _matched(left, steps)
    if len(pairs) < len(left):
        raise NotReady([_in_order(left)])
    _check(reply, pairs, today=local_day(now))
    return _finish(reply, pairs, where, file, by=by, now=now)


@transaction.atomic
def record_step(
    reply: Reply,
    steps: Sequence[RecordedStep],
    *,
    way: str,
    by: Actor,
    now: dt.datetime,
    file: StoredFile | None = None,
) -> Reply:
    """登记审签：已经送审、在 OA 或纸面走着的，走到哪步登记到哪步；登记到签发即成文，要附审签单。"""
    where = _elsewhere(way)
    permit(policy.can_register(by, reply), "登记外部审签")
    slip.hold(reply)
    left = _left(reply)
    pairs = _matched(left, steps)
    if not pairs:
        raise NotReady([Blocker("还没有写哪一步由谁、哪天签的", "clearance")])
    _check(reply, pairs, today=local_day(now))
    if len(pairs) < len(left):
        return _go_on(reply, pairs, where, file, left=len(left) - len(pairs), by=by, now=now)
    if file is None:
        raise NotReady([Blocker("登记到签发，要附审签单", "clearance")])
    return _finish(reply, pairs, where, file, by=by, now=now)


@transaction.atomic
def record_send_back(
    reply: Reply,
    said: RecordedStep,
    *,
    way: str,
    by: Actor,
    now: dt.datetime,
    file: StoredFile | None = None,
) -> Reply:
    """登记退回：在 OA 或纸面上退回的，写明谁、哪天、什么意见；回到拟稿，下一稿从头审签。"""
    where = _elsewhere(way)
    permit(policy.can_register(by, reply), "登记外部审签")
    if not said.remark.strip():
        raise NotReady([Blocker("退回要写明意见", "clearance")])
    slip.hold(reply)
    pairs = _matched(_left(reply), [said])
    if not pairs:
        raise Stale("审签已经走到别的一步，请刷新后再看。")
    _check(reply, pairs, today=local_day(now))
    step, digest = pairs[0][0], file.digest if file else ""
    clearing.send_back(
        reply,
        remark=said.remark,
        step=step,
        by=by,
        now=now,
        recorded_for=RecordedFor(said.who, said.on, str(where), digest),
    )
    told = {"done_at": _noon(said.on), "file": file}
    ClearanceStep.objects.filter(pk=step.pk).update(**told)
    return reply


def recorders(steps: Sequence[ClearanceStep]) -> dict[str, str]:
    """Who wrote down the steps that were taken elsewhere, by key: “recorded by … from OA”."""
    keys = {step.done_by for step in steps if step.recorded_from}
    people = User.objects.filter(pk__in=[key.removeprefix("user:") for key in keys if key.startswith("user:")])
    return {f"user:{pk}": name for pk, name in people.values_list("pk", "name")} if keys else {}


def _go_on(
    reply: Reply, pairs: Sequence[Pair], where: ClearedAt, file: StoredFile | None, *, left: int, **who: Any
) -> Reply:
    """Some steps are made, others are still to come."""
    by, now, last = who["by"], who["now"], pairs[-1][1]
    facts = {"steps": _told(pairs), "left": left}
    slip_of = RecordedFor(last.who, last.on, str(where), file.digest if file else "")
    FLOW.move(reply, "record_step", by=by, at=now, facts=facts, recorded_for=slip_of, cleared_at=where)
    _take_all(reply, pairs, where, file, by)
    waiting.follow(reply.assignment, on=local_day(now))
    return reply


def _finish(reply: Reply, pairs: Sequence[Pair], where: ClearedAt, file: StoredFile, **who: Any) -> Reply:
    """The last signature is on the slip: what was submitted is frozen, its day is the day of the letter."""
    by, now, last = who["by"], who["now"], pairs[-1][1]
    cleared = reply.versions.get(number=reply.version)
    FLOW.move(
        reply,
        "record_clearance",
        by=by,
        at=now,
        facts={"digest": cleared.digest, "steps": _told(pairs)},
        recorded_for=RecordedFor(who=last.who, on=last.on, way=str(where), file=file.digest),
        frozen=cleared.content,
        frozen_hash=cleared.digest,
        signed_on=last.on,
        signed_by=last.who,
        cleared_at=where,
    )
    _take_all(reply, pairs, where, file, by)
    waiting.follow(reply.assignment, on=local_day(now))
    return reply


def _elsewhere(way: str) -> ClearedAt:
    if way not in (ClearedAt.OA, ClearedAt.PAPER):
        raise NotReady([Blocker("登记 OA 或纸质审签，要写明在哪里审签", "clearance")])
    return ClearedAt(way)


def _left(reply: Reply) -> list[ClearanceStep]:
    """What nobody has taken yet, in its order."""
    left = [step for step in route.round_of(reply) if not step.result]
    if reply.is_editable or not left:
        raise Stale("审签已经走完或退回，请刷新后再看。")
    return sorted(left, key=lambda step: (step.stage, step.order))


def _matched(left: Sequence[ClearanceStep], made: Sequence[RecordedStep]) -> list[Pair]:
    """Each signature with its step: stage after stage, those of one stage in any order."""
    rest, pairs = list(left), list[Pair]()
    for signature in made:
        stage = [step for step in rest if step.stage == rest[0].stage]  # none is left for a signature too many
        found = next((step for step in stage if _is_at(step, signature)), None)
        if found is None:
            raise NotReady([_in_order(left)])
        pairs.append((found, signature))
        rest.remove(found)
    return pairs


def _is_at(step: ClearanceStep, signature: RecordedStep) -> bool:
    if signature.order:
        return step.order == signature.order
    return signature.role in (step.role, step.action) if signature.role else False


def _in_order(left: Sequence[ClearanceStep]) -> Blocker:
    names = "、".join(step.label for step in left)
    return Blocker(f"审签单应依次登记：{names}", "clearance")


def _check(reply: Reply, pairs: Sequence[Pair], *, today: dt.date) -> None:
    """On days in order, none after today; named; and nobody cleared their own draft (R84)."""
    before = [local_day(step.done_at) for step in route.round_of(reply) if step.recorded_from and step.done_at]
    earliest = max(before, default=dt.date.min)
    stages = sorted({step.stage for step, _ in pairs})
    for stage in stages:
        days = [made.on for step, made in pairs if step.stage == stage]
        if min(days) < earliest or max(days) > today:
            raise NotReady([Blocker("审签日期应依次，且不晚于今天", "clearance")])
        earliest = max(days)
    for step, made in pairs:
        own = _authors(reply) if step.is_last else {reply.drafter.name}
        if made.who.strip() in own | {""}:
            raise NotReady([Blocker("要写明审签人；拟稿人不得审签自己的稿", "clearance", OWN)])


def _authors(reply: Reply) -> set[str]:
    """The drafter, and whoever wrote the answer to an ask: none of them signs it."""
    keys = {answer.written_by.removeprefix("user:") for answer in reply.answers.all()}
    named = User.objects.filter(pk__in=[key for key in keys if key.isdigit()]).values_list("name", flat=True)
    return {reply.drafter.name, *named}


def _take_all(reply: Reply, pairs: Sequence[Pair], where: ClearedAt, file: StoredFile | None, by: Actor) -> None:
    """done_by is who recorded it: who cleared it has no account here, or did not use it."""
    for step, made in pairs:
        slip.take(
            step,
            result=StepResult.PASSED,
            done_at=_noon(made.on),
            done_by=by.actor_key,
            done_by_name=made.who.strip(),
            recorded_from=where,
            finding=_finding(reply, step),
            remark=made.remark,
            file=file,
        )
    slip.forget(reply)


def _finding(reply: Reply, step: ClearanceStep) -> str:
    """A gate that was passed elsewhere found what passing means: not secret, disclosed as the draft says."""
    passed = {StepAction.SECRECY: Secrecy.NOT_SECRET, StepAction.DISCLOSURE: reply.disclosure}
    return gates.pass_gate(step, str(passed.get(StepAction(step.action), "")), reply)


def _told(pairs: Sequence[Pair]) -> list[list[str]]:
    return [[step.role or step.action, made.who, made.on.isoformat()] for step, made in pairs]


def _noon(day: dt.date) -> dt.datetime:
    """A slip names the day, not the hour."""
    return dt.datetime.combine(day, dt.time(12), SHANGHAI)
