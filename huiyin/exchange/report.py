"""The row-level report of an import as plain JSON: every row of the list is accounted for (R93)."""

from typing import Any

from huiyin.directory.names import read_unit_name
from huiyin.exchange.books import key_of
from huiyin.exchange.carrying import Written
from huiyin.exchange.facts import as_mapping
from huiyin.exchange.matching import CHANGED, ERROR, NEW, SAME, Difference, Plan, PlanRow, told_of
from huiyin.exchange.mending import cells_of

NAMES = {
    "title": "标题",
    "field": "类别",
    "consent": "公开意见",
    "remark": "备注",
    "class_no": "类号",
    "register_no": "流水号",
    "signers": "提出人",
    "role": "角色",
    "due": "答复时限",
    "text": "正文",
    "marks": "标记",
    "others": "其他单位",
}


def report_of(plan: Plan) -> dict[str, Any]:
    """rows = created + unchanged + changed + errors; everything else in the file stands under ignored."""
    sheets = {table.sheet for table in plan.read.tables}
    errors = sorted(plan.of(ERROR), key=lambda row: row.facts.where)
    return {
        "rows": len(plan.rows),
        "created": len(plan.of(NEW)),
        "unchanged": len(plan.of(SAME)),
        "changed": len(plan.of(CHANGED)),
        "errors": [_error(row) for row in errors],
        "ignored": [
            {"row": row.row, "text": row.text, "reason": row.reason, "sheet": row.sheet} for row in plan.read.ignored
        ],
        "items": [_item(row) for row in plan.rows if row.status != ERROR],
        "sessions": sorted({row.sitting.name for row in plan.rows if row.sitting and row.status != ERROR}),
        "year": plan.year,
        "sheets": sorted(sheets),
    }


def _error(row: PlanRow) -> dict[str, Any]:
    facts = row.facts
    said = {"official_no": facts.official_no, "title": facts.title, "sheet": facts.line.sheet}
    mendable = {"part": facts.line.part, "mended": facts.line.mended, "cells": cells_of(facts.line)}
    return {"row": facts.line.row, "reason": row.reason, **said, **mendable}


def _item(row: PlanRow) -> dict[str, Any]:
    facts, sitting = row.facts, row.sitting
    assert sitting
    return {
        "row": facts.line.row,
        "official_no": facts.official_no,
        "title": facts.title,
        "kind": str(row.kind),
        "level": sitting.level,
        "role": row.role,
        "lead_submitter": facts.lead.name if facts.lead else "",
        "cosigners": [name.name for name in facts.cosigners],
        "reply_due_on": row.due_on.isoformat() if row.due_on else None,
        "flags": list(row.flags),
        "role_label": row.role_label,
        "session": sitting.name,
        "body": sitting.body,
        "in_session": row.in_session,
        "dispatched_on": row.dispatched_on.isoformat() if row.dispatched_on else None,
        "units": [{"name": part.name, "role": part.role, "role_label": part.label} for part in row.others],
        "marks": [{"kind": str(mark.kind), "by_whom": mark.by_whom} for mark in facts.marks],
        "consent": str(facts.consent),
        "office": facts.office,
        "sheet": facts.line.sheet,
        "part": facts.line.part,
        "mended": facts.line.mended,
        "reply_class": facts.reply_class,
        "status": {NEW: "created", SAME: "unchanged", CHANGED: "changed"}[row.status],
        "differences": [_difference(difference) for difference in row.differences],
    }


def _difference(difference: Difference) -> dict[str, Any]:
    long = difference.name == "text"
    before, after = ("原文", "新文") if long else (difference.before, difference.after)
    return {"field": NAMES[difference.name], "before": before, "after": after, "kept": difference.kept}


def said_by(plan: Plan, written: Written) -> dict[str, dict[str, Any]]:
    """What this list said of each item, for the next one to be compared with."""
    said: dict[str, dict[str, Any]] = {}
    for row in plan.of(NEW, SAME, CHANGED):
        item = written.get(row.facts.where) or (row.known.item if row.known else None)
        if item is not None and not row.repeats:
            parts = {read_unit_name(part.name).core: part.role for part in row.others}
            said[key_of(item)] = {**as_mapping(row.facts), **told_of(row), "parts": parts}
    return said


def sentence_of(report: dict[str, Any]) -> str:
    """The result for a person, in one line."""
    errors = len(report["errors"])
    said = f"共{report['rows']}行：新登记{report['created']}件，相同{report['unchanged']}件，改动{report['changed']}件"
    return f"{said}，有误{errors}行。" if errors else f"{said}，无误。"
