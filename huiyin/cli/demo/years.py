"""The items of a past year as the plan counts them: batches, numbers, titles, submitters, topics."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from typing import Any

from huiyin.cli.demo.places import Place
from huiyin.directory.actions import find_or_add_session
from huiyin.directory.models import Session
from huiyin.directory.submitters import SubmitterName
from huiyin.events.actors import SHANGHAI
from huiyin.handling.dispatching import DispatchPlan, dispatch_many
from huiyin.handling.models import Assignment
from huiyin.items.actions import ItemDraft, MarkDraft, open_batch, register_many
from huiyin.items.models import Item, Kind

VERBS = ("进一步加强", "加快推进", "持续完善", "大力支持", "规范和优化")
KINDS = {"congress": Kind.SUGGESTION, "cppcc": Kind.PROPOSAL}
NOUNS = {Kind.SUGGESTION: "建议", Kind.PROPOSAL: "提案", Kind.MOTION: "议案", Kind.RECOMMENDATION: "建议案"}
GROUPS = {"congress": "示例代表", "cppcc": "示例委员"}


@dataclass(frozen=True)
class Case:
    """One item to be: what is registered of it, how it is dispatched, whose work it becomes."""

    draft: ItemDraft
    role: str
    label: str
    offices: tuple[str, ...]
    is_person_real: bool = False
    keeps_number: bool = False


@dataclass(frozen=True)
class Held:
    """A dispatched case: its item and the unit's assignment."""

    case: Case
    item: Item
    top: Assignment


class Titles:
    """Invented titles, topic by topic in turn, none twice in a year."""

    def __init__(self, plan: dict[str, Any], year: int) -> None:
        self.plan, self.subjects = plan, Counter[str]()
        self.start = year

    def next(self, topic: str, kind: str) -> tuple[str, str]:
        """A title and the matter it is about."""
        subjects = self.plan["topics"][topic]["subjects"]
        number = self.subjects[topic]
        self.subjects[topic] += 1
        subject = subjects[(number + self.start) % len(subjects)]
        verb = VERBS[(number // len(subjects) + number + self.start) % len(VERBS)]
        return f"关于{verb}{subject}的{NOUNS[Kind(kind)]}", subject


def load_year(place: Place, year: int) -> list[Held]:
    """Register and dispatch every batch of that year, on the day it came."""
    titles, named = Titles(place.plan, year), [row for row in place.plan.get("named", ()) if row["year"] == year]
    topics = _topics(place.plan, year, named)
    held: list[Held] = []
    for row in place.plan["batches"]:
        if row["year"] == year:
            cases = _cases(place.plan, row, titles, topics, [one for one in named if one["batch"] == row["name"]])
            held += _receive(place, row, cases)
    return held


def _topics(plan: dict[str, Any], year: int, named: list[dict[str, Any]]) -> Iterator[str]:
    """Topics in turn; one that is tagged a fixed number of times takes every third place until it has them all."""
    fixed = plan.get("tagged", {}).get(str(year), {})
    left = [
        topic for topic, wanted in fixed.items() for _ in range(wanted - sum(topic in row["topics"] for row in named))
    ]
    others = cycle([topic for topic in plan["topics"] if topic not in fixed])
    while True:
        if left:
            yield left.pop()
        yield next(others)
        yield next(others)


def _cases(
    plan: dict[str, Any], row: dict[str, Any], titles: Titles, topics: Iterator[str], named: list[dict[str, Any]]
) -> list[Case]:
    kind = row.get("kind") or KINDS[row["body"]]
    left = list(named)
    cases: list[Case] = []
    for role, label, count in row["count"]:
        for _ in range(count):
            special = next((one for one in left if (one["role"], one["label"]) == (role, label)), None)
            if special:
                left.remove(special)
            number = _number(row, len(cases))
            if special:
                case = _named_case(special, kind, number, role, label)
            elif "titles" in row:
                case = _bare_case(row["titles"][len(cases)], kind, number, role, label, plan)
            else:
                case = case_about(plan, titles, next(topics), kind, number, role, label, row["body"])
            cases.append(case)
    return _in_order(cases, row)


def _number(row: dict[str, Any], place: int) -> str:
    number = row["number"]
    return str(number["first"] + place * number["step"]).zfill(number["width"])


def _in_order(cases: list[Case], row: dict[str, Any]) -> list[Case]:
    """Roles mixed as in a real list: numbers are dealt out with a stride, a number that is named stays."""
    kept = {case.draft.official_no for case in cases if case.keeps_number}
    free = [number for place in range(len(cases) + len(kept)) if (number := _number(row, place)) not in kept]
    stride = next((prime for prime in (7, 11, 13) if len(cases) % prime), 1)
    dealt = [free[place * stride % len(cases)] for place in range(len(cases))]
    return [
        case if case.keeps_number else replace(case, draft=replace(case.draft, official_no=number))
        for case, number in zip(cases, dealt, strict=True)
    ]


def case_about(
    plan: dict[str, Any], titles: Titles, topic: str, kind: str, number: str, role: str, label: str, body: str
) -> Case:
    title, subject = titles.next(topic, kind)
    offices = plan["topics"][topic]["offices"]
    turn = titles.subjects[topic]
    mine = [offices[turn % len(offices)]]
    if role != "refer" and turn % 5 == 0 and len(offices) > 1:
        mine.append(offices[(turn + 1) % len(offices)])
    draft = ItemDraft(
        kind=kind,
        official_no=number,
        title=title,
        text=_text(subject),
        lead_submitter=SubmitterName(f"{GROUPS[body]}{1 + (turn * 37 + len(topic) * 11) % 180:03}"),
        cosigners=_cosigners(body, turn),
        asks=(f"完善{subject}的政策措施和工作标准", f"加强{subject}的人员、经费和设施保障"),
        topics=(topic,),
        consent="full" if turn % 4 else "title_only",
    )
    return Case(draft, role, label, tuple(mine))


def _cosigners(body: str, turn: int) -> tuple[SubmitterName, ...]:
    if turn % 6:
        return ()
    return tuple(SubmitterName(f"{GROUPS[body]}{181 + (turn * 5 + n) % 60:03}") for n in range(1 + turn % 3))


def _text(subject: str) -> str:
    return (
        f"近年来，{subject}取得了积极进展，但仍存在标准不够统一、保障不够到位、群众知晓率不高等问题。\n"
        f"为此建议：\n一、完善{subject}的政策措施和工作标准，明确部门职责和时间安排。\n"
        f"二、加强{subject}的人员、经费和设施保障，把工作做到基层。"
    )


def _named_case(row: dict[str, Any], kind: str, number: str, role: str, label: str) -> Case:
    mark = row.get("mark")
    draft = ItemDraft(
        kind=kind,
        official_no=row.get("no", number),
        title=row["title"],
        lead_submitter=SubmitterName(row["submitter"], kind=row.get("submitter_kind", "person")),
        topics=tuple(row["topics"]),
        marks=(MarkDraft(mark["kind"], mark["by_whom"], mark.get("leader", ""), note=mark["note"]),) if mark else (),
    )
    offices = (row["office"], *row.get("offices_assisting", ()))
    is_person = row.get("submitter_kind", "person") == "person"
    is_real = row["real"] and is_person
    return Case(draft, role, label, offices, is_person_real=is_real, keeps_number="no" in row)


def _bare_case(title: str, kind: str, number: str, role: str, label: str, plan: dict[str, Any]) -> Case:
    """A motion or recommendation whose matter the report does not name."""
    return Case(ItemDraft(kind=kind, official_no=number, title=title), role, label, (plan["offices"][0],))


def _receive(place: Place, row: dict[str, Any], cases: list[Case]) -> list[Held]:
    day: dt.date = row["on"]
    now, by = dt.datetime.combine(day, dt.time(9), SHANGHAI), place.coordinator
    batch = open_batch(
        unit=place.unit,
        session=session_of(place, row),
        name=row["name"],
        year=row["year"],
        dispatched_on=day,
        in_session=row.get("in_session", True),
        sender=row["sender"],
        by=by,
        now=now,
    )
    items = register_many([case.draft for case in cases], batch=batch, by=by, now=now)
    plans = [
        DispatchPlan(item=item, unit=place.unit, role=case.role, role_label=case.label, dispatched_on=day)
        for case, item in zip(cases, items, strict=True)
    ]
    tops = dispatch_many(plans, by=by, now=now)
    return [Held(case, item, top) for case, item, top in zip(cases, items, tops, strict=True)]


def session_of(place: Place, row: dict[str, Any]) -> Session:
    """The sitting a batch comes from."""
    where = {"national": "", "provincial": place.plan["province"]}.get(row["level"], place.plan["place"])
    return find_or_add_session(
        body=row["body"],
        level=row["level"],
        place=where,
        term=row.get("term"),
        sitting=row.get("sitting"),
        year=row["year"],
    )
