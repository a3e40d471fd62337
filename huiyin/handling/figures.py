"""What lists and desks read: lights, days left, the load of each office, contact rates."""

import datetime as dt
from collections import Counter, defaultdict
from typing import Any, Literal, NamedTuple

from django.db.models import Count, Exists, OuterRef

from huiyin.directory.models import Unit
from huiyin.handling.models import Assignment, AssignmentQuerySet, Contact, State
from huiyin.workdays.calendar import CalendarNotPublished, workdays_between

Light = Literal["late", "near", "ok", "done", "wait", "pause"]
LIGHTS: dict[Light, str] = {
    "late": "已超期",
    "near": "快到期",
    "ok": "在期限内",
    "done": "已办",
    "wait": "不计时",
    "pause": "暂停计时",
}
NEAR_WORKDAYS = 5
NEAR_DAYS = 7  # where next year's calendar is not published
DONE = (State.CLOSED, State.NOTED, State.WITHDRAWN)


class Remaining(NamedTuple):
    """How long there is still, in days and (where the calendar is known) in working days; negative when past."""

    days: int
    workdays: int | None
    text: str

    @property
    def is_late(self) -> bool:
        return self.days < 0


class OfficeLoad(NamedTuple):
    """An office's shares of one year, by light."""

    office: Unit
    total: int
    late: int
    near: int
    ok: int
    done: int
    wait: int
    pause: int

    @property
    def in_hand(self) -> int:
        return self.total - self.done


class ContactRate(NamedTuple):
    """Lead assignments, those with any contact (沟通), those with one face to face (面商, R64)."""

    leading: int
    contacted: int
    face_to_face: int


def light_of(due_on: dt.date | None, today: dt.date, state: str, paused: bool = False) -> Light:
    """灯: of the earliest day still owed; five working days ahead it turns yellow (R69)."""
    if state in DONE:
        return "done"
    if paused:
        return "pause"
    if due_on is None:
        return "done" if state == State.ANSWERED else "wait"
    left = remaining(due_on, today)
    if left.days < 0:
        return "late"
    near = left.days <= NEAR_DAYS if left.workdays is None else left.workdays <= NEAR_WORKDAYS
    return "near" if near else "ok"


def remaining(due_on: dt.date, today: dt.date) -> Remaining:
    """还剩几个工作日, 今天到期, 已超几天."""
    days = (due_on - today).days
    try:
        workdays = workdays_between(today, due_on)
    except CalendarNotPublished:
        workdays = None
    if days == 0:
        return Remaining(0, 0, "今天到期")
    if days < 0:
        return Remaining(days, workdays, f"已超期{-days}天")
    return Remaining(days, workdays, f"还剩{days}天" if workdays is None else f"还剩{workdays}个工作日")


def office_loads(unit: Unit, *, year: int, today: dt.date) -> list[OfficeLoad]:
    """各处室在办情况：一个处室一行，没有件的也列出。Two queries."""
    rows: Any = Assignment.objects.standing().of_year(year).filter(parent__unit=unit).with_lights(on=today)
    lights: dict[int, Counter[str]] = defaultdict(Counter)
    for office, state, due_on, paused in rows.values_list("unit_id", "state", "next_due_on", "is_paused"):
        lights[office][light_of(due_on, today, state, paused)] += 1
    return [
        OfficeLoad(office, lights[office.pk].total(), **{light: lights[office.pk][light] for light in LIGHTS})
        for office in Unit.objects.offices_of(unit)
    ]


def contact_rate(assignments: AssignmentQuerySet) -> ContactRate:
    """沟通率、面商率的分子分母：主办件（含分办）中有沟通、有面商的。One query."""
    of_this = Contact.objects.filter(assignment=OuterRef("pk"))
    counts = assignments.standing().leading().filter(parent=None)
    found = counts.aggregate(
        leading=Count("pk"),
        contacted=Count("pk", filter=Exists(of_this.standing())),
        face_to_face=Count("pk", filter=Exists(of_this.face_to_face())),
    )
    return ContactRate(**found)
