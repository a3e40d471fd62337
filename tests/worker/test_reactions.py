"""What follows from what happened."""

import ast
from pathlib import Path

import pytest

import huiyin
from huiyin.events import jobs
from huiyin.events.actors import RecordedFor
from huiyin.events.models import Job
from huiyin.followup.models import Commitment
from huiyin.handling.models import Duty
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
