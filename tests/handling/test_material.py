"""请提供材料: districts and institutions give material and never answer."""

import datetime as dt

import pytest

from huiyin.directory.models import Unit
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling import materials
from huiyin.handling.models import Assignment, Role


@pytest.fixture
def centre(outside):
    """疾控中心, a subordinate institution."""
    Unit.objects.filter(pk=outside.pk).update(kind="institution", name="示例市疾控中心")
    return Unit.objects.get(pk=outside.pk)


@pytest.fixture
def asked(assignment, centre, person, now):
    return materials.ask_material(assignment, centre, text="近三年接种数", by=person("lin"), now=now)


def test_it_is_asked_reminded_and_received(asked, person, now):
    facts = {"by": person("lin"), "now": now}
    materials.remind_of_material(asked, way="phone", **facts)
    materials.receive_material(asked, text="见表", **facts)
    assert (asked.reminded_on, asked.received_on, asked.is_open) == (now.date(), now.date(), False)
    verbs = Event.objects.filter(subject=f"material_request:{asked.pk}").values_list("verb", flat=True)
    assert len(verbs) == 3


def test_or_not_given_with_a_reason(asked, person, now):
    with pytest.raises(NotReady):
        materials.go_without_material(asked, reason=" ", by=person("lin"), now=now)
    assert not materials.go_without_material(asked, reason="没有此项统计", by=person("lin"), now=now).is_open
    with pytest.raises(NotReady, match="已经收到"):
        materials.receive_material(asked, text="迟到", by=person("lin"), now=now)


@pytest.mark.rule("R35")
def test_who_gives_material_holds_no_part_of_the_item(asked, given, centre):
    assert not Assignment.objects.filter(unit=centre).exists()
    with pytest.raises(NotReady, match="只提供材料"):
        given(Role.SEPARATE, unit=centre, item=asked.assignment.item)


@pytest.mark.parametrize("wrong", [{"text": " "}, {"due_on": dt.date(2022, 4, 1)}])
def test_it_says_what_and_by_when(assignment, centre, person, now, wrong):
    with pytest.raises(NotReady):
        materials.ask_material(assignment, centre, by=person("lin"), now=now, **{"text": "数据", **wrong})


def test_a_stranger_asks_nobody(assignment, centre, person, now):
    with pytest.raises(NotAllowed):
        materials.ask_material(assignment, centre, text="数据", by=person("stranger"), now=now)
