"""What is owed on an assignment, until when, by which clause."""

import datetime as dt

from django.db import models
from django.db.models import Q


class DutyKind(models.TextChoices):
    ACCEPT = "accept", "签收"
    DECLINE = "decline", "退办窗口"
    ALLOT = "allot", "分办"
    CONTACT = "contact", "沟通"
    OPINION = "opinion", "会办意见"
    REPLY = "reply", "答复"
    SUBMIT_UP = "submit_up", "网上报送"
    DELIVERY = "delivery", "送达"
    RATING = "rating", "评价"
    REWORK = "rework", "再办"
    COMMITMENT = "commitment", "承诺"
    EXPLANATION = "explanation", "说明沟通"
    MARK = "mark", "标记件报告"
    SIDE_OPINION = "side_opinion", "视察调研意见答复"


DISSATISFIED_AGAIN = "dissatisfied_again"
"""The base event of a rework that is talked over instead of written once more (R26)."""


class DutyQuerySet(models.QuerySet["Duty"]):
    def owed(self) -> "DutyQuerySet":
        """Neither met nor waived; a window that may lapse is not owed."""
        return self.filter(met_on=None, waived_on=None).exclude(kind=DutyKind.DECLINE)

    def overdue(self, *, on: dt.date) -> "DutyQuerySet":
        return self.owed().filter(due_on__lt=on)


class Duty(models.Model):
    """What is owed on an assignment, until when, by which clause. due_on is a copy written by handling.clocks only."""

    assignment = models.ForeignKey("handling.Assignment", on_delete=models.CASCADE, related_name="duties")
    kind = models.CharField("义务", max_length=12, choices=DutyKind.choices)
    round = models.PositiveSmallIntegerField("轮次", default=1)
    base_event = models.CharField("起算", max_length=20)
    base_on = models.DateField("起算日")
    notice_due_on = models.DateField("通知定的日期", null=True, blank=True)
    due_on = models.DateField("到期日", null=True, blank=True)
    uncertain = models.CharField("为何还算不出", max_length=120, blank=True)
    clause = models.CharField("依据", max_length=200, blank=True)
    blocks_closing = models.BooleanField("未完成不得办结", default=True)
    outstanding = models.PositiveSmallIntegerField("还差几位", null=True, blank=True)
    met_on = models.DateField("完成日", null=True, blank=True)
    met_by = models.CharField("由谁完成", max_length=60, blank=True)
    waived_on = models.DateField("免除日", null=True, blank=True)
    waived_by = models.CharField("由谁免除", max_length=60, blank=True)
    waived_reason = models.CharField("免除理由", max_length=200, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "kind", "round"], name="duty_is_one"),
            models.CheckConstraint(condition=Q(met_on=None) | Q(waived_on=None), name="met_or_waived"),
            models.CheckConstraint(condition=Q(waived_on=None) | ~Q(waived_reason=""), name="waived_with_reason"),
        ]
        indexes = [
            models.Index(fields=["due_on", "assignment"], name="duty_owed", condition=Q(met_on=None, waived_on=None)),
            models.Index(fields=["assignment", "due_on"], name="duty_next", condition=Q(met_on=None, waived_on=None)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on or self.uncertain or '不计时'}"

    @property
    def is_owed(self) -> bool:
        return self.met_on is None and self.waived_on is None
