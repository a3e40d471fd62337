"""拟稿: how a draft begins and how its head is written."""

import datetime as dt
from typing import Any

from django.db import transaction

from huiyin.accounts.models import User
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import Blocker, NotAllowed, NotReady, Stale
from huiyin.handling.models import Assignment, Role
from huiyin.handling.models import State as HandlingState
from huiyin.replies import policy, waiting
from huiyin.replies.chain import route
from huiyin.replies.models import Disclosure, Reply, ReplyKind
from huiyin.replies.writing import defaults
from huiyin.replies.writing.carrying import start_answers
from huiyin.replies.writing.editing import lock_draft, note_change

HEAD = frozenset(
    {"class_letter", "disclosure", "disclosure_reason", "opening", "closing", "contact_name", "contact_phone"}
    | {"copies", "no_opinion", "title"}
)


@transaction.atomic
def start_draft(
    assignment: Assignment,
    *,
    by: Actor,
    now: dt.datetime,
    kind: str = "",
    drafter: User | None = None,
    supersedes: Reply | None = None,
    recorded_for: RecordedFor | None = None,
) -> Reply:
    """拟稿：以收到交办的单位名义答复，处室和下属单位不得答复；会办单位只出会办意见。

    Without a kind the role decides: 主办 and the like reply, 会办 gives an opinion, 代拟 drafts for the office above.
    """
    kind = kind or _kind_of(assignment)
    _may_start(assignment, kind, by, replaces=supersedes is not None)
    Assignment.objects.select_for_update().get(pk=assignment.pk)
    if Reply.objects.under_way().filter(assignment=assignment).exists():
        raise Stale("这一件已有在办的稿子，请接着那一稿写。")
    writer = drafter or policy.user_of(by)
    if writer is None:
        raise NotAllowed("拟稿要有拟稿人。")
    before = supersedes or _last_answer(assignment, kind)
    reply = Reply(
        assignment=assignment,
        kind=kind,
        round=Reply.objects.filter(assignment=assignment, kind=kind).count() + 1,
        drafter=writer,
        supersedes=before,
        **defaults.head_of(assignment, kind, writer),
    )
    if before:
        defaults.copy_head(before, reply)
    reply.save()
    start_answers(reply, before)
    waiting.follow(assignment, on=local_day(now, recorded_for))
    note_change(
        "replies.drafted", reply, by=by, at=now, recorded_for=recorded_for, facts={"kind": kind, "round": reply.round}
    )
    return reply


def _kind_of(assignment: Assignment) -> ReplyKind:
    if assignment.is_on_behalf:
        return ReplyKind.DRAFT_FOR
    return ReplyKind.OPINION if assignment.role == Role.ASSIST else ReplyKind.REPLY


def _may_start(assignment: Assignment, kind: str, by: Actor, *, replaces: bool) -> None:
    if assignment.item.offline:
        raise NotReady([Blocker("线下办理的件不在系统里拟稿；线下办完以后登记已办。", "people")])
    if not assignment.is_top:
        raise NotAllowed("答复以收到交办的单位名义办理，处室不能以自己的名义答复。")
    if assignment.role == Role.REFER:
        raise NotAllowed("参阅件不需要答复。")
    if (assignment.role == Role.ASSIST) != (kind == ReplyKind.OPINION):
        raise NotAllowed("会办单位只出会办意见，不直接答复提出人；主办单位出答复。")
    if assignment.is_on_behalf != (kind == ReplyKind.DRAFT_FOR):
        raise NotAllowed("代拟的件由上级答复，本单位只送代拟稿；其他的件不出代拟稿。")
    if not policy.can_draft_for(by, assignment):
        raise NotAllowed("拟稿的是承办处室的经办人、处室负责人，或综合协调人。")
    states: tuple[HandlingState, ...] = (HandlingState.HANDLING, HandlingState.DECLINING)
    if kind == ReplyKind.FOLLOW_UP:
        states = (HandlingState.ANSWERED, HandlingState.CLOSED)
    elif replaces:
        states = (*states, HandlingState.ANSWERED)
    if assignment.state not in states:
        raise NotReady([Blocker(f"现在是“{HandlingState(assignment.state).label}”，还不能拟稿", "people")])


def _last_answer(assignment: Assignment, kind: str) -> Reply | None:
    """The letter a new one takes the place of; a follow-up stands beside what it follows (R54)."""
    if kind == ReplyKind.FOLLOW_UP:
        return None
    return Reply.objects.filter(assignment=assignment, kind=kind, superseded_by=None).order_by("-round").first()


@transaction.atomic
def save_head(reply: Reply, *, by: Actor, now: dt.datetime, **facts: Any) -> Reply:
    """保存分类、公开属性、标题、开头结尾、联系人、抄送；分类字母须在本地分类办法之内。"""
    if unknown := facts.keys() - HEAD:
        raise TypeError(f"not of the head: {sorted(unknown)}")
    letter = facts.get("class_letter", "")
    found = route.pack_of(reply.assignment).reply_class(letter) if letter else None
    if letter and found is None:
        raise NotReady([Blocker(f"本地分类办法里没有“{letter}”类", "class")])
    if facts.get("disclosure"):
        facts["disclosure"] = Disclosure(facts["disclosure"])
    if "class_letter" in facts:
        facts["class_canonical"] = found.canonical if found else ""
        facts["class_scheme"] = route.pack_of(reply.assignment).scheme.id if found else ""
    changed = {name: value for name, value in facts.items() if getattr(reply, name) != value}
    lock_draft(reply, by)
    if changed:
        Reply.objects.filter(pk=reply.pk).update(**changed)
        for name, value in changed.items():
            setattr(reply, name, value)
        note_change("replies.head_saved", reply, by=by, at=now, facts={"columns": sorted(changed)})
    return reply
