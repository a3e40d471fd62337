import json
from collections.abc import Iterator

import pytest
from django.core.management import call_command

from huiyin.rules import packs
from huiyin.rules.pack import DUTIES
from huiyin.workdays.calendar import configure


@pytest.fixture(autouse=True)
def calendar() -> Iterator[None]:
    """The command points the calendar at the data dir of the test."""
    yield
    configure(None)
    packs.configure(None)


def explain(*arguments: str) -> None:
    call_command("explain_deadline", *arguments)


def test_it_prints_the_date_the_clause_and_the_steps(capsys):
    explain("--pack", "national", "--duty", "reply", "--from", "2026-07-01", "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["due"], said["clause"]) == ("2026-10-08", "《代表法》第五十一条")
    assert {"date": "2026-10-01", "what": "周四（国庆节放假），顺延"}.items() <= said["steps"][2].items()


def test_it_speaks_chinese_to_people(capsys):
    explain("--pack", "wuhan", "--duty", "decline", "--from", "2022年3月28日")
    said = capsys.readouterr().out
    assert "武汉·退办：2022年4月7日" in said
    assert "周六（调休补班），第5个工作日" in said
    assert "尚未核对原文" in said


def test_a_notice_comes_first(capsys):
    explain("--pack", "national", "--duty", "reply", "--from", "2022-03-18", "--notice", "2022-05-31", "--json")
    assert json.loads(capsys.readouterr().out)["due"] == "2022-05-31"


def test_a_sites_holiday_file_counts(capsys, data_dir):
    (data_dir / "holidays-2027.toml").write_text("holidays = []\nworkdays = []\n", encoding="utf-8")
    explain("--pack", "national", "--duty", "reply", "--from", "2026-11-21", "--json")
    assert json.loads(capsys.readouterr().out)["due"] == "2027-02-22"


@pytest.mark.rule("R17", "R19")
def test_pauses_and_an_extension_are_steps_and_six_months_the_end(capsys):
    facts = ["--pause", "2022-04-01~2022-04-11", "--extended", "2022-12-01", "--json"]
    explain("--pack", "national", "--duty", "reply", "--from", "2022-03-18", *facts)
    said = json.loads(capsys.readouterr().out)
    told = " ".join(step["what"] for step in said["steps"])
    assert said["due"] == "2022-09-19"
    assert all(
        word in told for word in ("当日不计入", "暂停计时10天", "经批准延期", "至迟不超过交办之日起6个月", "周日，顺延")
    )


@pytest.mark.rule("R13")
def test_an_older_edition_can_be_asked(capsys):
    explain("--pack", "shanghai", "--duty", "opinion", "--from", "2022-03-18", "--edition", "1", "--json")
    assert json.loads(capsys.readouterr().out)["edition"] == 1


def test_a_broken_pack_of_the_site_is_one_sentence_with_file_and_line(capsys, data_dir):
    (data_dir / "packs").mkdir()
    (data_dir / "packs" / "here.toml").write_text('name = "here"\nversion = "x"\nextends = "national"\ntitle = "此"\n')
    with pytest.raises(SystemExit) as ended:
        explain("--pack", "here", "--duty", "reply", "--from", "2022-03-18")
    assert ended.value.code == 2
    assert capsys.readouterr().err.strip() == "here.toml 第 2 行：version 应为 int，现为 'x'"


@pytest.mark.parametrize(
    ("pack", "duty", "base_on", "sentence"),
    [
        ("nowhere", "reply", "2022-03-18", "没有名为“nowhere”的规则包"),
        ("wuhan", "dance", "2022-03-18", "没有名为“dance”的时限"),
        ("wuhan", "reply", "2022-02-30", "“2022-02-30”不是日期"),
        ("wuhan", "reply", "2026-11-21", "2027年节假日安排尚未公布"),
        ("national", "rework", "2022-03-18", "全国规则包没有规定再办的时限"),
        ("national", "decline", "2022-03-18", "请加 --kind proposal"),
    ],
)
def test_when_it_cannot_it_says_why_and_ends_with_2(capsys, pack, duty, base_on, sentence):
    with pytest.raises(SystemExit) as ended:
        explain("--pack", pack, "--duty", duty, "--from", base_on)
    said = capsys.readouterr().err.strip()
    assert ended.value.code == 2
    assert sentence in said
    assert "\n" not in said


@pytest.mark.parametrize("pack", packs.names())
@pytest.mark.parametrize("duty", DUTIES)
def test_every_duty_of_every_pack_has_an_answer(capsys, pack, duty):
    try:
        explain("--pack", pack, "--duty", duty, "--from", "2025-03-03", "--json")
    except SystemExit as ended:
        assert ended.code == 2
        assert capsys.readouterr().err.strip()
    else:
        assert json.loads(capsys.readouterr().out)["due"] > "2025-03-03"
