"""A small unit's year, built row by row: what a report counts, without the acts that lead there."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import pytest

from huiyin.accounts.models import User
from huiyin.directory.models import Session, Submitter, Unit, UnitKind
from huiyin.handling.models import Assignment, Contact, Duty
from huiyin.items.models import Batch, Item, Signature
from huiyin.replies.models import Reply
from huiyin.surveys.models import Invitation, Rating, Round

DAY = dt.date(2022, 4, 1)
BODIES = {"suggestion": "congress", "proposal": "cppcc", "motion": "congress", "recommendation": "cppcc"}


@dataclass
class Year:
    """Makes items of one unit; each takes what matters to its test and leaves the rest ordinary."""

    unit: Unit
    number: int = 0
    offices: dict[str, Unit] = field(default_factory=dict)

    def session(self, body: str, level: str, year: int) -> Session:
        place = {"national": "", "provincial": "示例省"}.get(level, "示例市")
        found, _ = Session.objects.get_or_create(
            body=body, level=level, place=place, year=year, term=None, sitting=None, defaults={"name": f"{level}{body}"}
        )
        return found

    def item(self, *, role: str = "lead", label: str = "", office: str = "", **facts: Any) -> Assignment:
        """One item and the unit's assignment on it. level, kind, year, dispatched_on, answered_on, due_on, in_session."""
        self.number += 1
        kind, year = facts.get("kind", "proposal"), facts.get("year", 2022)
        day = facts.get("dispatched_on", DAY.replace(year=year))
        session = self.session(BODIES[kind], facts.get("level", "municipal"), year)
        in_session = facts.get("in_session", True)
        batch, _ = Batch.objects.get_or_create(
            unit=self.unit, session=session, name=f"{day:%m}月", year=year, defaults={"dispatched_on": day}
        )
        item = Item.objects.create(
            session=session, batch=batch, year=year, kind=kind, in_session=in_session, seq=self.number,
            official_no=f"{self.number:04}", title=f"关于示例事项{self.number}的建议" if not facts.get("offline") else "",
            state="dispatched", registered_on=day, dispatched_on=day, offline=facts.get("offline", False),
        )  # fmt: skip
        Signature.objects.create(item=item, submitter=self.submitter(session))
        answered = facts.get("answered_on")
        top = Assignment.objects.create(
            item=item, unit=self.unit, year=year, role=role, role_label=label or {"lead": "主办"}.get(role, "会办"),
            state="answered" if answered else "handling", dispatched_on=day, answered_on=answered, pack="wuhan",
        )  # fmt: skip
        held = [top]
        if office:
            share = Assignment(item=item, unit=self.office(office), parent=top, year=year, role="lead", pack="wuhan")
            share.role_label, share.state, share.dispatched_on = "主办", "handling", day
            share.save()
            held.append(share)
        if due := facts.get("due_on"):
            owed = "opinion" if role == "assist" else "reply"
            for one in held:
                Duty.objects.create(
                    assignment=one, kind=owed, base_event="dispatched", base_on=day, due_on=due, met_on=answered
                )
        return top

    def submitter(self, session: Session) -> Submitter:
        return Submitter.objects.create(body=session.body, level=session.level, name=f"示例{self.number:03}")

    def office(self, name: str) -> Unit:
        if name not in self.offices:
            self.offices[name] = Unit.objects.create(
                code=f"office-{name}", name=name, kind=UnitKind.OFFICE, parent=self.unit, level=self.unit.level
            )
        return self.offices[name]

    def reply(self, top: Assignment, letter: str = "A", *, on: dt.date = dt.date(2022, 6, 1)) -> Reply:
        """An issued answer."""
        drafter, _ = User.objects.get_or_create(username="drafter", defaults={"name": "拟稿人"})
        reply = Reply.objects.create(
            assignment=top, drafter=drafter, state="issued", class_letter=letter, class_scheme="test", class_canonical="solved" if letter == "A" else "planned",
            signed_on=on, sealed_on=on,
            issued_on=on, doc_no=f"示卫函〔2022〕{top.pk}号", frozen_hash="0" * 64,
        )  # fmt: skip
        Assignment.objects.filter(pk=top.pk).update(state="answered", answered_on=on)
        return reply

    def rate(self, reply: Reply, result: str = "satisfied", *, manner: str = "satisfied") -> Rating:
        """The first signer's rating of an answer."""
        asked = Round.objects.create(reply=reply, opened_on=reply.issued_on)
        signer = Signature.objects.get(item=reply.assignment.item, order=0).submitter
        invitation = Invitation.objects.create(
            round=asked, submitter=signer, code=f"C{reply.pk}", nonce="n", token_digest=f"{reply.pk:064}",
            expires_on=reply.issued_on + dt.timedelta(days=30),
        )  # fmt: skip
        comment = "没有说到点子上" if "dissatisfied" in (result, manner) else ""
        return Rating.objects.create(
            invitation=invitation, manner=manner, result=result, comment=comment, source="link",
            rated_on=reply.issued_on + dt.timedelta(days=5), recorded_by="link",
        )  # fmt: skip

    def contact(self, top: Assignment, way: str = "phone", *, place: str = "", on: dt.date = DAY) -> Contact:
        return Contact.objects.create(
            assignment=top, way=way, place=place, contacted_on=on, people="王工", content="说明情况", recorded_by="x"
        )


@pytest.fixture
def year(db) -> Year:
    """A municipal health commission with nothing in its ledger yet."""
    unit = Unit.objects.create(
        code="shili-wjw", name="示例市卫生健康委员会", short_names=["市卫健委"], kind=UnitKind.DEPARTMENT,
        level="municipal", place="示例市", pack="wuhan",
    )  # fmt: skip
    return Year(unit)
