"""等谁, as the latest letter of an assignment says: the submitter, a step's holder, the registry, a co-unit."""

import datetime as dt
from collections.abc import Callable

from huiyin.accounts.models import Post, Role
from huiyin.handling import waits
from huiyin.handling.models import Assignment, Duty, DutyKind, WaitKind
from huiyin.handling.models import State as HandlingState
from huiyin.handling.waits import Word
from huiyin.replies.chain import route
from huiyin.replies.letter import content
from huiyin.replies.models import GATES, ClearanceStep, OpinionState, Reply, ReplyKind, State, StepAction

LEADERS = (Role.LEADER_IN_CHARGE, Role.CHIEF)
REGISTRY = "文书"
PRECHECKER = "政府办公机构"
NAMED = (*GATES, StepAction.COUNTERSIGN)
"""Steps that a page calls by what is done there, not by who reads."""


def follow(assignment: Assignment, *, on: dt.date) -> None:
    """等谁 as the latest draft or letter says; where it says nothing, whoever works on it."""
    reply = Reply.objects.filter(assignment=assignment.pk).select_related("assignment__item").last()
    if reply is None or reply.assignment.state == HandlingState.DECLINING:
        return
    find = WORDS.get(State(reply.state))
    word = find(reply, on) if find else None
    if word is None:
        waits.follow(assignment, on=on, anew=True)
    else:
        waits.begin(assignment, word.kind, whom=word.whom, what=word.what, since=on)


def _drafting(reply: Reply, on: dt.date) -> Word | None:
    """Our own part is written, theirs is not in."""
    asks = reply.assignment.item.asks.count()
    written = reply.answers.exclude(text="").count()
    return _co_units(reply) if asks and written >= asks else None


def _consulting(reply: Reply, on: dt.date) -> Word:
    return Word(WaitKind.SUBMITTER, _submitters(reply), waits.CONSULTING)


def _clearing(reply: Reply, on: dt.date) -> Word | None:
    """Who holds the steps it lies at; the last one cannot be taken before the opinions are in (R25)."""
    steps = route.current_steps(reply)
    if not steps:
        return None
    if steps[0].is_last and (late := _co_units(reply)):
        return late
    if not reply.is_cleared_here:
        return Word(WaitKind.OA, str(reply.get_cleared_at_display()), "")
    if all(step.action == StepAction.PRECHECK for step in steps):
        return Word(WaitKind.DISPATCHER, PRECHECKER, "预审")
    is_leaders = any(step.role in LEADERS for step in steps)
    kind, what = (WaitKind.LEADER, "审签") if is_leaders else (WaitKind.OFFICE, _what(steps[0]))
    whom = "、".join(dict.fromkeys(_holder(step, on) for step in steps if step.action != StepAction.PRECHECK))
    return Word(kind, whom, waits.SIGNING if steps[0].is_last else what)


def _what(step: ClearanceStep) -> str:
    return str(step.get_action_display()) if step.action in NAMED else waits.REVIEWING


def _signed(reply: Reply, on: dt.date) -> Word:
    return Word(WaitKind.REGISTRY, REGISTRY, "编号" if not reply.doc_no else "用印" if not reply.sealed_on else "印发")


def _issued(reply: Reply, on: dt.date) -> Word | None:
    """Until it is delivered; then an opinion waits for the unit that leads, a letter for those who rate it."""
    if reply.assignment.state == HandlingState.CLOSED:
        return None
    if reply.kind == ReplyKind.OPINION:
        sent = reply.deliveries.exists()
        lead = Word(WaitKind.LEAD_UNIT, content.lead_unit_name(reply), "答复提出人")
        return lead if sent else Word(WaitKind.REGISTRY, REGISTRY, "送达")
    owed = set(Duty.objects.owed().filter(assignment=reply.assignment).values_list("kind", flat=True))
    if DutyKind.DELIVERY in owed:
        return Word(WaitKind.REGISTRY, REGISTRY, "送达")
    return Word(WaitKind.SUBMITTER, _submitters(reply), "评价") if DutyKind.RATING in owed else None


WORDS: dict[State, Callable[[Reply, dt.date], Word | None]] = {
    State.DRAFTING: _drafting,
    State.CONSULTING: _consulting,
    State.CLEARING: _clearing,
    State.SIGNED: _signed,
    State.ISSUED: _issued,
}


def _co_units(reply: Reply) -> Word | None:
    asked = reply.assignment.opinions.filter(state=OpinionState.ASKED).order_by("id")
    names = list(asked.values_list("unit__name", flat=True))
    whom = names[0] if len(names) == 1 else f"{names[0]}等 {len(names)} 家" if names else ""
    return Word(WaitKind.CO_UNIT, whom, "会办意见") if names else None


def _submitters(reply: Reply) -> str:
    item = reply.assignment.item
    first = item.signatures.select_related("submitter").order_by("order").first()
    return first.submitter.name if first else item.submitters_text


def _holder(step: ClearanceStep, on: dt.date) -> str:
    """By name; where nobody holds the post today, the post."""
    if not step.role:
        return step.person.name if step.person else step.label
    posts = Post.objects.on(on).filter(unit=step.unit, role=step.role).select_related("user").order_by("id")
    names = [step.person.name] if step.person else [post.user.name for post in posts]
    return "、".join(names[:2]) or f"{step.unit}{Role(step.role).label}"
