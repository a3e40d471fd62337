"""What the letters of the current year stand on: facts, the unit's own steps and numbers, what co-units said."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from huiyin.accounts.models import Role
from huiyin.cli.demo.places import Place
from huiyin.directory.actions import find_or_add_outside_unit
from huiyin.events.actors import SHANGHAI, RecordedFor
from huiyin.facts.actions import restate, state_fact
from huiyin.facts.models import Fact
from huiyin.handling.models import Assignment, State
from huiyin.replies.chain import chains
from huiyin.replies.chain.chain_rules import StepDraft
from huiyin.replies.models import Importance, Opinion, OpinionState, ReplyKind, StepAction
from huiyin.replies.number import series
from huiyin.replies.opinion import opinions, receiving
from huiyin.replies.opinion.wording import PointSaid

SERIES = "建提函"
CO_UNIT = "示例市教育局"


@dataclass(frozen=True)
class Groundwork:
    """A place and its day."""

    place: Place
    today: dt.date

    def acts(self, days_ago: int = 0) -> dict[str, Any]:
        """The coordinator, at three in the afternoon so many days ago."""
        day = self.today - dt.timedelta(days=days_ago)
        return {"by": self.place.coordinator, "now": dt.datetime.combine(day, dt.time(15), SHANGHAI)}

    def facts(self) -> None:
        """口径：各处室说得准的数；一条过了期，一条刚改过说法。"""
        for row in self.place.plan.get("facts", ()):
            fact = state_fact(
                self.place.unit,
                owner=self.place.offices[row["office"]],
                subject=row["subject"],
                also_called=row.get("also_called", ""),
                **self._said(row),
                **self.acts(row["ago"]),
            )
            if "later" in row:
                self._restated(fact, row)

    def _restated(self, fact: Fact, row: dict[str, Any]) -> None:
        later = {**row, **row["later"]}
        restate(fact, **self._said(later), **self.acts(later["ago"]))

    def _said(self, row: dict[str, Any]) -> dict[str, Any]:
        """What a fact says, as of the day the row tells."""
        as_of = self.today - dt.timedelta(days=row["ago"] + 5)
        plain: dict[str, Any] = {
            name: row[name] for name in ("sentence", "counter", "qualifier", "standing") if name in row
        }
        return {
            **plain,
            "figure": Decimal(row["figure"]) if "figure" in row else None,
            "as_of": as_of,
            "source": row["source"],
            "valid_until": as_of + dt.timedelta(days=row["valid"]) if "valid" in row else None,
        }

    def own_chain(self) -> None:
        """领办件的审签：承办处室、会签处室并行，再保密审查、公开审查，逐级到主要负责人。"""
        keeper, discloser = self.place.cast.people["sun"], self.place.cast.people["qian"]
        steps = [
            StepDraft(1, StepAction.REVIEW, Role.OFFICE_HEAD),
            StepDraft(1, StepAction.COUNTERSIGN, Role.OFFICE_HEAD),
            StepDraft(2, StepAction.SECRECY, person=keeper),
            StepDraft(2, StepAction.DISCLOSURE, person=discloser),
            StepDraft(3, StepAction.CHECK, Role.COORDINATOR),
            StepDraft(4, StepAction.REVIEW, Role.LEADER_IN_CHARGE),
            StepDraft(5, StepAction.SIGN, Role.CHIEF),
        ]
        chains.save_chain(self.place.unit, ReplyKind.REPLY, Importance.LEADER_LED, steps, **self.acts())

    def own_numbers(self) -> None:
        """自编号：答复函另设一串，由本系统连续编。"""
        series.declare(self.place.unit, SERIES, self.today.year, **self.acts(30))

    def opinion_points(self) -> None:
        """一家会办单位逐项来了意见，一项同意，一项不同意。"""
        found = Opinion.objects.filter(
            assignment__unit=self.place.unit, assignment__year=self.today.year, state=OpinionState.ASKED
        )
        opinion = found.order_by("id").first() or self._asked()
        if opinion is None:
            return
        asks = list(opinion.assignment.item.asks.order_by("number"))
        said = [PointSaid(asks[0].number, "agrees", "同意。我局可在用房和师资培训方面配合。")]
        said += [PointSaid(ask.number, "partly", "原则同意，建议先试点、后推开。") for ask in asks[1:]]
        by_letter = RecordedFor(opinion.unit.name, self.today - dt.timedelta(days=1), "letter")
        receiving.receive_opinion(opinion, points=said, **self.acts(), recorded_for=by_letter)

    def _asked(self) -> Opinion | None:
        mine = Assignment.objects.of_unit(self.place.unit).of_year(self.today.year).leading()
        top = mine.filter(state=State.HANDLING, parent=None, item__asks__isnull=False).order_by("-id").first()
        if top is None:
            return None
        unit = find_or_add_outside_unit(CO_UNIT, level=self.place.unit.level, place=self.place.unit.place)
        return opinions.ask_opinion(top, unit, **self.acts(10))


def lay_groundwork(place: Place, *, today: dt.date) -> None:
    """Everything the letters of this year stand on."""
    found = Groundwork(place, today)
    found.facts()
    found.own_chain()
    found.own_numbers()
    found.opinion_points()
