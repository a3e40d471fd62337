"""操作记录: who may read which events, narrowed by words, person, day."""

import datetime as dt

from django.db.models import QuerySet

from huiyin.accounts.desk import Person
from huiyin.accounts.models import Role
from huiyin.accounts.policy import can_read_log
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed
from huiyin.web.words import phrases

ROOMS = {
    "items": "登记",
    "handling": "办理",
    "replies": "答复",
    "surveys": "评价",
    "followup": "承诺",
    "accounts": "人员与登录",
    "directory": "单位",
}


def events_for(person: Person) -> QuerySet[Event]:
    """Of the unit and of the house itself for auditor and security administrator; for the coordinator what the unit did."""
    if can_read_log(person):
        return Event.objects.filter(unit_code__in=("", person.unit_code))
    if person.has_role(Role.COORDINATOR):
        return Event.objects.within(person.unit_code).exclude(verb__startswith="accounts.sign")
    raise NotAllowed("您没有权限看操作记录。")


def narrowed(events: QuerySet[Event], *, room: str, verb: str, who: str, day: str) -> QuerySet[Event]:
    """By room or verb, by the person's name, by day; what makes no sense is left out."""
    if room in ROOMS:
        events = events.filter(verb__startswith=f"{room}.")
    if verb in phrases():
        events = events.filter(verb=verb)
    if who:
        events = events.filter(actor_name__icontains=who)
    if wanted := _day(day):
        start = dt.datetime.combine(wanted, dt.time.min, tzinfo=dt.timezone(dt.timedelta(hours=8)))
        events = events.filter(at__gte=start, at__lt=start + dt.timedelta(days=1))
    return events.order_by("-id")


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
