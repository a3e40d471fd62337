"""Each bad setting is named with its cure."""

import pytest

from huiyin.config import checks


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
