"""How a submitter judges the answer: by their own link, or as transcribed from paper or the system above."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from huiyin.events.actions import record
from huiyin.events.actors import SYSTEM, WAYS, Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import Blocker, NotAllowed, NotReady, Stale
from huiyin.handling import actions as handling
from huiyin.handling import duties
from huiyin.handling.models import DISSATISFIED_AGAIN, Duty, DutyKind
from huiyin.handling.models import State as HandlingState
from huiyin.replies.models import State as ReplyState
from huiyin.surveys import policy
from huiyin.surveys.models import Grade, Invitation, OnPoint, Rating, RatingState, Source
from huiyin.surveys.policy import Rater
from huiyin.surveys.rounds import end_if_answered

TRANSCRIBED = (Source.UPSTREAM, Source.PAPER)


@transaction.atomic
def rate(
    invitation: Invitation, *, manner: str, result: str, now: dt.datetime, on_point: str = "", comment: str = ""
) -> Rating:
    """评价：提出人本人通过链接评价态度和结果；截止前可以改；不满意要写明意见，随即退回再办（R58）。"""
    day, by = local_day(now), Rater(invitation.submitter)
    missing = [*_closed(invitation, day), *_without_words(manner, result, comment)]
    if missing:
        raise NotReady(missing)
    said = _said(manner, result, on_point, comment)
    said |= {"source": Source.LINK, "rated_on": day, "recorded_by": by.actor_key}
    before = Rating.objects.select_for_update().filter(invitation=invitation).first()
    if before is None:
        return _write(invitation, said, by=by, now=now)
    return _change(before, said, by=by, now=now)


@transaction.atomic
def transcribe(
    invitation: Invitation,
    *,
    source: str,
    manner: str,
    result: str,
    rated_on: dt.date,
    by: Actor,
    now: dt.datetime,
    file: StoredFile | None = None,
    on_point: str = "",
    comment: str = "",
) -> Rating:
    """转录评价：综合协调人照上级系统或纸质表登记，纸质表附扫描件；拟稿的处室和人不得登记（R57）。"""
    reply = invitation.round.reply
    if not policy.can_transcribe(by, reply):
        raise NotAllowed("评价只能由综合协调人转录；拟稿人和拟稿处室不得代录。")
    missing = _unfit_transcript(invitation, source, file, rated_on, today=local_day(now))
    missing += _without_words(manner, result, comment)
    if missing:
        raise NotReady(missing)
    said = _said(manner, result, on_point, comment)
    said |= {"source": Source(source), "rated_on": rated_on, "recorded_by": by.actor_key, "file": file}
    way = source if source in WAYS else "letter"
    slip = RecordedFor(who=invitation.submitter.name, on=rated_on, way=way, file=file.digest if file else "")
    return _write(invitation, said, by=by, now=now, recorded_for=slip)


@transaction.atomic
def contest(
    rating: Rating, *, reason: str, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Rating:
    """对转录有异议：提出人提出（可代为登记）；核实之前不计入满意率。"""
    invitation = rating.invitation
    own = by.actor_key == f"submitter:{invitation.submitter_id}"
    if not own and not (recorded_for and policy.can_waive(by, invitation.round.reply)):
        raise NotAllowed("评价的异议由提出人提出；代为登记要写明谁、哪一天、通过什么方式。")
    if not reason.strip():
        raise NotReady([Blocker("异议要写明理由", "survey")])
    _judge(rating, RatingState.VALID, state=RatingState.CONTESTED, contest_reason=reason.strip()[:300])
    _record("surveys.contested", rating, by=by, at=now, facts={"reason": reason.strip()}, recorded_for=recorded_for)
    return rating


@transaction.atomic
def decide_contest(rating: Rating, *, stands: bool, by: Actor, now: dt.datetime) -> Rating:
    """核实异议：评价有效，或者作废。"""
    if not policy.can_transcribe(by, rating.invitation.round.reply):
        raise NotAllowed("异议由综合协调人核实；拟稿人和拟稿处室不得核实。")
    _judge(rating, RatingState.CONTESTED, state=RatingState.VALID if stands else RatingState.VOID)
    _record("surveys.contest_decided", rating, by=by, at=now, facts={"stands": stands})
    return rating


@transaction.atomic
def settle(rating: Rating, *, how: str, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None) -> Rating:
    """二次不满意的协调结果：当面协商、专家评估或上级协调，写明结果后才能办结（R26）。"""
    assignment = rating.invitation.round.reply.assignment
    if not policy.can_waive(by, rating.invitation.round.reply):
        raise NotAllowed("协调结果由综合协调人登记。")
    if not how.strip():
        raise NotReady([Blocker("要写明怎样协商、结果如何", "survey")])
    owed = Duty.objects.filter(assignment=assignment, kind=DutyKind.REWORK, base_event=DISSATISFIED_AGAIN, met_on=None)
    if not owed.update(met_on=local_day(now, recorded_for), met_by=by.actor_key):
        raise Stale("没有等待协调的二次不满意。")
    _record("surveys.settled", rating, by=by, at=now, facts={"how": how.strip()}, recorded_for=recorded_for)
    return rating


def _said(manner: str, result: str, on_point: str, comment: str) -> dict[str, Any]:
    return {
        "manner": Grade(manner),
        "result": Grade(result),
        "on_point": OnPoint(on_point) if on_point else "",
        "comment": comment.strip(),
    }


def _closed(invitation: Invitation, day: dt.date) -> list[Blocker]:
    asking = invitation.round
    if asking.closes_on and day > asking.closes_on:
        return [Blocker(f"评价已于{asking.closes_on}截止", "survey")]
    if day > invitation.expires_on:
        return [Blocker("评价已经截止", "survey")]
    if invitation.waived_on:
        return [Blocker("这一位已登记不再请评", "survey")]
    if asking.reply.state != ReplyState.ISSUED:
        return [Blocker("这份答复已由新的答复取代，请等新的答复", "survey")]
    return []


def _without_words(manner: str, result: str, comment: str) -> list[Blocker]:
    if Grade.DISSATISFIED not in (manner, result) or comment.strip():
        return []
    return [Blocker("不满意的，请写明意见，承办单位据此再办", "survey")]


def _unfit_transcript(
    invitation: Invitation, source: str, file: StoredFile | None, rated_on: dt.date, *, today: dt.date
) -> list[Blocker]:
    """A paper form may reach us after the window; the day that counts is the day it was filled in."""
    if source not in TRANSCRIBED:
        return [Blocker("转录要写明来自上级系统还是纸质表", "survey")]
    missing = []
    if source == Source.PAPER and file is None:
        missing.append(Blocker("转录纸质表要附签名的扫描件", "survey"))
    if rated_on > today or rated_on < invitation.round.opened_on:
        missing.append(Blocker("评价日期应在印发之后、今天之前", "survey"))
    return [*missing, *_closed(invitation, rated_on)]


def _write(
    invitation: Invitation,
    said: dict[str, Any],
    *,
    by: Actor,
    now: dt.datetime,
    recorded_for: RecordedFor | None = None,
) -> Rating:
    try:
        with transaction.atomic():
            rating = Rating.objects.create(invitation=invitation, **said)
    except IntegrityError as error:
        raise Stale("这一位已经评价过了。") from error
    _record("surveys.rated", rating, by=by, at=now, facts=_facts(rating), recorded_for=recorded_for)
    day = said["rated_on"]
    end_if_answered(invitation.round, on=day, by=by, now=now)
    if rating.is_dissatisfied:
        _send_to_rework(rating, now=now)
    return rating


def _change(rating: Rating, said: dict[str, Any], *, by: Actor, now: dt.datetime) -> Rating:
    """The submitter thinks again; what was dissatisfied is under rework already, what is closed stays."""
    assignment = rating.invitation.round.reply.assignment
    if rating.is_dissatisfied or rating.source != Source.LINK or assignment.state != HandlingState.ANSWERED:
        raise Stale("已经评价过，不能再改。")
    for name, value in said.items():
        setattr(rating, name, value)
    rating.save(update_fields=list(said))
    _record("surveys.rating_changed", rating, by=by, at=now, facts=_facts(rating))
    if Grade.DISSATISFIED in (said["manner"], said["result"]):
        _send_to_rework(rating, now=now)
    return rating


def _send_to_rework(rating: Rating, *, now: dt.datetime) -> None:
    """R26：不满意的再办；再办后仍不满意的不第三次循环，转入协调，协调有结果前不得办结。"""
    reply = rating.invitation.round.reply
    assignment, day = reply.assignment, rating.rated_on
    if _dissatisfied_before(rating):
        duties.open_duty(
            assignment,
            DutyKind.REWORK,
            base_on=day,
            base_event=DISSATISFIED_AGAIN,
            by=SYSTEM,
            now=now,
            round=reply.round,
        )
    elif assignment.state == HandlingState.ANSWERED:
        handling.rework(assignment, reason=rating.comment, round=reply.round, by=SYSTEM, now=now)
    elif assignment.state == HandlingState.CLOSED:
        handling.reopen(assignment, reason=f"不满意：{rating.comment}", by=SYSTEM, now=now)
        duties.open_duty(
            assignment, DutyKind.REWORK, base_on=day, base_event="asked", by=SYSTEM, now=now, round=reply.round
        )


def _dissatisfied_before(rating: Rating) -> bool:
    """With an earlier letter of the same assignment."""
    reply = rating.invitation.round.reply
    earlier = Rating.objects.filter(
        invitation__round__reply__assignment=reply.assignment_id, invitation__round__reply__round__lt=reply.round
    ).exclude(state=RatingState.VOID)
    return any(one.is_dissatisfied for one in earlier)


def _judge(rating: Rating, source: str, **columns: Any) -> None:
    if not Rating.objects.filter(pk=rating.pk, state=source).update(**columns):
        raise Stale("这条评价的状态已经变了，请刷新后再看。")
    for name, value in columns.items():
        setattr(rating, name, value)


def _facts(rating: Rating) -> dict[str, str]:
    return {
        "manner": str(rating.manner),
        "result": str(rating.result),
        "on_point": str(rating.on_point),
        "source": str(rating.source),
        "rated_on": rating.rated_on.isoformat(),
        "submitter": f"submitter:{rating.invitation.submitter_id}",
    }


def _record(verb: str, rating: Rating, **details: Any) -> None:
    assignment = rating.invitation.round.reply.assignment
    unit_code = assignment.unit.code
    record(verb, assignment.item.topic, subject=f"rating:{rating.pk}", unit_code=unit_code, **details)
