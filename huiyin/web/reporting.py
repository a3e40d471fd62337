"""What became of many rows at once: told on the next page row by row, with a way to undo it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages

from huiyin.events.models import Event
from huiyin.handling.bulk import ALLOTTED, DISPATCHED, UNDONE, Report
from huiyin.web.seat import StaffRequest
from huiyin.web.words import Told, told

KEY = "told_many"
RECENT = 5


def tell_many(request: StaffRequest, act: str, report: Report, picked: Sequence[int] = ()) -> None:
    """Keep the report for the next page: how many, which not and why; `picked`: the rows that stay ticked."""
    done, left = len(report.done), len(report.left)
    if not report.lines:
        messages.warning(request, f"没有勾选要{act}的件。")
        return
    sentence = f"{act} {done} 件" + (f"，{left} 件没有{act}" if left else "") + "。"
    (messages.warning if left else messages.success)(request, sentence)
    lines = [(line.item.pk, line.item.number_label, line.item.title, line.why_not) for line in report.lines]
    facts = {"act": act, "lines": lines, "undo": report.topic.removeprefix("bulk:"), "picked": list(picked)}
    request.session[KEY] = facts


def told_many(request: StaffRequest) -> dict[str, Any] | None:
    """The report of the last act, once."""
    facts = request.session.pop(KEY, None)
    if facts is None:
        return None
    rows = [{"pk": pk, "no": no, "title": title, "why": why} for pk, no, title, why in facts["lines"]]
    left = [row for row in rows if row["why"]]
    return {**facts, "done": [row for row in rows if not row["why"]], "left": left}


def recent_many(request: StaffRequest) -> list[tuple[Told, str]]:
    """最近的批量操作: what was done, and the key that undoes it where it still stands."""
    made = Event.objects.within(request.person.unit_code).filter(verb__in=(ALLOTTED, DISPATCHED))
    events = list(made.order_by("-id")[:RECENT])
    undone = set(Event.objects.filter(topic__in=[event.topic for event in events], verb=UNDONE).values_list("topic"))
    return [(told(event), "" if (event.topic,) in undone else event.topic.removeprefix("bulk:")) for event in events]
