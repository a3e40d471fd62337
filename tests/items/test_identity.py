"""哪一件: session, kind and numbers make an item itself; a title makes nothing (R1–R4)."""

import pytest
from django.db import IntegrityError, transaction

from huiyin.directory.models import Session
from huiyin.flow.errors import NotReady
from huiyin.items.actions import change_item, register, register_many
from huiyin.items.customs import number_pattern
from huiyin.items.models import Item, Kind
from huiyin.prose.numbers import to_chinese, to_int
from tests.items.conftest import draft, opened


@pytest.mark.rule("R1")
def test_an_item_has_one_body_level_term_and_sitting(item):
    assert (item.body, item.level, item.session.term, item.session.sitting, item.in_session) == (
        *("congress", "municipal", 15, 1, True),
    )
    for wrong in ({"term": 0, "sitting": 1}, {"term": 1, "sitting": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Session.objects.create(body="congress", level="county", year=2022, name="某", **wrong)


@pytest.mark.rule("R1")
@pytest.mark.parametrize(("number", "spelt"), [(13, "十三"), (5, "五"), (20, "二十"), (1, "一"), (10, "十")])
def test_terms_are_spelt_and_read_back(number, spelt):
    assert (to_chinese(number), to_int(spelt)) == (spelt, number)


@pytest.mark.rule("R2")
def test_numbers_are_text_in_natural_order(batch, facts):
    for number in ("第10号", "第9号", "20220305", "0031"):
        register(draft(number), batch=batch, **facts)
    ordered = Item.objects.in_official_order()
    assert [item.official_no for item in ordered if item.number_year is None] == ["第9号", "第10号", "0031"]
    assert Item.objects.get(official_no="20220305").seq == 305


@pytest.mark.rule("R3")
@pytest.mark.parametrize(("number", "word"), [("register_no", "流水号"), ("class_no", "类号")])
def test_each_number_is_unique_within_the_session(batch, facts, number, word):
    register(draft("1", **{number: "234"}), batch=batch, **facts)
    with pytest.raises(NotReady, match=f"{word}重复：第1号建议已登记在“大会交办”"):
        register(draft("2", **{number: "234"}), batch=batch, **facts)
    other = register(draft("3", **{number: "235"}), batch=batch, **facts)
    with pytest.raises(NotReady, match=word):
        change_item(other, **{number: "234"}, **facts)


@pytest.mark.rule("R3")
def test_the_database_is_the_last_judge(item, batch, facts):
    other = register(draft("2", register_no="7"), batch=batch, **facts)
    Item.objects.filter(pk=item.pk).update(register_no="8", class_no="9")
    for twin in ({"register_no": "8"}, {"class_no": "9"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Item.objects.filter(pk=other.pk).update(**twin)


@pytest.mark.rule("R3")
def test_a_list_that_names_a_number_twice_is_refused(batch, facts):
    with pytest.raises(NotReady, match="流水号重复"):
        register_many([draft("1", register_no="7"), draft("2", register_no="7")], batch=batch, **facts)


@pytest.mark.rule("R4")
def test_one_number_in_three_lists_is_three_items(cast, batch, proposals, facts):
    register(draft("1号", kind=Kind.MOTION), batch=batch, **facts)
    for kind in (Kind.RECOMMENDATION, Kind.PROPOSAL):
        register(draft("1号", kind=kind), batch=proposals, **facts)
    for other in ({"sitting": 2, "year": 2023}, {"level": "provincial"}):
        register(draft("1号", kind=Kind.MOTION), batch=opened(cast.unit, facts, **other), **facts)
    assert Item.objects.filter(official_no="1号").count() == 5


@pytest.mark.rule("R4")
def test_kind_comes_from_body_and_list_never_from_the_title(batch, proposals, facts):
    said = {"title": "关于将托育条例纳入立法计划的议案"}
    assert register(draft("5", **said), batch=batch, **facts).kind == Kind.SUGGESTION
    assert register(draft("6", kind=Kind.PROPOSAL, title="关于托育的建议"), batch=proposals, **facts).kind == "proposal"
    with pytest.raises(NotReady, match="政协的件类是提案、建议案"):
        register(draft("7"), batch=proposals, **facts)


def test_the_year_is_a_fact_of_the_batch(cast, facts):
    late = opened(cast.unit, facts, year=2021, sitting=6, name="上年补交")
    item = register(draft("20220031", title="2023年工作的建议"), batch=late, **facts)
    assert (item.year, item.number_year) == (2021, 2022)


@pytest.mark.parametrize(
    ("where", "usual", "strange"),
    [
        ({"body": "congress", "level": "municipal", "kind": "suggestion", "pack": "wuhan"}, "20220305号", "0031"),
        ({"body": "congress", "level": "provincial", "kind": "suggestion", "pack": "zhejiang"}, "杭33号", "20220305"),
        ({"body": "cppcc", "level": "municipal", "kind": "recommendation", "pack": "wuhan"}, "1号", "20220305"),
        ({"body": "cppcc", "level": "national", "kind": "proposal", "pack": "national"}, "02345", "1号"),
    ],
)
def test_each_body_and_level_writes_numbers_its_own_way(where, usual, strange):
    pattern = number_pattern(**where)
    assert pattern.fits(usual) and not pattern.fits(strange) and pattern.clause


def test_where_nobody_wrote_a_pattern_down_any_number_will_do():
    assert number_pattern(body="congress", level="county", kind="suggestion", pack="national") is None
