"""The list of commitments: which, how many, and each with its light, its progress and what may be done next."""

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.shortcuts import get_object_or_404

from huiyin.accounts.desk import Person
from huiyin.documents.columns import Column
from huiyin.followup.figures import Kept, kept
from huiyin.followup.milestones import next_of
from huiyin.followup.models import Commitment, CommitmentQuerySet, Milestone, State
from huiyin.items.models import Item
from huiyin.prose.figures import percent
from huiyin.web.dates import short_day, span, tone
from huiyin.web.replies.finding import departments_of
from huiyin.web.seat import StaffRequest

OUT_OF = re.compile(r"([\d,，.]+)\s*(?:/|／)\s*([\d,，.]+)\s*(\S{0,4})")
UNDER_WAY = (State.OPEN, State.CLAIMED)
STATE_LIGHTS = {State.VERIFIED: "kept", State.EXPLAINED: "wait", State.CARRIED_OVER: "wait", State.CLAIMED: "run"}


@dataclass(frozen=True)
class Row:
    """One commitment as the table shows it."""

    commitment: Commitment
    today: dt.date

    @property
    def is_late(self) -> bool:
        return self.commitment.state == State.OPEN and self.commitment.due_on < self.today

    @property
    def light(self) -> tuple[str, str]:
        """State as word and shape; open ones by their day."""
        commitment = self.commitment
        if commitment.state != State.OPEN:
            word = "等核实" if commitment.state == State.CLAIMED else str(commitment.get_state_display())
            return STATE_LIGHTS[State(commitment.state)], word
        if self.is_late:
            return "late", f"逾期 {span(commitment.due_on, self.today)}"
        near = tone(commitment.due_on, None, self.today) == "near"
        return ("near", f"还剩 {span(self.today, commitment.due_on)}") if near else ("run", "推进中")

    @property
    def next_step(self) -> Milestone | None:
        """The step of its plan that is due next, while it is under way."""
        return next_of(self.commitment) if self.commitment.state in UNDER_WAY else None

    @property
    def step_is_late(self) -> bool:
        step = self.next_step
        return step is not None and step.due_on < self.today

    @property
    def progress(self) -> tuple[float, float, str]:
        """How much of how much: “22／25 家” said in words becomes a bar; else done or not."""
        if self.commitment.state == State.VERIFIED:
            return 1, 1, self.commitment.progress or "已办"
        found = OUT_OF.search(self.commitment.progress)
        if found and (whole := _number(found[2])):
            return min(_number(found[1]), whole), whole, self.commitment.progress
        return 0, 1, self.commitment.progress or "还没有进展"


def _number(text: str) -> float:
    bare = text.replace(",", "").replace("，", "").rstrip(".")
    return float(bare) if re.fullmatch(r"\d+(\.\d+)?", bare) else 0.0


def seen_by(person: Person) -> CommitmentQuerySet:
    """Those of the department on items one may see."""
    return Commitment.objects.filter(unit__in=departments_of(person), item__in=Item.objects.visible_to(person))


def find(request: StaffRequest, pk: int) -> Commitment:
    related = ("item__session", "owner", "unit", "reply", "carried_from")
    return get_object_or_404(seen_by(request.person).select_related(*related), pk=pk)


def tabs_of(today: dt.date) -> Mapping[str, tuple[str, Q]]:
    last = today.replace(day=calendar.monthrange(today.year, today.month)[1])
    open_ones = Q(state__in=UNDER_WAY)
    return {
        "all": ("全部", Q()),
        "late": ("逾期", Q(state=State.OPEN, due_on__lt=today)),
        "month": ("本月到期", open_ones & Q(due_on__gte=today.replace(day=1), due_on__lte=last)),
        "claimed": ("等核实", Q(state=State.CLAIMED)),
        "carried": ("上年结转", Q(carried_from__isnull=False)),
        "bare": ("没有证明", open_ones & Q(evidence=None)),
        "kept": ("已兑现", Q(state=State.VERIFIED)),
        "open": ("推进中", open_ones),
        "explained": ("已说明", Q(state=State.EXPLAINED)),
    }


QUIET = ("late", "kept", "open", "explained")
"""Reached by their counter above, not by a tab."""


def listing(request: StaffRequest, chosen: str) -> tuple[dict[str, Any], CommitmentQuerySet]:
    """Counters and tabs of the year, and the chosen rows: late ones first, then by day."""
    tabs, found = tabs_of(request.today), seen_by(request.person).of_year(request.year)
    counted = found.aggregate(**{key: Count("pk", filter=wanted, distinct=True) for key, (_, wanted) in tabs.items()})
    shown = [
        {"label": word, "url": f"?tab={key}", "count": counted[key], "on": key == chosen}
        for key, (word, _) in tabs.items()
        if key not in QUIET or key == chosen
    ]
    sums = kept(found, on=request.today)
    rows = found.filter(tabs[chosen][1]).distinct().select_related("item__session", "owner", "reply")
    rows = rows.prefetch_related("evidence__file", "milestones").order_by(
        F("state").desc() if chosen == "kept" else "due_on", "pk"
    )
    letters = found.values("reply").distinct().count()
    return {"tabs": shown, "sums": sums, "counts": counters(sums, counted, letters), "bar": bar_of(sums)}, rows


def counters(sums: Kept, counted: Mapping[str, int], letters: int) -> list[dict[str, Any]]:
    rate = f"兑现率 {percent(sums.rate)}" if sums.rate is not None else "还没有"
    running = sums.open - sums.overdue + sums.claimed
    return [
        _count("共许下", sums.all, f"来自 {letters} 件答复", "all", "", sums),
        _count("已兑现", sums.verified, rate, "kept", "kept", sums),
        _count("推进中", running, f"{counted['month']} 条本月到期", "open", "run", sums),
        _count("已说明", sums.explained, "书面说明了原因", "explained", "wait", sums),
        _count("逾期", sums.overdue, "到期没有兑现也没有说明", "late", "late", sums),
    ]


def _count(label: str, value: int, compare: str, tab: str, light: str, sums: Kept) -> dict[str, Any]:
    look = {"kept": "full", "late": "late"}.get(light, "ink")
    facts = {"label": label, "value": value, "compare": compare, "url": f"?tab={tab}", "light": light, "look": look}
    return {**facts, "word": "条", "of": sums.all or 1}


def bar_of(sums: Kept) -> list[dict[str, Any]]:
    """The coloured strip below the counters, in thousandths."""
    parts = [
        ("b-kept", "兑现", sums.verified),
        ("b-run", "推进", sums.open - sums.overdue + sums.claimed),
        ("b-wait", "说明或结转", sums.explained + sums.carried_over),
        ("b-late", "逾期", sums.overdue),
    ]
    strip, at = [], 0.0
    for look, word, number in parts:
        width = 1000 * number / (sums.all or 1)
        strip.append({"look": look, "word": word, "number": number, "x": round(at), "width": max(round(width) - 2, 0)})
        at += width
    return strip


COLUMNS: list[Column[Commitment]] = [
    Column("text", "承诺事项", lambda c: c.text, width=48),
    Column("no", "案号", lambda c: c.item.number_label, width=18),
    Column("title", "案由", lambda c: c.item.title, width=48),
    Column("doc_no", "出自", lambda c: c.reply.doc_no, width=22),
    Column("class", "分类", lambda c: c.reply.class_letter, width=6),
    Column("owner", "责任处室", lambda c: c.owner.name, width=18),
    Column("due_on", "期限", lambda c: c.due_on, kind="date"),
    Column("plan", "阶段安排", lambda c: c.plan, width=36),
    Column("next_step", "下一步", lambda c: _step_words(next_of(c)), width=30),
    Column("standard", "完成标准", lambda c: c.standard, width=30),
    Column("state", "状态", lambda c: c.get_state_display(), width=10),
    Column("progress", "进展", lambda c: c.progress, width=36),
    Column("evidence", "证明", lambda c: [evidence.note for evidence in c.evidence.all()], width=36),
    Column("explanation", "未兑现的说明", lambda c: c.explanation, width=36),
    Column("ended_on", "销号日期", lambda c: c.ended_on, kind="date"),
    Column("carried", "上年结转", lambda c: c.carried_from_id is not None, width=10),
]


def _step_words(step: Milestone | None) -> str:
    return f"{step.due_on.isoformat()} {step.text}" if step else ""


def words_of(chosen: str, today: dt.date) -> str:
    return f"{tabs_of(today)[chosen][0]}，截至 {short_day(today, today)}"
