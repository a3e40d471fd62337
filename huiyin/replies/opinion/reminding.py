"""会办意见 that is late or empty: reminded of, one by one or many at once; sent back once to be given again."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from huiyin.events.actors import WAYS, Actor, local_day
from huiyin.events.models import Event
from huiyin.flow.errors import Blocker, HouseError, NotReady, Stale, permit
from huiyin.handling.bulk import Line, Report
from huiyin.handling.contributing import opinion_went_back
from huiyin.handling.terms import term
from huiyin.replies import policy, waiting
from huiyin.replies.chain import route
from huiyin.replies.models import Opinion, OpinionState
from huiyin.replies.opinion.opinions import move_opinion, record_opinion
from huiyin.replies.opinion.points import is_no_opinion

REMINDED, SENT_BACK = "replies.opinion_reminded", "replies.opinion_sent_back"


def remind_opinion(opinion: Opinion, *, way: str, by: Actor, now: dt.datetime) -> Opinion:
    """提醒会办单位：意见没有到的，登记哪天、用什么方式提醒了一次；提醒不改期限。"""
    permit(policy.can_draft_for(by, opinion.assignment), "提醒会办单位")
    if not opinion.is_missing:
        raise Stale(f"现在是“{opinion.get_state_display()}”，不用再提醒。")
    facts = {"unit": opinion.unit.code, "unit_name": opinion.unit.name, "way": WAYS[way]}
    record_opinion(REMINDED, opinion, by=by, at=now, facts=facts)
    return opinion


def remind_many(opinions: Iterable[Opinion], *, way: str, by: Actor, now: dt.datetime) -> Report:
    """批量提醒：逐家登记；已经到了的不提醒，说明为什么。"""
    return Report(tuple(_line(opinion, way, by, now) for opinion in opinions))


def _line(opinion: Opinion, way: str, by: Actor, now: dt.datetime) -> Line:
    why = ""
    try:
        remind_opinion(opinion, way=way, by=by, now=now)
    except HouseError as error:
        why = f"{opinion.unit}：{error}"
    return Line(opinion.assignment.item, opinion.assignment, why)


@transaction.atomic
def send_back_opinion(opinion: Opinion, *, reason: str, by: Actor, now: dt.datetime) -> Opinion:
    """退回重提：会办意见没有实质内容的，主办可以退回一次，在规定时间内重提；“无意见”也是意见，不退回（重庆第二十条，R24）。"""
    permit(policy.can_draft_for(by, opinion.assignment), "退回会办意见")
    if missing := send_back_blockers(opinion):
        raise NotReady(missing)
    if not reason.strip():
        raise NotReady([Blocker("退回会办意见要写明理由", "opinions")])
    day = local_day(now)
    until = term(opinion.assignment, "opinion_retry", day).due_on
    columns = {"state": OpinionState.ASKED, "received_on": None, "due_on": until}
    move_opinion(opinion, (OpinionState.RECEIVED,), columns)
    facts = {"unit": opinion.unit.code, "unit_name": opinion.unit.name, "reason": reason.strip()}
    facts["due_on"] = until.isoformat() if until else ""
    record_opinion(SENT_BACK, opinion, by=by, at=now, facts=facts)
    opinion_went_back(opinion.assignment, opinion.unit, reason=reason, on=day, until=until, now=now)
    waiting.follow(opinion.assignment, on=day)
    return opinion


def send_back_blockers(opinion: Opinion) -> list[Blocker]:
    """Whether the place knows sending back, and whether this one may be: not what says 无意见, not twice."""
    switch = route.pack_of(opinion.assignment).switches.opinion_retry
    if not switch:
        return [Blocker("本地没有规定会办意见可以退回重提", "opinions")]
    if is_no_opinion(opinion):
        return [Blocker("“无意见”也是意见，不用退回", "opinions")]
    if was_sent_back(opinion):
        return [Blocker(f"{opinion.unit}的会办意见已经退回过一次", "opinions", "每轮只退回一次")]
    return []


def was_sent_back(opinion: Opinion) -> bool:
    return Event.objects.filter(verb=SENT_BACK, subject=f"opinion:{opinion.pk}").exists()
