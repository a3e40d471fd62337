"""会办意见 that came: recorded once, ask by ask or as a whole, put right when taken down wrongly; who disagrees is brought above."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import Blocker, NotReady, permit
from huiyin.handling.contributing import opinion_came
from huiyin.handling.coordinating import bring_disagreement
from huiyin.items.checks import no_content
from huiyin.replies import policy, waiting
from huiyin.replies.models import Opinion, OpinionPoint, OpinionState, Stance
from huiyin.replies.opinion.opinions import move_opinion, record_opinion
from huiyin.replies.opinion.points import store, unexplained
from huiyin.replies.opinion.wording import PointSaid, stance_of

AWAITED = (OpinionState.ASKED, OpinionState.NOT_GIVEN)


@transaction.atomic
def receive_opinion(
    opinion: Opinion,
    *,
    text: str = "",
    by: Actor,
    now: dt.datetime,
    points: Sequence[PointSaid] = (),
    stance: str = "",
    received_on: dt.date | None = None,
    file: StoredFile | None = None,
    recorded_for: RecordedFor | None = None,
) -> Opinion:
    """收到会办意见：逐项或整件登记态度和原文，或附来函；“无意见”也是意见；不同意的自动提请协调（R38）。

    Recorded once: of two who enter the same opinion at the same moment the second is told so.
    """
    permit(policy.can_draft_for(by, opinion.assignment), "登记会办意见")
    _has_content(opinion, text, points, stance, file)
    day = received_on or local_day(now, recorded_for)
    if day < opinion.asked_on:
        raise NotReady([Blocker(f"收到日期（{day}）早于征求日期（{opinion.asked_on}）", "opinions")])
    columns = {"received_on": day, "text": text.strip(), "file": file}
    arrive(opinion, AWAITED, columns, points, stance, by=by, now=now, recorded_for=recorded_for)
    opinion_came(opinion.assignment, opinion.unit, on=day, now=now, recorded_for=recorded_for)
    return opinion


@transaction.atomic
def correct_opinion(
    opinion: Opinion,
    *,
    text: str = "",
    by: Actor,
    now: dt.datetime,
    points: Sequence[PointSaid] = (),
    stance: str = "",
    received_on: dt.date | None = None,
    file: StoredFile | None = None,
) -> Opinion:
    """更正登记：收到的会办意见登记错了的，照来函改；改了的那一项，采用情况要重新写明。答复印发以后不再改。"""
    permit(policy.can_draft_for(by, opinion.assignment), "更正会办意见")
    file = file or opinion.file
    _has_content(opinion, text, points, stance, file)
    columns = {"received_on": received_on or opinion.received_on, "text": text.strip(), "file": file}
    verb = "replies.opinion_corrected"
    arrive(opinion, (OpinionState.RECEIVED,), columns, points, stance, by=by, now=now, verb=verb)
    return opinion


def arrive(
    opinion: Opinion,
    sources: tuple[str, ...],
    columns: dict[str, Any],
    points: Sequence[PointSaid],
    stance: str,
    *,
    by: Actor,
    now: dt.datetime,
    recorded_for: RecordedFor | None = None,
    verb: str = "replies.opinion_received",
) -> None:
    """The opinion is in: its words, its points, and a disagreement brought above. Said as a whole, its words take the stand."""
    if not points:
        stance = stance or stance_of(columns["text"])
    clean = {"state": OpinionState.RECEIVED, "override_by": "", "override_reason": "", "overridden_by_name": ""}
    move_opinion(opinion, sources, {**clean, **columns})
    rows = store(opinion, points, stance)
    against = [row for row in rows if row.stance == Stance.DISAGREES]
    facts = {
        "unit": opinion.unit.code,
        "unit_name": opinion.unit.name,
        "received_on": columns["received_on"].isoformat(),
    }
    facts |= {"against": "、".join(str(row.ask.number) for row in against)}
    record_opinion(verb, opinion, by=by, at=now, facts=facts, recorded_for=recorded_for)
    if against or stance == Stance.DISAGREES:
        issue = _issue(opinion, against)
        bring_disagreement(opinion.assignment, other=opinion.unit, issue=issue, since=opinion.asked_on, now=now)
    waiting.follow(opinion.assignment, on=columns["received_on"])


def _has_content(
    opinion: Opinion, text: str, points: Sequence[PointSaid], stance: str, file: StoredFile | None
) -> None:
    spoken = [one for one in points if one.stance or one.text.strip()]
    missing = no_content(opinion.assignment.item, text, file, *(one.text for one in spoken))
    if not (text.strip() or spoken or stance or file):
        missing.append(Blocker("会办意见要有文字或附件；没有意见的写“无意见”", "opinions"))
    missing += unexplained(spoken, whole=bool(text.strip() or file))
    if stance == Stance.DISAGREES and not (text.strip() or file):
        missing.append(Blocker("不同意的，要写明为什么", "opinions"))
    if missing:
        raise NotReady(missing)


def _issue(opinion: Opinion, against: Sequence[OpinionPoint]) -> str:
    """What the office above is told: which asks, in their words."""
    said = [f"第 {row.ask.number} 项：{row.text or '不同意'}" for row in against if row.text or not opinion.text]
    return "\n".join(said or [opinion.text or "不同意，详见来函"])[:2000]
