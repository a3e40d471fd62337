"""无意见: the shortest way through the unit of an opinion that has nothing to say."""

import datetime as dt

from django.db import transaction

from huiyin.events.actors import Actor
from huiyin.flow.errors import Blocker, NotAllowed, NotReady
from huiyin.handling.actions import sign_for
from huiyin.handling.models import Assignment, Role
from huiyin.handling.models import State as Handling
from huiyin.replies.clearance import clearing
from huiyin.replies.flow import FLOW
from huiyin.replies.models import Reply, ReplyKind
from huiyin.replies.writing import drafting


@transaction.atomic
def say_no_opinion(assignment: Assignment, *, by: Actor, now: dt.datetime) -> Reply:
    """无意见：会办单位没有意见的，签收、写稿、送审一步办完；还差什么（联系电话等）的，停在稿子上补。"""
    if assignment.role != Role.ASSIST or not assignment.is_top:
        raise NotAllowed("“无意见”是会办单位的意见；主办单位要答复提出人。")
    if assignment.state == Handling.WAITING:
        sign_for(assignment, by=by, now=now)
    draft = Reply.objects.under_way().filter(assignment=assignment, kind=ReplyKind.OPINION).first()
    if draft and draft.answers.exclude(text="").exists():
        raise NotReady([Blocker("已经写了意见；确无意见的，先把写的删去", "answers")])
    reply = draft or drafting.start_draft(assignment, by=by, now=now)
    drafting.save_head(reply, no_opinion=True, by=by, now=now)
    if FLOW.may(reply, "submit", by) and not FLOW.blockers(reply, "submit"):
        clearing.submit(reply, by=by, now=now)
    return reply
