"""One item as its page shows it: every panel reads its own part, once, and only when it is shown."""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import Case as SqlCase
from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet, Subquery, When
from django.db.models.functions import JSONObject
from django.http import Http404

from huiyin.accounts.desk import Person
from huiyin.events.models import Event
from huiyin.followup.models import Commitment
from huiyin.handling import policy
from huiyin.handling.hanging import hanging
from huiyin.handling.models import Assignment, Contact, Duty, DutyKind, Role, State
from huiyin.items.models import Ask, Item
from huiyin.replies.classes import Classed, history
from huiyin.replies.models import (
    AskAnswer,
    AskDecision,
    Disclosure,
    Opinion,
    OpinionPoint,
    OpinionState,
    Reply,
    ReplyKind,
)
from huiyin.replies.models import State as ReplyState
from huiyin.surveys.models import Invitation
from huiyin.web.items.labels import Labels, MarkShown, Signer, may_keep
from huiyin.web.words import Told, quiet_verbs, told

MAIN_DUTIES = (DutyKind.REPLY, DutyKind.OPINION, DutyKind.ACCEPT)
TRAIL_LENGTH = 9
GONE_OUT = (ReplyState.ISSUED, ReplyState.SUPERSEDED, ReplyState.RETURNED)
PEOPLE = ("unit__parent", "officer", "leader", "came_from__unit")


class Case:
    """The item and what belongs to it. `own` is what the person's department holds, `share` what their office does."""

    def __init__(self, item: Item, tops: list[Assignment], person: Person, today: dt.date) -> None:
        self.item, self.tops, self.person, self.today = item, tops, person, today

    @classmethod
    def find(cls, pk: int, person: Person, today: dt.date) -> "Case":
        """The item with all who handle it; 404 when it is not this person's to see."""
        visible = Item.objects.visible_to(person).filter(pk=pk)
        shares = _assignments(today).select_related(*PEOPLE).order_by("role", "pk")
        tops = list(
            _assignments(today)
            .filter(item__in=visible, parent=None)
            .select_related("item__session", "item__batch__unit", *PEOPLE)
            .prefetch_related(Prefetch("children", shares))
            .annotate(reply_shown=_latest_reply(), has_commitments=_has_commitments(), hanging=hanging())
            .annotate(has_opinions=Exists(Opinion.objects.filter(assignment=OuterRef("pk"))))
        )
        item = tops[0].item if tops else visible.select_related("session", "batch__unit").first()
        if item is None:
            raise Http404
        for top in tops:
            for share in top.children.all():
                share.item, share.parent = item, top
        return cls(item, tops, person, today)

    @cached_property
    def own(self) -> Assignment | None:
        """What the person's own department holds; a withdrawn one only when there is no other."""
        mine = [top for top in self.tops if self.person.unit and top.unit_id == self.person.unit.pk]
        return min(mine, key=lambda top: top.state == State.WITHDRAWN, default=None)

    @cached_property
    def share(self) -> Assignment | None:
        """The part of the office this person sits in."""
        if self.own is None:
            return None
        held = [part for part in self.own.children.all() if part.state != State.WITHDRAWN]
        return next((part for part in held if part.unit_id in self.person.unit_ids), None)

    @cached_property
    def may_work(self) -> bool:
        """Whether this person works on what their department holds: contacts, asks, opinions."""
        return self.own is not None and policy.works_on(self.person, self.own)

    @cached_property
    def may_coordinate(self) -> bool:
        return self.own is not None and policy.coordinates(self.person, self.own)

    @property
    def co_units(self) -> list[Assignment]:
        """Units that assist us and of whom no opinion was asked yet."""
        asked = {opinion.unit_id for opinion in self.opinions}
        return [
            top for top in self.tops if top.role == Role.ASSIST and top is not self.own and top.unit_id not in asked
        ]

    @property
    def own_parts(self) -> list[Assignment]:
        """What the own department holds, then the parts of its offices."""
        return [self.own, *self.own.children.all()] if self.own else []

    @property
    def shown(self) -> list[Assignment]:
        """Every part whose dates this person may read: all units', and the offices' of their own."""
        return [*self.tops, *self.own_parts[1:]]

    @cached_property
    def reply(self) -> dict[str, Any] | None:
        """The latest reply of the own department, as plain facts; others' drafts are none of our business."""
        return self.own.reply_shown if self.own else None  # type: ignore[attr-defined]

    @property
    def classes(self) -> list[Classed]:
        """Every class it was given, where a later letter could hide the first (R53, R54)."""
        reply = self.reply
        more = reply is not None and (reply["round"] > 1 or reply["kind"] == ReplyKind.FOLLOW_UP)
        return history(self.own) if more and self.own else []

    @property
    def reply_state(self) -> str:
        return str(ReplyState(self.reply["state"]).label) if self.reply else ""

    @property
    def disclosure(self) -> str:
        return str(Disclosure(self.reply["disclosure"]).label) if self.reply and self.reply["disclosure"] else ""

    @property
    def has_gone_out(self) -> bool:
        return bool(self.reply and self.reply["state"] in GONE_OUT)

    @cached_property
    def asks(self) -> list[Ask]:
        """The numbered requests, each with how the latest reply answers it; an opinion decides nothing, it only says."""
        answers = AskAnswer.objects.filter(ask=OuterRef("pk"), reply=self.reply["pk"] if self.reply else None)
        said = Exists(answers.exclude(text=""))
        decision = Subquery(answers.values("decision")[:1])
        asks: Any = list(Ask.objects.filter(item=self.item).annotate(decision=decision, said=said))
        for ask in asks:
            ask.word = AskDecision(ask.decision).label if ask.decision else "已写" if ask.said else ""
        return asks

    @property
    def answered(self) -> int:
        return sum(bool(ask.word) for ask in self.asks)  # type: ignore[attr-defined]

    @cached_property
    def labels(self) -> Labels:
        """Signers, marks, topics, groups, kin, steps and screening, in one query."""
        return Labels(self.item, self.person)

    @property
    def signers(self) -> list[Signer]:
        return self.labels.signers

    @cached_property
    def marks(self) -> list[MarkShown]:
        return self.labels.marks

    @property
    def topics(self) -> list[tuple[str, int]]:
        return self.labels.topics

    @cached_property
    def may_keep(self) -> bool:
        """Whether this person keeps the entry of the item: its coordinator, whoever dispatches or screens it."""
        return may_keep(self.person, self.item)

    @property
    def signed(self) -> str:
        """示例代表001 领衔，附议 11 人."""
        first = next((signer.name for signer in self.signers if signer.is_first), "")
        others = sum(signer.counts and not signer.is_first for signer in self.signers)
        if not first:
            return self.item.submitters_text
        return f"{first} 领衔，附议 {others} 人" if others else first

    @cached_property
    def contacts(self) -> list[Contact]:
        """How the own department spoke with the submitters, newest first."""
        return (
            list(
                Contact.objects.filter(assignment=self.own)
                .select_related("submitter", "file")
                .prefetch_related("side_opinions__duty")
            )
            if self.own
            else []
        )

    @cached_property
    def opinions(self) -> list[Opinion]:
        """What the own department asked of other units."""
        if self.own is None or not self.own.has_opinions:  # type: ignore[attr-defined]
            return []
        asked = Opinion.objects.filter(assignment=self.own).select_related("unit", "file")
        points = Prefetch("points", OpinionPoint.objects.select_related("ask"))
        return list(asked.prefetch_related(points).order_by("asked_on", "pk"))

    @property
    def opinions_in(self) -> int:
        return sum(opinion.state != OpinionState.ASKED for opinion in self.opinions)

    @cached_property
    def invitations(self) -> list[Invitation]:
        """Who was asked what they think of the own department's replies, and what they answered; the last asking first."""
        if not self.has_gone_out or self.own is None:
            return []
        asked = Invitation.objects.filter(round__reply__assignment=self.own)
        return list(asked.select_related("round", "submitter", "rating").order_by("-round_id", "pk"))

    @cached_property
    def commitments(self) -> list[Commitment]:
        if self.own is None or not self.own.has_commitments:  # type: ignore[attr-defined]
            return []
        promised = Commitment.objects.filter(item=self.item, unit=self.own.unit)
        return list(promised.select_related("owner").order_by("due_on", "pk"))

    def trail(self, limit: int | None = TRAIL_LENGTH) -> list[Told]:
        """What the own department and the house itself did, newest first; without a limit, the small steps too."""
        events = Event.objects.filter(topic=self.item.topic, unit_code__in=("", self.person.unit_code)).order_by(
            "-at", "-pk"
        )
        found = events[:300] if limit is None else events.exclude(verb__in=quiet_verbs())[:limit]
        return _said_once(told(event, self._unit_names) for event in found)

    @cached_property
    def _unit_names(self) -> dict[str, str]:
        everybody = [*self.tops, *(part for top in self.tops for part in top.children.all())]
        return {part.unit.code: part.unit.name for part in everybody}


def _said_once(trail: Iterable[Told]) -> list[Told]:
    """What happened to the unit and to its office by one act stands once."""
    by_words = groupby(trail, key=lambda one: (one.at, one.title, one.detail))
    return [next(same) for _, same in by_words]


def _assignments(today: dt.date) -> QuerySet[Any]:
    """Assignments with their light and the one duty that counts, as plain facts."""
    duty = Duty.objects.filter(assignment=OuterRef("pk"), kind__in=MAIN_DUTIES).order_by(
        SqlCase(When(kind=DutyKind.ACCEPT, then=1), default=0),
        F("met_on").asc(nulls_first=True),
        F("due_on").asc(nulls_last=True),
        "-pk",
    )
    facts = JSONObject(
        pk="pk",
        kind="kind",
        due_on="due_on",
        met_on="met_on",
        clause="clause",
        uncertain="uncertain",
        waived_on="waived_on",
    )
    return (
        Assignment.objects.with_lights(on=today)
        .with_waits()
        .annotate(duty_shown=Subquery(duty.values(facts=facts)[:1]))
    )


def _has_commitments() -> Exists:
    return Exists(Commitment.objects.filter(item=OuterRef("item"), unit=OuterRef("unit")))


def _latest_reply() -> Subquery:
    latest = Reply.objects.filter(assignment=OuterRef("pk")).order_by("-pk")
    facts = JSONObject(
        pk="pk",
        kind="kind",
        state="state",
        version="version",
        class_letter="class_letter",
        disclosure="disclosure",
        doc_no="doc_no",
        sealed_on="sealed_on",
        drafter="drafter__name",
        drafter_pk="drafter_id",
        clearing_round="clearing_round",
        letter="letter_id",
        round="round",
    )
    return Subquery(latest.values(facts=facts)[:1])
