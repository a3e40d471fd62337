"""成组办理: worked on together, answered one by one; nothing of an item is lost in a group (R10)."""

import pytest

from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items import groups as acts
from huiyin.items.actions import register
from huiyin.items.models import Group, Item
from tests.items.conftest import draft


@pytest.fixture
def alike(item, batch, facts):
    return [item, register(draft("20220306", title="关于普惠托育的建议"), batch=batch, **facts)]


@pytest.fixture
def group(alike, cast, facts):
    return acts.make_group(cast.unit, name="托育一组", items=alike, **facts)


@pytest.mark.rule("R10")
def test_every_item_stays_what_it_was(group, alike):
    assert list(group.items.order_by("pk")) == alike
    again = list(Item.objects.filter(pk__in=[item.pk for item in alike]).order_by("pk"))
    assert [(row.state, row.official_no, row.signatures.count()) for row in again] == [
        ("registered", "20220305", 2),
        ("registered", "20220306", 2),
    ]


@pytest.mark.rule("R10")
def test_items_come_and_go(group, alike, batch, facts):
    third = register(draft("20220307"), batch=batch, **facts)
    assert acts.add_to_group(group, [*alike, third], **facts) == [third]
    acts.remove_from_group(group, alike[0], **facts)
    assert group.members.count() == 2
    assert Event.objects.filter(verb="items.grouped", topic=third.topic).count() == 1
    assert Event.objects.filter(verb="items.ungrouped", topic=alike[0].topic).count() == 1


def test_facts_are_shared_with_their_source(group, facts):
    note = acts.add_group_note(group, text="全市普惠托位3万个", source="市统计公报", **facts)
    assert (note.source, group.notes.get()) == ("市统计公报", note)
    with pytest.raises(NotReady):
        acts.add_group_note(group, text=" ", **facts)


def test_a_name_is_used_once(group, cast, alike, facts):
    for name, word in (("托育一组", "已经有名为"), (" ", "名称")):
        with pytest.raises(NotReady, match=word):
            acts.make_group(cast.unit, name=name, items=alike, **facts)
    assert acts.change_group(group, name="托育组", research="走访五区", **facts).research == "走访五区"


def test_the_office_that_does_the_work_may_group(alike, cast, person, now):
    by = {"by": person("wang"), "now": now}
    assert acts.make_group(cast.unit, name="一组", items=alike, **by).made_by == "王工"
    with pytest.raises(NotAllowed):
        acts.make_group(cast.unit, name="二组", items=alike, by=person("stranger"), now=now)


def test_only_items_of_the_unit(cast, alike, person, now):
    with pytest.raises(NotReady, match="本单位承办"):
        acts.make_group(cast.other, name="一组", items=alike, by=person("stranger"), now=now)
    assert not Group.objects.exists()


def test_only_the_unit_sees_its_groups(group, person):
    assert Group.objects.visible_to(person("wang")).get() == group
    assert not Group.objects.visible_to(person("stranger")).exists()
    assert not Group.objects.visible_to(person("feng")).exists()
