import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.prose.numbers import plain, tidy, to_chinese, to_int


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (10, "十"),
        (13, "十三"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (10005, "一万零五"),
        (12000, "一万二千"),
        (2022, "二千零二十二"),
        (100000001, "一亿零一"),
    ],
)
def test_r1_a_number_is_written_and_read(number, words):
    assert to_chinese(number) == words
    assert to_int(words) == number


@given(st.integers(0, 10**9))
def test_r1_chinese_numerals_round_trip(number):
    assert to_int(to_chinese(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("二〇二二", 2022),
        ("两百", 200),
        ("１３", 13),
        (" 13 ", 13),
        ("0003", 3),
        ("十", 10),
        ("一五", 15),
        ("", None),
        ("十三届", None),
        ("一二三百", None),
        ("3.5", None),
        ("abc", None),
    ],
)
def test_other_ways_of_writing(text, number):
    assert to_int(text) == number


def test_what_cannot_be_written_is_refused():
    with pytest.raises(ValueError, match="-1"):
        to_chinese(-1)


def test_full_width_becomes_half_width_but_chinese_marks_stay():
    assert plain("００１７ＡＢ（主办）") == "0017AB(主办)"
    assert plain("市卫健委，市教育局；“好”。") == "市卫健委，市教育局；“好”。"


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("立 案", "立案"),
        ("备 注", "备注"),
        ("案\u3000由", "案由"),
        (" 是否 公开 ", "是否公开"),
        ("００１７", "0017"),
        ("关于完善我省疾病 预防控制体系的建议\n", "关于完善我省疾病 预防控制体系的建议"),
    ],
)
def test_a_cell_is_tidied(cell, meant):
    assert tidy(cell) == meant
