"""无意见: one step for a unit that has nothing to say; and what an assisting unit is never asked."""

import pytest

from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling.models import DutyKind
from huiyin.replies.actions import deliver, issue, save_answer, start_draft
from huiyin.replies.clearance.no_opinion import say_no_opinion
from huiyin.replies.letter.letters import letter_of
from tests.answering import hand_over


def test_it_is_written_and_submitted_at_once(assisting):
    reply = say_no_opinion(assisting.assignment, **assisting.by("wang"))
    assert (reply.kind, reply.state, reply.no_opinion) == ("opinion", "clearing", True)
    assert "经研究，我单位无意见。" in [block.text for block in letter_of(reply).paragraphs]


def test_what_has_not_been_signed_for_is_signed_for(cast, now):
    case = hand_over(cast, now, role="assist", received=False)
    assert say_no_opinion(case.assignment, **case.by("lin")).state == "clearing"


def test_what_is_still_missing_keeps_it_on_the_desk(assisting):
    assisting.cast.people["wang"].phone = assisting.cast.unit.phone = ""
    assisting.cast.people["wang"].save()
    assisting.cast.unit.save()
    assisting.assignment.unit.phone = ""
    assert say_no_opinion(assisting.assignment, **assisting.by("wang")).state == "drafting"


def test_who_has_written_something_has_an_opinion(assisting):
    reply = start_draft(assisting.assignment, **assisting.by("wang"))
    save_answer(reply, assisting.item.asks.first(), decision="", text="同意。", **assisting.by("wang"))
    with pytest.raises(NotReady, match="已经写了意见"):
        say_no_opinion(assisting.assignment, **assisting.by("wang"))


def test_the_unit_that_leads_answers(case):
    with pytest.raises(NotAllowed):
        say_no_opinion(case.assignment, **case.by("wang"))


@pytest.mark.rule("R34", "R35")
def test_nothing_is_asked_of_it_that_is_asked_of_an_answer(assisting):
    """No class, no disclosure, no talk with the submitter, no rating, no commitment."""
    assisting.helped()
    reply = assisting.through(say_no_opinion(assisting.assignment, **assisting.by("wang")))
    deliver(
        issue(assisting.sealed(reply), **assisting.by("lin")),
        way="机要",
        unit=assisting.cast.other,
        **assisting.by("lin"),
    )
    assert (reply.class_letter, reply.disclosure, reply.assignment.state) == ("", "", "answered")
    owed = set(assisting.assignment.duties.values_list("kind", flat=True))
    assert not owed & {DutyKind.CONTACT, DutyKind.RATING, DutyKind.COMMITMENT, DutyKind.REPLY, DutyKind.EXPLANATION}
