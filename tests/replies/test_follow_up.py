"""再次答复: what was planned is done later; the first class stays to be seen."""

import pytest

from huiyin.flow.errors import NotReady
from huiyin.handling.models import Duty
from huiyin.replies.actions import issue, start_draft, submit


@pytest.mark.rule("R54")
def test_it_stands_beside_the_first_letter(case):
    first = case.issued("B")
    case.assignment.refresh_from_db()
    reply = case.written(start_draft(case.assignment, kind="follow_up", **case.later(100).by("wang")))
    issue(case.sealed(case.through(submit(reply, **case.by("wang"))), 2), **case.by("lin"))
    first.refresh_from_db()
    assert (first.state, first.class_letter) == ("issued", "B")
    assert (reply.state, reply.class_letter, reply.supersedes) == ("issued", "A", None)
    assert Duty.objects.filter(assignment=case.assignment, kind="rating").count() == 1


def test_it_waits_for_the_first_letter(case):
    with pytest.raises(NotReady, match="还不能拟稿"):
        start_draft(case.assignment, kind="follow_up", **case.by("wang"))
