"""Verb × state × person, from the table itself; and the world as a stranger sees it."""

import datetime as dt

import pytest

from huiyin.flow.errors import HouseError, NotAllowed
from huiyin.handling import actions, allotting, changing
from huiyin.handling.flow import FLOW
from huiyin.handling.models import Assignment, Role, State
from huiyin.items.models import Item

# Who may, when the department's own assignment (人口处 leads, 基层卫生处 assists) is in a state that allows it.
UNIT = {
    "sign_for": {"lin"},
    "note": set(),
    "decline": {"lin"},
    "grant_decline": {"lin"},
    "refuse_decline": {"lin"},
    "take_back_decline": {"lin"},
    "let_lapse": set(),
    "give_way": set(),
    "change_role": {"lin"},
    "answer": {"lin", "wang", "qian"},
    "rework": {"lin"},
    "return_to_handling": {"lin"},
    "close": {"lin"},
    "reopen": {"lin"},
    "withdraw": {"lin"},
}
# The same for the share of 人口处: its officer 王工 and head 钱处 take, decline and answer it; its leader decides too.
THEIRS = ("sign_for", "decline", "take_back_decline", "answer")
SHARE = {**UNIT, **{verb: {"lin", "wang", "qian"} for verb in THEIRS}}
SHARE |= {verb: {"lin", "wu"} for verb in ("grant_decline", "refuse_decline")}
PEOPLE = ("lin", "wang", "qian", "zhao", "sun", "wu", "zhou", "feng", "wei", "zheng", "stranger")


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize(("of_office", "allowed"), [(False, UNIT), (True, SHARE)])
def test_who_may_what_in_which_state(shared, person, state, of_office, allowed):
    row = shared.children.get(role=Role.LEAD) if of_office else shared
    row.state = state
    for login in PEOPLE:
        actor = person(login)
        wanted = {v for v, move in FLOW.by_verb.items() if state in move.sources and login in allowed[v]}
        assert {move.verb for move in FLOW.open_to(row, actor)} == wanted, login


def test_every_verb_of_the_table_is_judged():
    assert set(UNIT) == set(FLOW.by_verb)


def test_an_assisting_office_touches_neither_unit_nor_lead(shared, person):
    share = shared.children.get(role=Role.ASSIST)
    assert {move.verb for move in FLOW.open_to(share, person("zhao"))} == {"sign_for", "decline"}
    assert not FLOW.open_to(shared, person("zhao"))


def test_a_stranger_sees_nothing_and_may_nothing(shared, person, now):
    stranger = person("stranger")
    assert not Assignment.objects.visible_to(stranger).exists()
    assert not Item.objects.visible_to(stranger).exists()
    with pytest.raises(NotAllowed):
        allotting.reallot(shared, [], by=stranger, now=now)
    for verb in (actions.sign_for, actions.close):
        with pytest.raises(HouseError):
            verb(shared, by=stranger, now=now)


@pytest.mark.parametrize("login", ["feng", "wei", "zheng"])
def test_the_three_administrators_see_nothing(shared, person, login):
    assert not Assignment.objects.visible_to(person(login)).exists()


def test_a_stranger_who_says_so_in_writing_is_still_a_stranger(assignment, person, now, word):
    with pytest.raises(NotAllowed):
        changing.change_role(
            assignment,
            role=Role.ASSIST,
            role_label="会办",
            from_on=dt.date(2022, 4, 20),
            by=person("stranger"),
            now=now,
            recorded_for=word,
        )
