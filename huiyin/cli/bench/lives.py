"""Whole lives of items as rows, written table by table: what ten years of work leave behind."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from huiyin.accounts.models import Role as Post
from huiyin.cli.bench.bulk import store
from huiyin.cli.bench.scene import Crew
from huiyin.directory.models import Submitter
from huiyin.events.actions import build
from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.handling.models import Assignment, Contact, Duty, DutyKind, Role, State, Wait, WaitKind
from huiyin.items.models import Access, Ask, Batch, Item, Kind, Signature
from huiyin.items.models import State as ItemState
from huiyin.replies.models import AskAnswer, ClearanceStep, Delivery, Reply
from huiyin.replies.models import State as ReplyState
from huiyin.surveys.models import Grade, Invitation, Rating, Round

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = dt.timedelta(days=1)
ROLES = [Role.LEAD] * 12 + [Role.ASSIST] * 7 + [Role.REFER]
THIS_YEAR = [State.CLOSED] * 11 + [State.HANDLING] * 6 + [State.ANSWERED] * 2 + [State.WAITING]
WORDS = [
    "加强",
    "推进",
    "完善",
    "优化",
    "社区",
    "基层",
    "医疗",
    "养老",
    "托育",
    "应急",
    "人才",
    "信息化",
    "中医药",
    "急救",
]
STEPS = (Post.OFFICE_HEAD, Post.COORDINATOR, Post.LEADER_IN_CHARGE)
VERBS = (
    *("items.registered", "handling.dispatched", "handling.signed_for", "handling.allotted", "handling.contacted"),
    *("replies.drafted", "replies.submitted", "replies.signed", "replies.issued"),
)


@dataclass
class Life:
    """One item under way, and what hangs on it."""

    item: Item
    state: State
    role: Role
    people: list[Submitter]
    office: int
    top: Any = None
    leaf: Any = None
    asks: Any = ()
    reply: Any = None

    @property
    def is_over(self) -> bool:
        return self.state in (State.CLOSED, State.NOTED)

    @property
    def is_answered(self) -> bool:
        return self.state in (State.CLOSED, State.ANSWERED)


def live(
    crew: Crew, batch: Batch, first_no: int, count: int, people: list[Submitter], *, past: bool, dice: Any
) -> None:
    """`count` items of one hand-over list."""
    lives = [_life(batch, first_no + n, people, past, dice) for n in range(count)]
    store(Item, [life.item for life in lives])
    store(Signature, [_signature(life, n) for life in lives for n in range(len(life.people))])
    asks = iter(store(Ask, [Ask(item=life.item, number=n, text=_title(dice)) for life in lives for n in (1, 2)]))
    for life in lives:
        life.asks = (next(asks), next(asks))
    store(Access, [access for life in lives for access in _access(life, crew)])
    _assign(lives, crew)
    store(Duty, [duty for life in lives for duty in _duties(life)])
    store(Wait, [wait for life in lives for wait in _waits(life, crew)])
    answered = [life for life in lives if life.is_answered and life.role != Role.REFER]
    store(Contact, [_contact(life, crew) for life in answered if life.role == Role.LEAD])
    _reply(answered, crew)
    _survey([life for life in answered if life.role == Role.LEAD], dice)
    store(Event, [event for life in lives for event in _events(life, crew)])


def _title(dice: random.Random) -> str:
    return f"关于{''.join(dice.sample(WORDS, 4))}工作的建议"


def _life(batch: Batch, number: int, people: list[Submitter], past: bool, dice: random.Random) -> Life:
    state = State.CLOSED if past else dice.choice(THIS_YEAR)
    role = dice.choice(ROLES)
    state = State.NOTED if role == Role.REFER else state
    day = batch.dispatched_on or dt.date(batch.year, 3, 1)
    is_over = state in (State.CLOSED, State.NOTED)
    item = Item(
        session=batch.session, batch=batch, year=batch.year, official_no=f"{number:04d}", seq=number, number_year=batch.year,
        kind=Kind.SUGGESTION if batch.session.body == "congress" else Kind.PROPOSAL,
        title=_title(dice), text="一、现状。二、问题。三、建议。" * 20, registered_on=day, dispatched_on=day,
        state=ItemState.CLOSED if is_over else ItemState.DISPATCHED, closed_on=day + 80 * DAY if is_over else None,
    )  # fmt: skip
    return Life(item, state, role, dice.sample(people, dice.choice((1, 1, 2, 4))), dice.randrange(10))


def _signature(life: Life, order: int) -> Signature:
    return Signature(item=life.item, submitter=life.people[order], order=order, confirmed_on=life.item.registered_on)


def _access(life: Life, crew: Crew) -> list[Access]:
    units = [crew.unit, crew.offices[life.office]]
    return [Access(item=life.item, unit=unit, why="dispatch") for unit in units]


def _assign(lives: list[Life], crew: Crew) -> None:
    tops = store(Assignment, [_assignment(life, crew.unit, crew) for life in lives])
    for life, top in zip(lives, tops, strict=True):
        life.top = top
    allotted = [life for life in lives if life.state not in (State.WAITING, State.NOTED)]
    leaves = store(Assignment, [_assignment(life, crew.offices[life.office], crew) for life in allotted])
    for life, leaf in zip(allotted, leaves, strict=True):
        life.leaf = leaf


def _assignment(life: Life, unit: Any, crew: Crew) -> Assignment:
    day = life.item.registered_on
    is_leaf = unit != crew.unit
    return Assignment(
        item=life.item, unit=unit, parent=life.top, year=life.item.year, role=life.role, role_label=life.role.label,
        state=life.state, officer=crew.officers[life.office] if is_leaf else None, leader=crew.leader, pack="wuhan",
        dispatched_on=day, signed_for_on=None if life.state == State.WAITING else day + 3 * DAY,
        answered_on=day + 60 * DAY if life.is_answered else None, closed_on=day + 80 * DAY if life.is_over else None,
    )  # fmt: skip


def _duties(life: Life) -> list[Duty]:
    """Met where the life is over; the reply and what comes after it still owed where it is not."""
    main = DutyKind.REPLY if life.role == Role.LEAD else DutyKind.OPINION
    owed: list[tuple[Any, str, int, bool]] = [(life.top, DutyKind.ACCEPT, 7, life.state != State.WAITING)]
    if life.role != Role.REFER:
        owed.append((life.top, main, 90 + life.item.pk % 200, life.is_answered))
        owed += [(life.leaf, main, 80 + life.item.pk % 200, life.is_answered)] if life.leaf else []
    if life.role == Role.LEAD:
        owed += [(life.top, DutyKind.CONTACT, 60, life.is_answered), (life.top, DutyKind.SUBMIT_UP, 100, life.is_over)]
    if life.role == Role.LEAD and life.is_answered:
        owed.append((life.top, DutyKind.RATING, 110, life.is_over))
    day = life.item.registered_on
    return [
        Duty(
            assignment=held, kind=kind, base_event="dispatched", base_on=day, due_on=day + days * DAY, clause="示例第一条",
            met_on=day + min(days, 60) * DAY if is_met else None, met_by="system" if is_met else "",
        )
        for held, kind, days, is_met in owed
    ]  # fmt: skip


def _waits(life: Life, crew: Crew) -> list[Wait]:
    """For the unit to sign, then for its office, then for the submitter; the last is open while the life goes on."""
    day, unit, office = life.item.registered_on, crew.unit, crew.offices[life.office]
    stretches = [(WaitKind.OFFICE, unit.name, "签收", 0), (WaitKind.OFFICE, office.name, "拟稿", 3)]
    stretches.append((WaitKind.SUBMITTER, life.people[0].name, "评价", 60))
    stretches = stretches[: 1 if life.state in (State.WAITING, State.NOTED) else 3 if life.is_answered else 2]
    ends = [day + after * DAY for *_, after in stretches[1:]] + [day + 80 * DAY if life.is_over else None]
    return [
        Wait(assignment=life.top, kind=kind, whom=whom, what=what, since=day + after * DAY, ended_on=end)
        for (kind, whom, what, after), end in zip(stretches, ends, strict=True)
    ]


def _contact(life: Life, crew: Crew) -> Contact:
    return Contact(
        assignment=life.top, submitter=life.people[0], way="in_person", place="示例会议室", people="经办人",
        contacted_on=life.item.registered_on + 30 * DAY, content="听取意见，说明打算。", recorded_by="system",
    )  # fmt: skip


def _reply(lives: list[Life], crew: Crew) -> None:
    replies = store(Reply, [_letter(life, crew) for life in lives])
    for life, reply in zip(lives, replies, strict=True):
        life.reply = reply
    leads = [life for life in lives if life.role == Role.LEAD]
    store(AskAnswer, [_answer(life, ask) for life in leads for ask in life.asks])
    store(ClearanceStep, [step for life in lives for step in _steps(life, crew)])
    store(Delivery, [_delivery(life, submitter) for life in leads for submitter in life.people])


def _letter(life: Life, crew: Crew) -> Reply:
    day, is_lead = life.item.registered_on, life.role == Role.LEAD
    return Reply(
        assignment=life.top, kind="reply" if is_lead else "opinion", state=ReplyState.ISSUED, title=life.item.title,
        drafter=crew.officers[life.office], class_letter="A" if is_lead else "", class_canonical="solved" if is_lead else "",
        class_scheme="ABC_plain" if is_lead else "", disclosure="full", opening="收悉。", closing="感谢支持。", signed_on=day + 58 * DAY, signed_by="周局",
        frozen={"title": life.item.title}, frozen_hash=f"{life.item.pk:064x}", doc_no=f"示卫函〔{life.item.year}〕{life.item.pk}号",
        numbered_on=day + 59 * DAY, sealed_on=day + 59 * DAY, issued_on=day + 60 * DAY,
    )  # fmt: skip


def _answer(life: Life, ask: Ask) -> AskAnswer:
    return AskAnswer(reply=life.reply, ask=ask, decision="adopted", text="已经办成，并将继续。" * 20, basis="示例文件")


def _steps(life: Life, crew: Crew) -> list[ClearanceStep]:
    units = (crew.offices[life.office], crew.unit, crew.unit)
    at = _moment(life, 55)
    return [
        ClearanceStep(reply=life.reply, round=1, order=n, stage=n, role=role, unit=unit, is_last=n == len(STEPS),
                      action="sign" if n == len(STEPS) else "review",
                      result="passed", done_at=at, done_by="user:1", done_by_name="示例")
        for n, (role, unit) in enumerate(zip(STEPS, units, strict=True), start=1)
    ]  # fmt: skip


def _delivery(life: Life, submitter: Submitter) -> Delivery:
    return Delivery(reply=life.reply, submitter=submitter, way="post", delivered_on=life.item.registered_on + 62 * DAY)


def _survey(lives: list[Life], dice: random.Random) -> None:
    day: Callable[[Life], dt.date] = lambda life: life.item.registered_on + 62 * DAY  # noqa: E731
    rounds = store(
        Round,
        [Round(reply=life.reply, state="answered" if life.is_over else "open", opened_on=day(life)) for life in lives],
    )
    asked = [(life, asking) for life, asking in zip(lives, rounds, strict=True)]
    invitations = store(Invitation, [_invitation(life, asking) for life, asking in asked])
    grades = [Grade.SATISFIED] * 9 + [Grade.MOSTLY_SATISFIED]
    rated = [(life, invitation) for (life, _), invitation in zip(asked, invitations, strict=True) if life.is_over]
    store(Rating, [
        Rating(invitation=invitation, manner=Grade.SATISFIED, result=dice.choice(grades), source="link",
               rated_on=day(life) + 5 * DAY, recorded_by="link")
        for life, invitation in rated
    ])  # fmt: skip


def _invitation(life: Life, asking: Round) -> Invitation:
    mark = f"{life.item.pk:08d}"
    expires_on = life.item.registered_on + 200 * DAY
    return Invitation(
        round=asking, submitter=life.people[0], code=mark, nonce=mark, token_digest=mark, expires_on=expires_on
    )


def _events(life: Life, crew: Crew) -> list[Event]:
    verbs = VERBS if life.reply else VERBS[:2] if life.state == State.WAITING else VERBS[:4]
    topic, code = life.item.topic, crew.unit.code
    return [build(verb, topic, by=SYSTEM, at=_moment(life, n * 6), unit_code=code) for n, verb in enumerate(verbs)]


def _moment(life: Life, days: int) -> dt.datetime:
    return dt.datetime.combine(life.item.registered_on + days * DAY, dt.time(9, 30), SHANGHAI)
