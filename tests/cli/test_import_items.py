"""`huiyin import_items`: exit status, JSON, and one sentence when it cannot."""

import json

import pytest
from django.core.management import call_command

from huiyin.exchange.models import Import
from huiyin.items.models import Item
from tests.exchange.making import line, sheet, workbook

KEYS = {"row", "official_no", "title", "kind", "level", "role", "lead_submitter", "cosigners", "reply_due_on", "flags"}


@pytest.fixture
def run(capsys, tmp_path):
    def called(content, *more, unit="shili-wjw", name="清单.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        status = 0
        try:
            call_command("import_items", str(path), "--unit", unit, *more)
        except SystemExit as left:
            status = left.code
        told = capsys.readouterr()
        return status, told.out, told.err

    return called


def test_it_prints_the_stable_json(cast, run):
    status, out, err = run(sheet(line(), line(2, None)), "--json")
    report = json.loads(out)
    assert (status, err) == (1, "")
    assert set(report) >= {"rows", "created", "unchanged", "changed", "errors", "ignored", "items"}
    assert set(report["items"][0]) >= KEYS
    assert report["errors"] == [{**report["errors"][0], "row": 4, "reason": "没有编号"}]
    assert "said" not in report


def test_it_tells_people_row_by_row(cast, run):
    status, out, _ = run(sheet(line(), ["合计", "1件"]))
    assert status == 0
    assert "共1行：新登记1件" in out
    assert "第4行 不是件（合计行）" in out


def test_a_dry_run_writes_nothing(cast, run):
    status, out, _ = run(sheet(line()), "--dry-run", "--json")
    assert (status, json.loads(out)["created"]) == (0, 1)
    assert (Item.objects.count(), Import.objects.count()) == (0, 0)


def test_reconciling_exits_1_where_the_two_differ(cast, run):
    run(sheet(line()))
    assert run(sheet(line()), "--reconcile")[0] == 0
    status, out, _ = run(sheet(line(2, "2", "乙")), "--reconcile", "--json")
    assert status == 1
    assert len(json.loads(out)["reconcile"]["only_theirs"]) == 1
    assert Item.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "more", "unit"),
    [
        (b"", (), "shili-wjw"),
        (workbook(("填表说明", [["请勿改动表头。"]])), (), "shili-wjw"),
        (sheet(line()), (), "nobody"),
        (sheet(line()), (), "shili-wjw-renkou"),
        (sheet(line()), ("--session", "去年"), "shili-wjw"),
        (sheet(line()), ("--dispatched", "昨天"), "shili-wjw"),
        (sheet(line()), ("--year", "22"), "shili-wjw"),
    ],
)
def test_what_cannot_be_done_exits_2_with_one_sentence(cast, run, content, more, unit):
    status, out, err = run(content, *more, unit=unit)
    assert (status, out) == (2, "")
    assert err.strip().endswith("。")
    assert "\n" not in err.strip()
    assert Item.objects.count() == 0


def test_a_missing_file_is_named(cast, capsys):
    with pytest.raises(SystemExit) as left:
        call_command("import_items", "没有.xlsx", "--unit", "shili-wjw")
    assert left.value.code == 2
    assert "没有.xlsx" in capsys.readouterr().err


def test_options_reach_the_books(cast, run):
    run(sheet(line(due=None)), "--batch", "二批", "--year", "2021", "--dispatched", "2021-03-01")
    item = Item.objects.get()
    assert (item.batch.name, item.year, str(item.dispatched_on)) == ("二批", 2021, "2021-03-01")
