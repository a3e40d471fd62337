"""沟通."""

import datetime as dt

import pytest

from huiyin.directory.models import Submitter
from huiyin.events.actors import RecordedFor
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling.actions import withdraw
from huiyin.handling.contacts import add_contact, confirm_contact, record_coming
from huiyin.handling.duties import open_duty
from huiyin.handling.figures import contact_rate
from huiyin.handling.models import Assignment, Contact, DutyKind
from tests.handling.conftest import DISPATCHED


def owes(assignment, kind):
    return assignment.duties.owed().filter(kind=kind).exists()


def test_a_contact_meets_the_duty_on_its_day(assignment, spoken):
    spoken(assignment, contacted_on=dt.date(2022, 4, 18))
    assert assignment.duties.get(kind=DutyKind.CONTACT).met_on == dt.date(2022, 4, 18)


def test_face_to_face_needs_a_place(assignment, spoken):
    with pytest.raises(NotReady, match="地点"):
        spoken(assignment, place="")


def test_a_call_needs_none_and_is_not_face_to_face(assignment, spoken):
    contact = spoken(assignment, way="phone", place="")
    assert not contact.is_face_to_face
    assert not owes(assignment, DutyKind.CONTACT)
    assert not Contact.objects.face_to_face().exists()


@pytest.mark.parametrize("wrong", [{"people": ""}, {"content": " "}, {"contacted_on": dt.date(2022, 4, 21)}])
def test_it_needs_people_words_and_a_day_gone_by(assignment, spoken, wrong):
    with pytest.raises(NotReady):
        spoken(assignment, **wrong)


def test_only_with_somebody_who_signed(assignment, spoken):
    stranger = Submitter.objects.create(body="congress", level="municipal", name="示例代表999")
    with pytest.raises(NotReady, match="不是这一件的提出人"):
        spoken(assignment, submitter=stranger)


def test_what_an_office_records_stands_with_the_unit(shared, person, now):
    share = shared.children.get(role="lead")
    facts = {"submitter": None, "way": "phone", "contacted_on": now.date(), "people": "王工", "content": "电话听取"}
    contact = add_contact(share, by=person("wang"), now=now, **facts)
    assert contact.assignment == shared
    assert not owes(shared, DutyKind.CONTACT)
    with pytest.raises(NotAllowed):
        add_contact(share, by=person("stranger"), now=now, **facts)


def test_a_disputed_contact_no_longer_counts(assignment, spoken, person, now):
    first = spoken(assignment, contacted_on=dt.date(2022, 4, 18))
    said = RecordedFor("示例代表001", now.date(), "phone")
    confirm_contact(first, False, by=person("lin"), now=now, recorded_for=said)
    assert owes(assignment, DutyKind.CONTACT)
    spoken(assignment, way="phone", place="")
    assert not owes(assignment, DutyKind.CONTACT)


def test_nobody_confirms_for_the_submitter_without_saying_so(assignment, spoken, person, now):
    contact = spoken(assignment)
    with pytest.raises(NotReady, match="提出人"):
        confirm_contact(contact, True, by=person("lin"), now=now)
    with pytest.raises(NotAllowed):
        said = RecordedFor("示例代表001", now.date(), "phone")
        confirm_contact(contact, True, by=person("wang"), now=now, recorded_for=said)


def test_an_explanation_is_a_contact_after_the_letter(assignment, spoken, person, now):
    spoken(assignment, contacted_on=DISPATCHED)
    facts = {"base_on": dt.date(2022, 4, 19), "base_event": "issued", "by": person("lin"), "now": now}
    open_duty(assignment, DutyKind.EXPLANATION, **facts)
    assert owes(assignment, DutyKind.EXPLANATION)
    spoken(assignment, way="phone", place="")
    assert not owes(assignment, DutyKind.EXPLANATION)


@pytest.mark.rule("R28")
def test_a_first_contact_is_late_after_the_pack_s_days(of_place, given, spoken):
    of_place("chongqing")
    row = given(delivered_on=DISPATCHED)
    duty = row.duties.get(kind=DutyKind.CONTACT)
    assert duty.due_on == dt.date(2022, 5, 16)  # twenty working days: Sunday the 24th and 7 May are worked
    assert not Assignment.objects.overdue(on=duty.due_on).exists()
    assert row in Assignment.objects.overdue(on=duty.due_on + dt.timedelta(1))
    spoken(row)
    assert not Assignment.objects.overdue(on=duty.due_on + dt.timedelta(1)).filter(duties=duty).exists()


@pytest.mark.rule("R64")
def test_only_a_meeting_in_person_is_face_to_face(assignment, spoken):
    for way in ("phone", "video", "mail", "letter", "wechat"):
        spoken(assignment, way=way, place="")
    assert not Contact.objects.face_to_face().exists()
    spoken(assignment, way="visit", place="示例社区")
    assert contact_rate(Assignment.objects.all()) == (1, 1, 1)


@pytest.mark.rule("R64")
def test_an_invitation_counts_only_when_they_came(assignment, spoken, person, now):
    invited = spoken(assignment, way="invitation", place="示例医院")
    assert owes(assignment, DutyKind.CONTACT) and invited.awaits_coming
    record_coming(invited, False, by=person("lin"), now=now)
    assert not Contact.objects.standing().exists()
    record_coming(invited, True, by=person("lin"), now=now)
    assert not owes(assignment, DutyKind.CONTACT)
    assert Contact.objects.face_to_face().get().is_face_to_face


def test_a_call_back_comes_after_the_reply(assignment, answered, spoken):
    with pytest.raises(NotReady, match="答复以后"):
        spoken(assignment, phase="call_back")
    assert spoken(answered(no="0002"), phase="call_back").get_phase_display() == "回访"


def test_who_disputes_it_says_so_in_their_words(assignment, spoken, person, now):
    contact = spoken(assignment)
    said = RecordedFor("示例代表001", now.date(), "phone")
    facts = {"by": person("lin"), "now": now, "recorded_for": said}
    confirm_contact(contact, False, reason="没有人来过", **facts)
    assert (contact.counts, contact.disputed_reason) == (False, "没有人来过")
    confirm_contact(contact, True, **facts)
    assert (contact.counts, contact.disputed_reason) == (True, "")


def test_disputed_after_withdrawal_nothing_is_owed_again(assignment, spoken, word, person, now):
    contact = spoken(assignment)
    withdraw(assignment, reason="改由其他单位承办", by=person("lin"), now=now, recorded_for=word)
    contact.refresh_from_db()
    confirm_contact(contact, False, reason="没有谈过", by=person("lin"), now=now, recorded_for=word)
    assert not assignment.duties.owed().exists()
