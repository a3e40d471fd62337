"""签收 on its page."""

from huiyin.events.models import Event
from huiyin.handling.models import State
from tests.web.handling.conftest import WORD


def test_it_signs_for_and_goes_back_to_the_item(press, assignment):
    response = press("lin", "sign_for", assignment)
    assignment.refresh_from_db()
    assert assignment.state == State.HANDLING
    assert response.status_code == 302 and response["Location"] == f"/items/{assignment.item_id}/#people"


def test_looking_at_the_page_changes_nothing(browse, assignment):
    response = browse("lin").get(f"/assignments/{assignment.pk}/sign_for/")
    assignment.refresh_from_db()
    assert response.status_code == 200 and "签收" in response.content.decode()
    assert assignment.state == State.WAITING


def test_it_may_be_recorded_for_somebody_outside(press, given, outside):
    assignment = given(unit=outside, role="assist")
    press("lin", "sign_for", assignment, **WORD)
    assignment.refresh_from_db()
    assert assignment.state == State.HANDLING
    assert Event.objects.get(verb="handling.signed_for").recorded_for["who"] == "市政府督查室"


def test_half_a_recording_is_asked_for_again_and_nothing_typed_is_lost(press, assignment):
    response = press("lin", "sign_for", assignment, rec_who="市政府督查室")
    page = response.content.decode()
    assignment.refresh_from_db()
    assert assignment.state == State.WAITING
    assert "要写明通过什么方式。" in page and 'value="市政府督查室"' in page


def test_signing_twice_says_where_it_stands(press, assignment):
    press("lin", "sign_for", assignment)
    assert press("lin", "sign_for", assignment).status_code == 409


def test_an_officer_of_another_office_may_not(press, assignment):
    assert press("zhao", "sign_for", assignment).status_code == 404


def test_a_stranger_sees_nothing(press, assignment):
    assert press("stranger", "sign_for", assignment).status_code == 404


def test_somebody_not_signed_in_is_asked_who_they_are(client, assignment):
    response = client.post(f"/assignments/{assignment.pk}/sign_for/")
    assert response.status_code == 302 and "/login/" in response["Location"]


def test_it_goes_back_where_it_was_asked_for(press, assignment):
    assert press("lin", "sign_for", assignment, next="/dispatch/?tab=waiting")["Location"] == "/dispatch/?tab=waiting"


def test_it_never_leads_to_another_site(press, assignment):
    assert press("lin", "sign_for", assignment, next="//evil.example/")["Location"].startswith("/items/")
