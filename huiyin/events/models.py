"""What happened: events that are never changed, the seals that prove it, the work they cause."""

import datetime as dt
from typing import Any

from django.db import models


class EventQuerySet(models.QuerySet["Event"]):
    def of(self, topic: str) -> "EventQuerySet":
        """Events of one case, oldest first."""
        return self.filter(topic=topic).order_by("id")

    def within(self, unit_code: str) -> "EventQuerySet":
        """Events of one unit."""
        return self.filter(unit_code=unit_code)

    def unsealed(self) -> "EventQuerySet":
        return self.filter(~models.Exists(Seal.objects.filter(event_id=models.OuterRef("pk"))))


class Event(models.Model):
    """One act. No foreign keys: actor, topic and subject are strings, so that nothing can reach in and change them."""

    at = models.DateTimeField("时间")
    year = models.PositiveSmallIntegerField("年")
    verb = models.CharField("动作", max_length=60)
    actor = models.CharField("谁", max_length=60)
    actor_name = models.CharField("姓名", max_length=60)
    unit_code = models.CharField("单位", max_length=60, blank=True)
    topic = models.CharField("哪一件", max_length=60)
    subject = models.CharField("哪一项", max_length=60, blank=True)
    facts = models.JSONField("事实", default=dict)
    recorded_for = models.JSONField("代为登记", null=True, default=None)
    digest = models.CharField("指纹", max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["topic", "id"], name="event_topic"),
            models.Index(fields=["unit_code", "-id"], name="event_unit"),
            models.Index(fields=["unit_code", "at"], name="event_unit_at"),
            models.Index(fields=["verb", "-id"], name="event_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.verb} {self.topic}"

    @property
    def content(self) -> dict[str, Any]:
        """Everything the digest covers, in a form that reads back equal on both databases."""
        return {
            "at": self.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
            "verb": self.verb,
            "actor": self.actor,
            "actor_name": self.actor_name,
            "unit_code": self.unit_code,
            "topic": self.topic,
            "subject": self.subject,
            "facts": self.facts,
            "recorded_for": self.recorded_for,
        }


class Seal(models.Model):
    """One link of the chain over all events, made after commit."""

    seq = models.PositiveBigIntegerField("序", primary_key=True)
    event_id = models.PositiveBigIntegerField("事件", unique=True)
    chain = models.CharField("链", max_length=64)

    def __str__(self) -> str:
        return f"{self.seq}: {self.event_id}"


class JobQuerySet(models.QuerySet["Job"]):
    def due(self, *, now: dt.datetime) -> "JobQuerySet":
        """Undone, its time come, and nobody holding a lease on it."""
        return self.filter(done_at=None, failed=False, run_at__lte=now).filter(
            models.Q(leased_until=None) | models.Q(leased_until__lt=now)
        )


class Job(models.Model):
    """One piece of work to be done once: a reaction to an event, or long work somebody asked for."""

    key = models.CharField("键", max_length=160, unique=True)
    function = models.CharField("做什么", max_length=80)
    facts = models.JSONField("事实", default=dict)
    asked_by = models.CharField("谁要的", max_length=60, blank=True)
    run_at = models.DateTimeField("何时可做")
    leased_until = models.DateTimeField("占用到", null=True, default=None)
    tries = models.PositiveSmallIntegerField("次数", default=0)
    progress = models.PositiveSmallIntegerField("进度", default=0)
    done_at = models.DateTimeField("做完", null=True, default=None)
    failed = models.BooleanField("放弃", default=False)
    error = models.TextField("出错", blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["run_at"], name="job_due", condition=models.Q(done_at=None, failed=False)),
        ]
        constraints = [
            models.CheckConstraint(name="job_progress_is_percent", condition=models.Q(progress__lte=100)),
        ]

    def __str__(self) -> str:
        return self.key
