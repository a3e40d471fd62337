"""How an opinion delivered by a unit that works here arrives at the unit that leads: at once, point by point."""

import datetime as dt

from huiyin.directory.models import Unit
from huiyin.events.actors import Actor
from huiyin.handling.models import Assignment
from huiyin.replies.models import Opinion, OpinionState, Reply, Stance
from huiyin.replies.opinion.receiving import AWAITED, arrive
from huiyin.replies.opinion.wording import PointSaid, stance_of

RECEIVED = (OpinionState.RECEIVED,)


def hand_in(reply: Reply, unit: Unit | None, day: dt.date, *, by: Actor, now: dt.datetime) -> list[Opinion]:
    """会办意见送达：主办单位也在本系统的，送到即为收到，逐项登在诉求上；没有征求过的也收（R34）。

    What the letter has used already stays as it was used; an opinion given anew takes the place of the one before.
    """
    leading = Assignment.objects.standing().leading().filter(item=reply.assignment.item_id, parent=None)
    here = leading.filter(unit__managed_here=True).exclude(unit=reply.assignment.unit_id)
    found = []
    for lead in here.select_related("unit", "item__session", "item__batch__unit"):
        opinion = _awaited(lead, reply, unit, day)
        if opinion and opinion.state != OpinionState.TAKEN and opinion.file_id != reply.letter_id:
            _give(opinion, reply, day, by=by, now=now)
            found.append(opinion)
    return found


def _awaited(lead: Assignment, reply: Reply, unit: Unit | None, day: dt.date) -> Opinion | None:
    """What the lead asked of us; not asked, it comes to whom it was sent."""
    giver = reply.assignment.unit
    asked = Opinion.objects.select_related("unit").filter(assignment=lead, unit=giver).first()
    if asked or unit is None or unit.pk != lead.unit_id:
        return asked
    return Opinion.objects.create(assignment=lead, unit=giver, asked_on=min(day, reply.assignment.dispatched_on))


def _give(opinion: Opinion, reply: Reply, day: dt.date, *, by: Actor, now: dt.datetime) -> None:
    content = reply.frozen or {}
    said = [answer for answer in content.get("answers", ()) if answer["text"]]
    points = [PointSaid(answer["ask"], stance_of(answer["text"]), answer["text"]) for answer in said]
    stance = Stance.NONE if content.get("no_opinion") and not points else ""
    columns = {"received_on": day, "text": "" if points else "无意见", "file": reply.letter}
    again = opinion.state == OpinionState.RECEIVED
    verb = "replies.opinion_corrected" if again else "replies.opinion_received"
    arrive(opinion, RECEIVED if again else AWAITED, columns, points, stance, by=by, now=now, verb=verb)
