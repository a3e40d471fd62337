"""Submitters and sessions are found again before they are added."""

import pytest

from huiyin.directory.actions import find_or_add_session, find_or_add_submitters
from huiyin.directory.models import Session, Submitter
from huiyin.directory.submitters import SubmitterName

WHERE = {"body": "cppcc", "level": "municipal", "place": "示例市"}
pytestmark = pytest.mark.django_db


def add(*names):
    return find_or_add_submitters(names, **WHERE)


def test_a_name_is_one_submitter():
    first = add(SubmitterName("张三"), SubmitterName("张三"))
    assert add(SubmitterName("张三"))["张三"] == first["张三"]
    assert Submitter.objects.count() == 1


def test_the_same_name_in_two_groups_is_two_people():
    found = add(SubmitterName("张三", group="农业界"), SubmitterName("张三", group="科技界"))
    assert found["张三（农业界）"] != found["张三（科技界）"]


def test_a_person_without_a_group_is_the_one_with_it():
    known = add(SubmitterName("张三", group="农业界"))["张三"]
    assert add(SubmitterName("张三"))["张三"] == known


def test_a_party_has_no_group():
    found = add(SubmitterName("民革市委", "party", "科技界"), SubmitterName("民革市委", "party", "教育界"))
    assert len({row.pk for row in found.values()}) == 1


def test_another_place_has_its_own_people():
    add(SubmitterName("张三"))
    find_or_add_submitters([SubmitterName("张三")], **{**WHERE, "place": "别市"})
    assert Submitter.objects.count() == 2


def test_a_session_is_found_by_term_and_sitting():
    one = find_or_add_session(**WHERE, term=14, sitting=1, year=2022)
    assert find_or_add_session(**WHERE, term=14, sitting=1, year=2023) == one
    assert (one.name, one.year) == ("市政协十四届一次会议", 2022)


def test_an_unknown_session_is_one_a_year():
    one = find_or_add_session(**WHERE, term=None, sitting=None, year=2022)
    assert find_or_add_session(**WHERE, term=None, sitting=None, year=2022) == one
    find_or_add_session(**WHERE, term=None, sitting=None, year=2023)
    assert Session.objects.count() == 2
