import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.prose.asks import split_asks

JIANGSU = Path(__file__).resolve().parents[3] / "shared/data/jiangsu_cppcc_2019.csv"
BEGINNINGS = (
    "问题分析：一是床位不足，二是人才短缺，三是经费偏少。",
    "一、现状。我市托育机构较少。1、规模小。2、成本高。",
)


def words(text: str) -> list[str]:
    return [ask.text for ask in split_asks(text)]


@pytest.mark.parametrize("beginning", BEGINNINGS)
@pytest.mark.parametrize(
    "marks",
    [
        "一是 二是 三是",
        "1. 2. 3.",
        "1、 2、 3、",
        "（一） （二） （三）",
        "第一， 第二， 第三，",
        "① ② ③",
        "一、 二、 三、",
    ],
)
def test_the_numbered_suggestions_are_the_asks_not_the_problems(beginning, marks):
    asks = ["加强机构建设，增加床位。", "完善人才培养，提高待遇。", "增加财政投入，设立专项资金。"]
    listed = "".join(mark + ask for mark, ask in zip(marks.split(), asks, strict=True))
    assert words(f"{beginning}具体建议：{listed}") == asks


def test_a_bare_title_gives_way_to_the_points_below_it():
    text = "为此建议：一、加强建设。1.增加托位两千个。2.改造老旧场所。二、完善政策，出台补贴办法并明确标准。"
    assert words(text) == ["增加托位两千个。", "改造老旧场所。", "完善政策，出台补贴办法并明确标准。"]


def test_phrases_inside_one_suggestion_stay_together():
    text = "建议：1.完善机制。一是建立台账，二是定期通报。2.加强保障。一是增加经费，二是配齐人员。"
    assert words(text) == ["完善机制。一是建立台账，二是定期通报。", "加强保障。一是增加经费，二是配齐人员。"]


def test_a_text_without_a_list_is_one_ask():
    assert words("目前床位不足。因此建议：由市卫健委牵头新建两所医院。") == ["由市卫健委牵头新建两所医院。"]
    assert words("请把社区食堂建起来。") == ["请把社区食堂建起来。"]
    assert words("  ") == []


def test_decimals_and_years_are_no_list_marks():
    assert len(split_asks("建议：投入1.5亿元，建成2.3万平方米，到2025年完成，比2020年增长3.2倍。")) == 1


def test_the_closing_phrase_is_left_out():
    text = "建议：1.增加床位一千张。2.提高医护人员待遇。以上建议，请予研究。"
    assert words(text)[-1] == "提高医护人员待遇。"


@given(st.text(alphabet="一二三是、1.2（）建议：。要加强\n", max_size=60))
def test_each_ask_stands_where_it_says(text):
    asks = split_asks(text)
    assert all(text[ask.start : ask.end] == ask.text for ask in asks)
    assert [ask.number for ask in asks] == list(range(1, len(asks) + 1))


@pytest.mark.skipif(not JIANGSU.exists(), reason="the real texts are not here")
def test_most_real_proposals_fall_into_a_few_asks():
    with JIANGSU.open(encoding="utf-8-sig", newline="") as file:
        counts = [len(split_asks(row["content"])) for row in csv.DictReader(file)]
    assert all(1 <= count <= 15 for count in counts)
    assert sum(2 <= count <= 8 for count in counts) >= 0.9 * len(counts)
