"""登记上级预审."""

import datetime as dt
from dataclasses import replace

import pytest

from huiyin.events.actors import RecordedFor
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.replies.actions import review
from huiyin.replies.chain import route
from huiyin.replies.chain.chain_rules import StepDraft
from huiyin.replies.chain.chains import save_chain
from huiyin.replies.clearance.prechecking import record_precheck
from huiyin.replies.figures import awaiting, written_down_by
from huiyin.rules.terms import Cited

CHAIN = (
    StepDraft(1, "review", "office_head"),
    StepDraft(2, "precheck"),
    StepDraft(3, "sign", "leader_in_charge"),
)
SAID = RecordedFor("市政府办公室 张科长", dt.date(2022, 4, 20), "letter")


@pytest.fixture
def reply(case):
    save_chain(case.cast.unit, "reply", "ordinary", CHAIN, **case.by("lin"))
    return case.passed(case.submitted())


def test_it_waits_outside_and_the_coordinator_writes_it_down(case, reply):
    wait = reply.assignment.waits.get(ended_on=None)
    assert (wait.kind, wait.whom, wait.what) == ("dispatcher", "政府办公机构", "预审")
    assert [step.action for step in written_down_by(case.person("lin"))] == ["precheck"]
    assert not awaiting(case.person("lin"))
    assert not written_down_by(case.person("wu"))


def test_where_the_place_asks_it_stands_before_the_signature(case, monkeypatch):
    pack = route.pack_of(case.assignment)
    asked = replace(pack, switches=replace(pack.switches, precheck_by_office=Cited(True, "某市规定")))
    monkeypatch.setattr(route, "pack_of", lambda assignment: asked)
    steps = [(step.stage, step.action) for step in case.submitted().steps.all()]
    assert steps == [(1, "review"), (2, "check"), (3, "precheck"), (4, "sign")]


def test_nobody_here_passes_it(case, reply):
    for login in ("lin", "wu", "zhou", "qian"):
        with pytest.raises(NotAllowed):
            review(reply, **case.by(login))


def test_passed_it_goes_on(case, reply):
    file = case.scan("预审意见.pdf")
    record_precheck(reply, passed=True, remark="同意", file=file, recorded_for=SAID, **case.by("lin"))
    step = reply.steps.get(action="precheck")
    assert (step.done_by_name, step.recorded_from, step.remark) == ("市政府办公室 张科长", "paper", "同意")
    assert Event.objects.get(verb="replies.prechecked").recorded_for["file"] == file.digest
    assert route.current_step(reply).is_last


def test_returned_it_is_drafted_anew(case, reply):
    with pytest.raises(NotReady, match="写明意见"):
        record_precheck(reply, passed=False, remark="", recorded_for=SAID, **case.by("lin"))
    record_precheck(reply, passed=False, remark="口径不一致", recorded_for=SAID, **case.by("lin"))
    step = reply.steps.get(action="precheck")
    assert (reply.state, reply.version, step.done_by_name) == ("drafting", 2, "市政府办公室 张科长")


def test_only_the_coordinator_and_only_in_its_turn(case, reply):
    for login in ("wang", "qian", "wu", "stranger"):
        with pytest.raises(NotAllowed):
            record_precheck(reply, passed=True, recorded_for=SAID, **case.by(login))
    record_precheck(reply, passed=True, recorded_for=SAID, **case.by("lin"))
    with pytest.raises(Stale):
        record_precheck(reply, passed=True, recorded_for=SAID, **case.by("lin"))


def test_not_in_the_future(case, reply):
    later = RecordedFor("市政府办公室", dt.date(2022, 5, 1), "letter")
    with pytest.raises(NotReady, match="不能晚于今天"):
        record_precheck(reply, passed=True, recorded_for=later, **case.by("lin"))
