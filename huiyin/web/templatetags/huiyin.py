"""Words and shapes that templates may use: dates, what remains, lights, stages."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import template
from django.db.models import Choices, Model
from django.forms import BoundField
from django.utils import timezone

from huiyin.documents.columns import Column
from huiyin.web.dates import full_day, moment, remainder, short_day, tone, uncounted

register = template.Library()

LIGHTS: Mapping[str, str] = {
    "ok": "正常",
    "near": "临期",
    "late": "逾期",
    "done": "办结",
    "kept": "已兑现",
    "run": "推进中",
    "wait": "未起算",
    "pause": "暂停",
    "err": "不符",
}
STAGES = ("拟稿", "征询", "审签", "成文", "送达", "评价", "销号")
"""The seven segments; the words are those of reports.stages.TRACK."""


@register.filter
def day(value: dt.date | None, today: dt.date | None = None) -> str:
    """6月30日; with the year when it is not this one."""
    return short_day(value, today or timezone.localdate()) if value else ""


@register.filter
def full(value: dt.date | None) -> str:
    """2022年6月30日 星期四."""
    return full_day(value) if value else ""


@register.filter
def at(value: dt.datetime | None, today: dt.date | None = None) -> str:
    """09:05 today, 昨 18:20, else 6月13日 18:20."""
    return moment(value, today or timezone.localdate()) if value else ""


@register.filter
def remains(value: dt.date | None, today: dt.date) -> str:
    """还剩 12 个工作日 · 今天到期 · 逾期 2 个工作日."""
    return remainder(value, today) if value else ""


@register.filter
def waited(value: dt.date | None, today: dt.date) -> str:
    """今天起 · 等了 12 天."""
    days = (today - value).days if value else 0
    return f"等了 {days} 天" if days > 0 else "今天起" if value else ""


@register.inclusion_tag("components/light.html")
def light(state: str, word: str = "", bare: bool = False) -> dict[str, Any]:
    """A light: word, shape and colour."""
    return {"state": state, "word": word or LIGHTS.get(state, ""), "bare": bare}


@register.inclusion_tag("components/deadline.html", takes_context=True)
def deadline(
    context: template.Context,
    due_on: dt.date | None,
    met_on: dt.date | None = None,
    clause: str = "",
    uncertain: str = "",
    state: str = "",
    remark: str = "",
    href: str = "",
) -> dict[str, Any]:
    """A date over what remains of it; the full date and the clause on hover and focus."""
    today: dt.date = context["today"]
    look = state or (tone(due_on, met_on, today) if due_on else "")
    return {
        "short": short_day(due_on, today) if due_on else "",
        "rest": remark or (remainder(due_on, today, met_on) if due_on else uncertain or "不计时"),
        "title": "，".join(
            filter(None, [full_day(due_on), uncounted(today, due_on), clause] if due_on else [uncertain])
        ),
        "look": look,
        "href": href,
    }


@register.inclusion_tag("components/stage.html")
def stage(word: str | Choices, light: str = "") -> dict[str, Any]:
    """The seven-segment track with the word of where things stand: a word, or a member of reports.stages.Stage."""
    word = str(getattr(word, "label", word))
    at_step = STAGES.index(word) if word in STAGES else -1
    now = "d" if word == STAGES[-1] else "l" if light == "late" else "n"
    marks = ["d" if step < at_step else now if step == at_step else "" for step in range(len(STAGES))]
    return {"word": word, "marks": marks if at_step >= 0 else []}


@register.inclusion_tag("components/table.html", takes_context=True)
def table(
    context: template.Context,
    columns: list[Column[Any]],
    rows: Any,
    caption: str = "",
    sort: str = "",
    empty: str = "没有记录。",
) -> dict[str, Any]:
    """A plain list from its columns: head, sort links, cells."""
    return {
        "request": context.get("request"),
        "caption": caption,
        "empty": empty,
        "heads": [_head(column, sort) for column in columns],
        "rows": [[_cell(column, row) for column in columns] for row in rows],
    }


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, hint: str = "", wide: bool = False) -> dict[str, Any]:
    """One form field with its label, hint and errors."""
    kind = getattr(bound.field.widget, "input_type", "textarea")
    return {"field": bound, "hint": hint or bound.help_text, "kind": kind, "wide": wide}


@register.filter
def dressed(bound: BoundField) -> str:
    """The widget in our look; errors and hints are tied to it for screen readers."""
    kind = getattr(bound.field.widget, "input_type", "")
    attrs: dict[str, str | bool] = {} if kind in ("checkbox", "radio") else {"class": "in"}
    if bound.errors:
        attrs |= {"aria-invalid": "true", "aria-describedby": f"{bound.auto_id}-errors"}
    return bound.as_widget(attrs=attrs)


@register.filter
def word_of(obj: Model, name: str) -> str:
    """The Chinese word of a choice: `assignment|word_of:"state"`."""
    return str(getattr(obj, f"get_{name}_display")())


@register.filter
def cell(column: Column[Any], row: Any) -> str:
    """The text of one cell of a declared list."""
    return column.text(row)


def _head(column: Column[Any], sort: str) -> dict[str, Any]:
    """A head cell: where a click leads, and which way it is sorted now."""
    now = {column.key: "ascending", f"-{column.key}": "descending"}.get(sort, "")
    wanted = f"-{column.key}" if now == "ascending" else column.key
    return {"label": column.label, "sort": wanted if column.sort else "", "now": now, "number": _is_number(column)}


def _cell(column: Column[Any], row: Any) -> dict[str, Any]:
    return {"text": column.text(row), "href": column.link(row) if column.link else "", "number": _is_number(column)}


def _is_number(column: Column[Any]) -> bool:
    return column.kind in ("number", "percent")
