"""`huiyin annual_report` and `huiyin export_ledger`: files, exit status, one sentence when it cannot."""

import json

import pytest
from django.core.management import call_command
from openpyxl import load_workbook


def run(command: str, *words: object) -> int:
    try:
        call_command(command, *map(str, words))
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_json_docx_and_text_are_written(past, tmp_path):
    for form in ("json", "docx", "md"):
        path = tmp_path / f"report.{form}"
        assert run("annual_report", "--unit", "wuhan-wjw", "--year", 2022, "-o", path) == 0
        assert path.stat().st_size > 1000
    facts = json.loads((tmp_path / "report.json").read_text())
    assert (facts["unit"], facts["year"], facts["as_of"]) == ("wuhan-wjw", 2022, "2023-01-28")
    total = next(figure for figure in facts["figures"] if figure["name"] == "total")
    assert (total["value"], total["of"], len(total["members"]), len(total["items"])) == (157, "item", 157, 157)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--unit", "nowhere", "--year", 2022, "-o", "x.md"], "没有代码为“nowhere”的单位"),
        (["--unit", "jilin-wjw", "--year", 2022, "--scope", "别的", "-o", "x.md"], "没有名为“别的”的口径"),
        (["--unit", "jilin-wjw", "--year", 1999, "-o", "x.md"], "没有件"),
        (["--unit", "jilin-wjw", "--year", 2022, "--as-of", "某日", "-o", "x.md"], "看不懂"),
        (["--unit", "jilin-wjw", "--year", 2022, "-o", "x.pdf"], "扩展名"),
        (["--unit", "jilin-wjw", "--year", 2022, "-o", "nowhere/x.md"], "不存在"),
    ],
)
def test_it_says_why_not(past, words, sentence, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert run("annual_report", *words) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1
    assert not list(tmp_path.glob("*.*"))


def test_an_earlier_day_counts_less(past, tmp_path):
    path = tmp_path / "early.json"
    run("annual_report", "--unit", "wuhan-wjw", "--year", 2022, "--as-of", "2022-05-01", "-o", path)
    values = {figure["name"]: figure["value"] for figure in json.loads(path.read_text())["figures"]}
    assert values["total"] == 152
    assert values["in_time"] < 152


def test_the_ledger_is_exported(past, tmp_path, capsys):
    path = tmp_path / "ledger.xlsx"
    assert run("export_ledger", "--unit", "jilin-wjw", "--year", 2022, "-o", path) == 0
    rows = list(load_workbook(path).active.iter_rows(values_only=True))
    assert rows[1][:2] == ("案号", "标题")
    assert sum(1 for row in rows if row[1] and row[1] != "标题") == 108
    assert run("export_ledger", "--unit", "jilin-wjw", "--year", 2022, "-o", tmp_path / "x.csv") == 2
