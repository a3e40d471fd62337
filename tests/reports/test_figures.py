"""Single figures: by hand on a few items."""

import datetime as dt

from huiyin.items.models import Mark, Topic
from huiyin.reports.figures import FIXED, find
from huiyin.reports.scopes import scope_for


def value(year, name: str) -> object:
    return find(name).measure(scope_for(year.unit, 2022)).value


def text(year, name: str) -> str:
    return find(name).measure(scope_for(year.unit, 2022)).text


def test_only_the_first_answer_is_in_time_or_late(year):
    late = year.item(due_on=dt.date(2022, 5, 30))
    year.reply(late, on=dt.date(2022, 6, 1))
    year.reply(year.item(due_on=dt.date(2022, 6, 30)), on=dt.date(2022, 6, 30))
    year.reply(year.item())
    assert (value(year, "replied"), value(year, "in_time")) == (3, 2)


def test_satisfaction_is_of_what_came_back(year):
    for result in ("satisfied", "satisfied", "mostly_satisfied"):
        year.rate(year.reply(year.item()), result)
    year.reply(year.item())
    assert (text(year, "content_rate"), text(year, "satisfied_rate")) == ("100%", "66.7%")
    assert (text(year, "content_of_all_rate"), value(year, "not_returned")) == ("75%", 1)


def test_a_contested_rating_does_not_count(year):
    rating = year.rate(year.reply(year.item()))
    rating.state, rating.contest_reason = "contested", "不是本人评价"
    rating.save()
    assert (value(year, "returned"), value(year, "not_returned")) == (0, 1)


def test_a_telephone_call_is_contact_but_no_meeting(year):
    year.contact(year.item(), "phone")
    year.contact(year.item(), "in_person", place="代表单位")
    disputed = year.contact(year.item(), "in_person", place="代表单位")
    disputed.confirmed = False
    disputed.save()
    assert (value(year, "contacted"), value(year, "met")) == (2, 1)
    assert text(year, "meeting_rate") == "33.3%"


def test_topics_marks_months_and_offices(year):
    top = year.item(office="疾控处", dispatched_on=dt.date(2022, 7, 8))
    year.item(office="疾控处")
    Topic.objects.create(name="疫情防控").items.add(top.item)
    Mark.objects.create(item=top.item, kind="leader_led", by_whom="市人大常委会")
    names = ("topic_疫情防控", "dispatched_in_month_7", "leader_led", "key", "offices")
    assert [value(year, name) for name in names] == [1, 1, 1, 0, 1]


def test_every_measure_can_be_taken_of_an_empty_year(year):
    scope = scope_for(year.unit, 2022)
    assert all(not measure.measure(scope).value for measure in FIXED)
    assert len({measure.name for measure in FIXED}) == len(FIXED)
