"""拟稿: how a draft begins and how its head, answers and promises are written."""

import datetime as dt
from typing import Any

from django.db import transaction

from huiyin.accounts.models import User
from huiyin.directory.models import Unit
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import Blocker, NotAllowed, NotReady, Stale
from huiyin.handling.models import Assignment, Role
from huiyin.handling.models import State as HandlingState
from huiyin.items.models import Ask
from huiyin.replies import citing, defaults, policy, route, waiting
from huiyin.replies.carrying import start_answers
from huiyin.replies.editing import lock_draft, note_change
from huiyin.replies.models import AskAnswer, AskDecision, Disclosure, Opinion, Promise, Reply, ReplyKind
from huiyin.replies.points import follow_choice

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


@transaction.atomic
def save_answer(
    reply: Reply,
    ask: Ask,
    *,
    decision: str,
    text: str,
    by: Actor,
    now: dt.datetime,
    basis: str = "",
    evidence: str = "",
    heading: str = "",
    opinion: Opinion | None = None,
    lead_in: str | None = None,
    evidence_file: StoredFile | None = None,
) -> AskAnswer:
    """逐条答复：每一项诉求写明采纳、部分采纳、解释或未采纳，用了哪家的会办意见。

    A lead-in or a file of evidence that is not said stays as it was.
    """
    lock_draft(reply, by)
    if opinion and opinion.assignment_id != reply.assignment_id:
        raise NotReady([Blocker("引用的不是这一件的会办意见", "opinions")])
    if ask.item_id != reply.assignment.item_id:
        raise NotReady([Blocker("答的不是这一件的诉求", "asks")])
    answer, _ = AskAnswer.objects.get_or_create(reply=reply, ask=ask)
    columns = {
        "decision": AskDecision(decision) if decision else "",
        "text": text,
        "basis": basis,
        "evidence": evidence,
        "heading": heading,
        "opinion": opinion,
        "lead_in": answer.lead_in if lead_in is None else lead_in,
        "evidence_file": evidence_file or answer.evidence_file,
    }
    changed = [name for name, value in columns.items() if getattr(answer, name) != value]
    before = answer.opinion
    if changed:
        for name in changed:
            setattr(answer, name, columns[name])
        answer.written_by = by.actor_key
        answer.save(update_fields=[*changed, "written_by"])
        follow_choice(answer, before)
        if "text" in changed:
            citing.follow_text(answer)
        note_change("replies.answer_saved", reply, by=by, at=now, facts={"ask": ask.number, "columns": changed})
        waiting.follow(reply.assignment, on=local_day(now))
    return answer


@transaction.atomic
def add_promise(
    answer: AskAnswer,
    *,
    text: str,
    owner: Unit,
    due_on: dt.date,
    by: Actor,
    now: dt.datetime,
    standard: str = "",
    milestone: str = "",
) -> Promise:
    """记一条承诺：写明责任处室、完成日期，需要分步的写明阶段安排。"""
    lock_draft(answer.reply, by)
    if not text.strip():
        raise NotReady([Blocker("承诺要写明做什么", "answers")])
    said = {"text": text.strip(), "standard": standard, "milestone": milestone.strip()}
    promise = Promise.objects.create(answer=answer, owner=owner, due_on=due_on, **said)
    facts = {"ask": answer.ask.number, "text": promise.text, "owner": owner.code, "due_on": due_on.isoformat()}
    note_change("replies.promise_added", answer.reply, by=by, at=now, facts=facts)
    return promise


@transaction.atomic
def remove_promise(promise: Promise, *, by: Actor, now: dt.datetime) -> AskAnswer:
    """删去还没有签发的承诺；印发后的承诺只能兑现或说明。"""
    answer = promise.answer
    lock_draft(answer.reply, by)
    note_change("replies.promise_removed", answer.reply, by=by, at=now, facts={"text": promise.text})
    promise.delete()
    return answer
