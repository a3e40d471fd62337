from datetime import date

import pytest

from huiyin.prose.promises import due_day, find_promises

ON = date(2022, 6, 20)


@pytest.mark.parametrize(
    ("sentence", "due_on"),
    [
        ("我委将于2023年6月底前建成22家托育机构。", date(2023, 6, 30)),
        ("力争年底前完成方案印发。", date(2022, 12, 31)),
        ("计划明年开展培训。", date(2023, 12, 31)),
        ("拟在第三季度出台办法。", date(2022, 9, 30)),
        ("争取上半年实现全覆盖。", date(2022, 6, 30)),
        ("将于8月15日启动改造。", date(2022, 8, 15)),
        ("下一步，我委将进一步加强培训。", None),
    ],
)
def test_a_promise_is_found_with_its_day(sentence, due_on):
    promises = find_promises("感谢您的支持。" + sentence, written_on=ON)
    assert [(promise.text, promise.due_on) for promise in promises] == [(sentence, due_on)]


@pytest.mark.parametrize(
    "sentence", ["目前已建成22家。", "感谢您的关心。", "该项目已列入2022年计划。", "虚拟养老院运行良好。"]
)
def test_what_is_done_or_said_is_no_promise(sentence):
    assert find_promises(sentence, written_on=ON) == []


def test_a_promise_stands_where_it_says():
    text = "一、现状良好。  下一步将继续推进；年底前完成改造。"
    for promise in find_promises(text, written_on=ON):
        assert text[promise.start : promise.end] == promise.text


def test_a_promise_that_says_what_will_be_there_is_firm():
    firm, vague = find_promises("将于年底前建成两所医院。下一步将进一步加强培训。", written_on=ON)
    assert (firm.firm, vague.firm) == (True, False)


def test_without_the_day_of_writing_only_full_dates_are_read():
    assert due_day("力争年底前完成") is None
    assert due_day("2023年底前完成") == date(2023, 12, 31)


def test_a_word_that_only_ends_like_a_year_names_no_day():
    assert due_day("6月底前摸底", written_on=date(2022, 4, 20)) == date(2022, 6, 30)
    assert due_day("国内首家", written_on=date(2022, 4, 20)) is None
