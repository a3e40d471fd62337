"""登记: an item, its signers, what it asks, who may see it."""

import pytest

from huiyin.directory.submitters import SubmitterName
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items.actions import MarkDraft, open_batch, register, register_many
from huiyin.items.models import Access, Item, State
from tests.items.conftest import draft


def test_it_registers(item, cast):
    assert (item.state, item.year, item.number_year, item.seq) == (State.REGISTERED, 2022, 2022, 305)
    assert [(row.submitter.name, row.order) for row in item.signatures.all()] == [("张三", 0), ("李四", 1)]
    assert [ask.text for ask in item.asks.all()] == ["关于托育的建议"]
    assert Access.objects.get(item=item).unit == cast.unit


def test_it_records_one_event(item):
    event = Event.objects.get(verb="items.registered")
    assert (event.topic, event.facts["official_no"]) == (item.topic, "20220305")


@pytest.mark.rule("R4")
def test_the_same_number_is_another_item_only_of_another_kind_or_time(batch, item, facts):
    register(draft("1"), batch=batch, **facts)
    register(draft(in_session=False), batch=batch, **facts)
    with pytest.raises(NotReady, match="20220305号建议已登记在“大会交办”（关于托育的建议）"):
        register(draft(), batch=batch, **facts)
    assert Item.objects.count() == 3


@pytest.mark.rule("R48")
def test_a_secret_item_has_a_number_and_nothing_else(batch, facts):
    item = register(draft(title="", offline=True, lead_submitter=None, cosigners=()), batch=batch, **facts)
    assert (item.offline, item.asks.count()) == (True, 0)
    with pytest.raises(NotReady, match="线下办理"):
        register(draft("2", offline=True), batch=batch, **facts)


def test_an_item_needs_a_number_and_a_title(batch, facts):
    for wrong in (draft(""), draft("9", title=" ")):
        with pytest.raises(NotReady):
            register(wrong, batch=batch, **facts)


@pytest.mark.rule("R6")
def test_cosigners_count_once_confirmed(batch, facts):
    item = register(draft(cosigners_confirmed=False), batch=batch, **facts)
    assert [bool(row.confirmed_on) for row in item.signatures.all()] == [True, False]


def test_one_who_signs_twice_signs_once(batch, facts):
    item = register(draft(cosigners=(SubmitterName("张三"), SubmitterName("李四"))), batch=batch, **facts)
    assert item.signatures.count() == 2


def test_marks_topics_and_asks_come_along(batch, facts):
    marked = draft(marks=(MarkDraft("key", "省政府"),), topics=("疫情防控",), asks=("一", "二"))
    item = register(marked, batch=batch, **facts)
    assert (item.marks.get().by_whom, item.topics.get().name, item.asks.count()) == ("省政府", "疫情防控", 2)


def test_many_cost_no_more_queries_than_few(batch, facts, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        register_many([draft(str(number)) for number in range(60)], batch=batch, **facts)


def test_a_batch_is_opened_once(batch, facts):
    same = {"unit": batch.unit, "session": batch.session, "name": batch.name, "year": 2022}
    again = open_batch(**same, dispatched_on=None, in_session=True, **facts)
    assert (again.pk, Event.objects.filter(verb="items.batch_opened").count()) == (batch.pk, 1)


def test_only_the_coordinator_registers(batch, person, now):
    for login in ("wang", "zhou", "stranger", "feng"):
        with pytest.raises(NotAllowed):
            register(draft("9"), batch=batch, by=person(login), now=now)
    assert register(draft("9"), batch=batch, by=person("lin"), now=now).pk


@pytest.mark.rule("R12")
@pytest.mark.parametrize("said", ["", "full", "title_only", "no"])
def test_consent_is_recorded_at_intake(batch, facts, said):
    item = register(draft("9", consent=said, consent_reason="涉及个人" if said == "no" else ""), batch=batch, **facts)
    assert item.get_consent_display() in ("未写明", "同意全文公开", "仅同意公开标题", "不同意公开")
    assert (item.consent, item.consent_reason) == (said, "涉及个人" if said == "no" else "")
