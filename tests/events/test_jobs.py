"""Work is done once: by one process, again after a crash, and never twice for the same event."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction

from huiyin.events import jobs
from huiyin.events.actions import record
from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event, Job

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def done(monkeypatch) -> list[str]:
    """Keys of the jobs done by the function `note`, which answers items.closed."""
    keys: list[str] = []
    monkeypatch.setattr(jobs, "WORK", {})
    monkeypatch.setattr(jobs, "REACTIONS", {})
    jobs.register({"note": lambda job: keys.append(job.key)}, {"items.closed": ("note",)})
    return keys


@pytest.fixture
def job(db, now) -> Job:
    return jobs.ask("report:1", "note", facts={"year": 2022}, by="user:1", run_at=now)


def break_down(job: Job) -> None:
    raise RuntimeError("the disk is full")


@pytest.mark.django_db(transaction=True)
def test_an_event_causes_its_reaction_exactly_once(done, now):
    event = record("items.closed", "item:1", by=SYSTEM, at=now)
    assert done == [f"reaction:{event.pk}:note"]
    assert jobs.run_due(now=now + MINUTE) == 0


@pytest.mark.django_db(transaction=True)
def test_an_event_nobody_answers_causes_nothing(done, now):
    record("items.registered", "item:1", by=SYSTEM, at=now)
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_act_undone_causes_nothing(done, now):
    with pytest.raises(RuntimeError), transaction.atomic():
        record("items.closed", "item:1", by=SYSTEM, at=now)
        raise RuntimeError("changed my mind")
    assert (done, Job.objects.count(), Event.objects.count()) == ([], 0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_reaction_that_fails_does_not_undo_the_act(done, now, monkeypatch):
    monkeypatch.setitem(jobs.WORK, "note", break_down)
    record("items.closed", "item:1", by=SYSTEM, at=now)
    assert Event.objects.filter(verb="items.closed").exists()
    assert "the disk is full" in Job.objects.get().error


def test_the_same_key_gives_the_same_job(job, now):
    assert jobs.ask("report:1", "note", facts={}, by="user:2", run_at=now) == job


def test_two_workers_one_wins(job, now):
    mine, yours = Job.objects.get(), Job.objects.get()
    assert jobs.claim(mine, now=now)
    assert not jobs.claim(yours, now=now)


@pytest.mark.django_db(transaction=True)
def test_workers_side_by_side_do_each_job_once(done, now):
    for n in range(20):
        jobs.ask(f"report:{n}", "note", facts={}, by="user:1", run_at=now)

    def work() -> None:
        try:
            jobs.run_due(now=now)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == sorted(f"report:{n}" for n in range(20))


def test_what_is_not_due_waits(job, done, now):
    assert jobs.run_due(now=now - MINUTE) == 0
    assert jobs.run_due(now=now) == 1


def test_a_crashed_worker_loses_its_lease(job, done, now):
    assert jobs.claim(job, now=now)  # and then it was killed
    assert jobs.run_due(now=now + jobs.LEASE / 2) == 0
    assert jobs.run_due(now=now + jobs.LEASE + MINUTE) == 1
    assert done == ["report:1"]


def test_a_renewed_lease_keeps_others_away_and_shows_progress(job, done, now):
    jobs.claim(job, now=now)
    jobs.renew(job, progress=40, now=now + jobs.LEASE / 2)
    assert jobs.run_due(now=now + jobs.LEASE + dt.timedelta(seconds=1)) == 0
    assert Job.objects.get().progress == 40


def test_what_fails_is_tried_again_later_and_later(job, done, now, monkeypatch):
    monkeypatch.setitem(jobs.WORK, "note", break_down)
    jobs.run_due(now=now)
    assert jobs.run_due(now=now) == 0
    monkeypatch.setitem(jobs.WORK, "note", lambda job: done.append(job.key))
    assert jobs.run_due(now=now + MINUTE) == 1
    assert (done, Job.objects.get().tries, Job.objects.get().error) == (["report:1"], 2, "")


def test_half_done_work_is_undone_before_the_next_try(job, done, now, monkeypatch):
    def write_then_break(job: Job) -> None:
        Job.objects.create(key="half", function="note", run_at=now + MINUTE)
        raise RuntimeError("half way")

    monkeypatch.setitem(jobs.WORK, "note", write_then_break)
    jobs.run_due(now=now)
    assert not Job.objects.filter(key="half").exists()


def test_after_eight_tries_it_is_given_up(job, done, now, monkeypatch):
    monkeypatch.setitem(jobs.WORK, "note", break_down)
    for hour in range(12):
        jobs.run_due(now=now + hour * dt.timedelta(hours=1))
    job.refresh_from_db()
    assert (job.failed, job.tries) == (True, jobs.MOST_TRIES)


def test_a_reaction_without_a_function_is_refused_at_start(done):
    with pytest.raises(ValueError, match="forget"):
        jobs.register({}, {"items.closed": ("forget",)})
