"""Two people take down the same opinion at the same moment: one entry, one event."""

import pytest

from huiyin.directory.actions import find_or_add_outside_unit
from huiyin.events.models import Event
from huiyin.replies.actions import ask_opinion, receive_opinion
from huiyin.replies.models import Opinion
from tests.replies.test_at_once import case, race  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_of_two_records_it(case):  # noqa: F811
    unit = find_or_add_outside_unit("示例市教育局", level="municipal", place="示例市")
    asked = ask_opinion(case.assignment, unit, **case.by("wang"))
    one, two = (Opinion.objects.select_related("assignment__item", "unit").get(pk=asked.pk) for _ in range(2))
    wang, lin = case.by("wang"), case.by("lin")
    acts = (lambda: receive_opinion(one, text="同意。", **wang), lambda: receive_opinion(two, text="无意见。", **lin))
    assert race(*acts) == ["stale", "won"]
    asked.refresh_from_db()
    stance = "agrees" if asked.text == "同意。" else "none"
    assert set(asked.points.values_list("stance", flat=True)) == {stance}
    assert Event.objects.filter(verb="replies.opinion_received").count() == 1
