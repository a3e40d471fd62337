"""What follows from what happened."""

import ast
from pathlib import Path

import pytest

import huiyin
from huiyin.cli.demo.cast import office_of
from huiyin.directory.correcting import mark_gone
from huiyin.directory.models import Change
from huiyin.directory.reorganising import Reorganisation
from huiyin.events import jobs
from huiyin.events.actors import SYSTEM, RecordedFor
from huiyin.events.models import Job
from huiyin.followup.models import Commitment
from huiyin.followup.succession import reorganise
from huiyin.handling.actions import reopen
from huiyin.handling.models import Assignment, Duty
from huiyin.items.actions import change_item, withdraw
from huiyin.replies.actions import issue, return_from_above
from huiyin.surveys.models import Round
from huiyin.worker.reactions import REACTIONS, WORK
from tests.answering import hand_over


@pytest.fixture
def issued(cast, now, django_capture_on_commit_callbacks):
    """A class-B letter that went out, and what followed after commit."""
    case = hand_over(cast, now)
    reply = case.sealed(case.signed("B"))
    with django_capture_on_commit_callbacks(execute=True):
        issue(reply, **case.by("lin"))
    return case, reply


def test_issuing_asks_the_submitters_and_opens_the_books(issued):
    _, reply = issued
    assert Round.objects.get().reply == reply
    assert Commitment.objects.get().reply == reply
    assert not Job.objects.filter(done_at=None).exists()


def test_each_bears_being_run_twice(issued):
    for job in Job.objects.all():
        WORK[job.function](job)
    assert (Round.objects.count(), Commitment.objects.count()) == (1, 1)


def test_a_returned_letter_is_asked_about_no_more(issued, django_capture_on_commit_callbacks):
    case, reply = issued
    with django_capture_on_commit_callbacks(execute=True):
        return_from_above(reply, reason="第二项没有答到", **case.by("lin"))
    assert Round.objects.get().state == "expired"


def test_they_are_registered_at_the_start():
    assert jobs.REACTIONS.items() >= REACTIONS.items()
    assert jobs.WORK.items() >= WORK.items()


@pytest.mark.parametrize("verb", REACTIONS)
def test_each_answers_an_event_that_somebody_records(verb):
    room, _, past = verb.partition(".")
    files = (Path(huiyin.__file__).parent / room).glob("*.py")
    texts = {
        node.value
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert verb in texts or past in texts


def test_a_hard_item_gets_its_six_months(cast, now, django_capture_on_commit_callbacks):
    case = hand_over(cast, now)
    before = case.assignment.duties.get(kind="reply").due_on
    with django_capture_on_commit_callbacks(execute=True):
        change_item(case.item, is_hard=True, **case.by("lin"))
    assert case.assignment.duties.get(kind="reply").due_on > before


@pytest.mark.rule("R8")
def test_a_withdrawn_item_stops_every_clock(cast, now, django_capture_on_commit_callbacks):
    case = hand_over(cast, now)
    letter = RecordedFor(who="示例代表001", on=now.date(), way="letter")
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(case.item, "提出人来函撤回", recorded_for=letter, **case.by("lin"))
    case.assignment.refresh_from_db()
    assert case.assignment.state == "withdrawn"
    assert not Duty.objects.owed().filter(assignment__item=case.item).exists()


def test_a_submitter_who_is_gone_is_asked_no_more(issued, django_capture_on_commit_callbacks):
    case, _ = issued
    first = case.item.signatures.get(order=0).submitter
    with django_capture_on_commit_callbacks(execute=True):
        mark_gone(first, reason="去世", **case.by("lin"))
    assert first.invitations.get().waived_reason == "去世"
    assert case.item.signatures.get(order=0).excused_reason == "去世"


def test_a_case_reopened_after_a_reorganisation_is_the_heir_s(cast, now, django_capture_on_commit_callbacks):
    case = hand_over(cast, now)
    share = case.assignment.children.get(unit=cast.jiceng)
    Assignment.objects.filter(pk=share.pk).update(state="closed", closed_on=now.date())
    heir = office_of(cast.unit, "jiankang", "健康处", {"by": SYSTEM, "now": now})
    plan = Reorganisation(Change.TAKE_OVER, (cast.jiceng,), (heir,), now.date(), "三定方案")
    reorganise(plan, by=SYSTEM, now=now)
    share.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        reopen(share, reason="上级要求", **case.by("lin"))
    share.refresh_from_db()
    assert share.unit == heir
