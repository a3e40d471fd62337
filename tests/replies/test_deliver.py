"""送达与网上报送."""

import datetime as dt

import pytest

from huiyin.events.actors import SYSTEM
from huiyin.flow.errors import NotReady, Stale
from huiyin.handling.checks import closing_blockers
from huiyin.handling.dispatching import dispatch
from huiyin.handling.duties import waive_duty
from huiyin.handling.models import Role
from huiyin.replies.actions import ask_opinion, deliver, deliver_to_all, issue, return_from_above, submit
from huiyin.replies.figures import stage_of
from huiyin.replies.letter import content
from huiyin.replies.sending.uploading import record_upload
from tests.answering import DISPATCHED


def missing(case) -> list[str]:
    return [str(blocker) for blocker in closing_blockers(case.assignment) if blocker.where == "delivery"]


def test_it_goes_to_whoever_is_entitled(case):
    reply = case.issued()
    (row,) = deliver_to_all(reply, way="paper", **case.by("wang"))
    assert (row.submitter.name, row.delivered_on) == ("示例代表001", case.now.date())
    assert deliver_to_all(reply, way="paper", **case.by("wang")) == []


def test_closing_asks_how_many_still_wait_for_it(case, monkeypatch):
    monkeypatch.setattr(content, "submitters_of", lambda item, each: [row.submitter for row in item.signatures.all()])
    reply = case.issued()
    assert missing(case) == ["答复还没有送达提出人，还差 2 位。"]
    deliver(reply, submitter=case.item.signatures.first().submitter, way="paper", **case.by("lin"))
    assert missing(case) == ["答复还没有送达提出人，还差 1 位。"]
    deliver_to_all(reply, way="paper", **case.by("lin"))
    assert missing(case) == []
    assert case.assignment.duties.get(kind="delivery").met_on == case.now.date()


def test_who_is_gone_is_waited_for_no_longer(case):
    case.issued()
    waive_duty(case.assignment.duties.get(kind="delivery"), reason="提出人已离任", **case.by("lin"))
    assert missing(case) == []


def test_only_the_letter_that_stands_is_to_be_delivered(case):
    return_from_above(case.issued(), reason="格式不符", **case.by("lin"))
    assert missing(case) == []
    case.assignment.refresh_from_db()
    again = case.written(case.assignment.replies.latest("id"))
    issue(case.sealed(case.through(submit(again, **case.by("wang"))), 2), **case.by("lin"))
    assert missing(case) == ["答复还没有送达提出人，还差 1 位。"]


def test_a_cosigner_may_get_one_too(case):
    cosigner = case.item.signatures.last().submitter
    assert deliver(case.issued(), submitter=cosigner, way="in_person", **case.by("lin")).submitter == cosigner


def test_once_each(case):
    reply, first = case.issued(), case.item.signatures.first().submitter
    deliver(reply, submitter=first, way="paper", **case.by("lin"))
    with pytest.raises(Stale):
        deliver(reply, submitter=first, way="paper", **case.by("lin"))


def test_not_before_it_is_issued(case):
    first = case.item.signatures.first().submitter
    with pytest.raises(NotReady, match="不能早于印发"):
        deliver(case.issued(), submitter=first, way="paper", on=dt.date(2022, 4, 19), **case.by("lin"))
    with pytest.raises(NotReady, match="送给谁"):
        deliver(case.assignment.replies.get(), way="paper", **case.by("lin"))


def test_an_opinion_goes_to_the_unit_that_leads(assisting):
    lead = {"role": Role.LEAD, "role_label": "主办", "dispatched_on": DISPATCHED, "by": SYSTEM, "now": assisting.now}
    theirs = dispatch(assisting.item, assisting.cast.other, **lead)
    asked = ask_opinion(theirs, assisting.cast.unit, by=assisting.person("stranger"), now=assisting.now)
    reply = assisting.through(submit(assisting.drafted(), **assisting.by("wang")))
    issue(assisting.sealed(reply), **assisting.by("lin"))
    assert assisting.assignment.state == "handling"
    row = deliver(reply, way="upstream", **assisting.by("lin"))
    assisting.assignment.refresh_from_db()
    asked.refresh_from_db()
    assert row.unit == assisting.cast.other
    assert assisting.assignment.state == "answered"
    assert (asked.state, asked.file) == ("received", reply.letter)


def test_an_opinion_to_an_unknown_leader_names_the_unit(assisting):
    reply = assisting.through(submit(assisting.drafted(), **assisting.by("wang")))
    issue(assisting.sealed(reply), **assisting.by("lin"))
    with pytest.raises(NotReady, match="不知道主办单位"):
        deliver(reply, way="upstream", **assisting.by("lin"))
    deliver(reply, unit=assisting.cast.other, way="upstream", **assisting.by("lin"))
    assert reply.assignment.state == "answered"


def test_an_upload_has_a_receipt(case):
    reply = case.issued()
    with pytest.raises(NotReady, match="回执"):
        record_upload(reply, system="市政府议案系统", **case.by("lin"))
    upload = record_upload(reply, system="市政府议案系统", receipt="20220420-7", **case.by("lin"))
    case.assignment.refresh_from_db()
    assert (upload.receipt, case.assignment.submitted_up_on) == ("20220420-7", case.now.date())


def test_the_stages_are_passed_one_by_one(case):
    seen = [stage_of(case.assignment)]
    reply = case.drafted()
    seen.append(stage_of(case.assignment))
    submit(reply, **case.by("wang"))
    seen.append(stage_of(case.assignment))
    case.through(reply)
    seen.append(stage_of(case.assignment))
    issue(case.sealed(reply), **case.by("lin"))
    seen.append(stage_of(case.assignment))
    deliver_to_all(reply, way="paper", **case.by("lin"))
    assert [*seen, stage_of(case.assignment)] == ["", "拟稿", "审签", "成文", "印发", "送达"]
