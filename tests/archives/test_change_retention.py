"""改保管期限."""

import pytest

from huiyin.archives.actions import change_retention, make_set
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady

pytestmark = pytest.mark.rule("R79")


@pytest.fixture
def made(case):
    return make_set(case.item, case.cast.unit, **case.by("lin"))


def test_a_shorter_period_needs_whoever_approved_it(made, case):
    with pytest.raises(NotReady, match="要写明谁批准"):
        change_retention(made, "ten_years", reason="按本单位期限表", **case.by("lin"))
    change_retention(made, "ten_years", reason="按本单位期限表", approved_by="示例市档案馆", **case.by("lin"))
    made.refresh_from_db()
    assert (made.retention, made.retention_approved_by) == ("ten_years", "示例市档案馆")
    event = Event.objects.get(verb="archives.retention_changed")
    assert (event.facts["from"], event.facts["to"]) == ("permanent", "ten_years")


def test_a_longer_one_needs_a_reason_only(made, case):
    change_retention(made, "ten_years", reason="一", approved_by="馆", **case.by("lin"))
    with pytest.raises(NotReady, match="要写明理由"):
        change_retention(made, "permanent", reason=" ", **case.by("lin"))
    assert change_retention(made, "permanent", reason="重点件", **case.by("lin")).retention == "permanent"


def test_only_the_coordinator_may(made, case):
    with pytest.raises(NotAllowed):
        change_retention(made, "permanent", reason="一", **case.by("wang"))
