"""上级退回与另行答复."""

import pytest

from huiyin.flow.errors import NotReady
from huiyin.handling.models import Duty
from huiyin.replies.actions import issue, return_from_above, submit
from huiyin.replies.sending.uploading import record_upload


@pytest.fixture
def returned(case):
    reply = case.issued("B")
    record_upload(reply, system="市政府议案系统", receipt="7", **case.by("lin"))
    return return_from_above(reply, reason="第二项没有答到", **case.later(5).by("lin"))


def test_the_letter_stays_and_a_new_draft_begins_where_it_ended(case, returned):
    again = returned.superseded_by
    assert (returned.state, returned.returned_reason) == ("returned", "第二项没有答到")
    assert (again.state, again.round, again.class_letter) == ("drafting", 2, "B")
    assert again.drafter == case.cast.people["wang"]
    assert [answer.text for answer in again.answers.all()] == [answer.text for answer in returned.answers.all()]
    assert [promise.text for promise in again.answers.last().promises.all()] == ["印发托育服务示范标准"]


def test_the_assignment_is_worked_on_again(case, returned):
    case.assignment.refresh_from_db()
    assert case.assignment.state == "handling"
    assert returned.uploads.get().returned_on == case.now.date()


def test_nobody_is_asked_to_rate_it(case, returned):
    duty = Duty.objects.get(assignment=case.assignment, kind="rating")
    assert (duty.met_on, duty.waived_reason) == (None, "上级退回，另行答复")


def test_the_new_letter_goes_out_by_itself(case, returned):
    reply = case.through(submit(returned.superseded_by, **case.by("wang")))
    issue(case.sealed(reply, 2), **case.by("lin"))
    returned.refresh_from_db()
    case.assignment.refresh_from_db()
    assert (reply.state, returned.state) == ("issued", "returned")
    assert case.assignment.answered_on < case.now.date()  # the first answer counts (R65)


def test_it_needs_a_reason(case):
    with pytest.raises(NotReady):
        return_from_above(case.issued(), reason="", **case.by("lin"))
