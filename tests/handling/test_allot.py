"""分到处室."""

import datetime as dt

import pytest

from huiyin.accounts.desk import sit_down
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling.actions import sign_for
from huiyin.handling.allotting import Share, allot, name_officer, reallot
from huiyin.handling.models import Assignment, DutyKind, Role, State


def test_each_office_has_its_part(shared, cast):
    lead, helps = shared.children.order_by("id")
    assert (lead.unit, lead.role, lead.officer) == (cast.renkou, Role.LEAD, cast.people["wang"])
    assert (helps.unit, helps.role, helps.role_label) == (cast.jiceng, Role.ASSIST, "会办")
    assert lead.leader == cast.people["wu"]
    assert lead.task == shared.item.title


def test_allotting_is_a_receipt(shared):
    assert shared.state == State.HANDLING
    assert list(Event.objects.values_list("verb", flat=True).order_by("-id")[:2]) == [
        "handling.allotted",
        "handling.signed_for",
    ]


def test_their_dates_hang_on_the_date_of_the_unit(assignment, cast, person, now):
    inner = dt.date(2022, 6, 1)
    lead, helps = allot(
        assignment, [Share(cast.renkou), Share(cast.jiceng, Role.ASSIST, due_on=inner)], by=person("lin"), now=now
    )
    assert lead.duties.get().due_on == dt.date(2022, 7, 15)
    assert helps.duties.get(kind=DutyKind.OPINION).due_on == inner


def test_an_inner_date_is_not_later_than_the_unit_s(assignment, cast, person, now):
    with pytest.raises(NotReady, match="晚于本单位的时限"):
        allot(assignment, [Share(cast.renkou, due_on=dt.date(2022, 7, 16))], by=person("lin"), now=now)


@pytest.mark.parametrize("roles", [[], ["assist"], ["lead", "lead"]])
def test_one_office_leads(assignment, cast, person, now, roles):
    offices = [cast.renkou, cast.jiceng]
    with pytest.raises(NotReady, match="一个牵头处室"):
        allot(assignment, [Share(o, r) for o, r in zip(offices, roles, strict=False)], by=person("lin"), now=now)


def test_only_its_own_offices(assignment, cast, person, now):
    with pytest.raises(NotReady, match="不是本单位的处室"):
        allot(assignment, [Share(cast.other)], by=person("lin"), now=now)


def test_an_officer_cannot(assignment, cast, person, now):
    with pytest.raises(NotAllowed):
        allot(assignment, [Share(cast.renkou)], by=person("wang"), now=now)


def test_the_office_sees_the_item(shared, cast, now):
    mine = Assignment.objects.visible_to(sit_down(cast.people["zhao"], on=now.date()))
    assert shared in mine


def test_an_assisting_unit_s_offices_owe_opinions(given, cast, person, now):
    row = given(Role.ASSIST, notice_due_on=dt.date(2022, 5, 31))
    child = allot(row, [Share(cast.renkou)], by=person("lin"), now=now)[0]
    assert child.duties.get().kind == DutyKind.OPINION
    assert child.duties.get().due_on == dt.date(2022, 5, 31)


def test_twice_is_refused(shared, cast, person, now):
    with pytest.raises(NotReady, match="重新分办"):
        allot(shared, [Share(cast.renkou)], by=person("lin"), now=now)


def test_reallotting_takes_back_and_keeps(shared, cast, person, now):
    sooner = dt.date(2022, 6, 10)
    reallot(shared, [Share(cast.renkou, due_on=sooner)], reason="基层处职责调整", by=person("lin"), now=now)
    lead, helps = shared.children.order_by("id")
    assert (lead.state, lead.duties.get().due_on) == (State.WAITING, sooner)
    assert (helps.state, helps.withdrawn_on) == (State.WITHDRAWN, now.date())
    assert not helps.duties.owed().exists()


def test_an_office_taken_back_may_be_given_again(shared, cast, person, now):
    reallot(shared, [Share(cast.renkou)], by=person("lin"), now=now)
    reallot(shared, [Share(cast.renkou), Share(cast.jiceng, Role.ASSIST)], by=person("lin"), now=now)
    assert shared.children.standing().count() == 2


def test_the_lead_may_change_hands(shared, cast, person, now):
    sign_for(shared.children.get(unit=cast.renkou), by=person("wang"), now=now)
    reallot(shared, [Share(cast.jiceng), Share(cast.renkou, Role.ASSIST)], by=person("lin"), now=now)
    lead = shared.children.get(role=Role.LEAD)
    assert lead.unit == cast.jiceng
    assert list(lead.duties.owed().values_list("kind", flat=True)) == [DutyKind.REPLY]
    helps = shared.children.get(role=Role.ASSIST)
    assert list(helps.duties.owed().values_list("kind", flat=True)) == [DutyKind.OPINION]


def test_the_head_names_the_officer(shared, cast, person, now):
    share = shared.children.get(unit=cast.jiceng)
    assert name_officer(share, cast.people["zhao"], by=person("sun"), now=now).officer == cast.people["zhao"]
    with pytest.raises(NotAllowed):
        name_officer(share, None, by=person("stranger"), now=now)
