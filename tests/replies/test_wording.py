"""What the words of an opinion say: to which ask, for or against, and whether there is anything in them."""

import pytest

from huiyin.replies.opinion.wording import emptiness, hear, mentioned, stance_of

ASKS = (1, 2, 3)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("经研究，我局无不同意见。", "none"),
        ("没有意见", "none"),
        ("我局不同意该条建议。", "disagrees"),
        ("基本同意，建议分步实施。", "partly"),
        ("原则同意。", "agrees"),
        ("须经市政府同意后实施。", ""),
        ("今年扩招300人。", ""),
    ],
)
def test_a_stance_is_read_where_it_is_taken(text, stance):
    assert stance_of(text) == stance


def test_a_pasted_letter_falls_onto_its_asks():
    heard = hear("贵委来函收悉。\n第1条：同意。\n第二、三项：不同意，没有列入预算。", ASKS)
    assert [(one.ask, one.stance) for one in heard.points] == [(1, "agrees"), (2, "disagrees"), (3, "disagrees")]
    assert (heard.points[1].text, heard.rest) == ("不同意，没有列入预算。", "贵委来函收悉。")


def test_a_list_of_as_many_points_as_asks_is_taken_in_order():
    heard = hear("一、同意。\n二、部分同意，先试点。\n三、无意见。", ASKS)
    assert [one.stance for one in heard.points] == ["agrees", "partly", "none"]


@pytest.mark.parametrize("text", ["一、总体情况\n二、下一步", "依据《条例》第20条办理。第20条规定明确。", "同意。"])
def test_what_is_not_said_ask_by_ask_is_said_as_a_whole(text):
    assert hear(text, ASKS).points == ()


@pytest.mark.rule("R24")
@pytest.mark.parametrize(
    "text", ["我局将高度重视，积极配合做好相关工作。", "我局按照职责分工，认真研究办理，请主办单位统筹考虑。", ""]
)
def test_stock_phrases_alone_are_no_substance(text):
    assert emptiness(text)


@pytest.mark.rule("R24")
@pytest.mark.parametrize("text", ["无意见。", "同意。", "扩招。", "我局将积极配合，今年安排资金200万元用于普惠托位。"])
def test_a_stand_or_a_measure_is(text):
    assert not emptiness(text)


def test_asks_named_in_a_share_are_found():
    assert mentioned("请办理第1、3条；第二至三项配合。") == [1, 2, 3]
