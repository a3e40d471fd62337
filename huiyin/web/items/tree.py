"""谁在办: who holds which part, where each stands, until when."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from huiyin.handling.figures import light_of
from huiyin.handling.models import Assignment, DutyKind, State
from huiyin.web.items.reading import Case


@dataclass
class Node:
    """One line of the tree."""

    assignment: Assignment
    light: str
    duty: int
    duty_name: str
    due_on: dt.date | None
    met_on: dt.date | None
    clause: str
    uncertain: str
    people: str
    is_own: bool
    children: list["Node"] = field(default_factory=list)


def tree_of(case: Case) -> list[Node]:
    """The own department first, then who leads, then the others; withdrawn parts last."""
    tops = sorted(
        case.tops, key=lambda top: (top is not case.own, top.state == State.WITHDRAWN, not top.owes_reply, top.pk)
    )
    nodes = []
    for top in tops:
        node = _node(top, case)
        # An office's inner dates are its own department's business.
        if node.is_own:
            shares = sorted(
                top.children.all(), key=lambda share: (share.state == State.WITHDRAWN, not share.owes_reply)
            )
            node.children = [_node(share, case) for share in shares]
        nodes.append(node)
    return nodes


def summary(nodes: list[Node]) -> str:
    """1 个承办单位、3 个处室、5 个会办单位."""
    standing = [node for node in nodes if node.assignment.state != State.WITHDRAWN]
    leading = sum(node.assignment.owes_reply for node in standing)
    offices = sum(1 for node in standing for child in node.children if child.assignment.state != State.WITHDRAWN)
    others = len(standing) - leading
    words = [(leading, "个承办单位"), (offices, "个处室"), (others, "个会办、参阅单位")]
    return "、".join(f"{count} {word}" for count, word in words if count)


def _node(assignment: Any, case: Case) -> Node:
    shown = assignment.duty_shown or {}
    kind = shown.get("kind")
    return Node(
        assignment=assignment,
        light=light_of(assignment.next_due_on, case.today, assignment.state, assignment.is_paused),
        duty=shown.get("pk") or 0,
        duty_name=str(DutyKind(kind).label) if kind else "",
        due_on=_day(shown.get("due_on")),
        met_on=_day(shown.get("met_on")),
        clause=shown.get("clause") or "",
        uncertain=shown.get("uncertain") or "",
        people=" · ".join(_people(assignment)),
        is_own=case.own is not None and case.own in (assignment, assignment.parent),
    )


def _people(assignment: Assignment) -> Iterator[str]:
    if assignment.officer:
        yield f"经办 {assignment.officer.name}"
    if assignment.leader:
        yield f"分管领导 {assignment.leader.name}"
    if assignment.came_from:
        yield f"由{assignment.came_from.unit.name}转来"
    if assignment.share:
        yield f"分办：{assignment.share}"
    if not assignment.unit.managed_here and assignment.parent_id is None:
        yield "不在本系统，由综合代为登记"


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
