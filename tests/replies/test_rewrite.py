"""The letter edited as text, written back into the matrix."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiyin.flow.errors import NotReady, Stale
from huiyin.replies.actions import save_answer
from huiyin.replies.letter.letters import letter_of
from huiyin.replies.writing.reading_back import propose_text, whole_text
from huiyin.replies.writing.rewriting import Said, parts_of, restore, save_text


def part(reply, key):
    reply.refresh_from_db()
    return next(part for part in parts_of(reply) if part.key == key)


def texts(reply) -> list[str]:
    return [block.text for block in letter_of(reply).paragraphs]


def test_saved_as_text_it_stands_in_the_matrix(case):
    reply = case.drafted()
    parts = {"ask:2": Said("先在两个区试办。", "关于投入", "第二个问题："), "opening": Said("您好！来信收悉。")}
    assert save_text(reply, parts, **case.by("zhao")) == ["ask:2", "opening"]
    answer = reply.answers.get(ask__number=2)
    assert (answer.text, answer.heading, answer.lead_in) == ("先在两个区试办。", "关于投入", "第二个问题：")
    assert answer.written_by == f"user:{case.cast.people['zhao'].pk}"
    assert texts(reply)[0] == "您好！来信收悉。"
    at = texts(reply).index("二、关于投入")
    assert texts(reply)[at + 1 : at + 3] == ["第二个问题：", "先在两个区试办。"]


def test_the_composed_heading_stays_composed(case):
    reply = case.drafted()
    known = part(reply, "ask:1")
    save_text(reply, {"ask:1": Said("改了。", known.heading)}, **case.by("wang"))
    assert reply.answers.get(ask__number=1).heading == ""
    assert save_text(reply, {"ask:1": Said("改了。", known.heading)}, **case.by("wang")) == []


def test_a_rewritten_sentence_says_when_its_rows_changed(case):
    reply = case.drafted("B")
    save_text(reply, {"promises": Said("我委将于9月中旬印发标准。")}, **case.by("wang"))
    assert part(reply, "promises").is_rewritten and not part(reply, "promises").is_behind
    assert "我委将于9月中旬印发标准。" in texts(reply)
    case.promised(reply.answers.first(), text="建成25家")
    assert part(reply, "promises").is_behind
    restore(reply, "promises", **case.by("wang"))
    assert not part(reply, "promises").is_rewritten and "建成25家" in "".join(texts(reply))


def test_like_the_composed_sentence_it_stays_composed(case):
    reply = case.drafted("B")
    save_text(reply, {"promises": Said(part(reply, "promises").text + " ")}, **case.by("wang"))
    assert reply.promises_text == ""


def test_formulas_come_back(case):
    reply = case.drafted()
    usual = reply.opening
    save_text(reply, {"opening": Said("您好。")}, **case.by("wang"))
    restore(reply, "opening", **case.by("wang"))
    assert reply.opening == usual


def test_lines_of_columns_are_a_table_and_levels_are_headings(case):
    reply = case.drafted()
    said = "（一）今年的安排\n1. 新建\n表1 托位\n区|托位\n---|---\n东区|120\n西区 | 80\n完。\n单独的 a|b 一行。"
    save_answer(reply, case.item.asks.first(), decision="adopted", text=said, **case.by("wang"))
    blocks = [block for block in letter_of(reply).paragraphs if block.ask == 1]
    assert [block.kind for block in blocks] == ["h1", "h2", "h3", "table", "text", "text"]
    assert blocks[3].rows == (("区", "托位"), ("东区", "120"), ("西区", "80")) and blocks[3].title == "表1 托位"


def test_a_part_that_is_not_there_is_refused(case):
    with pytest.raises(NotReady, match="没有这一段"):
        save_text(case.drafted(), {"ask:9": Said("甲")}, **case.by("wang"))


@pytest.mark.rule("R49")
def test_a_signed_letter_is_not_rewritten(case):
    with pytest.raises(Stale):
        save_text(case.signed(), {"opening": Said("换过的话")}, **case.by("wang"))


words = st.text("托育投入人才规划年内印发", min_size=3, max_size=20)


@given(said=st.lists(st.tuples(st.sampled_from([1, 2, 3]), words), max_size=6))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_edit_loses_whose_paragraph_is_whose(case, said):
    """Whatever is written to which ask, the letter says it under that ask, and read back whole it is the same."""
    reply = case.assignment.replies.first() or case.drafted()
    for number, text in said:
        old = part(reply, f"ask:{number}")
        save_text(reply, {old.key: Said(f"{text}。", old.heading, old.lead_in)}, **case.by("wang"))
        assert [block.text for block in letter_of(reply).paragraphs if block.ask == number][1:] == [f"{text}。"]
    assert propose_text(reply, whole_text(reply)).is_same
