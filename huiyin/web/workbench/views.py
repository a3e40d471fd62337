"""The desk: in five seconds, how many, what is late, what do I press now."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from huiyin.web.seat import StaffRequest
from huiyin.web.sign_in import SEEN_BEFORE
from huiyin.web.workbench import figures, tasks
from huiyin.web.workbench.elsewhere import SHOWN as SHOWN_ELSEWHERE

SHOWN = {"late": 10, "today": 10, "week": 10, "later": 6}
HEADS = (("late", "已逾期", "late"), ("today", "今天", "near"), ("week", "本周", "ok"), ("later", "以后", "wait"))


def desk(request: StaffRequest) -> HttpResponse:
    """工作台; an administrator without cases gets the way to their own pages."""
    if not request.person.unit_ids:
        return render(request, "workbench/no_cases.html", {"place": "desk"})
    waiting, elsewhere = tasks.tasks_of(request.person, today=request.today)
    since = _since(request)
    lights = figures.office_lights(request.person, request.year, today=request.today)
    facts = {
        "place": "desk",
        "counters": figures.counters(request.person, request.year, today=request.today),
        "waiting": waiting,
        "groups": _groups(waiting, request.today),
        "main_task": waiting[0] if waiting else None,
        "since": since,
        "feed": figures.feed(request.person, since),
        "lights": lights,
        "elsewhere": elsewhere,
        "elsewhere_shown": elsewhere[:SHOWN_ELSEWHERE],
    }
    return render(request, "workbench/desk.html", facts)


def _groups(waiting: list[tasks.Task], today: dt.date) -> list[dict[str, Any]]:
    """The four groups, each with the first few and what stands in the rest, by verb."""
    found = []
    for key, label, light in HEADS:
        group = tasks.by_urgency(waiting, today=today)[key]
        rest = group[SHOWN[key] :]
        verbs = "、".join(
            f"{verb} {sum(task.verb == verb for task in rest)}" for verb in dict.fromkeys(t.verb for t in rest)
        )
        if group:
            label = "下周" if key == "week" and today.weekday() >= 5 else label
            head = {"key": key, "label": label, "light": light, "count": len(group)}
            found.append({**head, "tasks": group[: SHOWN[key]], "rest": len(rest), "verbs": verbs})
    return found


def _since(request: StaffRequest) -> dt.datetime | None:
    """When this person was here before this sign-in."""
    seen = request.session.get(SEEN_BEFORE)
    return dt.datetime.fromisoformat(seen) if seen else None
