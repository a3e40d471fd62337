"""对列记得住: what was put right for a sender's list is used for the next one, and said so."""

import pytest

from huiyin.events.actors import SYSTEM
from huiyin.exchange.actions import correct_columns, drop, finish, stage
from huiyin.exchange.matching import Settings
from huiyin.exchange.models import Sender
from huiyin.files.gate import Refused
from tests.exchange.making import NOW, TITLE, workbook

DO = {"by": SYSTEM, "now": NOW}
HEAD = ["编号", "标题", "代表", "主办", "经手"]


def odd(no, *, title=TITLE, signed="市政府督查室", head=HEAD):
    rows = [
        title,
        head,
        [no, f"关于{no}的建议", "示例代表001", "市教育局", "市卫健委"],
        [None, None, None, None, signed],
    ]
    return workbook(("S", rows))


def staged(unit, content, **said):
    return stage(content, "清单.xlsx", unit, settings=Settings(**said), **DO)


def taught(unit):
    row = staged(unit, odd("1"))
    correct_columns(row, {"0:4": "assist_unit"}, **DO)
    return finish(row, **DO)


@pytest.mark.rule("R93")
def test_it_is_used_next_time_and_said_so(unit):
    assert taught(unit).sender.name == "市政府督查室"
    row = staged(unit, odd("2"))
    assert [item["role"] for item in row.report["items"]] == ["assist"]
    assert row.mapping["remembered"] == ["经手"]


def test_another_sender_is_read_afresh(unit):
    taught(unit)
    row = staged(unit, odd("2", signed="市政协提案委员会"))
    assert len(row.report["errors"]) == 1 and row.mapping["remembered"] == []


def test_a_person_says_who_sends_it(unit):
    taught(unit)
    row = staged(unit, odd("2", signed=None), sender="市政府督查室")
    assert [item["role"] for item in row.report["items"]] == ["assist"]
    assert row.mapping["sender"] == "市政府督查室"


def test_what_was_dropped_teaches_nothing(unit):
    row = staged(unit, odd("1"))
    correct_columns(row, {"0:4": "assist_unit"}, **DO)
    drop(row, **DO)
    assert not Sender.objects.exists()


def test_a_correction_beats_what_was_remembered(unit):
    taught(unit)
    row = staged(unit, odd("2"))
    correct_columns(row, {"0:4": "remark"}, **DO)
    assert len(row.report["errors"]) == 1


def test_headings_nobody_knows_are_those_of_a_sender_known_before(unit):
    strange = ["甲", "乙", "丙", "丁", "戊"]
    Sender.objects.create(
        unit=unit,
        name="市人大",
        columns=dict(zip(strange, ["number", "title", "lead", "lead_unit", "assist_unit"], strict=True)),
    )
    row = staged(unit, odd("7", head=strange, signed=None))
    assert [item["official_no"] for item in row.report["items"]] == ["7"]
    with pytest.raises(Refused):
        staged(unit, odd("7", head=["子", *strange[1:]], signed=None), sender="市政协")
