"""改变角色."""

import datetime as dt

import pytest

from huiyin.events.models import Event
from huiyin.flow.errors import NotReady
from huiyin.handling.actions import note
from huiyin.handling.changing import change_role
from huiyin.handling.declining import decline
from huiyin.handling.models import Decision, DutyKind, Role, State

FROM = dt.date(2022, 4, 18)


@pytest.fixture
def changed(person, now, word):
    def change(row, role, **facts):
        facts = {"role_label": Role(role).label, "from_on": FROM, "recorded_for": word, **facts}
        return change_role(row, role=role, by=person("lin"), now=now, **facts)

    return change


def test_a_lead_that_becomes_assisting_owes_an_opinion(assignment, changed):
    row = changed(assignment, Role.ASSIST)
    assert (row.state, row.role, row.role_label) == (State.HANDLING, Role.ASSIST, "会办")
    assert set(row.duties.owed().values_list("kind", flat=True)) == {DutyKind.OPINION}
    assert "会办" in row.duties.get(kind=DutyKind.REPLY).waived_reason


def test_an_assisting_unit_that_becomes_lead_has_three_months_from_then(given, changed):
    row = changed(given(Role.ASSIST), Role.LEAD)
    reply = row.duties.get(kind=DutyKind.REPLY)
    assert (reply.base_on, reply.due_on) == (FROM, dt.date(2022, 7, 18))
    assert row.duties.owed().filter(kind=DutyKind.CONTACT).exists()


def test_there_and_back_opens_a_second_round(assignment, changed):
    row = changed(changed(assignment, Role.ASSIST), Role.LEAD)
    assert list(row.duties.filter(kind=DutyKind.REPLY).values_list("round", "waived_on")) == [(1, FROM), (2, None)]


def test_a_contact_already_made_counts(assignment, changed, spoken):
    spoken(assignment)
    row = changed(changed(assignment, Role.ASSIST), Role.LEAD)
    assert not row.duties.owed().filter(kind=DutyKind.CONTACT).exists()


def test_it_answers_a_request_to_decline(assignment, changed, person, now):
    decline(assignment, reason="只涉及部分职责", proposed_unit="示例市教育局", by=person("lin"), now=now)
    row = changed(assignment, Role.ASSIST)
    assert row.declines.get().decision == Decision.ROLE_CHANGED
    assert Event.objects.get(verb="handling.role_changed").facts["from_role"] == "lead"


def test_what_became_reference_is_noted(assignment, changed, person, now):
    assert note(changed(assignment, Role.REFER), by=person("lin"), now=now).state == State.NOTED


def test_the_unit_itself_may_not_choose(assignment, changed):
    with pytest.raises(NotReady, match="代为登记"):
        changed(assignment, Role.ASSIST, recorded_for=None)


def test_the_same_role_is_no_change(assignment, changed):
    with pytest.raises(NotReady, match="已经是"):
        changed(assignment, Role.LEAD)


def test_its_offices_owe_what_it_owes_now(shared, changed, cast):
    def owed():
        return list(shared.children.get(unit=cast.renkou).duties.owed().values_list("kind", flat=True))

    assert owed() == [DutyKind.REPLY]
    changed(shared, Role.ASSIST)
    assert owed() == [DutyKind.OPINION]
    changed(shared, Role.REFER)
    assert owed() == []
