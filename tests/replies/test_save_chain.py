"""审签设置: the chain of a unit and where it clears."""

import pytest

from huiyin.accounts.actions import appoint
from huiyin.accounts.models import Role
from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.items.actions import mark
from huiyin.replies.actions import submit
from huiyin.replies.chain import chain_rules, route
from huiyin.replies.chain.chain_rules import StepDraft
from huiyin.replies.chain.chains import chain_of, drop_chain, place_of, save_chain, set_place
from huiyin.rules import packs

HEAD = StepDraft(1, "review", "office_head")
CHECK = StepDraft(2, "check", "coordinator")
LEADER = StepDraft(3, "sign", "leader_in_charge")
CHIEF = StepDraft(9, "sign", "chief")


def saved(case, *steps, kind="reply", importance="ordinary"):
    return save_chain(case.cast.unit, kind, importance, steps, **case.by("lin"))


def actions_of(case, kind="reply", importance="ordinary"):
    found = chain_of(case.cast.unit, packs.get("wuhan"), kind, importance)
    return found.is_own, [step.action for step in found.steps]


@pytest.mark.rule("R84")
def test_a_chain_is_data(case):
    saved(case, HEAD, StepDraft(5, "countersign"), CHIEF)
    reply = case.submitted()
    steps = [(step.stage, step.action, step.role, step.unit) for step in reply.steps.all()]
    assert steps == [
        (1, "review", "office_head", case.cast.renkou),
        (2, "countersign", "office_head", case.cast.jiceng),
        (3, "sign", "chief", case.cast.unit),
    ]


def test_saving_says_what_the_chain_is(case):
    saved(case, HEAD, CHIEF)
    event = Event.objects.get(verb="replies.chain_saved")
    assert event.facts["steps"] == [[1, "审核", "处室负责人"], [2, "签发", "主要负责人"]]


def test_saving_again_takes_the_place_of_the_first(case):
    saved(case, HEAD, CHIEF)
    assert len(saved(case, HEAD, CHECK, LEADER)) == 3
    assert case.cast.unit.chain_steps.count() == 3


def test_only_the_coordinator_sets_it(case):
    for login in ("wang", "qian", "wu", "zhou", "stranger", "feng"):
        with pytest.raises(NotAllowed):
            save_chain(case.cast.unit, "reply", "ordinary", [HEAD, LEADER], **case.by(login))


ENDS = (
    (),
    (HEAD,),
    (StepDraft(1, "sign", "chief"), CHECK),
    (HEAD, LEADER, CHIEF),
    (StepDraft(3, "check", "coordinator"), LEADER),
)


@pytest.mark.parametrize("steps", ENDS)
def test_one_person_signs_at_the_end(case, steps):
    with pytest.raises(NotReady, match="最后一步应是签发"):
        saved(case, *steps)


def test_a_gate_has_a_keeper_of_the_unit(case):
    with pytest.raises(NotReady, match="保密审查要指定一个人"):
        saved(case, HEAD, StepDraft(2, "secrecy"), LEADER)
    with pytest.raises(NotReady, match="不在本单位任职"):
        saved(case, HEAD, StepDraft(2, "secrecy", person=case.cast.people["stranger"]), LEADER)


def test_nobody_stands_in_it_twice(case):
    with pytest.raises(NotReady, match="处室负责人在流程里出现了两次"):
        saved(case, HEAD, StepDraft(2, "check", "office_head"), LEADER)


def test_an_office_elsewhere_does_not_countersign(case):
    with pytest.raises(NotReady, match="不是本单位的处室"):
        saved(case, HEAD, StepDraft(2, "countersign", office=case.cast.other), LEADER)


def test_a_post_nobody_holds_is_named(case):
    steps = [HEAD, StepDraft(2, "countersign", "office_head", office=case.cast.jiceng), LEADER]
    assert chain_rules.warnings(case.cast.unit, steps, on=case.now.date()) == []
    case.cast.people["sun"].posts.update(held_to=case.now.date())
    assert "基层卫生处还没有人任处室负责人" in chain_rules.warnings(case.cast.unit, steps, on=case.now.date())[0]


@pytest.mark.rule("R85")
def test_where_the_place_says_so_the_chief_signs_key_items(case):
    case.cast.unit.pack = "shandong"
    case.cast.unit.save()
    with pytest.raises(NotReady, match="要由主要负责人签发"):
        saved(case, HEAD, LEADER, importance="key")
    assert saved(case, HEAD, CHIEF, importance="key")
    assert saved(case, HEAD, LEADER)


@pytest.mark.rule("R85")
def test_a_chain_of_before_is_judged_when_a_letter_goes(case, monkeypatch):
    saved(case, HEAD, LEADER, importance="key")
    reply = case.drafted()
    mark(case.item, kind="key", by_whom="市人大常委会", **case.by("lin"))
    case.assignment.pack, case.assignment.pack_version = "shandong", packs.get("shandong").version
    case.assignment.save()
    reply.refresh_from_db()
    with pytest.raises(NotReady, match="要由主要负责人签发"):
        submit(reply, **case.by("wang"))


def test_a_marked_item_never_takes_the_ordinary_chain(case):
    saved(case, HEAD, LEADER)
    assert actions_of(case, importance="key") == (False, ["review", "check", "review", "sign"])
    saved(case, HEAD, CHECK, CHIEF, importance="key")
    assert actions_of(case, importance="leader_led") == (True, ["review", "check", "sign"])


def test_other_kinds_are_cleared_as_a_reply_is(case):
    saved(case, HEAD, CHIEF)
    for kind in ("follow_up", "oral", "draft_for"):
        assert actions_of(case, kind)[0]
    assert actions_of(case, "opinion") == (False, ["review", "sign"])


def test_dropping_it_goes_back_to_the_packs(case):
    saved(case, HEAD, CHIEF)
    drop_chain(case.cast.unit, "reply", "ordinary", **case.by("lin"))
    assert actions_of(case) == (False, ["review", "check", "sign"])
    with pytest.raises(Stale):
        drop_chain(case.cast.unit, "reply", "ordinary", **case.by("lin"))


def test_a_kind_is_cleared_where_the_unit_says(case):
    set_place(case.cast.unit, "reply", "oa", **case.by("lin"))
    set_place(case.cast.unit, "oral", "paper", **case.by("lin"))
    kinds = ("reply", "follow_up", "oral", "opinion")
    assert [place_of(case.cast.unit, kind) for kind in kinds] == ["oa", "oa", "paper", "here"]
    with pytest.raises(NotAllowed):
        set_place(case.cast.unit, "reply", "here", **case.by("qian"))


def test_what_was_submitted_under_the_old_setting_goes_on_there(case):
    reply = case.submitted()
    set_place(case.cast.unit, "reply", "oa", **case.by("lin"))
    assert case.through(reply).cleared_at == "here"


def test_what_is_cleared_in_oa_is_not_passed_here(case):
    set_place(case.cast.unit, "reply", "oa", **case.by("lin"))
    reply = case.submitted()
    assert reply.cleared_at == "oa"
    with pytest.raises(NotAllowed):
        case.passed(reply)
    assert reply.assignment.waits.get(ended_on=None).kind == "oa"


def test_a_named_person_signs_by_name(case):
    appoint(case.cast.people["sun"], unit=case.cast.unit, role=Role.LEADER_IN_CHARGE, by=SYSTEM, now=case.now)
    saved(case, HEAD, StepDraft(2, "sign", person=case.cast.people["sun"]))
    reply = case.passed(case.submitted())
    assert route.step_for(case.person("wu"), reply) is None
    assert route.step_for(case.person("sun"), reply).is_last
