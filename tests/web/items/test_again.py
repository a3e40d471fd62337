"""A letter that did not satisfy: the item page says who answers again."""

from huiyin.events.actors import SYSTEM
from huiyin.surveys.actions import open_round
from huiyin.surveys.rating import rate
from tests.answering import Case


def test_who_must_answer_again_is_offered_that_first(under_way: Case, walk_in):
    under_way.contacted()
    invitation = open_round(under_way.issued("B"), by=SYSTEM, now=under_way.now).invitations.get()
    rate(invitation, manner="satisfied", result="dissatisfied", comment="没有分步。", now=under_way.now)
    page = walk_in("wang").get(f"/items/{under_way.item.pk}/").content.decode()
    assert '<button class="btn go big wide">重新答复</button>' in page
