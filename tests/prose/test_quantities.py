"""Counted figures in running text."""

import pytest

from huiyin.prose.quantities import find_quantities, read_quantity, same_counter


def read(text: str) -> list[tuple[str, str, str]]:
    return [(f"{one.value.normalize():f}", one.counter, one.qualifier) for one in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("超过3万个", [("30000", "个", "over")]),
        ("3万余个", [("30000", "个", "more")]),
        ("超3万余个", [("30000", "个", "over")]),
        ("近3万个", [("30000", "个", "near")]),
        ("2.8万个", [("28000", "个", "")]),
        ("160余万管", [("1600000", "管", "more")]),
        ("百分之三", [("3", "%", "")]),
        ("百分之98.5", [("98.5", "%", "")]),
        ("２２家", [("22", "家", "")]),
        ("108.08亿元", [("10808000000", "元", "")]),
        ("二十二家", [("22", "家", "")]),
        ("一百零五个", [("105", "个", "")]),
        ("约1,234人", [("1234", "人", "about")]),
        ("三十个以上", [("30", "个", "over")]),
        ("不少于20人", [("20", "人", "over")]),
        ("AED4000台", [("4000", "台", "")]),
        ("增长6.8个百分点", [("6.8", "个百分点", "")]),
        ("12分钟急救圈", [("12", "分钟", "")]),
    ],
)
def test_it_reads(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        *("2022年4月15日", "武政办〔2020〕94号", "第5条第三项", "0—3岁", "3—5家", "5家至8家", "第三批"),
        *("市十五届人大五次会议", "四个意识", "五位一体", "千家万户", "一家医院", "几十家", "电话82345678", "G4条"),
        *("三部分", "二十大", "十四五"),
    ],
)
def test_what_counts_nothing_is_left_alone(text):
    assert read(text) == []


def test_a_short_field_holds_one_figure():
    assert read_quantity(" 超过3万个 ").value == 30000
    assert read_quantity("托位3万个") is None


def test_unit_words_that_count_the_same():
    assert same_counter("家", "个")
    assert not same_counter("家", "人")
