"""What a plan may not say, and what it does not say yet."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

from django.db.models import Case, When

from huiyin.accounts.models import User
from huiyin.flow.errors import Blocker
from huiyin.handling import parts
from huiyin.handling.models import Assignment, Role
from huiyin.items.models import MarkKind
from huiyin.planning.models import AllotmentPlan, PlanRow
from huiyin.rules import packs

ROLES = (Role.LEAD, Role.ASSIST)
OFFICIAL = ("assignment__item__kind", "assignment__item__number_year", "assignment__item__seq", "assignment")
FACTS = (("officer_id", "经办人"), ("requirement", "办理要求"))


def row_blockers(plan: AllotmentPlan, assignment: Assignment, rows: Sequence[PlanRow]) -> list[Blocker]:
    """One leading office an item, offices of this unit, inner days not after the day of the unit."""
    number, sentences = assignment.item.number_label, []
    if assignment.unit_id != plan.unit_id or not assignment.is_top:
        sentences.append("不是本单位承办的件。")
    if assignment.role == Role.REFER:
        sentences.append("是参阅件，不分到处室。")
    if [row.role for row in rows].count(Role.LEAD) != 1:
        sentences.append("要有一个、也只能有一个牵头处室。")
    if len({row.office_id for row in rows}) < len(rows):
        sentences.append("同一处室不能写两次。")
    sentences += [f"{row.office}不能是{row.role}。" for row in rows if row.role not in ROLES]
    sentences += [f"{row.office}不是本单位的处室。" for row in rows if row.office.parent_id != plan.unit_id]
    sentences += _late(assignment, rows)
    return [Blocker(f"{number}：{sentence}", where="people") for sentence in sentences]


def _late(assignment: Assignment, rows: Sequence[PlanRow]) -> list[str]:
    main = parts.main_duty(assignment)
    due_on = main.due_on if main else None
    late = [row for row in rows if row.due_on and due_on and row.due_on > due_on]
    return [f"{row.office}的内部时限（{row.due_on}）晚于本单位的时限（{due_on}）。" for row in late]


def plan_blockers(plan: AllotmentPlan) -> list[Blocker]:
    """A plan goes to its approver with rows, each of them possible."""
    rows = rows_of(plan)
    found = [] if rows else [Blocker("方案里还没有一件。", where="plan")]
    for _, group in groupby(rows, key=lambda row: row.assignment_id):
        mine = list(group)
        found += row_blockers(plan, mine[0].assignment, mine)
    return found


def give_blockers(plan: AllotmentPlan) -> list[Blocker]:
    left = plan.rows.filter(given_on=None).exists()
    return [] if left else [Blocker("各件都已分出。", where="plan")]


def end_blockers(plan: AllotmentPlan) -> list[Blocker]:
    given = plan.rows.exclude(given_on=None).exists()
    return [] if given else [Blocker("一件都还没有分出；不用这个方案了，请作废。", where="plan")]


def drop_blockers(plan: AllotmentPlan) -> list[Blocker]:
    given = plan.rows.exclude(given_on=None).exists()
    return [Blocker("已经分出了一部分，不能作废。", where="plan")] if given else []


def said(assignment: Assignment, sentence: str) -> list[Blocker]:
    return [Blocker(f"{assignment.item.number_label}：{sentence}", where="people")] if sentence else []


def missing(row: PlanRow) -> list[str]:
    """Facts of the responsibility list that are not said; shown, not forbidden."""
    unsaid = [word for name, word in FACTS if not getattr(row, name)]
    unsaid += [] if leader_of(row) else ["责任领导"]
    unsaid += [] if due_of(row) else ["时限"]
    return unsaid + _wants_chief(row)


def leader_of(row: PlanRow) -> User | None:
    """As proposed, else whoever has the office in their portfolio."""
    portfolio = getattr(row.office, "portfolio", None)
    return row.leader or (portfolio.leader if portfolio else None)


def due_of(row: PlanRow) -> dt.date | None:
    """The office's own day, else the day of the unit."""
    owed = [duty for duty in row.assignment.duties.all() if duty.kind in parts.MAIN and duty.waived_on is None]
    return row.due_on or min((duty.due_on for duty in owed if duty.due_on), default=None)


def _wants_chief(row: PlanRow) -> list[str]:
    """重点督办件由主要负责人负总责, where the place says so (R36)."""
    key = any(mark.kind == MarkKind.KEY for mark in row.assignment.item.marks.all())
    if not key or row.role != Role.LEAD or not packs.get(row.assignment.pack).switches.key_needs_chief.value:
        return []
    leader = leader_of(row)
    chief = leader and any(post.role == "chief" for post in leader.posts.all())
    return [] if chief else ["重点件的责任领导应是主要负责人"]


def rows_of(plan: AllotmentPlan) -> list[PlanRow]:
    """The rows by item, the leading office first."""
    related = ("assignment__item__session", "assignment__unit", "office__portfolio__leader", "officer", "leader")
    beside = ("assignment__item__marks", "assignment__duties", "leader__posts")
    rows = plan.rows.select_related(*related).prefetch_related(*beside)
    assisting = Case(When(role=Role.LEAD, then=0), default=1)
    return list(rows.order_by(*OFFICIAL, assisting, "pk"))
