"""The whole life of an item where we only assist: allotted, drafted, cleared, delivered to who leads, closed."""

import pytest

from huiyin.handling.actions import answer, close, sign_for
from huiyin.handling.models import DutyKind, Role, State
from huiyin.items.models import State as ItemState
from huiyin.replies import actions as replies
from huiyin.replies.chain.route import chain_roles


@pytest.mark.rule("R34")
def test_a_unit_s_opinion_goes_by_its_own_shorter_chain_to_who_leads(assisting, case):
    assisting.helped()
    opinion = assisting.drafted()
    assert opinion.kind == "opinion"
    assert len(chain_roles(opinion)) < len(chain_roles(case.drafted()))
    assisting.through(replies.submit(opinion, **assisting.by("wang")))
    letter = replies.issue(assisting.sealed(opinion), **assisting.by("lin"))
    assert letter.state == "issued"
    replies.deliver(letter, way="oa", unit=case.cast.other, **assisting.by("lin"))
    top = assisting.assignment
    top.refresh_from_db()
    assert (top.state, top.duties.get(kind=DutyKind.OPINION).met_on) == (State.ANSWERED, assisting.now.date())
    assert not top.duties.filter(kind__in=(DutyKind.CONTACT, DutyKind.RATING, DutyKind.DELIVERY)).exists()
    close(top, **assisting.by("lin"))
    assisting.item.refresh_from_db()
    assert (top.state, assisting.item.state) == (State.CLOSED, ItemState.CLOSED)
    assert set(top.children.values_list("state", flat=True)) == {State.CLOSED}


@pytest.mark.rule("R35")
def test_an_office_that_assists_gives_its_part_without_a_letter(case):
    share = case.assignment.children.get(role=Role.ASSIST)
    sign_for(share, **case.by("zhao"))
    assert answer(share, on=case.now.date(), **case.by("zhao")).state == State.ANSWERED
    assert share.duties.get(kind=DutyKind.OPINION).met_on == case.now.date()
    case.delivered(case.issued())
    case.assignment.refresh_from_db()
    assert case.assignment.state == State.ANSWERED
