"""延期、暂停 on their pages."""

import datetime as dt

import pytest

from huiyin.handling.models import Duty, DutyKind, Extension, Pause
from tests.web.handling.conftest import WORD

WANTED = {"until": "2022-09-30", "reason": "涉及多个部门，需要调研"}
GRANTED = {"approved": "yes", "approver": "市政府办公厅", "told_on": "2022-04-20"}


def test_it_is_asked_for_decided_and_moves_the_day(press, assignment):
    press("lin", "request_extension", assignment, **WANTED)
    press("lin", "decide_extension", Extension.objects.get(), **GRANTED, **WORD)
    assert Duty.objects.get(assignment=assignment, kind=DutyKind.REPLY).due_on == dt.date(2022, 9, 30)


def test_past_six_months_it_says_until_when(press, assignment):
    response = press("lin", "request_extension", assignment, **{**WANTED, "until": "2022-12-31"})
    assert response.status_code == 409 and "交办之日起六个月内" in response.content.decode()


def test_the_submitter_is_told_later(press, assignment):
    press("lin", "request_extension", assignment, **WANTED)
    extension = Extension.objects.get()
    press("lin", "decide_extension", extension, **{**GRANTED, "told_on": ""}, **WORD)
    press("lin", "tell_of_extension", extension, on="2022-04-20")
    extension.refresh_from_db()
    assert extension.told_on == dt.date(2022, 4, 20)


def test_an_officer_may_not_ask(press, shared):
    assert press("wang", "request_extension", shared, **WANTED).status_code == 403


def test_it_pauses_and_goes_on(press, assignment):
    press("lin", "pause", assignment, starts_on="2022-04-18", reason="疫情封控", approver="市政府办公厅")
    press("lin", "resume", assignment, on="2022-04-20")
    assert Pause.objects.get().ends_on == dt.date(2022, 4, 20)


def test_a_duty_is_waived_with_a_reason(press, assignment):
    duty = Duty.objects.get(assignment=assignment, kind=DutyKind.CONTACT)
    assert press("lin", "waive_duty", duty).status_code == 200
    press("lin", "waive_duty", duty, reason="提出人不在国内，书面说明不需要联系")
    duty.refresh_from_db()
    assert duty.waived_on


def test_the_page_of_deadlines_lists_what_was_asked_for(press, browse, assignment):
    press("lin", "request_extension", assignment, **WANTED)
    page = browse("lin").get(f"/items/{assignment.item_id}/duties/").content.decode()
    assert "还没决定" in page and f"/extensions/{Extension.objects.get().pk}/decide/" in page


@pytest.mark.rule("R74")
def test_a_pause_is_revoked(press, assignment, walk_in):
    press("lin", "pause", assignment, starts_on="2022-04-18", reason="疫情封控", approver="市政府办公厅")
    row = assignment.pauses.get()
    client = walk_in("lin")
    assert "撤销" in client.get(f"/items/{assignment.item_id}/duties/").content.decode()
    assert client.post(f"/pauses/{row.pk}/revoke/", {"reason": "登记有误"}).status_code == 302
    assert assignment.pauses.get().approved is False
