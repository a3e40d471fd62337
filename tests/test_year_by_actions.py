"""A whole year's item by actions alone: led, assisted, and recorded for everybody outside."""

import datetime as dt

import pytest

from huiyin.directory.actions import find_or_add_outside_unit
from huiyin.events.actors import RecordedFor
from huiyin.events.models import Event
from huiyin.followup.actions import add_evidence, claim, verify
from huiyin.followup.models import Commitment
from huiyin.handling.actions import close
from huiyin.handling.checks import closing_blockers
from huiyin.replies import actions as replies
from huiyin.replies.sending.uploading import record_upload
from huiyin.surveys.actions import invitation_by_token, rate, token_of, transcribe
from huiyin.surveys.models import Invitation
from tests.answering import Case, hand_over


@pytest.fixture(autouse=True)
def reacting(django_capture_on_commit_callbacks):
    """What follows from an act follows at once, as it does in life."""

    def do(act, *args, **facts):
        with django_capture_on_commit_callbacks(execute=True):
            return act(*args, **facts)

    return do


def asked(case: Case) -> Invitation:
    """The submitter opens the link of the last letter."""
    token = token_of(Invitation.objects.latest("id"))
    return invitation_by_token(token, case.now)


def send(case: Case, reply, no: int, do) -> None:
    do(replies.issue, case.sealed(reply, no), **case.by("lin"))
    replies.deliver_to_all(reply, way="paper", **case.by("lin"))
    record_upload(reply, system="市政府议案系统", receipt=f"回执{no}", **case.by("lin"))


def verbs(case: Case) -> list[str]:
    return list(Event.objects.of(case.item.topic).values_list("verb", flat=True))


def test_a_led_item_from_dispatch_to_close(cast, now, reacting):
    case = hand_over(cast, now)
    case.contacted()
    reply = case.submitted("B")
    replies.send_back(reply, remark="第三条没有说时间。", ask=3, **case.later().by("qian"))
    replies.submit(reply, **case.later().by("wang"))
    send(case, case.through(reply), 1, reacting)
    rate(asked(case), manner="satisfied", result="dissatisfied", comment="没有分步。", now=case.later(7).now)

    case.assignment.refresh_from_db()
    again = case.written(replies.start_draft(case.assignment, **case.later().by("wang")), "B")
    send(case, case.through(replies.submit(again, **case.by("wang"))), 2, reacting)
    assert str(next(iter(closing_blockers(case.assignment)))).startswith("提出人还没有评价")
    rate(asked(case), manner="satisfied", result="satisfied", now=case.later(3).now)
    case.helped()
    case.assignment.refresh_from_db()
    close(case.assignment, **case.by("lin"))

    case.item.refresh_from_db()
    reply.refresh_from_db()
    assert (case.item.state, reply.state, again.state) == ("closed", "superseded", "issued")
    assert {commitment.reply for commitment in Commitment.objects.all()} == {again}


def test_its_commitment_outlives_the_closing(cast, now, reacting):
    case = hand_over(cast, now)
    send(case, case.signed("B"), 1, reacting)
    commitment = Commitment.objects.get()
    add_evidence(commitment, note="印发文件", **case.later(100).by("wang"))
    verify(claim(commitment, **case.by("wang")), **case.by("lin"))
    assert commitment.state == "verified"


def test_an_assisted_item_ends_with_the_opinion(cast, now):
    case = hand_over(cast, now, role="assist")
    reply = replies.submit(case.drafted(), **case.by("wang"))
    replies.issue(case.sealed(case.through(reply)), **case.by("lin"))
    replies.deliver(reply, unit=cast.other, way="upstream", **case.by("lin"))
    case.helped()
    case.assignment.refresh_from_db()
    close(case.assignment, **case.by("lin"))
    case.item.refresh_from_db()
    assert (case.assignment.state, case.item.state) == ("closed", "closed")
    assert not Invitation.objects.exists()


def test_a_lone_unit_records_for_everybody_outside(cast, now, reacting):
    case = hand_over(cast, now)
    case.contacted()
    bureau = find_or_add_outside_unit("示例市财政局", level="municipal", place="示例市")
    opinion = replies.ask_opinion(case.assignment, bureau, **case.by("wang"))
    letter = RecordedFor("示例市财政局", now.date(), "letter", case.scan("会办意见.pdf").digest)
    replies.receive_opinion(opinion, text="同意安排资金。", recorded_for=letter, **case.by("lin"))
    roles = (("office_head", "钱处"), ("coordinator", "法规处"), ("leader_in_charge", "吴主任"))
    slip = [replies.RecordedStep(role, who, now.date()) for role, who in roles]
    reply = replies.record_clearance(
        case.drafted("B", opinion=opinion), slip, way="oa", file=case.scan(), **case.by("lin")
    )
    send(case, reply, 1, reacting)
    facts = {"manner": "satisfied", "result": "mostly_satisfied", "rated_on": case.later(5).now.date()}
    transcribe(asked(case), source="paper", file=case.scan("征询意见表.pdf"), **facts, **case.by("lin"))
    case.helped()
    case.assignment.refresh_from_db()
    close(case.assignment, **case.by("lin"))

    told = Event.objects.of(case.item.topic).exclude(recorded_for=None).values_list("verb", "recorded_for__who")
    assert list(told) == [
        ("replies.opinion_received", "示例市财政局"),
        ("replies.signed", "吴主任"),
        ("surveys.rated", "示例代表001"),
    ]


def test_every_step_left_one_event(cast, now, reacting):
    case = hand_over(cast, now)
    send(case, case.signed(), 1, reacting)
    steps = ["submitted", "reviewed", "reviewed", "signed", "numbered", "sealed", "issued", "delivered", "uploaded"]
    said = [verb.removeprefix("replies.") for verb in verbs(case) if verb.startswith("replies.")]
    assert [verb for verb in said if verb in steps] == steps
    assert Event.objects.filter(at__gt=now + dt.timedelta(days=1)).count() == 0
