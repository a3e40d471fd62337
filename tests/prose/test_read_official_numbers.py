import pytest

from huiyin.prose.officials import official_key, read_official_no


@pytest.mark.parametrize(
    ("cell", "text", "seq", "year", "prefix"),
    [
        ("第0031号", "0031", 31, None, ""),
        ("0003", "0003", 3, None, ""),
        ("００１７", "0017", 17, None, ""),
        ("20220305号", "20220305", 305, 2022, ""),
        ("20220011", "20220011", 11, 2022, ""),
        ("平时第1号", "平时第1号", 1, None, "平时"),
        ("HG-201901287", "HG-201901287", 1287, 2019, "HG"),
        ("杭33号", "杭33号", 33, None, "杭"),
        ("州人大第214号", "州人大第214号", 214, None, "州人大"),
        ("1号议案", "1号议案", 1, None, ""),
        ("第一号", "第一号", 1, None, ""),
        ("3.0", "3", 3, None, ""),
        (" 第 10 号 ", "10", 10, None, ""),
        ("建议〔2022〕15号", "建议〔2022〕15号", 15, 2022, "建议"),
    ],
)
def test_r2_a_number_is_text_with_a_sequence(cell, text, seq, year, prefix):
    number = read_official_no(cell)
    assert (number.text, number.seq, number.year, number.prefix) == (text, seq, year, prefix)


def test_a_class_number_stands_beside_the_global_one():
    number = read_official_no("第02345号(医疗卫生类234号)")
    assert (number.text, number.class_no) == ("02345", "医疗卫生类234号")


@pytest.mark.parametrize("cell", ["", " ", "无", "—", "-", "/"])
def test_an_empty_cell_is_no_number(cell):
    assert read_official_no(cell) is None


def test_r2_sorting_follows_the_sequence_not_the_letters():
    shuffled = ["第10号", "平时第2号", "20220010", "第9号", "20211234", "20220009", "平时第10号"]
    in_order = ["第9号", "第10号", "20211234", "20220009", "20220010", "平时第2号", "平时第10号"]
    assert sorted(shuffled, key=official_key) == in_order
