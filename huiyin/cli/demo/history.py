"""The history of a past year's items: the events that each act would have recorded, in the order of the days."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from huiyin.accounts.desk import Person
from huiyin.cli.demo.lives import Life, at
from huiyin.cli.demo.places import Place
from huiyin.events.actions import build
from huiyin.events.actors import SYSTEM, Actor
from huiyin.events.models import Event
from huiyin.replies.models import ClearanceStep
from huiyin.surveys.policy import Rater


def write_history(lives: list[Life], place: Place) -> None:
    """Stored without reactions: what would follow from these events has been written already."""
    steps: dict[int, list[ClearanceStep]] = {}
    replies = [life.reply.pk for life in lives if life.reply]
    for step in ClearanceStep.objects.filter(reply__in=replies).order_by("reply", "order"):
        steps.setdefault(step.reply_id, []).append(step)
    events = [event for life in lives for event in _Life(life, place, steps).events()]
    Event.objects.bulk_create(events, batch_size=500)


class _Life:
    """One item's events."""

    def __init__(self, life: Life, place: Place, steps: dict[int, list[ClearanceStep]]) -> None:
        self.life, self.place = life, place
        self.steps = steps.get(life.reply.pk, []) if life.reply else []
        self.lin, self.officer = place.coordinator, place.person(life.officer)
        for user in (life.head, life.leader, place.chief):
            place.person(user)

    def events(self) -> Iterator[Event]:
        life, top = self.life, f"assignment:{self.life.top.pk}"
        if life.refers:
            yield self.say("handling.allotted", top, self.lin, life.received_on, 9, offices=self.offices())
            yield self.say("handling.noted", top, self.officer, life.received_on, 11, **_moved("waiting", "noted"))
            yield self.item_closed(life.received_on)
            return
        yield self.say("handling.signed_for", top, self.lin, life.received_on, 9, **_moved("waiting", "handling"))
        yield self.say("handling.allotted", top, self.lin, life.received_on, 10, offices=self.offices())
        if contact := life.subjects.get("contact-during"):
            said = {"contacted_on": life.contacted_on.isoformat(), "phase": "during"}
            yield self.say("handling.contacted", contact, self.officer, life.contacted_on, 15, **said)
        yield from self.letter()
        yield self.say("handling.answered", top, self.lin, life.issued_on, 11, on=life.issued_on.isoformat())
        yield from self.afterwards()
        yield self.say("handling.closed", top, self.lin, life.closed_on, 16, **_moved("answered", "closed"))
        yield self.item_closed(life.closed_on)

    def letter(self) -> Iterator[Event]:
        life = self.life
        assert life.reply
        reply, subject = life.reply, f"reply:{life.reply.pk}"
        yield self.say("replies.drafted", subject, self.officer, life.drafted_on, 10, kind=str(reply.kind), round=1)
        roles = [step.role for step in self.steps]
        facts = _moved("drafting", "clearing")
        yield self.say("replies.submitted", subject, self.officer, life.drafted_on, 16, version=1, steps=roles, **facts)
        for step in self.steps[:-1]:
            by = self.by_key(step.done_by)
            yield self.tell("replies.reviewed", subject, by, step.done_at, order=step.order, role=step.role, remark="")
        last = self.steps[-1]
        by, facts = self.by_key(last.done_by), _moved("clearing", "signed")
        yield self.tell("replies.signed", subject, by, last.done_at, digest=reply.frozen_hash, **facts)
        on = {"on": life.signed_on.isoformat()}
        yield self.say("replies.numbered", subject, self.lin, life.signed_on, 16, doc_no=reply.doc_no, **on)
        yield self.say("replies.sealed", subject, self.lin, life.signed_on, 17, **on)
        facts = {"on": life.issued_on.isoformat(), "doc_no": reply.doc_no, "digest": reply.frozen_hash}
        yield self.say("replies.issued", subject, self.lin, life.issued_on, 10, **facts, **_moved("signed", "issued"))

    def afterwards(self) -> Iterator[Event]:
        life = self.life
        assert life.reply
        subject, on = f"reply:{life.reply.pk}", {"on": life.issued_on.isoformat()}
        if life.leads and life.signer:
            to = f"submitter:{life.signer.pk}"
            yield self.say("replies.delivered", subject, self.lin, life.issued_on, 14, to=to, way="邮寄", **on)
        if "upload" in life.subjects:
            yield self.say("replies.uploaded", subject, self.lin, life.issued_on, 15, **on)
        if "round" in life.subjects:
            yield self.say("surveys.opened", life.subjects["round"], SYSTEM, life.issued_on, 10, asked=1)
        if "commitment" in life.subjects:
            yield self.say("followup.opened", life.subjects["commitment"], SYSTEM, life.issued_on, 10)
        if "rating" in life.subjects and life.signer:
            grade, rater = {"manner": "satisfied", "result": life.grade}, Rater(life.signer)
            yield self.say("surveys.rated", life.subjects["rating"], rater, life.rated_on, 20, **grade)

    def by_key(self, key: str) -> Person:
        """Who took a step: everybody on this item's route has been seated."""
        return self.place.seated[int(key.removeprefix("user:"))]

    def offices(self) -> list[dict[str, Any]]:
        return [
            {"unit": share.unit.code, "name": share.unit.name, "role": str(share.role), "due_on": ""}
            for share in self.life.shares
        ]

    def item_closed(self, day: dt.date) -> Event:
        subject = f"item:{self.life.held.item.pk}"
        return self.say("items.closed", subject, self.lin, day, 17, **_moved("dispatched", "closed"))

    def say(self, verb: str, subject: str, by: Actor, day: dt.date, hour: int, **facts: Any) -> Event:
        return self.tell(verb, subject, by, at(day, hour, self.life.turn), **facts)

    def tell(self, verb: str, subject: str, by: Actor, moment: dt.datetime | None, **facts: Any) -> Event:
        assert moment
        code = self.place.unit.code
        return build(verb, self.life.held.item.topic, by=by, at=moment, subject=subject, facts=facts, unit_code=code)


def _moved(before: str, after: str) -> dict[str, str]:
    return {"from": before, "to": after}
