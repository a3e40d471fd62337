"""一年一次归档."""

import pytest

from huiyin.archives.models import ArchiveSet
from huiyin.archives.years import ask_year, make_year
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling.models import Assignment, State
from tests.answering import hand_over

pytestmark = pytest.mark.rule("R78")


def test_every_ended_item_gets_its_set_and_the_rest_is_named(case, cast, now):
    other = hand_over(cast, now, no="0032", title="关于另一件事的建议")
    Assignment.objects.filter(pk=other.assignment.pk).update(state=State.CLOSED, closed_on=now.date())
    job, told = ask_year(cast.unit, 2022, **case.by("lin")), []
    make_year(job, by=case.person("lin"), tell=told.append)
    job.refresh_from_db()
    assert ArchiveSet.objects.count() == 1 and told == [49, 99]
    assert job.facts["unfinished"][0]["label"] == "第0032号建议"
    make_year(job, by=case.person("lin"), tell=told.append)
    assert ArchiveSet.objects.count() == 1


def test_nothing_ended_is_nothing_to_archive(case, cast):
    with pytest.raises(NotReady, match="2019年还没有办结的件"):
        ask_year(cast.unit, 2019, **case.by("lin"))


def test_only_the_coordinator_may(case, cast):
    with pytest.raises(NotAllowed):
        ask_year(cast.unit, 2022, **case.by("wang"))
