"""Rules with their clauses, the calendar with its make-up days, the log for those who may read it."""

import pytest
from django.apps import apps

from huiyin.files.models import StoredFile
from huiyin.web.system.owners import OWNERS
from tests.answering import Case


def text_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_rule_stands_with_its_clause(walk_in):
    page = text_of(walk_in("wang"), "/rules/")
    assert "交办之日起3个月，遇假顺延" in page
    assert "《代表法》第五十一条" in page
    assert "未核实" in page


def test_another_pack_may_be_read(walk_in):
    assert "吉林规则包" in text_of(walk_in("wang"), "/rules/?pack=jilin")
    assert "武汉规则包" in text_of(walk_in("wang"), "/rules/?pack=../etc")


def test_the_calendar_shows_make_up_days(walk_in):
    page = text_of(walk_in("wang"), "/calendar/?of=2022")
    assert "10月1日—7日" in page
    assert "4月2日、4月24日" in page


def test_a_year_not_published_is_a_state(walk_in, monkeypatch):
    monkeypatch.setattr("huiyin.web.system.year.published", lambda year: False)
    assert "这一年还没有公布" in text_of(walk_in("wang"), "/calendar/?of=2022")


def test_the_coordinator_reads_what_the_unit_did(under_way: Case, walk_in):
    page = text_of(walk_in("lin"), "/log/")
    assert "分到处室" in page
    assert "登录失败" not in page.split("<tbody>")[1]


def test_the_auditor_reads_it_all_but_opens_no_case(under_way: Case, walk_in):
    walk_in("lin")
    page = text_of(walk_in("zheng"), "/log/?room=accounts")
    assert "登录" in page.split("<tbody>")[1]
    assert f"/items/{under_way.item.pk}/" not in text_of(walk_in("zheng"), "/log/")


@pytest.mark.parametrize("login", ["wang", "wu", "feng"])
def test_others_do_not_read_the_log(walk_in, login):
    assert walk_in(login).get("/log/").status_code == 403


def test_another_unit_reads_nothing_of_ours(under_way: Case, walk_in):
    assert "没有符合的记录" in text_of(walk_in("stranger"), "/log/?room=handling")


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("?verb=handling.allotted", 1),
        ("?verb=handling.allotted&who=林科", 1),
        ("?verb=handling.allotted&who=无", 0),
        ("?verb=handling.allotted&day=2022-04-20", 1),
        ("?verb=handling.allotted&day=2022-04-19", 0),
        ("?day=x&verb=y&room=z&who=%00", None),
    ],
)
def test_the_log_is_narrowed(under_way: Case, walk_in, address, count):
    page = walk_in("lin").get(f"/log/{address}").context["page"]
    assert count is None or page.paginator.count == count


def test_every_stored_file_is_reached_through_what_it_belongs_to():
    """The rest is for the coordinator alone, or leaves by a page of its own."""
    apart = {("items.Batch", "file"), ("handling.Override", "file"), ("surveys.Rating", "file")}
    apart |= {
        ("exchange.Import", "file"),
        ("exchange.Bundle", "file"),
        ("archives.ArchiveSet", "file"),
        ("facts.FactEdition", "file"),
    }
    reached = {(model._meta.label, column) for model, column, _, _ in OWNERS} | apart
    held = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is StoredFile
    }
    assert held == reached
