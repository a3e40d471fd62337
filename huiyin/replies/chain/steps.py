"""The steps of one round on the routing slip: laid out, taken once each, laid anew where it goes back to one of them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from huiyin.events.actors import SHANGHAI, Actor, RecordedFor, local_day
from huiyin.flow.errors import Stale
from huiyin.replies.chain.route import Stop
from huiyin.replies.chain.seats import seat_for
from huiyin.replies.models import ClearanceStep, ClearedAt, Reply, StepAction, StepResult

ONLINE = ("oa", "upstream")
SAME = ("order", "stage", "action", "role", "unit_id", "person_id", "is_last")
PASSED = (
    "result",
    "done_at",
    "done_by",
    "done_by_name",
    "stood_in_for",
    "recorded_from",
    "finding",
    "remark",
    "file_id",
)


def lay(reply: Reply, stops: Sequence[Stop]) -> None:
    """The round begins: one row a stop, for the version that was submitted."""
    ClearanceStep.objects.bulk_create(
        ClearanceStep(
            reply=reply,
            round=reply.clearing_round,
            order=order,
            stage=stop.stage,
            action=stop.action,
            role=stop.role,
            unit=stop.unit,
            person=stop.person,
            is_last=stop.action == StepAction.SIGN,
            version=reply.version,
        )
        for order, stop in enumerate(stops, start=1)
    )
    forget(reply)


def lay_again(reply: Reply, steps: Iterable[ClearanceStep], *, stage: int) -> None:
    """A new round of the same version: what was passed before that stage stands, that stage and what follows is anew."""
    ClearanceStep.objects.bulk_create(
        ClearanceStep(
            reply=reply,
            round=reply.clearing_round,
            version=reply.version,
            carried=step.stage < stage,
            **{name: getattr(step, name) for name in (*SAME, *(PASSED if step.stage < stage else ()))},
        )
        for step in steps
    )
    forget(reply)


def take(step: ClearanceStep, **columns: Any) -> None:
    """A step is taken once: of two people at the same moment, one wins and the other is told."""
    if not ClearanceStep.objects.filter(pk=step.pk, done_at=None, result="").update(**columns):
        raise Stale("别人刚刚处理了这一步，请刷新后再看。")
    for name, value in columns.items():
        setattr(step, name, value)


def take_as(
    step: ClearanceStep,
    *,
    by: Actor,
    now: dt.datetime,
    result: str,
    recorded_for: RecordedFor | None = None,
    **more: Any,
) -> None:
    """Taken by somebody with a seat, in whose place they sit stays with it (R84); or written down for somebody else."""
    who: dict[str, Any] = {"done_at": now, "done_by": by.actor_key, "done_by_name": by.actor_name}
    if recorded_for:
        more |= {"recorded_from": ClearedAt.OA if recorded_for.way in ONLINE else ClearedAt.PAPER}
        who |= {"done_by_name": recorded_for.who, "done_at": _then(recorded_for.on, now)}
    take(step, result=result, **who, stood_in_for=stood_in(step, by), **more)


def _then(day: dt.date, now: dt.datetime) -> dt.datetime:
    """Noon of the day somebody acted elsewhere; today: now."""
    return now if day >= local_day(now) else dt.datetime.combine(day, dt.time(12), SHANGHAI)


def stood_in(step: ClearanceStep, by: Actor) -> str:
    seat = seat_for(by, step)
    return seat.stood_in_for.name if seat and seat.stood_in_for else ""


def drop(reply: Reply, round_: int) -> None:
    """The round ends here: whoever was still to come, or went side by side with who sent it back, is not asked."""
    ClearanceStep.objects.filter(reply=reply, round=round_, result="").update(result=StepResult.DROPPED)
    forget(reply)


def hold(reply: Reply) -> None:
    """Nobody else moves the slip meanwhile; what was read before is read again."""
    Reply.objects.select_for_update().filter(pk=reply.pk).first()
    forget(reply)


def forget(reply: Reply) -> None:
    """What was prefetched before the round began or ended is no longer so."""
    getattr(reply, "_prefetched_objects_cache", {}).pop("steps", None)
