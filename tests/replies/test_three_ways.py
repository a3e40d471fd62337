"""The same reply cleared here, in OA and on paper: one text, one hash, every step counted, a log that verifies."""

import datetime as dt

import pytest
from django.db import transaction

from huiyin.events import checks as log
from huiyin.events import seals
from huiyin.events.models import Event
from huiyin.handling.models import Assignment
from huiyin.replies import figures
from huiyin.replies.actions import issue, submit
from huiyin.replies.clearance.outside import RecordedStep, record_clearance, record_step, recorders
from huiyin.replies.letter import letters
from huiyin.replies.models import ClearedAt, ClearingPlace, Reply
from tests.answering import Case

WAYS = ("here", "oa", "paper")
SLIP = (("office_head", "钱处", 0), ("coordinator", "林科", 1), ("leader_in_charge", "吴主任", 2))


def steps(case: Case) -> list[RecordedStep]:
    first = case.now.date() - dt.timedelta(days=2)
    return [RecordedStep(role, who, first + dt.timedelta(days=days)) for role, who, days in SLIP]


def cleared(case: Case, way: str, letter: str = "B") -> Reply:
    """Where the unit clears; in OA the way is recorded bit by bit, on paper the slip comes back whole."""
    ClearingPlace.objects.create(unit=case.cast.unit, kind="reply", where=way)
    reply = case.drafted(letter)
    if way == "paper":
        case.later(3)
        return record_clearance(reply, steps(case), way=way, file=case.scan(), **case.by("lin"))
    submit(reply, **case.by("wang"))
    case.later(1)
    if way == "oa":
        record_step(reply, [RecordedStep("office_head", "钱处", case.now.date())], way=way, **case.by("lin"))
        case.later(2)
        return record_step(reply, steps(case)[1:], way=way, file=case.scan(), **case.by("lin"))
    for days in (1, 1, 0):
        case.passed(reply)
        case.later(days)
    return reply


@pytest.fixture(params=WAYS)
def way(request) -> str:
    return request.param


@pytest.fixture
def issued(case, way) -> Reply:
    return issue(case.sealed(cleared(case, way)), **case.by("lin"))


def test_it_is_issued_with_the_text_that_was_cleared(case, way, issued):
    assert (issued.state, issued.cleared_at) == ("issued", way)
    assert issued.frozen == issued.versions.get().content
    assert issued.frozen_hash == issued.versions.get().digest
    assert (issued.signed_by, issued.letter is None, issued.letter_pdf is None) == ("吴主任", False, False)
    assert Assignment.objects.get(pk=case.assignment.pk).state == "answered"


@pytest.mark.rule("R49")
def test_the_hash_is_the_same_wherever_it_was_cleared(case, now):
    """The same draft walks all three ways, each undone before the next."""
    hashes, words = set(), set()
    for way in WAYS:
        case.now, case.assignment = now, Assignment.objects.get(pk=case.assignment.pk)
        with transaction.atomic():
            reply = issue(case.sealed(cleared(case, way, "A")), **case.by("lin"))
            hashes.add(reply.frozen_hash)
            words.add("".join(paragraph.text for paragraph in letters.letter_of(reply).paragraphs))
            transaction.set_rollback(True)
    assert (len(hashes), len(words)) == (1, 1)


def test_every_step_counts_in_the_durations(case, way, issued):
    times = figures.durations(issued)
    assert [time.step.done_by_name for time in times] == ["钱处", "林科", "吴主任"]
    assert all(time.went_at is not None and time.days(now=case.now) >= 0 for time in times)
    assert sum(time.days(now=case.now) for time in times) >= 1


def test_steps_taken_elsewhere_say_so(case, way, issued):
    rows = list(issued.steps.order_by("order"))
    assert {row.recorded_from for row in rows} == ({""} if way == "here" else {way})
    names = {f"user:{case.cast.people['lin'].pk}": "林科"}
    assert recorders(rows) == ({} if way == ClearedAt.HERE else names)
    told = Event.objects.get(verb="replies.signed").recorded_for
    assert (told is None) == (way == "here") and (told or {"way": "here"})["way"] == way


def test_the_log_verifies(case, way, issued):
    while seals.seal_if_free():
        pass
    verdict = log.verify_log()
    assert verdict.unbroken and verdict.sealed == verdict.events
    assert Event.objects.filter(verb="replies.issued").count() == 1
