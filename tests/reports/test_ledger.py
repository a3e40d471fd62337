"""The ledger: what a row shows, how it is narrowed, counted, sorted and paged."""

import datetime as dt

import pytest

from huiyin.documents.sheet import sheet_xlsx
from huiyin.handling.models import Assignment, Pause
from huiyin.items.models import Mark, Topic
from huiyin.replies.models import Reply
from huiyin.reports import ledger

TODAY = dt.date(2022, 6, 14)


def page(year, **wanted):
    return ledger.ledger([year.unit.pk], today=TODAY, year=2022, **wanted)


def facet(found, key: str) -> dict[str, int]:
    return next({v.label: v.count for v in f.values} for f in found.facets if f.facet.key == key)


@pytest.fixture
def filled(year):
    """Late, near, normal, paused, replied; one tagged, one marked."""
    late = year.item(due_on=dt.date(2022, 6, 10), office="疾控处")
    year.item(due_on=dt.date(2022, 6, 17), role="assist", office="人口处")
    year.item(due_on=dt.date(2022, 9, 1), kind="suggestion", level="provincial")
    paused = year.item(due_on=dt.date(2022, 6, 1))
    Pause.objects.create(
        assignment=paused, requested_on=TODAY, reason="静态管理", approved=True, starts_on=dt.date(2022, 6, 1)
    )
    year.rate(year.reply(year.item(), "B"))
    Topic.objects.create(name="疫情防控").items.add(late.item)
    Mark.objects.create(item=late.item, kind="key", by_whom="市政府")
    return year


def test_lights_say_where_each_stands(filled):
    found = page(filled, sort="due")
    assert [row.light.label for row in found.rows] == ["暂停", "逾期", "临期", "正常", "办结"]
    assert facet(found, "light") == {"逾期": 1, "临期": 1, "正常": 1, "暂停": 1, "办结": 1}


def test_a_row_shows_all_it_needs(filled):
    row = page(filled, filters={"light": ["late"]}).rows[0]
    assert (row.offices, row.topics, row.marks) == (("疾控处",), ("疫情防控",), ("市政府重点督办",))
    assert (row.stage.label, row.submitters, row.assignment.role_label) == ("拟稿", "示例001", "主办")


def test_a_reply_shows_its_class_and_rating(filled):
    row = page(filled, filters={"grade": ["satisfied"]}).rows[0]
    assert (row.class_letter, row.grade_label, row.stage.label) == ("B", "满意", "送达")


@pytest.mark.rule("R54")
def test_a_follow_up_stands_beside_the_first_class(filled):
    top = page(filled, filters={"grade": ["satisfied"]}).rows[0].assignment
    first = top.replies.get()
    facts = {"kind": "follow_up", "state": "issued", "class_letter": "A", "class_canonical": "solved"}
    days = dict.fromkeys(("signed_on", "sealed_on", "issued_on"), dt.date(2022, 6, 10))
    numbered = {"class_scheme": "test", "doc_no": "示卫函〔2022〕99号", "frozen_hash": "0" * 64}
    Reply.objects.create(assignment=top, drafter=first.drafter, **facts, **days, **numbered)
    row = page(filled, filters={"grade": ["satisfied"]}).rows[0]
    assert (row.class_letter, row.result_letter) == ("B", "A")


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"role": ["assist"]}, 1),
        ({"level": ["provincial", "municipal"]}, 5),
        ({"mark": ["key"]}, 1),
        ({"q": ["示例003"]}, 1),
        ({"q": ["事项4"]}, 1),
        ({"class": ["none"]}, 4),
        ({"open": ["1"]}, 5),
        ({"replied": ["0"]}, 4),
        ({"unknown": ["x"]}, 5),
    ],
)
def test_filters_narrow_it(filled, filters, count):
    found = page(filled, filters=filters)
    assert (found.count, len(found.rows), found.total) == (count, count, 5)


def test_a_facet_counts_with_its_own_choice_left_open(filled):
    found = page(filled, filters={"light": ["late"]})
    assert sum(facet(found, "light").values()) == 5
    assert facet(found, "role") == {"主办": 1}
    assert facet(found, "office") == {"疾控处": 1}


def test_an_office_sees_its_own_part(filled):
    office = filled.offices["疾控处"]
    found = ledger.ledger([office.pk], today=TODAY, year=2022)
    assert [row.light.label for row in found.rows] == ["逾期"]


def test_pages_and_sorting(filled):
    second = page(filled, size=2, page=2, sort="-due")
    assert (second.number, second.pages, second.first, second.last) == (2, 3, 3, 4)
    assert second.rows[0].next_due_on == dt.date(2022, 6, 10)
    assert page(filled, size=2, page=99).number == 3


@pytest.mark.rule("R32", "R74")
def test_what_is_paused_withdrawn_or_for_reference_is_never_late(year):
    due = {"due_on": dt.date(2022, 6, 1)}
    late, paused, withdrawn = year.item(**due), year.item(**due), year.item(**due)
    year.item(role="refer", **due)
    facts = {"requested_on": TODAY, "reason": "静态管理", "approved": True, "starts_on": dt.date(2022, 5, 20)}
    Pause.objects.create(assignment=paused, approver="督查室", **facts)
    Assignment.objects.filter(pk=withdrawn.pk).update(state="withdrawn", withdrawn_on=TODAY)
    assert list(Assignment.objects.overdue(on=TODAY)) == [late]
    assert [row.assignment for row in page(year, filters={"light": ["late"]}).rows] == [late]


def test_withdrawn_and_left_items_are_not_in_it(filled):
    first, second = Assignment.objects.filter(parent=None).order_by("pk")[:2]
    Assignment.objects.filter(pk=first.pk).update(state="withdrawn", withdrawn_on=TODAY)
    second.item.left_on = TODAY
    second.item.save()
    assert page(filled).count == 3


def test_it_needs_few_queries(filled, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page(filled, filters={"open": ["1"]}, sort="due")


def test_it_goes_out_as_a_spreadsheet(filled):
    rows = ledger.export_rows([filled.unit.pk], today=TODAY, year=2022)
    assert sheet_xlsx("台账", ledger.COLUMNS, rows)[:2] == b"PK"


def test_a_word_of_the_text_finds_its_item(filled):
    wanted = Assignment.objects.filter(unit=filled.unit).first().item
    wanted.text = "建议在社区配备自动体外除颤仪。"
    wanted.save()
    assert [row.assignment.item for row in page(filled, filters={"q": ["除颤仪"]}).rows] == [wanted]


def test_over_all_years_dear_facets_are_counted_when_asked_for(filled):
    def counts(**wanted):
        found = ledger.ledger([filled.unit.pk], today=TODAY, **wanted)
        return next(one for one in found.facets if one.facet.key == "grade")

    assert not counts().is_counted
    assert counts(opened=["grade"]).values == counts(year=2022).values
    chosen = counts(filters={"grade": ["satisfied"]})
    assert [value.count for value in chosen.values if value.chosen] == [1]
