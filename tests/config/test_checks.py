"""Each bad setting is named with its cure."""

import pytest

from huiyin.config import checks
from huiyin.rules import packs
from huiyin.workdays import calendar


def ids(check) -> list[str]:
    return [message.id for message in check(None)]


def test_debug_is_named(settings):
    settings.DEBUG = True
    assert ids(checks.debug_is_off) == ["huiyin.W001"]


@pytest.mark.parametrize(
    ("url", "https", "said"),
    [
        ("http://127.0.0.1:8000", False, []),
        ("http://wjw.example", False, ["huiyin.W002"]),
        ("https://wjw.example", True, []),
    ],
)
def test_an_open_address_is_named(settings, url, https, said):
    settings.BASE_URL, settings.HTTPS = url, https
    assert ids(checks.address_is_encrypted) == said


def test_a_key_others_can_read_is_named(data_dir):
    key = data_dir / "events.key"
    key.write_text("x")
    key.chmod(0o644)
    assert ids(checks.keys_are_private) == ["huiyin.W003"]
    key.chmod(0o600)
    assert ids(checks.keys_are_private) == []


def test_a_year_without_calendar_is_named(monkeypatch, time_machine):
    time_machine.move_to("2026-11-20")
    assert ids(checks.calendar_reaches_far_enough) == []
    time_machine.move_to("2026-12-02")
    assert ids(checks.calendar_reaches_far_enough) == ["huiyin.W004"]


@pytest.fixture
def site(data_dir):
    """A data folder that rules and calendar look into."""
    (data_dir / "packs").mkdir()
    yield data_dir
    packs.configure(None)
    calendar.configure(None)


def test_a_broken_pack_is_named_with_file_line_and_field(site):
    (site / "packs" / "here.toml").write_text('name = "here"\ntitle = "此地"\nextends = "national"\n')
    packs.configure(site)
    (said,) = checks.packs_can_be_used(None)
    assert said.id == "huiyin.E001"
    assert said.msg == "规则包不能用：here.toml 第 1 行：version 缺少。"


def test_a_broken_edition_is_named_too(site):
    (site / "packs" / "editions").mkdir()
    (site / "packs" / "editions" / "wuhan-7.toml").write_text('name = "wuhan"\ntitle = "武汉"\nversion = 6\n')
    packs.configure(site)
    (said,) = checks.packs_can_be_used(None)
    assert "wuhan-7.toml 第 3 行：version 应与文件名中的 7 一致" in said.msg


def test_a_broken_holiday_file_is_named(site):
    (site / "holidays-2027.toml").write_text("holidays = [\n")
    calendar.configure(site)
    (said,) = checks.calendar_files_can_be_read(None)
    assert (said.id, "holidays-2027.toml" in said.msg) == ("huiyin.E002", True)


def test_what_is_shipped_can_be_used():
    assert ids(checks.packs_can_be_used) == ids(checks.calendar_files_can_be_read) == []
