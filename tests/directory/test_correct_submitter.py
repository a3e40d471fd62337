"""提出人: a wrong name is corrected, two rows become one, somebody is gone — and lists still find them."""

import datetime as dt

import pytest

from huiyin.directory.actions import find_or_add_submitters
from huiyin.directory.correcting import correct_submitter, mark_gone, merge_submitters, unmark_gone
from huiyin.directory.models import Submitter, SubmitterKind
from huiyin.directory.submitters import SubmitterName
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale

WHERE = {"body": "cppcc", "level": "municipal", "place": "示例市"}


@pytest.fixture
def add(cast):
    def added(name, group="", **facts):
        return find_or_add_submitters([SubmitterName(name, group=group, **facts)], **WHERE)[name]

    return added


@pytest.fixture
def lin(person, now):
    return {"by": person("lin"), "now": now}


def test_a_corrected_name_is_found_by_its_old_spelling(add, lin):
    wrong = add("张叁")
    correct_submitter(wrong, name="张三", **lin)
    assert add("张叁") == wrong == add("张三")
    assert Submitter.objects.standing().count() == 1


def test_the_log_says_which_facts_changed_and_not_the_phone(add, lin):
    correct_submitter(add("张三"), phone="13800000000", kind=SubmitterKind.SUBGROUP, **lin)
    event = Event.objects.latest("pk")
    assert event.verb == "directory.submitter_corrected"
    assert event.facts == {"columns": ["kind", "phone"]}


def test_a_taken_name_is_merged_and_not_written_twice(add, lin):
    add("张三")
    with pytest.raises(NotReady, match="合并"):
        correct_submitter(add("张叁"), name="张三", **lin)


def test_two_rows_become_one_and_each_name_leads_to_it(add, lin):
    kept, other = add("张三", phone="1"), add("张叁", post="某校", phone="2")
    merge_submitters(kept, other, moved={}, **lin)
    kept.refresh_from_db()
    assert (kept.post, kept.phone) == ("某校", "1")
    assert add("张叁") == kept
    other.refresh_from_db()
    assert other.phone == ""


def test_a_group_is_not_a_person(add, lin):
    party = add("民建示例市委", kind=SubmitterKind.PARTY)
    with pytest.raises(NotReady, match="集体"):
        merge_submitters(add("张三"), party, moved={}, **lin)
    with pytest.raises(NotReady, match="同一行"):
        merge_submitters(party, party, moved={}, **lin)


def test_somebody_gone_is_out_of_reach_with_a_reason(add, lin, now):
    submitter = add("张三")
    with pytest.raises(NotReady, match="原因"):
        mark_gone(submitter, reason=" ", **lin)
    with pytest.raises(NotReady, match="晚于今天"):
        mark_gone(submitter, reason="去世", on=now.date() + dt.timedelta(days=1), **lin)
    mark_gone(submitter, reason="去世", **lin)
    assert submitter.is_gone
    assert not Submitter.objects.reachable().exists()
    with pytest.raises(Stale):
        mark_gone(submitter, reason="去世", **lin)
    assert not unmark_gone(submitter, reason="登记错人", **lin).is_gone


def test_only_who_receives_lists_keeps_the_submitters(add, person, now):
    submitter = add("张三")
    for login in ("wang", "zhou", "feng", "zheng"):
        with pytest.raises(NotAllowed):
            correct_submitter(submitter, name="李四", by=person(login), now=now)
        with pytest.raises(NotAllowed):
            mark_gone(submitter, reason="去世", by=person(login), now=now)
