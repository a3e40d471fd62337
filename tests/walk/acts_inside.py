"""What happens inside and between units: plans, offices, hand-overs of people and of whole units."""

from huiyin.directory.models import Change, Unit
from huiyin.directory.reorganising import Reorganisation
from huiyin.followup.succession import reorganise
from huiyin.handling.allotting import Share, allot, name_officer, reallot
from huiyin.handling.bulk import allot_many, undo
from huiyin.handling.handing_over import hand_over
from huiyin.handling.models import Assignment, Role, State
from huiyin.planning.actions import Part, approve_plan, end_plan, propose, submit_plan
from huiyin.planning.giving import give_out
from huiyin.planning.models import AllotmentPlan
from tests.walk.walker import Nothing, Walker


def _offices(top: Assignment) -> list[Unit]:
    return list(Unit.objects.offices_of(top.unit).filter(valid_to=None))


def _shares(walk: Walker, top: Assignment) -> list[Share]:
    """One office leads, and perhaps another assists."""
    offices = _offices(top)
    if not offices:
        raise Nothing
    lead = offices[walk.b % len(offices)]
    others = [office for office in offices if office != lead][: walk.b % 2]
    return [Share(lead), *(Share(office, Role.ASSIST) for office in others)]


def give_to_offices(walk: Walker) -> None:
    top = walk.top(State.WAITING, State.HANDLING)
    allot(top, _shares(walk, top), **walk.of(top))


def give_otherwise(walk: Walker) -> None:
    top = walk.top(State.HANDLING)
    reallot(top, _shares(walk, top), reason="处室调整", **walk.of(top))


def give_many_and_undo(walk: Walker) -> None:
    tops = Assignment.objects.with_people().filter(parent=None, unit=walk.world.cast.unit, state=State.HANDLING)
    rows = [(top, _shares(walk, top)) for top in tops.order_by("pk")[:2]]
    report = allot_many(rows, **walk.by("lin"))
    if report.topic and walk.b % 3:
        undo(report.topic, **walk.by("lin"))


def plan_to_give(walk: Walker) -> None:
    top = walk.row(State.WAITING, State.HANDLING, parent=None, unit=walk.world.cast.unit)
    parts = [Part(top, share.office, share.role) for share in _shares(walk, top)]
    plan = propose(walk.world.cast.unit, name=f"第{walk.b}批", year=2022, parts=parts, **walk.by("lin"))
    submit_plan(plan, approver=walk.world.people["wu"], **walk.by("lin"))


def approve(walk: Walker) -> None:
    approve_plan(_plan(walk), **walk.by("wu"))


def give_as_planned(walk: Walker) -> None:
    plan = _plan(walk)
    if walk.b % 2:
        approve_plan(plan, **walk.by("wu"))
    give_out(plan, **walk.by("lin"))


def drop_what_is_left(walk: Walker) -> None:
    end_plan(_plan(walk), reason="其余不分了", **walk.by("lin"))


def _plan(walk: Walker) -> AllotmentPlan:
    return walk.pick(AllotmentPlan.objects.select_related("unit").order_by("pk"))


def officer_named(walk: Walker) -> None:
    share = walk.row(State.WAITING, State.HANDLING, parent__isnull=False)
    name_officer(share, walk.world.people[walk.other(("wang", "zhao", "he"))], **walk.of(share))


def people_hand_over(walk: Walker) -> None:
    giver, taker = ("wang", "qian") if walk.b % 2 else ("zhao", "sun")
    people = walk.world.people
    unit = walk.world.cast.renkou if walk.b % 2 else walk.world.cast.jiceng
    hand_over(people[giver], people[taker], unit=unit, why="轮岗", **walk.by("lin"))


def offices_reorganised(walk: Walker) -> None:
    cast = walk.world.cast
    change, olds = ((Change.TAKE_OVER, (cast.renkou,)), (Change.MERGE, (cast.renkou, cast.jiceng)))[walk.b % 2]
    _reorganise(walk, change, olds, (walk.world.spare,), "lin")


def department_taken_over(walk: Walker) -> None:
    cast = walk.world.cast
    news = (walk.world.heir,) if walk.b % 2 else (cast.unit,)
    _reorganise(walk, Change.TAKE_OVER, (cast.other,), news, "feng")


def _reorganise(walk: Walker, change: Change, olds: tuple[Unit, ...], news: tuple[Unit, ...], login: str) -> None:
    fresh = [tuple(Unit.objects.select_related("parent").get(pk=unit.pk) for unit in units) for units in (olds, news)]
    facts = walk.by(login) if walk.b % 3 else walk.system()
    reorganise(Reorganisation(change, *fresh, walk.today, "机构改革方案"), **facts)
    walk.world.forget_seats()
