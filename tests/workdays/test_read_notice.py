"""The State Council's arrangement, read from its own words."""

from datetime import date

import pytest

from huiyin.workdays.arrangements import Arrangement, read_lines, read_notice, store
from huiyin.workdays.calendar import CalendarFileError, assuming, configure, day_label, is_workday, published
from huiyin.workdays.published import year_of

NOTICE_2026 = """国务院办公厅关于2026年部分节假日安排的通知
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
"""


@pytest.fixture
def folder(tmp_path):
    configure(tmp_path)
    yield tmp_path
    configure(None)


def test_the_notice_of_2026_gives_the_year_that_was_published():
    read, known = read_notice(NOTICE_2026, 2026), year_of(2026)
    assert read.checked().workdays == known.workdays
    assert set(read.workdays) == known.makeup
    assert read.holidays[date(2026, 2, 20)] == "春节"


def test_days_of_another_year_are_left_to_that_year():
    said = "元旦：2023年12月30日至2024年1月1日放假调休，共3天。"
    assert list(read_notice(said, 2024).holidays) == [date(2024, 1, 1)]


def test_what_is_corrected_by_hand_reads_the_same():
    read = read_lines("元旦：1月1日至3日\n春节：2月5日至11日", "2月4日、2月14日", 2027)
    assert len(read.holidays) == 10
    assert read.workdays == (date(2027, 2, 4), date(2027, 2, 14))


@pytest.mark.parametrize(
    ("holidays", "workdays", "complaint"),
    [
        ("元旦", "", "没有日子"),
        ("元旦：13月1日", "", "不是日期"),
        ("元旦：1月3日至1日", "", "先后不对"),
        ("元旦：1月1日", "1月4日", "不是周末"),
        ("", "1月3日", "没有读到放假"),
    ],
)
def test_what_cannot_be_is_refused_with_its_words(holidays, workdays, complaint):
    with pytest.raises(CalendarFileError, match=complaint):
        read_lines(holidays, workdays, 2027).checked()


@pytest.mark.rule("R16")
def test_stored_it_is_published_and_holidays_keep_their_names(folder):
    assert not published(2027)
    store(read_lines("元旦：1月1日至3日", "1月9日", 2027))
    assert published(2027)
    assert day_label(date(2027, 1, 1)) == "周五（元旦放假）"
    assert is_workday(date(2027, 1, 9))


def test_what_another_process_wrote_is_seen_soon(folder, monkeypatch):
    store(read_lines("元旦：1月1日", "", 2027))
    assert is_workday(date(2027, 1, 4))
    (folder / "holidays-2027.toml").write_text('holidays = ["2027-01-04"]\nworkdays = []\n')
    monkeypatch.setattr("huiyin.workdays.published.LOOK_AGAIN", -1.0)
    assert not is_workday(date(2027, 1, 4))


def test_a_year_may_be_assumed_and_forgotten():
    assumed = Arrangement(2027, {date(2027, 1, 1): "元旦"}, ()).checked()
    with assuming(assumed):
        assert published(2027)
    assert not published(2027)
