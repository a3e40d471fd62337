"""会办意见 we await, and what a letter says of them."""

import pytest

from huiyin.directory.actions import find_or_add_outside_unit
from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.handling.dispatching import dispatch
from huiyin.replies.actions import ask_all_opinions, ask_opinion, issue, override_opinion, receive_opinion, submit
from huiyin.replies.letter.letters import letter_of
from tests.answering import DISPATCHED


def asked(case, name="示例市教育局"):
    unit = find_or_add_outside_unit(name, level="municipal", place="示例市")
    return ask_opinion(case.assignment, unit, **case.by("wang"))


def test_asking_twice_is_one_question(case):
    assert asked(case) == asked(case)


def test_every_co_unit_of_the_list_is_asked(case):
    for name in ("示例市财政局", "示例市教育局"):
        unit = find_or_add_outside_unit(name, level="municipal", place="示例市")
        facts = {"role": "assist", "role_label": "会办", "dispatched_on": DISPATCHED}
        dispatch(case.item, unit, by=SYSTEM, now=case.now, **facts)
    found = ask_all_opinions(case.assignment, **case.by("lin"))
    assert [opinion.unit.name for opinion in found] == ["示例市财政局", "示例市教育局"]


def test_an_assisting_unit_asks_nobody(assisting):
    with pytest.raises(NotAllowed):
        asked(assisting)


def test_what_came_is_written_down(case):
    opinion = receive_opinion(asked(case), text="高职早教专业扩招。", **case.by("wang"))
    assert (opinion.state, opinion.received_on) == ("received", case.now.date())
    with pytest.raises(NotReady):
        receive_opinion(asked(case, "示例市财政局"), text=" ", **case.by("wang"))


@pytest.mark.rule("R25")
def test_not_to_wait_is_decided_above_and_with_a_reason(case):
    opinion = asked(case)
    with pytest.raises(NotAllowed):
        override_opinion(opinion, reason="催不到", **case.by("wang"))
    with pytest.raises(NotReady):
        override_opinion(opinion, reason="", **case.by("wu"))
    assert override_opinion(opinion, reason="催两次未反馈", **case.by("wu")).state == "not_given"
    assert opinion.overridden_by_name == "吴主任"
    with pytest.raises(Stale):
        override_opinion(opinion, reason="再来", leader="周局", **case.by("lin"))


@pytest.mark.rule("R25")
def test_the_coordinator_records_which_leader_decided(case):
    opinion = asked(case)
    for leader in ("", "林科"):
        with pytest.raises(NotReady, match="哪位领导"):
            override_opinion(opinion, reason="催两次未反馈", leader=leader, **case.by("lin"))
    override_opinion(opinion, reason="催两次未反馈", leader="吴主任", **case.by("lin"))
    told = Event.objects.get(verb="replies.opinion_overridden")
    assert (opinion.overridden_by_name, told.facts["leader"], told.actor_name) == ("吴主任", "吴主任", "林科")


def test_a_late_one_is_still_received(case):
    opinion = override_opinion(asked(case), reason="催两次未反馈", leader="吴主任", **case.by("lin"))
    receive_opinion(opinion, text="同意。", **case.by("lin"))
    assert (opinion.override_reason, opinion.overridden_by_name) == ("", "")


@pytest.mark.rule("R34")
def test_the_letter_names_each_of_them(case):
    used = receive_opinion(asked(case), text="扩招。", **case.by("wang"))
    override_opinion(asked(case, "示例市财政局"), reason="未反馈", **case.by("wu"))
    draft = case.drafted(opinion=used)
    texts = [paragraph.text for paragraph in letter_of(draft).paragraphs]
    said = "会办意见采用情况：示例市教育局的会办意见用于第一、二、三项；示例市财政局未反馈会办意见。"
    assert said in texts
    issue(case.sealed(case.through(submit(draft, **case.by("wang")))), **case.by("lin"))
    used.refresh_from_db()
    assert used.state == "taken"
