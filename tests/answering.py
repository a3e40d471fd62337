"""One item on its way: handed over, allotted, drafted, cleared, issued — the short way for tests of later rooms."""

import datetime as dt
from dataclasses import dataclass

from huiyin.accounts.desk import Person, sit_down
from huiyin.cli.demo.cast import Cast
from huiyin.directory.actions import find_or_add_session
from huiyin.directory.models import Body, Level
from huiyin.directory.submitters import SubmitterName
from huiyin.events.actors import SYSTEM
from huiyin.files import storage
from huiyin.files.models import StoredFile
from huiyin.handling import contacts
from huiyin.handling.actions import answer, sign_for
from huiyin.handling.allotting import Share, allot
from huiyin.handling.dispatching import dispatch
from huiyin.handling.models import Assignment, Role
from huiyin.items.actions import ItemDraft, open_batch, register
from huiyin.items.models import Batch, Item, Kind
from huiyin.replies import actions as replies
from huiyin.replies.chain import route
from huiyin.replies.models import Opinion, Reply

DISPATCHED = dt.date(2022, 4, 15)
ASKS = ("把托育服务纳入规划", "加大普惠托育机构投入", "培养托育专业人才")
CLEARERS = {"office_head": "qian", "coordinator": "lin", "leader_in_charge": "wu", "chief": "zhou"}
PLAN = "6月底前形成初稿，8月15日前征求意见"
TEXT = "已采纳。今年新建普惠托育机构22家，托位总数超过3万个，各区均有示范机构，年内全部建成投用。"
PDF = b"%PDF-1.4\n% a scan of the signed form\n"


@dataclass
class Case:
    """An assignment of the cast's department and everybody who works on it; `now` moves by hand."""

    cast: Cast
    assignment: Assignment
    now: dt.datetime

    @property
    def item(self) -> Item:
        return self.assignment.item

    def person(self, login: str) -> Person:
        return sit_down(self.cast.people[login], on=self.now.date())

    def by(self, login: str) -> dict:
        """Who acts, when."""
        return {"by": self.person(login), "now": self.now}

    def later(self, days: int = 1) -> "Case":
        self.now += dt.timedelta(days=days)
        return self

    def scan(self, name: str = "审签单.pdf") -> StoredFile:
        return storage.save(PDF, name=name, by="user:1", at=self.now)

    def helped(self) -> None:
        """基层卫生处 does its share: inside the unit an office gives its part without a letter."""
        share = self.assignment.children.get(unit=self.cast.jiceng)
        sign_for(share, **self.by("zhao"))
        answer(share, on=self.now.date(), **self.by("zhao"))

    def drafted(self, letter: str = "A", login: str = "wang", **facts) -> Reply:
        """A draft with nothing missing, by 王工 of 人口处."""
        reply = replies.start_draft(self.assignment, **self.by(login))
        return self.written(reply, letter, login, **facts)

    def written(self, reply: Reply, letter: str = "A", login: str = "wang", *, opinion: Opinion | None = None) -> Reply:
        head = {"class_letter": letter, "disclosure": "full"} if reply.is_answer else {}
        replies.save_head(reply, **head, **self.by(login))
        decision = {"A": "adopted", "B": "partly", "C": "explained"}[letter]
        for ask in self.item.asks.all():
            said = {
                "decision": decision,
                "text": TEXT,
                "basis": "《示例市托育服务发展规划》（示政发〔2021〕8号）",
                "evidence": "验收表",
            }
            last = replies.save_answer(reply, ask, opinion=opinion, **said, **self.by(login))
        if letter == "B":
            self.promised(last, login=login)
        if letter == "C":
            self.contacted()
        return reply

    def promised(self, row, text: str = "印发托育服务示范标准", login: str = "wang", days: int = 150):
        due_on = self.now.date() + dt.timedelta(days=days)
        return replies.add_promise(
            row, text=text, owner=self.cast.renkou, due_on=due_on, milestone=PLAN, **self.by(login)
        )

    def contacted(self, phase: str = "during") -> None:
        first = self.item.signatures.first().submitter
        what = {"way": "in_person", "place": "示例市", "people": "王工", "content": "听取意见", "phase": phase}
        contacts.add_contact(self.assignment, submitter=first, contacted_on=self.now.date(), **what, **self.by("wang"))

    def submitted(self, letter: str = "A", login: str = "wang") -> Reply:
        return replies.submit(self.drafted(letter, login), **self.by(login))

    def passed(self, reply: Reply) -> Reply:
        """One step, by whoever it is up to."""
        step = route.current_step(reply)
        act = replies.sign if step.is_last else replies.review
        return act(reply, **self.by(CLEARERS[step.role]))

    def signed(self, letter: str = "A") -> Reply:
        return self.through(self.submitted(letter))

    def through(self, reply: Reply) -> Reply:
        while route.current_step(reply):
            self.passed(reply)
        return reply

    def sealed(self, reply: Reply, no: int = 1) -> Reply:
        replies.number(reply, f"示卫函〔2022〕{no}号", **self.by("lin"))
        return replies.seal(reply, **self.by("lin"))

    def issued(self, letter: str = "A") -> Reply:
        return replies.issue(self.sealed(self.signed(letter)), **self.by("lin"))

    def delivered(self, reply: Reply) -> Reply:
        """To everybody who is entitled to it."""
        replies.deliver_to_all(reply, way="letter", **self.by("lin"))
        return reply

    def issued_again(self, letter: str = "A", no: int = 2) -> Reply:
        """The next letter of the same assignment."""
        self.assignment.refresh_from_db()
        return replies.issue(self.sealed(self.signed(letter), no), **self.by("lin"))


def handed_over_list(cast: Cast, now: dt.datetime) -> Batch:
    """The list of the cast's city congress in 2022."""
    session = find_or_add_session(
        body=Body.CONGRESS, level=Level.MUNICIPAL, place="示例市", term=15, sitting=1, year=2022
    )
    return open_batch(
        unit=cast.unit,
        session=session,
        name="2022年大会交办",
        year=2022,
        dispatched_on=DISPATCHED,
        in_session=True,
        by=SYSTEM,
        now=now,
    )


def hand_over(
    cast: Cast,
    now: dt.datetime,
    *,
    role: str = Role.LEAD,
    no: str = "0031",
    received: bool = True,
    label: str = "",
    **facts,
) -> Case:
    """An item of three asks by 示例代表001 and one cosigner, given to the department and on to 人口处."""
    batch = handed_over_list(cast, now)
    known = {
        "kind": Kind.SUGGESTION,
        "title": "关于加强0—3岁托育服务的建议",
        "lead_submitter": SubmitterName(name="示例代表001"),
        "cosigners": (SubmitterName(name="示例代表002"),),
        "asks": ASKS,
        "consent": "full",
    }
    item = register(ItemDraft(official_no=no, **{**known, **facts}), batch=batch, by=SYSTEM, now=now)
    label = label or Role(role).label
    assignment = dispatch(item, cast.unit, role=role, role_label=label, dispatched_on=DISPATCHED, by=SYSTEM, now=now)
    case = Case(cast=cast, assignment=assignment, now=now)
    if received and role != Role.REFER:
        sign_for(assignment, **case.by("lin"))
        shares = [Share(cast.renkou, "lead", officer=cast.people["wang"]), Share(cast.jiceng, "assist")]
        allot(assignment, shares, **case.by("lin"))
    return case
