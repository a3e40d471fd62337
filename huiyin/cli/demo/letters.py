"""The answers and opinions of a past year: drafted, cleared step by step, numbered, sealed, issued, delivered."""

from itertools import count
from typing import Any

from huiyin.accounts.models import Role, User
from huiyin.cli.demo.lives import Life, answers_of, at, rewrite
from huiyin.cli.demo.places import Place
from huiyin.handling import clocks
from huiyin.handling.duties import Owed
from huiyin.handling.models import Assignment, Duty, DutyKind
from huiyin.items.models import Ask
from huiyin.replies.chain import route
from huiyin.replies.earlier import keep_all
from huiyin.replies.letter import content
from huiyin.replies.models import (
    AskAnswer,
    ClearanceStep,
    Consultation,
    Delivery,
    DocNumber,
    Promise,
    Reply,
    ReplyKind,
    ReplyVersion,
    State,
    StepAction,
    StepResult,
    Upload,
)
from huiyin.replies.writing import defaults
from huiyin.rules import packs

SCHEDULED = "完成试点并形成推开方案"


def write_all(lives: list[Life], place: Place) -> None:
    """One letter for each item we led, one opinion for each we assisted; a refer item has none."""
    writing = sorted((life for life in lives if not life.refers), key=lambda life: (life.signed_on, life.turn))
    _draft(writing, place)
    _answer(writing)
    _promise(writing)
    _clear(writing, place)
    _send(writing, place)
    _open_duties(writing)


def _draft(writing: list[Life], place: Place) -> None:
    numbers = count(1)
    for life in writing:
        kind = ReplyKind.REPLY if life.leads else ReplyKind.OPINION
        year, pack = life.signed_on.year, packs.get(life.top.pack)
        found = pack.reply_class(life.letter) if life.letter else None
        head = defaults.head_of(life.top, kind, life.officer)
        head |= {"disclosure": "full", "disclosure_reason": ""} if life.leads and not head.get("disclosure") else {}
        life.reply = Reply(
            assignment=life.top,
            kind=kind,
            drafter=life.officer,
            class_letter=life.letter,
            class_scheme=pack.scheme.id if found else "",
            class_canonical=found.canonical if found else "",
            doc_no=f"{place.unit.doc_prefix}〔{year}〕{next(numbers)}号",
            numbered_on=life.signed_on,
            sealed_on=life.signed_on,
            signed_on=life.signed_on,
            signed_by=_steps(life, place)[-1][1].name,
            issued_on=life.issued_on,
            clearing_round=1,
            **head,
        )
    Reply.objects.bulk_create([life.reply for life in writing if life.reply], batch_size=200)


def _answer(writing: list[Life]) -> None:
    asks: dict[int, list[Ask]] = {}
    for ask in Ask.objects.filter(item__in=[life.held.item.pk for life in writing]).order_by("number"):
        asks.setdefault(ask.item_id, []).append(ask)
    rows = []
    for life in writing:
        evidence = "工作方案、培训通知和检查记录" if life.letter == "A" else ""
        said = answers_of(life, {"basis": "年度卫生健康工作要点", "evidence": evidence})
        for ask, words in zip(asks.get(life.held.item.pk, []), said, strict=False):
            rows.append(AskAnswer(reply=life.reply, ask=ask, written_by=f"user:{life.officer.pk}", **words))
    AskAnswer.objects.bulk_create(rows, batch_size=300)
    keep_all(rows)


def _promise(writing: list[Life]) -> None:
    """A letter that schedules promises something, with an owner and a date."""
    scheduled = {life.reply.pk: life for life in writing if life.letter == "B" and life.reply}
    firsts = AskAnswer.objects.filter(reply__in=scheduled, ask__number=1)
    rows = []
    for answer in firsts:
        life = scheduled[answer.reply_id]
        due_on = life.issued_on.replace(year=life.issued_on.year + life.turn % 2, month=12, day=31)
        rows.append(
            Promise(
                answer=answer,
                text=SCHEDULED,
                owner=life.offices[0],
                due_on=due_on,
                standard="印发推开方案",
                milestone=f"{due_on.year}年9月30日前形成方案；{due_on.year}年12月31日前印发",
            )
        )
    Promise.objects.bulk_create(rows)


def _steps(life: Life, place: Place) -> list[tuple[str, User]]:
    """The chain of the pack with the people who pass it."""
    people = {
        Role.OFFICE_HEAD: life.head,
        Role.COORDINATOR: place.coordinator.user,
        Role.LEADER_IN_CHARGE: life.leader,
        Role.CHIEF: place.chief,
    }
    document = route.document_of(ReplyKind.REPLY if life.leads else ReplyKind.OPINION)
    roles = packs.get(life.top.pack).chain(document, key=life.is_key).steps
    return [(role, people[Role(role)]) for role in roles]


def _clear(writing: list[Life], place: Place) -> None:
    """What was submitted is what was signed: version, steps, digest."""
    replies = Reply.objects.for_letter().in_bulk([life.reply.pk for life in writing if life.reply])
    versions, steps = [], []
    for life in writing:
        assert life.reply
        reply = replies[life.reply.pk]
        reply.frozen = content.content_of(reply)
        reply.frozen_hash = content.digest_of(reply.frozen)
        reply.state = State.ISSUED
        life.reply = reply
        versions.append(
            ReplyVersion(
                reply=reply,
                number=1,
                content=reply.frozen,
                digest=reply.frozen_hash,
                saved_at=at(life.drafted_on, 16, life.turn),
                saved_by=f"user:{life.officer.pk}",
            )
        )
        steps += _passed(life, place)
    rewrite(replies.values(), ["frozen", "frozen_hash", "state"])
    ReplyVersion.objects.bulk_create(versions, batch_size=200)
    ClearanceStep.objects.bulk_create(steps, batch_size=300)


def _passed(life: Life, place: Place) -> list[ClearanceStep]:
    chain = _steps(life, place)
    days = (life.signed_on - life.drafted_on).days
    return [
        ClearanceStep(
            reply=life.reply,
            round=1,
            order=order,
            stage=order,
            action=StepAction.SIGN if order == len(chain) else StepAction.REVIEW,
            role=role,
            unit=life.offices[0] if role == Role.OFFICE_HEAD else place.unit,
            is_last=order == len(chain),
            result=StepResult.PASSED,
            done_at=at(life.signed_on if order == len(chain) else life.day(_after(life, days, order, len(chain))), 15),
            done_by=f"user:{user.pk}",
            done_by_name=user.name,
        )
        for order, (role, user) in enumerate(chain, start=1)
    ]


def _after(life: Life, days: int, order: int, steps: int) -> int:
    start = (life.drafted_on - life.top.dispatched_on).days
    return min(start + days * order // steps, (life.signed_on - life.top.dispatched_on).days)


def _send(writing: list[Life], place: Place) -> None:
    numbers, deliveries, uploads, talks = [], [], [], []
    switches = packs.get(place.unit.pack).switches
    for life in writing:
        assert life.reply
        numbers.append(DocNumber(unit=place.unit, text=life.reply.doc_no, reply=life.reply, taken_on=life.signed_on))
        if life.leads and life.signer:
            deliveries.append(
                Delivery(reply=life.reply, submitter=life.signer, way="邮寄", delivered_on=life.issued_on)
            )
        if life.leads and switches.upload_required:
            uploads.append(_upload(life, switches.upload_system.value))
            life.subjects["upload"] = life.reply.doc_no
        if life.leads and switches.consult_required:
            day = life.drafted_on
            talks.append(Consultation(reply=life.reply, version=1, asked_on=day, answered_on=day, result="agreed"))
    DocNumber.objects.bulk_create(numbers, batch_size=300)
    Delivery.objects.bulk_create(deliveries, batch_size=300)
    Upload.objects.bulk_create(uploads, batch_size=300)
    Consultation.objects.bulk_create(talks, batch_size=300)


def _upload(life: Life, system: str) -> Upload:
    return Upload(
        reply=life.reply,
        system=system,
        uploaded_on=life.issued_on,
        uploaded_by=f"user:{life.officer.pk}",
        receipt=f"示例回执{life.top.pk:05}",
    )


def _open_duties(writing: list[Life]) -> None:
    """What an issued letter makes owed: a rating, a commitment, an explanation."""
    rows = [row for life in writing if life.leads for row in _owed(life.top, life)]
    clocks.settle(rows, clocks.Facts())
    Duty.objects.bulk_create(rows, batch_size=300)


def _owed(top: Assignment, life: Life) -> list[Duty]:
    found = packs.get(top.pack).reply_class(life.letter)
    wanted: dict[DutyKind, Any] = {
        DutyKind.DELIVERY: True,
        DutyKind.RATING: True,
        DutyKind.COMMITMENT: found and found.needs_commitment,
        DutyKind.EXPLANATION: found and found.needs_explanation,
    }
    return [
        Duty(assignment=top, kind=kind, base_event="issued", base_on=life.issued_on, blocks_closing=owed.blocks_closing)
        for kind, needed in wanted.items()
        if needed and (owed := Owed(kind, True))
    ]
