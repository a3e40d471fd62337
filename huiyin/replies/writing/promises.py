"""承诺接着记: what an earlier letter promised goes on in the one that takes its place, or is dropped with a reason."""

import datetime as dt

from django.db import transaction

from huiyin.events.actors import Actor
from huiyin.flow.errors import Blocker, NotReady
from huiyin.replies.models import AskAnswer, DroppedPromise, Promise, Reply
from huiyin.replies.writing.carrying import promise_after
from huiyin.replies.writing.editing import lock_draft, note_change

RULE = "承诺不能兑现的，向提出人和人大、政协机构书面说明"


def left_over(reply: Reply) -> list[Promise]:
    """Promises of the letter this one replaces, neither repeated nor dropped here."""
    if reply.supersedes_id is None:
        return []
    said = Promise.objects.filter(answer__reply=reply.supersedes_id).select_related("owner", "answer__ask")
    goes_on = Promise.objects.filter(answer__reply=reply).exclude(continues=None).values("continues")
    dropped = DroppedPromise.objects.filter(reply=reply).values("promise")
    return list(said.exclude(pk__in=goes_on).exclude(pk__in=dropped).order_by("id"))


def dropped_of(reply: Reply) -> list[DroppedPromise]:
    return list(DroppedPromise.objects.filter(reply=reply).select_related("promise__owner", "promise__answer__ask"))


def blockers(reply: Reply) -> list[Blocker]:
    """R56: what was promised is not passed over in silence."""
    return [
        Blocker(f"原答复承诺的“{promise.text[:20]}”，这一稿里没有：接着写，或说明为什么不再承诺", "left", RULE)
        for promise in left_over(reply)
    ]


@transaction.atomic
def go_on(reply: Reply, promise: Promise, *, by: Actor, now: dt.datetime) -> Promise:
    """接着承诺：照原来的责任处室、期限写进这一稿，可以再改。"""
    lock_draft(reply, by)
    if promise not in left_over(reply):
        raise NotReady([Blocker("这一条已经在这一稿里，或不是原答复的承诺", "left")])
    answer, _ = AskAnswer.objects.get_or_create(reply=reply, ask=promise.answer.ask)
    again = promise_after(promise, answer)
    again.save()
    note_change("replies.promise_goes_on", reply, by=by, at=now, facts={"text": again.text})
    return again


@transaction.atomic
def drop_promise(reply: Reply, promise: Promise, *, reason: str, by: Actor, now: dt.datetime) -> DroppedPromise:
    """不再承诺：写明原因，随新的答复告知提出人和人大、政协机构（R56）。"""
    lock_draft(reply, by)
    if not reason.strip():
        raise NotReady([Blocker("要写明为什么不再承诺", "left", RULE)])
    if promise not in left_over(reply):
        raise NotReady([Blocker("这一条已经在这一稿里，或不是原答复的承诺", "left")])
    row = DroppedPromise.objects.create(reply=reply, promise=promise, reason=reason.strip(), dropped_by=by.actor_key)
    note_change("replies.promise_dropped", reply, by=by, at=now, facts={"text": promise.text, "reason": row.reason})
    return row


@transaction.atomic
def take_up_again(row: DroppedPromise, *, by: Actor, now: dt.datetime) -> Promise:
    """还是要办：收回“不再承诺”，接着写。"""
    lock_draft(row.reply, by)
    reply, promise = row.reply, row.promise
    row.delete()
    return go_on(reply, promise, by=by, now=now)
