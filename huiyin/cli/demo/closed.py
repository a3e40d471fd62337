"""A past year lived through in bulk: every row that the acts would have left, with the history of each item."""

import datetime as dt
from collections.abc import Iterable

from huiyin.accounts.models import User
from huiyin.cli.demo import letters
from huiyin.cli.demo.history import write_history
from huiyin.cli.demo.lives import NO_CONTACT, Life, lives_of, rewrite
from huiyin.cli.demo.places import Place
from huiyin.cli.demo.promises import keep_promises
from huiyin.cli.demo.ratings import ask_submitters
from huiyin.cli.demo.years import load_year
from huiyin.events.actors import SYSTEM
from huiyin.handling import clocks
from huiyin.handling.models import Assignment, Contact, Duty, DutyKind, Phase, Role, State, Wait, WaitKind
from huiyin.items.actions import grant_access
from huiyin.items.models import Item, Mark, Signature
from huiyin.items.models import State as ItemState
from huiyin.rules import packs

WAYS = ("in_person", "visit", "phone", "meeting", "video", "phone", "mail")
PLACES = {"in_person": "提出人单位", "visit": "提出人所在社区", "meeting": "本单位会议室"}


def live_through(place: Place, year: int) -> list[Life]:
    """Load a year and bring every item of it to its end."""
    lives = lives_of(place, year, load_year(place, year))
    _name_signers(lives)
    _allot(lives, place)
    _contact(lives)
    letters.write_all(lives, place)
    ask_submitters(lives)
    keep_promises(lives, place)
    _meet_duties(lives)
    _close(lives)
    _wait(lives)
    write_history(lives, place)
    return lives


def _name_signers(lives: list[Life]) -> None:
    firsts = Signature.objects.filter(item__in=[life.held.item for life in lives], order=0).select_related("submitter")
    by_item = {signature.item_id: signature.submitter for signature in firsts}
    for life in lives:
        life.signer = by_item.get(life.held.item.pk)


def _allot(lives: list[Life], place: Place) -> None:
    """One office leads, the others assist; each share has its officer and leader and a date that hangs on the unit's."""
    for life in lives:
        life.shares = [_share(life, place, order) for order in range(len(life.offices))]
    shares = Assignment.objects.bulk_create([share for life in lives for share in life.shares], batch_size=500)
    grant_access([(share.item, share.unit) for share in shares], "allot")
    Duty.objects.bulk_create(
        [
            Duty(
                assignment=share,
                kind=DutyKind.REPLY if share.role == Role.LEAD and life.leads else DutyKind.OPINION,
                base_event=clocks.ALLOTTED,
                base_on=share.dispatched_on,
            )
            for life in lives
            for share in life.shares
            if not life.refers
        ],
        batch_size=500,
    )
    clocks.recompute([life.top for life in lives])


def _share(life: Life, place: Place, order: int) -> Assignment:
    office, top = life.offices[order], life.top
    return Assignment(
        item=top.item,
        unit=office,
        parent=top,
        year=top.year,
        role=Role.ASSIST if order else Role.LEAD,
        role_label=packs.get(top.pack).labels.assist.value if order else "主办",
        state=State.NOTED if life.refers else State.CLOSED,
        officer=place.officers[office.pk],
        leader=place.leaders[office.pk],
        task=top.item.title,
        requirement="逐条答复，先沟通后答复" if life.leads else "",
        dispatched_on=top.dispatched_on,
        signed_for_on=life.received_on,
        answered_on=None if life.refers else life.issued_on,
        closed_on=None if life.refers else life.closed_on,
        pack=top.pack,
        pack_version=top.pack_version,
    )


def _contact(lives: list[Life]) -> None:
    """Every item we led was talked over, some only by telephone; with those we cannot help, once more afterwards."""
    rows = []
    for life in lives:
        if life.leads and not life.is_real:
            rows.append(_talk(life, WAYS[life.turn % len(WAYS)], life.contacted_on, Phase.DURING))
            if life.letter in "CD":
                rows.append(_talk(life, "phone", life.rated_on, Phase.AFTER))
    Contact.objects.bulk_create(rows, batch_size=500)
    for row in rows:
        by_top = next(life for life in lives if life.top.pk == row.assignment_id)
        by_top.subjects.setdefault(f"contact-{row.phase}", f"contact:{row.pk}")


def _talk(life: Life, way: str, on: dt.date, phase: str) -> Contact:
    said = (
        "说明暂不具备条件的原因，提出人表示理解。"
        if phase == Phase.AFTER
        else "听取对所提意见的补充说明，介绍办理打算。"
    )
    return Contact(
        assignment=life.top,
        submitter=life.signer,
        way=way,
        phase=phase,
        contacted_on=on,
        people=f"{life.head.name}、{life.officer.name}",
        place=PLACES.get(way, ""),
        content=said,
        recorded_by=f"user:{life.officer.pk}",
    )


def _meet_duties(lives: list[Life]) -> None:
    """What was owed on the unit's own assignment and on the offices' shares, met on its day."""
    by_top = {life.top.pk: life for life in lives}
    duties = list(Duty.objects.filter(assignment__in=by_top))
    for duty in duties:
        life = by_top[duty.assignment_id]
        _settle(duty, life)
    rewrite(duties, ["met_on", "met_by", "waived_on", "waived_by", "waived_reason"])
    of_shares = {share.pk: life for life in lives for share in life.shares}
    shares = list(Duty.objects.filter(assignment__in=of_shares))
    for duty in shares:
        life = of_shares[duty.assignment_id]
        duty.met_on, duty.met_by = life.issued_on, _key(life.officer)
    rewrite(shares, ["met_on", "met_by"])


def _settle(duty: Duty, life: Life) -> None:
    kind = DutyKind(duty.kind)
    if kind == DutyKind.DECLINE:
        if duty.due_on:
            _waive(duty, duty.due_on + dt.timedelta(days=1), SYSTEM.actor_key, "期限内没有退办，视为接受办理")
        return
    if kind == DutyKind.CONTACT and life.is_real:
        _waive(duty, life.issued_on, SYSTEM.actor_key, NO_CONTACT)
        return
    if kind == DutyKind.RATING and not life.grade:
        return  # the survey round says how it ended
    days = {
        DutyKind.ACCEPT: life.received_on,
        DutyKind.CONTACT: life.contacted_on,
        DutyKind.RATING: life.rated_on,
        DutyKind.EXPLANATION: life.rated_on,
    }
    duty.met_on, duty.met_by = days.get(kind, life.issued_on), _key(life.officer)


def _waive(duty: Duty, day: dt.date, by: str, reason: str) -> None:
    duty.waived_on, duty.waived_by, duty.waived_reason = day, by, reason


def _close(lives: Iterable[Life]) -> None:
    """The unit's assignments and the items themselves."""
    tops: list[Assignment] = []
    items: list[Item] = []
    for life in lives:
        top, item = life.top, life.held.item
        top.signed_for_on, top.state = life.received_on, State.NOTED
        if not life.refers:
            top.state, top.answered_on, top.closed_on = State.CLOSED, life.issued_on, life.closed_on
            top.submitted_up_on = life.issued_on if "upload" in life.subjects else None
        item.state, item.closed_on = ItemState.CLOSED, life.closed_on
        tops.append(top)
        items.append(item)
    columns: list[str] = ["state", "signed_for_on", "answered_on", "closed_on", "submitted_up_on"]
    rewrite(tops, columns)
    rewrite(items, ["state", "closed_on"])
    for life in lives:
        if life.is_key:
            Mark.objects.filter(item=life.held.item).update(marked_on=life.received_on, reported_on=life.closed_on)


def _wait(lives: list[Life]) -> None:
    """For whom each waited, and how long: the unit, its office, the registry, the submitter; nobody any more."""
    Wait.objects.filter(assignment__in=[life.top for life in lives]).delete()
    Wait.objects.bulk_create([wait for life in lives for wait in _waits(life)], batch_size=500)


def _waits(life: Life) -> Iterable[Wait]:
    unit, office = life.top.unit.name, life.offices[0].name
    stretches = [(WaitKind.OFFICE, unit, "签收", life.top.dispatched_on, life.received_on)]
    if not life.refers:
        stretches.append((WaitKind.OFFICE, office, "办理", life.received_on, life.signed_on))
        stretches.append((WaitKind.REGISTRY, "文书", "印发", life.signed_on, life.issued_on))
        stretches.append((WaitKind.OFFICE, unit, "办结", life.issued_on, life.closed_on))
    if life.leads:
        stretches[-1] = (
            WaitKind.SUBMITTER,
            life.top.item.submitters_text[:120],
            "评价",
            life.issued_on,
            life.closed_on,
        )
    for kind, whom, what, since, until in stretches:
        yield Wait(assignment=life.top, kind=kind, whom=whom, what=what, since=since, ended_on=max(since, until))


def _key(user: User) -> str:
    return f"user:{user.pk}"
