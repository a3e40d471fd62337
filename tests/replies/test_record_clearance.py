"""登记在 OA 或纸面上的审签."""

import datetime as dt

import pytest

from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.replies.actions import RecordedStep, record_clearance

DAY = dt.date(2022, 4, 19)
SLIP = (
    RecordedStep("office_head", "钱处", DAY),
    RecordedStep("coordinator", "林科", DAY, "文字已改"),
    RecordedStep("leader_in_charge", "吴主任", DAY + dt.timedelta(days=1)),
)


def test_a_slip_from_oa_ends_signed(case):
    reply = record_clearance(case.drafted(), SLIP, way="oa", file=case.scan(), **case.by("lin"))
    assert (reply.state, reply.cleared_at) == ("signed", "oa")
    assert (reply.signed_by, reply.signed_on) == ("吴主任", dt.date(2022, 4, 20))
    assert reply.frozen == reply.versions.get().content
    assert [(step.done_by_name, step.recorded_from) for step in reply.steps.all()] == [
        ("钱处", "oa"),
        ("林科", "oa"),
        ("吴主任", "oa"),
    ]


def test_the_log_says_for_whom_it_was_recorded(case):
    file = case.scan()
    record_clearance(case.drafted(), SLIP, way="paper", file=file, **case.by("lin"))
    event = Event.objects.get(verb="replies.signed")
    assert event.actor_name == "林科"
    assert event.recorded_for == {"who": "吴主任", "on": "2022-04-20", "way": "paper", "file": file.digest}


def test_what_is_left_of_a_round_begun_here_is_recorded(case):
    reply = case.passed(case.submitted())
    record_clearance(reply, SLIP[1:], way="oa", file=case.scan(), **case.by("lin"))
    assert [step.recorded_from for step in reply.steps.all()] == ["", "oa", "oa"]


def test_it_needs_the_slip(case):
    with pytest.raises(NotReady, match="附审签单"):
        record_clearance(case.drafted(), SLIP, way="oa", file=None, **case.by("lin"))


@pytest.mark.parametrize("steps", [SLIP[:2], SLIP[1:], (SLIP[1], SLIP[0], SLIP[2]), ()])
def test_no_step_is_skipped(case, steps):
    reply = case.drafted()
    with pytest.raises(NotReady, match="依次登记"):
        record_clearance(reply, steps, way="oa", file=case.scan(), **case.by("lin"))
    reply.refresh_from_db()
    assert reply.state == "drafting"


def test_the_drafter_is_not_among_the_signers(case):
    steps = (RecordedStep("office_head", "王工", DAY), *SLIP[1:])
    with pytest.raises(NotReady, match="拟稿人不得审签"):
        record_clearance(case.drafted(), steps, way="oa", file=case.scan(), **case.by("lin"))


def test_days_run_forward_and_not_into_the_future(case):
    late = RecordedStep("leader_in_charge", "吴主任", dt.date(2022, 4, 21))
    with pytest.raises(NotReady, match="不晚于今天"):
        record_clearance(case.drafted(), (*SLIP[:2], late), way="oa", file=case.scan(), **case.by("lin"))


def test_the_draft_must_be_full(case):
    reply = case.drafted()
    reply.answers.first().promises.all().delete()
    reply.answers.update(text="")
    with pytest.raises(NotReady, match="没有答"):
        record_clearance(reply, SLIP, way="oa", file=case.scan(), **case.by("lin"))


def test_only_the_coordinator_records(case):
    reply = case.drafted()
    for login in ("wang", "qian", "wu", "stranger"):
        with pytest.raises(NotAllowed):
            record_clearance(reply, SLIP, way="oa", file=case.scan(), **case.by(login))
