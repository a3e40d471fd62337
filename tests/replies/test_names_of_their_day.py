"""改名、换届以后: old papers keep the name of their day, open items their deadline and their proposer."""

import pytest

from huiyin.directory.actions import change_unit, find_or_add_session, find_or_add_submitters
from huiyin.directory.submitters import SubmitterName
from huiyin.events.actors import SYSTEM
from huiyin.replies.letter.content import entitled
from huiyin.replies.letter.letters import letter_of
from huiyin.replies.models import Reply
from tests.answering import hand_over


@pytest.fixture
def case(cast, now):
    return hand_over(cast, now)


def test_a_letter_that_went_out_keeps_the_name_of_its_day(cast, case):
    reply = case.issued()
    old = cast.unit.name
    change_unit(cast.unit, name="示例市卫生局", by=SYSTEM, now=case.now)
    again = Reply.objects.for_letter().get(pk=reply.pk)
    assert again.frozen["organ"] == old
    assert old in str(letter_of(again))
    assert "示例市卫生局" not in str(letter_of(again))


@pytest.mark.rule("R30")
def test_a_change_of_term_moves_no_deadline_and_no_proposer(cast, case):
    before = case.assignment.duties.get(kind="reply").due_on
    first = case.item.signatures.get(order=0).submitter
    where = {"body": "congress", "level": "municipal", "place": "示例市"}
    find_or_add_session(**where, term=16, sitting=1, year=2022)
    assert find_or_add_submitters([SubmitterName(first.name)], **where)[first.name] == first
    reply = case.later(60).issued()
    assert case.item.session.term == 15
    assert case.assignment.duties.get(kind="reply").due_on == before
    assert first in entitled(reply)
    assert not first.is_gone
