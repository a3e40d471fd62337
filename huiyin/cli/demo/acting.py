"""One item of the current year brought, act by act, to the step where the plan wants it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from huiyin.accounts.desk import Person
from huiyin.accounts.models import User
from huiyin.cli.demo.letters import SCHEDULED
from huiyin.cli.demo.lives import WORDS
from huiyin.cli.demo.places import Place
from huiyin.directory.actions import find_or_add_outside_unit
from huiyin.events.actors import SHANGHAI, RecordedFor
from huiyin.followup import actions as followup
from huiyin.handling import actions as handling
from huiyin.handling import parts
from huiyin.handling.allotting import Share, allot, reallot
from huiyin.handling.contacts import add_contact
from huiyin.handling.declining import decline
from huiyin.handling.intervals import decide_extension, pause, request_extension, tell_of_extension
from huiyin.handling.models import Assignment, Role
from huiyin.replies.clearance import clearing, consulting
from huiyin.replies.models import AskAnswer, Reply
from huiyin.replies.number import numbering
from huiyin.replies.opinion import opinions
from huiyin.replies.sending import delivering, issuing, uploading
from huiyin.replies.writing import answering, drafting
from huiyin.rules import packs
from huiyin.surveys import actions as surveys

PATH = (
    *("waiting", "allotted", "contacted", "drafting", "consulting", "consulted", "submitted", "head_passed"),
    *("coordinator_passed", "leader_passed", "signed", "numbered", "sealed", "issued", "rated", "closed"),
)
INSIDE = dt.timedelta(days=3)
"""So much earlier than the unit's day is the office's."""


@dataclass
class Acting:
    """The item, who works on it, and the day it has come to."""

    place: Place
    top: Assignment
    row: dict[str, Any]
    office: Any
    today: dt.date
    number: int
    day: dt.date = field(init=False)
    reply: Reply | None = None

    def __post_init__(self) -> None:
        self.day = self.top.dispatched_on
        self.officer, self.head = self.place.officers[self.office.pk], self.place.heads[self.office.pk]
        self.leader = self.place.leaders[self.office.pk]

    @property
    def now(self) -> dt.datetime:
        return dt.datetime.combine(self.day, dt.time(9 + self.number % 8, self.number * 7 % 60), SHANGHAI)

    @property
    def lin(self) -> Person:
        return self.place.coordinator

    @property
    def letter(self) -> str:
        return str(self.row.get("letter", ""))

    @property
    def is_opinion(self) -> bool:
        return self.top.role == Role.ASSIST

    def facts(self, user: User | None = None) -> dict[str, Any]:
        """by and now: the coordinator unless somebody else acts."""
        return {"by": self.place.person(user) if user else self.lin, "now": self.now}

    def wait(self, days: int) -> None:
        """Some days pass, never past today."""
        self.day = min(self.day + dt.timedelta(days=days), self.today)

    def fresh(self) -> Reply:
        """The reply as it now stands, with what the route reads."""
        assert self.reply
        self.reply = Reply.objects.for_letter().get(pk=self.reply.pk)
        return self.reply

    def allotted(self) -> None:
        self.wait(1)
        allot(self.top, [self.share()], **self.facts())
        self.top = Assignment.objects.with_people().get(pk=self.top.pk)
        for part in self.top.children.all():
            handling.sign_for(part, **self.facts(self.officer))

    def share(self) -> Share:
        """The whole item for one office, by a few days before the unit's own day."""
        owed = parts.main_duty(self.top)
        due_on = owed.due_on - INSIDE if owed and owed.due_on else None
        return Share(self.office, officer=self.officer, due_on=due_on, requirement="先沟通后答复")

    def contacted(self) -> None:
        if self.is_opinion:
            return
        self.wait(6)
        signer = self.top.item.signatures.get(order=0).submitter
        way, where = (("in_person", "提出人单位"), ("phone", ""), ("meeting", "本单位会议室"))[self.number % 3]
        add_contact(
            self.top,
            submitter=signer,
            way=way,
            contacted_on=self.day,
            people=f"{self.head.name}、{self.officer.name}",
            content="听取补充说明，介绍办理打算。",
            place=where,
            **self.facts(self.officer),
        )

    def drafting(self) -> None:
        self.wait(8)
        self.reply = drafting.start_draft(self.top, **self.facts(self.officer))
        words = WORDS["opinion" if self.is_opinion else self.letter or "A"]
        asks = list(self.top.item.asks.all())
        written = asks if self.row["stop"] != "drafting" else asks[:1]
        for ask, text in zip(written, words, strict=False):
            answering.save_answer(self.reply, ask, text=text, **self.said(), **self.facts(self.officer))

    def said(self) -> dict[str, Any]:
        """How it is decided, and on what it rests."""
        decision = {"A": "adopted", "B": "partly", "": "adopted"}.get(self.letter, "explained")
        evidence = "工作方案和检查记录" if decision == "adopted" else ""
        return {"decision": decision, "basis": "年度卫生健康工作要点", "evidence": evidence}

    def consulting(self) -> None:
        if self.is_opinion or not self.consults:
            return
        self.complete_head()
        consulting.consult(self.fresh(), way="phone", **self.facts(self.officer))

    @property
    def consults(self) -> bool:
        return bool(packs.get(self.top.pack).switches.consult_required) or self.row["stop"] == "consulting"

    def consulted(self) -> None:
        if not self.is_opinion and self.consults:
            self.wait(3)
            consulting.record_consultation(self.fresh(), result="agreed", **self.facts(self.officer))

    def complete_head(self) -> None:
        """Class, disclosure, and the promise that the class asks for."""
        if self.is_opinion:
            return
        reply = self.fresh()
        columns: dict[str, Any] = {"class_letter": self.letter or "A", "disclosure": "full", "disclosure_reason": ""}
        drafting.save_head(reply, **columns, **self.facts(self.officer))
        answer = AskAnswer.objects.filter(reply=reply).select_related("reply__assignment__item").first()
        if self.letter == "B" and answer and not answer.promises.exists():
            answer.reply = reply
            due_on = self.promised_on()
            answering.add_promise(
                answer,
                text=SCHEDULED,
                owner=self.office,
                due_on=due_on,
                standard="印发方案",
                milestone=f"{due_on - dt.timedelta(days=20):%-m月%-d日}前征求意见；{due_on:%-m月%-d日}前印发",
                **self.facts(self.officer),
            )

    def promised_on(self) -> dt.date:
        if self.row.get("promise") == "overdue":
            return self.today - dt.timedelta(days=12)
        return self.today + dt.timedelta(days=40 + self.number % 20)

    def submitted(self) -> None:
        self.wait(4)
        self.complete_head()
        clearing.submit(self.fresh(), **self.facts(self.officer))

    def head_passed(self) -> None:
        self.wait(2)
        clearing.review(self.fresh(), remark="", **self.facts(self.head))

    def coordinator_passed(self) -> None:
        self.wait(1)
        (clearing.sign if self.is_opinion else clearing.review)(self.fresh(), **self.facts())

    def leader_passed(self) -> None:
        if self.is_opinion:
            return
        self.wait(2)
        (clearing.review if self.row.get("mark") else clearing.sign)(self.fresh(), **self.facts(self.leader))

    def signed(self) -> None:
        if self.row.get("mark") and not self.is_opinion:
            clearing.sign(self.fresh(), **self.facts(self.place.chief))

    def numbered(self) -> None:
        text = f"{self.place.unit.doc_prefix}〔{self.day.year}〕{500 + self.number}号"
        numbering.number(self.fresh(), text, **self.facts())

    def sealed(self) -> None:
        numbering.seal(self.fresh(), **self.facts())

    def issued(self) -> None:
        self.wait(1)
        reply = issuing.issue(self.fresh(), **self.facts())
        self.top = Assignment.objects.with_people().get(pk=self.top.pk)
        if self.is_opinion:
            unit = find_or_add_outside_unit("市发展改革委", level=self.place.unit.level, place=self.place.unit.place)
            delivering.deliver(self.fresh(), way="oa", unit=unit, **self.facts())
            self.top.refresh_from_db()
            return
        delivering.deliver_to_all(self.fresh(), way="邮寄", **self.facts())
        switches = packs.get(self.top.pack).switches
        if switches.upload_required:
            system, receipt = switches.upload_system.value, f"示例回执{self.top.pk:05}"
            uploading.record_upload(self.fresh(), system=system, receipt=receipt, **self.facts())
        surveys.open_round(reply, now=self.now)
        followup.open_commitments(reply, now=self.now)

    def rated(self, result: str = "satisfied", comment: str = "") -> None:
        if self.is_opinion or self.reply is None:
            return
        self.wait(6)
        for invitation in self.reply.survey_round.invitations.select_related("submitter", "round__reply__assignment"):
            surveys.rate(invitation, manner="satisfied", result=result, comment=comment, now=self.now)
        if self.letter == "C":
            self.contacted()
        self.top = Assignment.objects.with_people().get(pk=self.top.pk)

    def closed(self) -> None:
        self.wait(3)
        handling.close(self.top, **self.facts())

    def walk(self, stop: str) -> None:
        """Every step up to that one; `consulting` is taken only where the place or the plan asks for it."""
        for step in PATH[1 : PATH.index(stop) + 1]:
            getattr(self, step)()


def _noted(acting: Acting) -> None:
    handling.note(acting.top, **acting.facts())


def _declining(acting: Acting) -> None:
    acting.wait(1)
    reason, unit = "主要内容属于医疗保障待遇政策", "医疗保障局"
    decline(acting.top, reason=reason, proposed_unit=unit, basis="部门职责规定", **acting.facts())


def _sent_back(acting: Acting) -> None:
    acting.walk("head_passed")
    acting.wait(1)
    remark = "第二项没有写清由哪个处室负责、什么时候完成，请补充后再送。"
    clearing.send_back(acting.fresh(), remark=remark, ask=2, **acting.facts())


def _dissatisfied(acting: Acting) -> None:
    acting.walk("issued")
    acting.rated("dissatisfied", "答复没有说明什么时候在我们社区落实，请给出时间表。")


def _paused(acting: Acting) -> None:
    acting.walk("contacted")
    acting.wait(20)
    pause(acting.top, starts_on=acting.day, reason="等待上级有关规定出台", approver="交办单位", **acting.facts())


def _extension(acting: Acting) -> Any:
    acting.walk("contacted")
    acting.wait(60)
    until = acting.top.dispatched_on + dt.timedelta(days=150)
    return request_extension(acting.top, until=until, reason="涉及部门多，需要进一步调研", **acting.facts())


def _extended(acting: Acting) -> None:
    extension = _extension(acting)
    acting.wait(2)
    told = RecordedFor(who="交办单位", on=acting.day, way="letter")
    decide_extension(extension, approved=True, approver="交办单位", recorded_for=told, **acting.facts())
    tell_of_extension(extension, on=acting.day, **acting.facts())
    reallot(acting.top, [acting.share()], reason="延期后另定处室时限", **acting.facts())


def _opinion_awaited(acting: Acting) -> None:
    acting.walk("drafting")
    for name, days in (("发展改革委", 10), ("财政局", 10)):
        unit = find_or_add_outside_unit(f"示例{name}", level=acting.place.unit.level, place=acting.place.unit.place)
        due_on = acting.day + dt.timedelta(days=days)
        opinions.ask_opinion(acting.top, unit, due_on=due_on, **acting.facts(acting.officer))


SPECIAL: dict[str, Callable[[Acting], Any]] = {
    "noted": _noted,
    "declining": _declining,
    "sent_back": _sent_back,
    "dissatisfied": _dissatisfied,
    "paused": _paused,
    "extension_asked": _extension,
    "extended": _extended,
    "opinion_awaited": _opinion_awaited,
}


def act(acting: Acting) -> None:
    """Bring the item to its stop, then move its promise where the plan wants it."""
    stop = acting.row["stop"]
    if stop in SPECIAL:
        SPECIAL[stop](acting)
    else:
        acting.walk(stop)
    _move_promise(acting)


def _move_promise(acting: Acting) -> None:
    wanted = acting.row.get("promise", "open")
    if wanted not in ("claimed", "verified") or acting.reply is None:
        return
    acting.wait(30)
    for commitment in acting.reply.commitments.all():
        followup.add_evidence(commitment, note="方案已印发", **acting.facts(acting.officer))
        followup.claim(commitment, **acting.facts(acting.officer))
        if wanted == "verified":
            followup.verify(commitment, **acting.facts())
