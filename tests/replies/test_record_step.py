"""登记审签: a letter that is cleared in OA or on paper shows how far it has come."""

import datetime as dt

import pytest

from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.replies import figures
from huiyin.replies.actions import review, submit
from huiyin.replies.clearance.outside import RecordedStep, record_send_back, record_step
from huiyin.replies.models import ClearingPlace

DAY = dt.date(2022, 4, 19)
HEAD = RecordedStep("office_head", "钱处", DAY, "请核数字")
CHECK = RecordedStep("coordinator", "林科", DAY)
LEADER = RecordedStep("leader_in_charge", "吴主任", dt.date(2022, 4, 20))


@pytest.fixture
def elsewhere(case):
    """The unit clears its replies in OA; one is submitted."""
    ClearingPlace.objects.create(unit=case.cast.unit, kind="reply", where="oa")
    return case.submitted()


def test_submitting_sends_it_elsewhere(case, elsewhere):
    assert (elsewhere.state, elsewhere.cleared_at) == ("clearing", "oa")
    assert not figures.awaiting(case.person("qian")).exists()
    with pytest.raises(NotAllowed):
        review(elsewhere, **case.by("qian"))


def test_one_step_now_the_rest_later(case, elsewhere):
    record_step(elsewhere, [HEAD], way="oa", **case.by("lin"))
    assert elsewhere.state == "clearing"
    assert [step.done_by_name for step in elsewhere.steps.all()] == ["钱处", "", ""]
    record_step(elsewhere, [CHECK, LEADER], way="oa", file=case.scan(), **case.by("lin"))
    assert (elsewhere.state, elsewhere.signed_by, elsewhere.signed_on) == ("signed", "吴主任", LEADER.on)


def test_each_step_counts_in_the_durations(case, elsewhere):
    record_step(elsewhere, [HEAD, CHECK], way="oa", **case.by("lin"))
    times = figures.durations(elsewhere)
    assert [time.step.recorded_from for time in times] == ["oa", "oa", ""]
    assert all(time.days(now=case.now) >= 0 for time in times)


def test_the_log_says_how_far_it_is(case, elsewhere):
    record_step(elsewhere, [HEAD], way="oa", file=case.scan(), **case.by("lin"))
    event = Event.objects.get(verb="replies.step_recorded")
    assert (event.facts["steps"], event.facts["left"]) == ([["office_head", "钱处", "2022-04-19"]], 2)
    assert (event.actor_name, event.recorded_for["who"], event.recorded_for["way"]) == ("林科", "钱处", "oa")
    assert elsewhere.steps.first().file is not None


def test_the_signature_needs_the_slip(case, elsewhere):
    with pytest.raises(NotReady, match="要附审签单"):
        record_step(elsewhere, [HEAD, CHECK, LEADER], way="oa", **case.by("lin"))
    assert not elsewhere.steps.exclude(result="").exists()


@pytest.mark.parametrize("steps", [[], [CHECK], [HEAD, LEADER], [HEAD, CHECK, LEADER, LEADER]])
def test_no_step_is_passed_over(case, elsewhere, steps):
    with pytest.raises(NotReady):
        record_step(elsewhere, steps, way="oa", file=case.scan(), **case.by("lin"))


@pytest.mark.rule("R84")
@pytest.mark.parametrize("step", [0, 1, 2])
def test_the_drafter_clears_no_step(case, elsewhere, step):
    steps = [HEAD, CHECK, LEADER]
    steps[step] = RecordedStep(steps[step].role, " 王工 ", steps[step].on)
    with pytest.raises(NotReady, match="拟稿人不得审签"):
        record_step(elsewhere, steps, way="oa", file=case.scan(), **case.by("lin"))


@pytest.mark.rule("R84")
def test_who_wrote_an_answer_does_not_sign(case):
    reply = case.drafted()
    reply.answers.filter(ask__number=2).update(written_by=f"user:{case.cast.people['wu'].pk}")
    submit(reply, **case.by("wang"))
    with pytest.raises(NotReady, match="拟稿人不得审签"):
        record_step(
            reply,
            [HEAD, CHECK, RecordedStep("leader_in_charge", case.cast.people["wu"].name, LEADER.on)],
            way="oa",
            file=case.scan(),
            **case.by("lin"),
        )


def test_days_run_forward_over_two_records(case, elsewhere):
    record_step(elsewhere, [RecordedStep("office_head", "钱处", LEADER.on)], way="oa", **case.by("lin"))
    with pytest.raises(NotReady, match="依次"):
        record_step(elsewhere, [CHECK], way="oa", **case.by("lin"))


def test_what_was_sent_back_there_is_drafted_again(case, elsewhere):
    record_step(elsewhere, [HEAD], way="oa", **case.by("lin"))
    back = RecordedStep("coordinator", "孙核稿", DAY, "第二项没有答到点上")
    record_send_back(elsewhere, back, way="oa", **case.by("lin"))
    assert (elsewhere.state, elsewhere.version) == ("drafting", 2)
    step = elsewhere.steps.get(result="sent_back")
    assert (step.done_by_name, step.recorded_from, step.remark) == ("孙核稿", "oa", back.remark)
    assert elsewhere.steps.get(order=3).result == "dropped"
    assert Event.objects.get(verb="replies.sent_back").recorded_for["who"] == "孙核稿"


def test_sending_back_says_why_and_at_which_step(case, elsewhere):
    for wrong in (RecordedStep("office_head", "钱处", DAY), RecordedStep("leader_in_charge", "吴主任", DAY, "改")):
        with pytest.raises(NotReady):
            record_send_back(elsewhere, wrong, way="oa", **case.by("lin"))


def test_nothing_is_recorded_of_a_draft_or_by_others(case):
    reply = case.drafted()
    with pytest.raises(Stale):
        record_step(reply, [HEAD], way="oa", **case.by("lin"))
    submit(reply, **case.by("wang"))
    for login in ("wang", "qian", "wu", "stranger"):
        with pytest.raises(NotAllowed):
            record_step(reply, [HEAD], way="oa", **case.by(login))
