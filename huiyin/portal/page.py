"""What one submitter sees of their item: only their own part of it, in the order they ask about it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from huiyin.followup.models import Commitment, State
from huiyin.handling.models import Assignment, Contact, Role
from huiyin.handling.models import State as Handling
from huiyin.replies.models import AskDecision, Reply
from huiyin.replies.models import State as ReplyState
from huiyin.surveys.models import Invitation, Rating

TONES = {AskDecision.ADOPTED: "good", AskDecision.PARTLY: "warn"}
LIGHTS = {
    State.OPEN: ("run", "推进中"),
    State.CLAIMED: ("run", "已办，正在核实"),
    State.VERIFIED: ("kept", "已兑现"),
    State.EXPLAINED: ("wait", "已说明"),
}


@dataclass(frozen=True)
class Stop:
    """One line of 走到哪了."""

    on: dt.date
    text: str
    is_now: bool = False


@dataclass(frozen=True)
class Said:
    """One ask and how it was answered."""

    number: int
    asked: str
    word: str
    tone: str


@dataclass(frozen=True)
class Promised:
    """One commitment: what, until when, how far."""

    text: str
    due_on: dt.date
    light: tuple[str, str]
    progress: str
    explanation: str


def page_of(invitation: Invitation, today: dt.date) -> dict[str, Any]:
    reply = invitation.round.reply
    item, rating = reply.assignment.item, rating_of(invitation)
    signatures = {row.submitter_id: row for row in item.signatures.all()}
    mine = signatures.get(invitation.submitter_id)
    contacts = contacts_of(invitation)
    return {
        "invitation": invitation,
        "submitter": invitation.submitter,
        "reply": reply,
        "item": item,
        "unit": reply.assignment.unit,
        "leads": bool(mine and mine.is_first),
        "others": len(signatures) - 1,
        "rating": rating,
        "can_rate": can_rate(invitation, today),
        "answers": answers_of(reply),
        "received_on": received_on(invitation),
        "questions": [contact for contact in contacts if contact.confirmed is None and not contact.awaits_coming],
        "judged": [contact for contact in contacts if contact.confirmed is not None],
        "stops": sorted(stops_of(invitation, rating, today), key=lambda stop: (stop.is_now, stop.on)),
        "promises": promises_of(reply, today),
    }


def received_on(invitation: Invitation) -> dt.date | None:
    """The day this person said to have got the letter."""
    mine = invitation.round.reply.deliveries.filter(submitter=invitation.submitter)
    return mine.values_list("received_on", flat=True).first()


def rating_of(invitation: Invitation) -> Rating | None:
    return Rating.objects.filter(invitation=invitation).first()


def can_rate(invitation: Invitation, today: dt.date) -> bool:
    """Until the window closes, and only a letter that still stands; a transcript is contested, not written over."""
    closes_on = invitation.round.closes_on
    rating = rating_of(invitation)
    stands = invitation.round.reply.state == ReplyState.ISSUED
    return stands and (closes_on is None or today <= closes_on) and (rating is None or rating.source == "link")


def answers_of(reply: Reply) -> list[Said]:
    """As signed, never as somebody may have changed it since."""
    answers = (reply.frozen or {}).get("answers", [])
    return [
        Said(
            answer["ask"],
            answer["asked"],
            str(AskDecision(answer["decision"]).label) if answer["decision"] else "已答",
            TONES.get(answer["decision"], ""),
        )
        for answer in answers
    ]


def contacts_of(invitation: Invitation) -> list[Contact]:
    """Only contacts with this very person."""
    assignment = invitation.round.reply.assignment
    return list(Contact.objects.filter(assignment=assignment, submitter=invitation.submitter).order_by("contacted_on"))


def promises_of(reply: Reply, today: dt.date) -> list[Promised]:
    found = Commitment.objects.filter(item=reply.assignment.item, unit=reply.assignment.unit)
    rows = found.exclude(state=State.CARRIED_OVER).order_by("due_on", "pk")
    return [Promised(row.text, row.due_on, _light(row, today), row.progress, row.explanation) for row in rows]


def stops_of(invitation: Invitation, rating: Rating | None, today: dt.date) -> Iterable[Stop]:
    reply = invitation.round.reply
    assignment = reply.assignment
    sender = assignment.item.batch.sender or "交办机关"
    yield Stop(assignment.dispatched_on, f"{sender}交给{assignment.unit}")
    yield from _taken_up(assignment)
    yield from (
        Stop(contact.contacted_on, f"和您{contact.get_way_display()}沟通")
        for contact in contacts_of(invitation)
        if contact.counts
    )
    if reply.issued_on:
        yield Stop(reply.issued_on, "答复信印发")
    for delivery in reply.deliveries.filter(submitter=invitation.submitter):
        yield Stop(delivery.delivered_on, f"答复信送给您（{delivery.way}）")
    yield from _rated(invitation, rating, today)


def _taken_up(assignment: Assignment) -> Iterable[Stop]:
    shares = assignment.children.exclude(state=Handling.WITHDRAWN).select_related("unit", "officer")
    for share in shares.filter(role=Role.LEAD):
        officer = f"，{share.officer}经办" if share.officer else ""
        yield Stop(share.dispatched_on, f"{share.unit}接手{officer}")


def _rated(invitation: Invitation, rating: Rating | None, today: dt.date) -> Iterable[Stop]:
    asking = invitation.round
    if rating:
        yield Stop(rating.rated_on, f"您评价：{rating.get_result_display()}")
        if rating.is_dissatisfied:
            yield Stop(today, f"{asking.reply.assignment.unit}重新办理", is_now=True)
    elif can_rate(invitation, today):
        before = f"，{asking.closes_on.month}月{asking.closes_on.day}日前" if asking.closes_on else ""
        yield Stop(asking.opened_on, f"等您评价{before}", is_now=True)


def _light(row: Commitment, today: dt.date) -> tuple[str, str]:
    if row.state == State.OPEN and row.due_on < today:
        return "late", "到期还没有办完"
    return LIGHTS[State(row.state)]
