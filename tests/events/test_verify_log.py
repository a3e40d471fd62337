"""The log proves itself: what somebody did behind its back is found and named."""

import pytest
from django.db import connection

from huiyin.events import seals
from huiyin.events.actions import build, digest_of, record_many
from huiyin.events.actors import SYSTEM
from huiyin.events.checks import verify_log
from huiyin.events.models import Event, Seal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def log(now) -> list[Event]:
    """Nine sealed events."""
    return record_many(
        build("items.registered", f"item:{n}", by=SYSTEM, at=now, facts={"title": f"关于示例{n}"}) for n in range(9)
    )


def test_an_untouched_log_is_unbroken(log):
    verdict = verify_log()
    assert (verdict.unbroken, verdict.events, verdict.sealed) == (True, 9, 9)


def test_an_empty_log_is_unbroken(db):
    assert verify_log().unbroken


@pytest.mark.parametrize(
    "change",
    [
        {"facts": {"title": "别的"}},
        {"actor": "user:7"},
        {"verb": "items.withdrawn"},
        {"topic": "item:99"},
        {"recorded_for": {"who": "某人"}},
    ],
)
def test_a_changed_row_is_named(log, change):
    Event.objects.filter(pk=log[4].pk).update(**change)
    assert f"第 {log[4].pk} 号事件" in verify_log().broken


def test_a_changed_time_is_found(log, now):
    Event.objects.filter(pk=log[4].pk).update(at=now.replace(minute=1))
    assert f"第 {log[4].pk} 号事件" in verify_log().broken


def test_a_changed_row_with_a_digest_made_without_the_key_is_found(log, settings):
    event = log[4]
    key, settings.EVENT_KEY = settings.EVENT_KEY, "guessed"
    event.facts = {"title": "别的"}
    Event.objects.filter(pk=event.pk).update(facts=event.facts, digest=digest_of(event))
    settings.EVENT_KEY = key
    assert f"第 {event.pk} 号事件" in verify_log().broken


def test_an_old_digest_put_under_a_new_row_is_found(log):
    """Two rows change places, each with its own true digest: only the chain can tell."""
    a, b = log[2], log[6]
    columns = ("topic", "facts", "digest")
    Event.objects.filter(pk=a.pk).update(**{name: getattr(b, name) for name in columns})
    Event.objects.filter(pk=b.pk).update(**{name: getattr(a, name) for name in columns})
    assert f"第 {a.pk} 号事件" in verify_log().broken


def test_a_deleted_row_is_named(log):
    Event.objects.filter(pk=log[4].pk).delete()
    assert f"第 {log[4].pk} 号事件不见了" in verify_log().broken


def test_a_row_deleted_with_its_seal_is_found(log):
    Event.objects.filter(pk=log[4].pk).delete()
    Seal.objects.filter(event_id=log[4].pk).delete()
    assert "封条缺第 5 条" in verify_log().broken


def test_an_inserted_row_is_found(log, now):
    event = build("items.registered", "item:77", by=SYSTEM, at=now)
    event.digest = "0" * 64
    event.save()
    assert f"第 {event.pk} 号事件" in verify_log().broken


def test_a_forged_seal_is_found(log, now):
    event = build("items.registered", "item:77", by=SYSTEM, at=now)
    event.save()
    Seal.objects.create(seq=10, event_id=event.pk, chain="f" * 64)
    assert "链条断开" in verify_log().broken


def test_a_cut_tail_is_found(log):
    kept = [event.pk for event in log[:6]]
    Seal.objects.exclude(event_id__in=kept).delete()
    Event.objects.exclude(pk__in=kept).delete()
    assert "封条文件" in verify_log().broken


def test_a_tail_cut_and_grown_again_is_found(log, now):
    Seal.objects.filter(event_id=log[-1].pk).delete()
    Event.objects.filter(pk=log[-1].pk).delete()
    record_many([build("items.closed", "item:8", by=SYSTEM, at=now)])
    assert "第 9 条" in verify_log().broken


def test_a_lost_seals_file_is_found(log):
    seals.seals_file().unlink()
    assert "封条文件" in verify_log().broken


def test_an_event_waiting_for_its_seal_is_not_a_break(log, now):
    build("items.closed", "item:8", by=SYSTEM, at=now).save()
    verdict = verify_log()
    assert (verdict.unbroken, verdict.events, verdict.sealed) == (True, 10, 9)
    assert seals.seal_if_free() == 1
    assert verify_log().sealed == 10


def test_facts_read_back_as_they_were_written(db, now):
    facts = {
        "n": 1,
        "rate": 0.1,
        "names": ["甲", "乙"],
        "nothing": None,
        "deep": {"b": 1, "a": [True, 1e20]},
        "é": "\u2028",
    }
    record_many([build("items.registered", "item:1", by=SYSTEM, at=now, facts=facts)])
    assert verify_log().unbroken, connection.vendor


def test_an_act_that_commits_late_is_sealed_all_the_same(log, now):
    """Its number was taken long ago; the usual look at the end of the log does not see it."""
    late = build("items.registered", "item:1", by=SYSTEM, at=now)
    late.pk = log[0].pk - 1
    record_many(build("items.registered", f"item:{n}", by=SYSTEM, at=now) for n in range(seals.LATECOMERS))
    late.save(force_insert=True)
    assert seals.seal_if_free() == 0
    assert seals.seal_if_free(since=0) == 1
    assert verify_log().unbroken


def test_a_crash_between_seal_and_copy_is_made_up_for(log, now, monkeypatch):
    monkeypatch.setattr(seals, "_copy", lambda: None)
    record_many([build("items.closed", "item:1", by=SYSTEM, at=now)])
    monkeypatch.undo()
    assert "不在库外封条文件里" in verify_log().broken
    record_many([build("items.closed", "item:2", by=SYSTEM, at=now)])
    assert verify_log().unbroken


def test_a_line_scrawled_into_the_file_is_found(log):
    with seals.seals_file().open("a") as file:
        file.write("nonsense\n")
    assert "第 10 条" in verify_log().broken
