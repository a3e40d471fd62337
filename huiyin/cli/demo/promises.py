"""What became of a past year's promises: kept within the year, or carried over and kept or explained later."""

import datetime as dt

from huiyin.cli.demo.lives import Life
from huiyin.cli.demo.places import Place
from huiyin.followup.models import Commitment, Evidence, State
from huiyin.replies.models import Promise

EXPLANATION = "因年度预算调整，推开时间顺延，已书面告知提出人和有关机构。"


def keep_promises(lives: list[Life], place: Place) -> None:
    """Every promise is in the books; those due later stand in the next year's too."""
    by_reply = {life.reply.pk: life for life in lives if life.reply}
    promises = list(Promise.objects.filter(answer__reply__in=by_reply).select_related("answer").order_by("id"))
    first = [_opened(promise, by_reply[promise.answer.reply_id], place) for promise in promises]
    Commitment.objects.bulk_create(first)
    carried = [_carried(row, number) for number, row in enumerate(first) if row.state == State.CARRIED_OVER]
    Commitment.objects.bulk_create(carried)
    Evidence.objects.bulk_create(
        [
            Evidence(
                commitment=row,
                note="推开方案已印发",
                added_on=row.ended_on or row.due_on,
                added_by=f"user:{place.coordinator.user.pk}",
            )
            for row in (*first, *carried)
            if row.state == State.VERIFIED
        ]
    )
    for promise, row in zip(promises, first, strict=True):
        by_reply[promise.answer.reply_id].subjects["commitment"] = f"commitment:{row.pk}"


def _opened(promise: Promise, life: Life, place: Place) -> Commitment:
    carried = promise.due_on.year > life.top.year or place.unit.pack == "wuhan"
    return Commitment(
        unit=place.unit,
        item=life.held.item,
        reply=life.reply,
        promise=promise,
        year=life.top.year,
        text=promise.text,
        standard=promise.standard,
        owner=promise.owner,
        due_on=promise.due_on,
        opened_on=life.issued_on,
        progress="试点已启动",
        state=State.CARRIED_OVER if carried else State.VERIFIED,
        ended_on=dt.date(life.top.year, 12, 30) if carried else dt.date(life.top.year, 12, 15),
    )


def _carried(row: Commitment, number: int) -> Commitment:
    explained = number % 4 == 3
    return Commitment(
        unit=row.unit,
        item=row.item,
        reply=row.reply,
        promise=row.promise,
        year=row.year + 1,
        text=row.text,
        standard=row.standard,
        owner=row.owner,
        due_on=row.due_on,
        opened_on=row.ended_on or row.due_on,
        carried_from=row,
        progress="试点经验已总结",
        state=State.EXPLAINED if explained else State.VERIFIED,
        explanation=EXPLANATION if explained else "",
        ended_on=dt.date(row.year + 1, 11, 20),
    )
