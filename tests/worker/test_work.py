"""The worker asks for the day's work once, does what is due, seals, and goes when told."""

import os
import threading

import pytest
from django.core.management import call_command
from django.db import connections

from huiyin.events.actions import build
from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event, Job, Seal
from huiyin.worker import loop, schedule

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_day_is_asked_for_once(now):
    schedule.ask_for_today(now)
    schedule.ask_for_today(now.replace(hour=23))
    assert Job.objects.count() == len(schedule.DAILY)


def test_each_day_is_asked_for(now):
    schedule.ask_for_today(now)
    schedule.ask_for_today(now.replace(day=21))
    assert Job.objects.count() == 2 * len(schedule.DAILY)


def test_the_day_in_shanghai_counts(now):
    schedule.ask_for_today(now.replace(hour=0, minute=30))
    assert Job.objects.filter(key__endswith=":2022-04-20").count() == len(schedule.DAILY)


def test_all_daily_work_can_be_done(now):
    schedule.register()
    schedule.ask_for_today(now)
    loop.tick(now)
    assert list(Job.objects.exclude(error="").values_list("function", "error")) == []
    assert not Job.objects.filter(done_at=None).exists()


def test_a_round_seals_what_is_unsealed(now):
    build("items.registered", "item:1", by=SYSTEM, at=now).save()
    loop.tick(now)
    assert Seal.objects.count() == Event.objects.count() == 1


def test_it_stops_when_told():
    stop = threading.Event()

    def work() -> None:
        loop.work(stop)
        connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    stop.set()
    thread.join(timeout=30)
    assert not thread.is_alive()


def test_it_stops_when_the_server_that_started_it_is_gone():
    loop.work(threading.Event(), parent=os.getppid() + 1)


def test_the_command_says_what_it_is(capsys):
    with pytest.raises(SystemExit):
        call_command("work", "--help")
    assert "后台任务" in capsys.readouterr().out
