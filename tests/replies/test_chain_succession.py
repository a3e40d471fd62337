"""机构调整与交接: chains, the offices in them and steps by name go where their unit or its people go."""

import datetime as dt

import pytest

from huiyin.accounts.actions import appoint
from huiyin.accounts.models import Role
from huiyin.directory.actions import add_unit
from huiyin.directory.models import Change, UnitKind
from huiyin.directory.reorganising import Reorganisation
from huiyin.events.actors import SYSTEM
from huiyin.replies.actions import review
from huiyin.replies.chain import route
from huiyin.replies.chain.chain_rules import StepDraft
from huiyin.replies.chain.chains import place_of, save_chain, set_place
from huiyin.replies.chain.seats import seat_for
from huiyin.replies.models import ChainStep, ClearanceStep
from huiyin.replies.succession import hand_over, move, touched

ON = dt.date(2022, 4, 20)


@pytest.fixture
def chained(case):
    """孙处's office countersigns beside the gate of 赵工."""
    people = case.cast.people
    chain = (
        StepDraft(1, "review", "office_head"),
        StepDraft(2, "countersign", office=case.cast.jiceng),
        StepDraft(2, "secrecy", person=people["zhao"]),
        StepDraft(3, "sign", "leader_in_charge"),
    )
    save_chain(case.cast.unit, "reply", "ordinary", chain, **case.by("lin"))
    return case


def test_an_office_that_is_no_more_countersigns_no_more(chained):
    heir = add_unit(
        code="shili-xin", name="新处", kind=UnitKind.OFFICE, parent=chained.cast.unit, level="municipal",
        place="示例市", pack="wuhan", by=SYSTEM, now=chained.now,
    )  # fmt: skip
    reply = chained.submitted()
    plan = Reorganisation(Change.TAKE_OVER, (chained.cast.jiceng,), (heir,), ON, "三定方案")
    assert "会签处室" in {row.what for row in touched(plan)}
    move(plan, by=SYSTEM, now=chained.now)
    assert ChainStep.objects.get(action="countersign").office == heir
    assert reply.steps.get(action="countersign").unit == heir


def test_the_heir_of_a_department_clears_as_it_did(chained):
    set_place(chained.cast.unit, "reply", "paper", **chained.by("lin"))
    plan = Reorganisation(Change.TAKE_OVER, (chained.cast.unit,), (chained.cast.other,), ON, "机构改革")
    move(plan, by=SYSTEM, now=chained.now)
    steps = ChainStep.objects.filter(unit=chained.cast.other)
    assert [(step.stage, step.action) for step in steps] == [
        (1, "review"),
        (2, "countersign"),
        (2, "secrecy"),
        (3, "sign"),
    ]
    assert steps.get(action="countersign").office == chained.cast.jiceng
    assert place_of(chained.cast.other, "reply") == "paper"


def test_a_gate_is_handed_over_with_the_work(chained):
    people, jiceng = chained.cast.people, chained.cast.jiceng
    chained.assignment.children.filter(unit=jiceng).update(officer=people["zhao"])
    appoint(people["sun"], unit=jiceng, role=Role.OFFICER, by=SYSTEM, now=chained.now)
    reply = review(chained.submitted(), **chained.by("qian"))
    hand_over(people["zhao"], people["sun"], unit=chained.cast.unit, why="调离", by=SYSTEM, now=chained.now)
    assert ClearanceStep.objects.get(reply=reply, action="secrecy").person == people["sun"]
    assert {step.action for step in route.current_steps(reply) if seat_for(chained.person("sun"), step)} == {
        "countersign",
        "secrecy",
    }
