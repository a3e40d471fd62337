"""R13: a running item stays on the edition of the pack it began with, whatever is written later."""

import datetime as dt

import pytest

from huiyin.events.actors import RecordedFor
from huiyin.handling import clocks, intervals
from huiyin.handling.models import Assignment, Duty, DutyKind
from huiyin.rules import packs

LAW = dt.date(2022, 7, 15)
SHORTER = """
name = "wuhan"
title = "武汉"
version = 9
extends = "national"

[[clocks.reply]]
base = "dispatched"
amount = 1
unit = "months"
clause = "新的规定"
"""


@pytest.fixture
def site(data_dir):
    """site(name, text) puts a pack of the site's own beside those shipped."""

    def put(name, text):
        path = data_dir / "packs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        packs.configure(data_dir)

    yield put
    packs.configure(None)


def reply(assignment) -> Duty:
    return Duty.objects.get(assignment=assignment, kind=DutyKind.REPLY)


@pytest.mark.rule("R13")
def test_a_new_edition_moves_nothing_that_runs(assignment, site):
    site("wuhan.toml", SHORTER)
    assert packs.get("wuhan").version == 9
    assert clocks.recompute([assignment]) == 0
    found = clocks.explain(reply(assignment))
    assert (found.due_on, found.clause) == (LAW, "《代表法》第五十一条")


@pytest.mark.rule("R13")
def test_what_is_dispatched_later_goes_by_the_new_edition(assignment, given, site):
    site("wuhan.toml", SHORTER)
    later = given(no="0002")
    assert (later.pack_version, reply(later).due_on) == (9, dt.date(2022, 5, 16))


@pytest.mark.rule("R13")
def test_under_an_older_edition_pauses_and_extensions_count(assignment, site, person, now):
    site("wuhan.toml", SHORTER)
    facts = {"by": person("lin"), "now": now}
    intervals.pause(assignment, starts_on=dt.date(2022, 4, 20), reason="等政策", approver="督查室", **facts)
    intervals.resume(assignment, on=dt.date(2022, 5, 10), **facts)
    assert reply(assignment).due_on == dt.date(2022, 8, 4)
    asked = intervals.request_extension(assignment, until=dt.date(2022, 9, 15), reason="难", **facts)
    said = RecordedFor("督查室", now.date(), "phone")
    intervals.decide_extension(asked, approved=True, approver="督查室", recorded_for=said, **facts)
    assert reply(assignment).due_on == dt.date(2022, 9, 15)


@pytest.mark.rule("R13")
def test_without_the_text_of_its_edition_the_stored_date_stands_and_it_is_said(assignment):
    Assignment.objects.filter(pk=assignment.pk).update(pack_version=77)
    clocks.recompute([assignment])
    found = clocks.explain(reply(assignment))
    assert (found.due_on, found.verified) == (LAW, False)
    assert "“wuhan”第77版的文本没有找到，沿用当时算定的日期" in found.steps[0].what


@pytest.mark.rule("R13")
def test_every_shipped_pack_keeps_its_first_edition():
    for name in packs.names():
        assert packs.editions(name)[0] == 1
        assert packs.get(name, 1).version == 1
        assert packs.get(name, 1).clock("reply", kind="suggestion").clause


def test_a_scheme_that_a_place_gave_up_keeps_its_meaning():
    assert packs.get("shanghai", 1).scheme.id == "ABC_plain"
    assert packs.get("shanghai").scheme.id == "shanghai_four"
    assert packs.scheme("ABC_plain").get("C").canonical == "reference_only"
