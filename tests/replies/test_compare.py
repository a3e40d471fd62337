"""Two versions beside each other, in words a leader understands."""

import pytest

from huiyin.replies.actions import save_answer, save_head
from huiyin.replies.letter.content import content_of
from huiyin.replies.writing.comparing import compare
from huiyin.replies.writing.ordering import arrange

LINES = [
    "已纳入规划，每年新建二十家。",
    "市级财政安排补助一千万元。",
    "各区按比例配套资金。",
    "年底前组织验收并公布结果。",
]


@pytest.fixture
def reply(case):
    return said(case, case.drafted(), LINES)


def said(case, reply, lines, number=1):
    ask = case.item.asks.get(number=number)
    row = reply.answers.get(ask=ask)
    known = {name: getattr(row, name) for name in ("decision", "basis", "evidence")}
    save_answer(reply, ask, text="\n".join(lines), **known, **case.by("wang"))
    return reply


def part(found, key="ask:1"):
    return next(one for one in found.parts if one.key == key)


def told(found, key="ask:1") -> list[tuple[str, str]]:
    return [(row.kind, row.note or row.new or row.old) for row in part(found, key).rows if row.kind != "same"]


def test_the_same_is_no_change(reply):
    assert compare(content_of(reply), content_of(reply)).total == 0


def test_added_removed_and_changed_are_told_apart(case, reply):
    old = content_of(reply)
    said(case, reply, [LINES[0], "市级财政安排补助二千万元。", LINES[3], "全程接受监督。"])
    found = compare(old, content_of(reply))
    assert told(found) == [
        ("changed", "市级财政安排补助二千万元。"),
        ("removed", LINES[2]),
        ("added", "全程接受监督。"),
    ]
    assert found.counts == part(found).counts == [("增", 1), ("删", 1), ("改", 1)]


def test_a_paragraph_elsewhere_is_moved_not_removed_and_added(case, reply):
    old = content_of(reply)
    said(case, reply, [LINES[0], LINES[2], LINES[3], LINES[1]])
    assert told(compare(old, content_of(reply))) == [("gone", "第 2 段移到第 3 段后"), ("moved", "由第 2 段移来")]


def test_a_paragraph_moves_to_another_ask(case, reply):
    old = content_of(reply)
    other = content_of(reply)["answers"][1]["text"]
    said(case, reply, [*LINES[:1], *LINES[2:]])
    said(case, reply, [other, LINES[1]], number=2)
    found = compare(old, content_of(reply))
    assert told(found) == [("gone", "第 2 段移到第 2 项第 1 段后")]
    assert told(found, "ask:2") == [("moved", "由第 1 项第 2 段移来")]
    assert found.counts == [("移", 1)]


def test_an_ask_that_changed_places_is_moved(case, reply):
    old = content_of(reply)
    arrange(reply, [3, 1, 2], **case.by("wang"))
    found = compare(old, content_of(reply))
    assert {one.key: one.note for one in found.parts if one.note} == {"ask:3": "移到第 1 项之前"}
    assert found.counts == [("移", 1)]


def test_what_stands_beside_the_text_is_told_too(case, reply):
    old = content_of(reply)
    save_head(reply, contact_phone="000-1", **case.by("wang"))
    found = compare(old, content_of(reply))
    assert [(one.where, one.ask) for one in found.facts] == [("电话", 0)] and found.total == 1


def test_a_paragraph_taken_apart_is_not_new(case, reply):
    old = content_of(said(case, reply, ["已纳入规划，每年新建二十家。市级财政安排补助一千万元。", LINES[3]]))
    said(case, reply, ["已纳入规划，每年新建二十家。", "市级财政安排补助一千万元。", LINES[3]])
    found = compare(old, content_of(reply))
    assert ("moved", "由第 1 段拆出") in told(found) and "增" not in dict(found.counts)


def test_paragraphs_run_together_are_not_gone(case, reply):
    old = content_of(reply)
    said(case, reply, [LINES[0] + LINES[1], *LINES[2:]])
    found = compare(old, content_of(reply))
    assert any(note.endswith("并入第 1 段") for _, note in told(found)) and "删" not in dict(found.counts)
