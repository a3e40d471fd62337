"""沟通 on its page: one tap, and the submitter's own word."""

from huiyin.directory.models import Submitter
from huiyin.handling.models import Contact, Duty, DutyKind
from tests.web.handling.conftest import WORD

CALL = {
    "way": "phone",
    "contacted_on": "2022-04-20",
    "people": "王工",
    "content": "说明托位建设进度",
    "phase": "during",
}


def test_it_records_a_call(press, shared):
    response = press("wang", "add_contact", shared, **CALL, submitter=Submitter.objects.get().pk)
    assert response["Location"].endswith("#contacts")
    assert Contact.objects.get().way == "phone"
    assert Duty.objects.get(assignment=shared, kind=DutyKind.CONTACT).met_on


def test_the_page_knows_the_day_and_who_asks(browse, shared):
    page = browse("wang").get(f"/assignments/{shared.pk}/contacts/?way=visit").content.decode()
    assert 'value="2022-04-20"' in page and 'value="王工"' in page
    assert (
        'value="visit" id="id_way_1" required checked' in page or 'value="visit" required id="id_way_1" checked' in page
    )


def test_a_visit_needs_its_place_and_keeps_what_was_typed(press, shared):
    response = press("wang", "add_contact", shared, **{**CALL, "way": "visit"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "登门走访要写明地点" in page and "说明托位建设进度" in page
    assert not Contact.objects.exists()


def test_another_unit_records_nothing(press, shared):
    assert press("stranger", "add_contact", shared, **CALL).status_code == 404


def test_the_coordinator_records_that_the_submitter_disputes_it(press, shared, spoken):
    contact = spoken(shared)
    press("lin", "confirm_contact", contact, confirmed="no", **WORD)
    contact.refresh_from_db()
    assert contact.confirmed is False


def test_an_officer_may_not_confirm_for_the_submitter(press, shared, spoken):
    assert press("wang", "confirm_contact", spoken(shared), confirmed="yes", **WORD).status_code == 403
