"""要我办的: what waits for this person, each with its verb, its day and one button."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils.functional import lazy

from huiyin.accounts.desk import Person
from huiyin.accounts.models import Role as Post
from huiyin.followup.models import Commitment
from huiyin.followup.models import State as Promised
from huiyin.handling.models import LEADING, OPEN_STATES, Assignment, Contact, Duty, DutyKind, Role, State
from huiyin.items.models import Item
from huiyin.replies.figures import written_down_by
from huiyin.replies.models import GATES, ClearanceStep, Reply, StepAction
from huiyin.reports.stages import Stage, staged
from huiyin.web.addresses import address, panel
from huiyin.web.counts import steps_awaiting
from huiyin.web.workbench.between import waiting_for
from huiyin.web.workbench.elsewhere import Elsewhere, elsewhere_of

STEP_WORDS = {Post.OFFICE_HEAD: "核稿", Post.COORDINATOR: "核稿", Post.LEADER_IN_CHARGE: "审签", Post.CHIEF: "签发"}
PROMISES_AHEAD = dt.timedelta(days=30)


@dataclass(frozen=True)
class Task:
    """One line of the desk. verb first, then the item, a grey line why, the day, one button."""

    verb: str
    item: Item
    remark: str
    due_on: dt.date | None
    button: str
    url: str


def tasks_of(person: Person, *, today: dt.date) -> tuple[list[Task], list[Elsewhere]]:
    """Everything that waits for this person, the most urgent first, and what waits for others; three queries."""
    if not person.unit_ids:
        return [], []
    rows = list(_open_assignments(person, today))
    found = [
        *_from_steps(person),
        *_from_assignments(person, rows, today),
        *_from_promises(person, today),
    ]
    found += [Task(*waiting) for waiting in waiting_for(person)]
    elsewhere = elsewhere_of(person, rows, [task.item for task in found])
    return sorted(found, key=lambda task: (task.due_on or dt.date.max, task.verb, task.item.pk)), elsewhere


def _from_steps(person: Person) -> Iterator[Task]:
    """Drafts that lie before this person on their routing slip; and, once each, what others clear elsewhere."""
    due = Duty.objects.owed().filter(assignment=OuterRef("reply__assignment"), due_on__isnull=False)
    steps = (
        (steps_awaiting(person) | written_down_by(person))
        .annotate(due_on=Subquery(due.order_by("due_on").values("due_on")[:1]))
        .select_related("reply__assignment__item", "reply__drafter", "unit")
        .order_by("reply", "order")
    )
    elsewhere: set[int] = set()
    for step in steps:
        reply, page, verb = step.reply, "clear", _verb_of(step)
        if step.action == StepAction.PRECHECK or not reply.is_cleared_here:
            if reply.pk in elsewhere:
                continue
            elsewhere.add(reply.pk)
            page = "record_precheck" if step.action == StepAction.PRECHECK else "record_clearance"
            verb = "登记预审" if step.action == StepAction.PRECHECK else "登记审签"
        remark = f"{reply.drafter.name}拟 · 第 {reply.version} 稿"
        yield Task(verb, reply.assignment.item, remark, step.due_on, f"去{verb}", address(page, reply.pk))


def _verb_of(step: ClearanceStep) -> str:
    """保密审查、会签 … by what is done; else by the post that reads."""
    if step.is_last or step.action in (*GATES, StepAction.COUNTERSIGN):
        return str(step.get_action_display())
    return STEP_WORDS.get(Post(step.role), "审签") if step.role else "审签"


def _from_assignments(person: Person, rows: Iterable[Any], today: dt.date) -> Iterator[Task]:
    for assignment in rows:
        if task := _coordinating(person, assignment, today) or _working(person, assignment):
            yield task


def _open_assignments(person: Person, today: dt.date) -> QuerySet[Assignment]:
    """What the person's units hold and have not finished, with stage, light and what is missing."""
    mine = Assignment.objects.filter(unit__in=person.unit_ids, state__in=OPEN_STATES).annotate(
        top=Coalesce("parent_id", "id"),
        is_allotted=Exists(Assignment.objects.standing().filter(parent=OuterRef("pk"))),
        is_contacted=Exists(
            Contact.objects.standing().filter(assignment=Coalesce(OuterRef("parent_id"), OuterRef("pk")))
        ),
        owes=Exists(Duty.objects.owed().filter(assignment=OuterRef("pk"), blocks_closing=True)),
        owes_upload=Exists(Duty.objects.owed().filter(assignment=OuterRef("pk"), kind=DutyKind.SUBMIT_UP)),
        reply=_latest_reply(),
    )
    return staged(mine, today=today).select_related("item").defer("item__text")


def _latest_reply() -> Subquery:
    """What the tasks ask of the newest letter, in one look at it; None where there is none."""
    latest = Reply.objects.filter(assignment=Coalesce(OuterRef("parent_id"), OuterRef("pk"))).order_by("-id")
    facts = JSONObject(pk="pk", doc_no="doc_no", sealed_on="sealed_on", sent_back="clearing_round")
    return Subquery(latest.values(facts=facts)[:1])


def _coordinating(person: Person, row: Any, today: dt.date) -> Task | None:
    """What a coordinator does with what the department itself holds."""
    if row.parent_id or not person.has_role(Post.COORDINATOR, row.unit_id):
        return None
    if row.state == State.DECLINING:
        return _task(row, "等退办", "退办申请还没有答复，有了就登记", "看退办单", "next")
    if row.role == Role.REFER and row.state == State.WAITING:
        return _task(row, "阅知", "参阅件，阅知即可", "去阅知", "next")
    if not row.is_allotted and row.state in (State.WAITING, State.HANDLING) and row.reply is None:
        return _task(row, "分办", "还没有分到处室", "去分办", page="dispatch")
    if row.stage == Stage.SIGNED:
        doc_no = row.reply["doc_no"]
        verb = "编号" if not doc_no else "用印" if not row.reply["sealed_on"] else "印发"
        return _task(row, verb, f"已经签发{f' · {doc_no}' if doc_no else ''}", f"去{verb}", page="reply")
    if row.state == State.ANSWERED:
        return _answered(row, today)
    if row.next_due_on and row.next_due_on < today:
        return _task(row, "催办", f"停在{Stage(row.stage).label}", "看一看", "next")
    return None


def _answered(row: Any, today: dt.date) -> Task | None:
    """After the letter has gone out: upload, rating, closing."""
    if row.owes_upload:
        return _task(row, "报送", "答复还没有在网上报送", "登记报送", page="reply")
    if not row.owes:
        return _task(row, "办结", "各项都齐了", "去办结", "next")
    late = row.next_due_on and row.next_due_on <= today
    return _task(row, "补齐", "还有没做完的，到期了", "看差什么", "next") if late else None


def _working(person: Person, row: Any) -> Task | None:
    """What an officer or head does with the share their office holds."""
    if not (row.parent_id or not row.is_allotted) or not _is_mine(person, row):
        return None
    if row.state == State.WAITING:
        return _task(
            row,
            "签收",
            f"{row.role_label} · 交办 {row.dispatched_on.month}月{row.dispatched_on.day}日",
            "去签收",
            "next",
        )
    if row.state != State.HANDLING or row.stage not in (Stage.DRAFTING, Stage.CONSULTING):
        return None
    if row.role not in LEADING:
        return _task(row, "写意见", "会办，写给牵头的处室", "去写", "asks") if row.parent_id else None
    if not row.is_contacted:
        return _task(row, "联系", "还没有与提出人沟通", "记一次", "contacts")
    if row.stage == Stage.CONSULTING:
        return _task(row, "征询", "等提出人回复", "看征询", page="reply")
    sent_back = bool(row.reply and row.reply["sent_back"])
    verb = "改稿" if sent_back else "拟稿"
    return _task(row, verb, "退回来的稿子" if sent_back else "沟通过了，可以动笔", f"去{verb}", page="reply")


def _is_mine(person: Person, row: Any) -> bool:
    """Named as the officer; or nobody is named and the person works in that office; its head sees all of it."""
    if row.officer_id == person.user.pk or person.has_role(Post.OFFICE_HEAD, row.unit_id):
        return True
    return row.officer_id is None and person.has_role(Post.OFFICER, row.unit_id)


def _from_promises(person: Person, today: dt.date) -> Iterator[Task]:
    """Commitments this person's units keep, due within a month; what is claimed waits for the coordinator."""
    workers = [seat.unit.pk for seat in person.seats if seat.role in (Post.OFFICER, Post.OFFICE_HEAD, Post.COORDINATOR)]
    units = Q(owner__in=workers) | Q(unit__in=workers)
    found = Commitment.objects.filter(units).open().select_related("item", "owner")
    for promise in found.filter(Q(state=Promised.CLAIMED) | Q(due_on__lte=today + PROMISES_AHEAD)):
        url = panel(promise.item_id, "commitments")
        if promise.state == Promised.CLAIMED:
            if person.has_role(Post.COORDINATOR, promise.unit_id):
                yield Task("核实", promise.item, f"报完成：{promise.text}", promise.due_on, "去核实", url)
        else:
            yield Task("兑现", promise.item, f"{promise.owner.name} · {promise.text}", promise.due_on, "报进展", url)


def _task(row: Any, verb: str, remark: str, button: str, where: str = "", page: str = "") -> Task:
    """A task on an assignment, leading to a panel of the item page or to a page of its own."""
    return Task(
        verb,
        row.item,
        remark,
        row.next_due_on,
        button,
        way(row.item_id, row.reply["pk"] if row.reply else None, where, page),
    )


def _way(item: int, reply: int | None, where: str, page: str) -> str:
    url = address("reply", reply) if page == "reply" and reply else address(page) if page else ""
    return url or panel(item, where or "next")


way: Callable[[int, int | None, str, str], str] = lazy(_way, str)
"""Of hundreds of tasks a few are shown: an address is looked up when it is written."""


def last_day_of_the_week(today: dt.date) -> dt.date:
    """This Sunday; on a Saturday or Sunday the one after."""
    return today + dt.timedelta(days=6 - today.weekday() + (7 if today.weekday() >= 5 else 0))


def by_urgency(tasks: Iterable[Task], *, today: dt.date) -> dict[str, list[Task]]:
    """已逾期, 今天, 本周 (at the weekend: 下周), 以后."""
    sunday = last_day_of_the_week(today)
    groups: dict[str, list[Task]] = {"late": [], "today": [], "week": [], "later": []}
    for task in tasks:
        due = task.due_on or dt.date.max
        key = "late" if due < today else "today" if due == today else "week" if due <= sunday else "later"
        groups[key].append(task)
    return groups
