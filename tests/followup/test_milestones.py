"""阶段安排: the plan of a promise becomes steps with days."""

import datetime as dt

import pytest

from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.followup.actions import carry_over
from huiyin.followup.milestones import add_milestone, next_of, reach_milestone, read_plan

DAY = dt.date(2022, 4, 20)


@pytest.mark.rule("R51")
def test_the_plan_of_the_letter_becomes_steps(commitment):
    assert [(one.text, one.due_on) for one in commitment.milestones.all()] == [
        ("6月底前形成初稿", dt.date(2022, 6, 30)),
        ("8月15日前征求意见", dt.date(2022, 8, 15)),
    ]


@pytest.mark.parametrize(
    ("plan", "steps"),
    [
        ("第三季度开工；年底前建成", [("第三季度开工", dt.date(2022, 9, 30)), ("年底前建成", dt.date(2022, 12, 31))]),
        ("6月底前摸底，报委党组", [("6月底前摸底，报委党组", dt.date(2022, 6, 30))]),
        ("分步推进", []),
    ],
)
def test_only_what_names_a_day_is_a_step(plan, steps):
    assert read_plan(plan, written_on=DAY) == steps


def test_the_next_step_is_the_first_not_reached(case, commitment):
    first, second = commitment.milestones.all()
    reach_milestone(first, **case.by("wang"))
    assert (next_of(commitment), first.done_on) == (second, DAY)
    with pytest.raises(Stale):
        reach_milestone(first, **case.by("wang"))
    with pytest.raises(NotAllowed):
        reach_milestone(second, **case.by("zhao"))


def test_a_step_may_be_added_within_the_term(case, commitment):
    with pytest.raises(NotReady, match="不能晚于承诺的期限"):
        add_milestone(commitment, text="验收", due_on=dt.date(2023, 1, 1), **case.by("wang"))
    add_milestone(commitment, text="专家评审", due_on=dt.date(2022, 7, 20), **case.by("wang"))
    assert [one.text for one in commitment.milestones.all()][1] == "专家评审"


@pytest.mark.rule("R55")
def test_what_was_not_reached_is_carried_over(case, commitment):
    reach_milestone(commitment.milestones.first(), **case.by("wang"))
    (next_year,) = carry_over(case.cast.unit, 2022, **case.by("lin"))
    assert [one.text for one in next_year.milestones.all()] == ["8月15日前征求意见"]
    assert next_year.plan == commitment.plan
