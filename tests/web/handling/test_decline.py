"""退办 and its answer on their pages."""

from huiyin.handling.declining import decline
from huiyin.handling.models import DeclineRequest, State
from tests.web.handling.conftest import WORD

ASKED = {"reason": "农业生产不属于本委职责", "proposed_unit": "市农业农村局"}


def test_it_declines(press, assignment):
    press("lin", "decline", assignment, **ASKED)
    assignment.refresh_from_db()
    assert assignment.state == State.DECLINING
    assert DeclineRequest.objects.get().proposed_unit == "市农业农村局"


def test_without_a_unit_it_keeps_what_was_typed(press, assignment):
    response = press("lin", "decline", assignment, reason=ASKED["reason"])
    assert ASKED["reason"] in response.content.decode()
    assert not DeclineRequest.objects.exists()


def test_the_coordinator_records_the_answer_of_the_dispatcher(press, assignment, person, now):
    decline(assignment, **ASKED, by=person("lin"), now=now)
    press("lin", "grant_decline", assignment, **WORD)
    assignment.refresh_from_db()
    assert assignment.state == State.WITHDRAWN


def test_without_the_word_of_the_dispatcher_nothing_is_decided(press, assignment, person, now):
    decline(assignment, **ASKED, by=person("lin"), now=now)
    response = press("lin", "refuse_decline", assignment, remark="仍由你单位办理")
    assignment.refresh_from_db()
    assert assignment.state == State.DECLINING
    assert "要写明是谁。" in response.content.decode()


def test_a_refusal_needs_its_reason(press, assignment, person, now):
    decline(assignment, **ASKED, by=person("lin"), now=now)
    assert press("lin", "refuse_decline", assignment, **WORD).status_code == 200
    press("lin", "refuse_decline", assignment, remark="属于你单位职责", **WORD)
    assignment.refresh_from_db()
    assert assignment.state == State.HANDLING


def test_the_role_changes_instead(press, assignment):
    press("lin", "change_role", assignment, role="assist", role_label="会办", from_on="2022-04-20", **WORD)
    assignment.refresh_from_db()
    assert assignment.role == "assist"


def test_an_office_does_not_speak_for_its_department(press, shared):
    assert press("wang", "decline", shared, **ASKED).status_code == 403
