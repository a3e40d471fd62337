"""批量: several rows at once, only those that stand in one's own ledger; the filters are kept."""

import datetime as dt

import pytest

from huiyin.events.models import Event
from tests.answering import Case, hand_over


@pytest.fixture
def two(cast, now, at_ten) -> list[Case]:
    return [hand_over(cast, now, no="0031", received=False), hand_over(cast, now, no="0032")]


def rows(cases: list[Case]) -> list[int]:
    return [case.assignment.pk for case in cases]


def test_those_that_wait_are_signed_for_and_the_rest_is_left(two, walk_in):
    answer = walk_in("lin").post("/ledger/sign_for/", {"row": rows(two), "next": "/ledger/?role=lead"}, follow=True)
    page = answer.content.decode()
    assert "签收 1 件，1 件没有签收" in page and "不能签收" in page
    assert page.count(" checked") >= 2
    assert answer.request["QUERY_STRING"] == "role=lead"
    two[0].assignment.refresh_from_db()
    assert two[0].assignment.state == "handling"


def test_a_topic_is_given_to_all_of_them(two, walk_in):
    walk_in("lin").post("/ledger/tag/", {"row": rows(two), "topic": "托育"})
    assert Event.objects.filter(verb="items.tagged").count() == 2


def test_nothing_chosen_changes_nothing(two, walk_in):
    answer = walk_in("lin").post("/ledger/tag/", {"topic": "托育"}, follow=True)
    assert "没有勾选要加主题的件" in answer.content.decode()


def test_a_leader_and_a_day_are_set_for_all_of_them(two, walk_in, cast):
    facts = {"leader": cast.people["wu"].pk, "due_on": "2022-06-01"}
    answer = walk_in("lin").post("/ledger/assign/", {"row": rows(two), **facts}, follow=True)
    assert "还没有分到处室。" in answer.content.decode()
    part = two[1].assignment.children.get(role="lead")
    assert (part.leader, part.notice_due_on) == (cast.people["wu"], dt.date(2022, 6, 1))


@pytest.mark.parametrize("login", ["stranger", "feng"])
def test_rows_of_others_are_not_touched(two, walk_in, login):
    walk_in(login).post("/ledger/sign_for/", {"row": rows(two), "next": "https://example.org/"})
    two[0].assignment.refresh_from_db()
    assert two[0].assignment.state == "waiting"


def test_a_look_changes_nothing(two, walk_in):
    assert walk_in("lin").get("/ledger/sign_for/").status_code == 405
