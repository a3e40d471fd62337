"""Satisfaction as figures."""

from decimal import Decimal

import pytest

from huiyin.handling.models import Assignment
from huiyin.replies import actions as replies
from huiyin.surveys.actions import open_round, rate
from huiyin.surveys.figures import Asked, asked_of, count, satisfaction
from tests.answering import hand_over


def answered(cast, now, no: str, grade: str = ""):
    case = hand_over(cast, now, no=no)
    reply = case.through(case.submitted())
    replies.number(reply, f"示卫函〔2022〕{int(no)}号", **case.by("lin"))
    reply = replies.issue(replies.seal(reply, **case.by("lin")), **case.by("lin"))
    invitation = open_round(reply, now=now).invitations.get()
    if grade:
        rate(invitation, manner="satisfied", result=grade, comment="话", now=now)
    return case


@pytest.mark.rule("R60")
def test_86_and_7_of_93():
    grades = ["satisfied"] * 86 + ["mostly_satisfied"] * 7
    figures = count(Asked(number, grade, ("link",)) for number, grade in enumerate(grades))
    assert (figures.strict_rate(), figures.customary_rate()) == (Decimal("92.47"), Decimal("100.00"))
    assert figures.by_source == {"link": 93}


def test_who_did_not_answer_is_in_the_base_or_not(cast, now):
    for no, grade in (("1", "satisfied"), ("2", "mostly_satisfied"), ("3", "")):
        answered(cast, now, no, grade)
    figures = satisfaction(Assignment.objects.filter(parent=None))
    assert (figures.asked, figures.returned, figures.not_returned) == (3, 2, 1)
    assert figures.customary_rate() == Decimal("100.00")
    assert figures.customary_rate(exclude_unreturned=False) == Decimal("66.67")
    assert figures.strict_rate() == Decimal("50.00")


def test_nothing_asked_is_no_rate():
    assert count([]).strict_rate() is None


def test_the_last_letter_counts_or_the_first(cast, now):
    case = answered(cast, now, "1", "dissatisfied")
    reply = case.issued_again()
    rate(open_round(reply, now=now).invitations.get(), manner="satisfied", result="satisfied", now=now)
    top = Assignment.objects.filter(parent=None)
    assert [row.grade for row in asked_of(top)] == ["satisfied"]
    assert [row.grade for row in asked_of(top, which="first")] == ["dissatisfied"]


def test_it_takes_two_queries(cast, now, django_assert_num_queries):
    answered(cast, now, "1", "satisfied")
    with django_assert_num_queries(2):
        asked_of(Assignment.objects.filter(parent=None))
