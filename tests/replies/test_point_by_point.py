"""R46, R34: every ask has its paragraph, every co-unit its name in the letter."""

import pytest

from huiyin.replies.actions import ask_opinion, receive_opinion, save_answer
from huiyin.replies.advice import advice
from huiyin.replies.checks import submit_blockers
from huiyin.replies.letter.letters import letter_of
from huiyin.replies.writing.ordering import join
from huiyin.replies.writing.rewriting import Said, save_text


@pytest.mark.rule("R46")
def test_fewer_answers_than_asks_is_said(case):
    reply = case.drafted()
    assert {block.ask for block in letter_of(reply).paragraphs if block.ask} == {1, 2, 3}
    save_answer(reply, case.item.asks.last(), decision="adopted", text="", **case.by("wang"))
    assert "第 3 项诉求没有答" in [str(blocker) for blocker in submit_blockers(reply)]
    said = [one.text for one in advice(reply) if not one.ok]
    assert any("3 项" in text and "2 项" in text for text in said)


@pytest.mark.rule("R46")
def test_answered_together_counts_as_answered(case):
    reply = case.drafted()
    save_answer(reply, case.item.asks.last(), decision="adopted", text="", evidence="验收表", **case.by("wang"))
    rows = {row.ask.number: row for row in reply.answers.select_related("ask", "reply")}
    join(rows[3], rows[1], **case.by("wang"))
    assert not [str(blocker) for blocker in submit_blockers(reply) if "没有答" in str(blocker)]


@pytest.mark.rule("R34")
def test_the_letter_names_every_co_unit(case):
    opinion = ask_opinion(case.assignment, case.cast.other, **case.by("wang"))
    receive_opinion(opinion, text="今年高职早教专业扩招。", **case.by("wang"))
    reply = case.drafted()
    assert any(case.cast.other.name in block.text for block in letter_of(reply).paragraphs)


@pytest.mark.rule("R34")
def test_a_rewritten_sentence_must_still_name_them(case):
    opinion = ask_opinion(case.assignment, case.cast.other, **case.by("wang"))
    receive_opinion(opinion, text="今年高职早教专业扩招。", **case.by("wang"))
    reply = case.drafted()
    save_text(reply, {"opinions": Said("会办单位的意见都用了。")}, **case.by("wang"))
    reply.refresh_from_db()
    assert f"信里没有写明{case.cast.other.name}的会办意见用了没有" in [
        str(blocker) for blocker in submit_blockers(reply)
    ]
