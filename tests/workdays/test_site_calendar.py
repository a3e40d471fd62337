from datetime import date

import pytest

from huiyin.workdays.calendar import CalendarFileError, add_workdays, day_kind, day_label, published, published_years

NEW_YEAR = 'holidays = ["2027-01-01", 2027-01-02]\nworkdays = ["2027-01-03"]\n'


def test_a_site_can_add_a_new_year(site_file):
    site_file(2027, NEW_YEAR)
    assert published(2027)
    assert published_years()[-1] == 2027
    assert day_label(date(2027, 1, 1)) == "周五（法定节假日放假）"
    assert day_kind(date(2027, 1, 3)) == "makeup_workday"
    assert add_workdays(date(2026, 12, 31), 1) == date(2027, 1, 3)


def test_a_site_file_wins_over_the_package(site_file):
    site_file(2026, 'holidays = ["2026-11-23"]\nworkdays = []\n')
    assert day_kind(date(2026, 11, 23)) == "holiday"
    assert day_kind(date(2026, 10, 1)) == "workday"


def test_a_file_that_appears_later_is_found(site_file):
    path = site_file(2027, NEW_YEAR)
    path.rename(path.with_suffix(".away"))
    assert not published(2027)
    path.with_suffix(".away").rename(path)
    assert published(2027)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("holidays = [", "不是有效的 TOML"),
        ('holidays = ["2027-01-01"]', "缺少 workdays"),
        ('holidays = ["元旦"]\nworkdays = []', "“元旦”不是日期"),
        ('holidays = ["2026-01-01"]\nworkdays = []', "不在 2027 年"),
        ('holidays = ["2027-01-03"]\nworkdays = ["2027-01-03"]', "同时写在"),
        ('holidays = []\nworkdays = ["2027-01-04"]', "不是周末"),
    ],
)
def test_a_bad_file_is_named_with_its_field(site_file, content, complaint):
    site_file(2027, content)
    with pytest.raises(CalendarFileError, match=f"holidays-2027.toml: .*{complaint}"):
        published(2027)
