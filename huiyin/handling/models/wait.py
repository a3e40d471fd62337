"""等谁: for whom an assignment waits, and since when."""

from django.db import models
from django.db.models import F, Q


class WaitKind(models.TextChoices):
    OFFICE = "office", "处室"
    LEADER = "leader", "领导"
    CO_UNIT = "co_unit", "会办单位"
    LEAD_UNIT = "lead_unit", "主办单位"
    SUBMITTER = "submitter", "提出人"
    DISPATCHER = "dispatcher", "交办单位"
    REGISTRY = "registry", "文书（编号、用印）"
    OA = "oa", "本单位 OA"


class Wait(models.Model):
    """One stretch of waiting. At most one is open on an assignment; ended ones stay: they are the durations."""

    assignment = models.ForeignKey("handling.Assignment", on_delete=models.CASCADE, related_name="waits")
    kind = models.CharField("等谁", max_length=12, choices=WaitKind.choices)
    whom = models.CharField("名称", max_length=120, blank=True)
    what = models.CharField("等什么", max_length=40, blank=True)
    since = models.DateField("自")
    ended_on = models.DateField("至", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment"], condition=Q(ended_on=None), name="one_open_wait"),
            models.CheckConstraint(condition=Q(ended_on=None) | Q(ended_on__gte=F("since")), name="wait_ends_later"),
        ]
        indexes = [models.Index(fields=["kind", "since"], name="wait_open", condition=Q(ended_on=None))]

    def __str__(self) -> str:
        return f"等{self.whom or self.get_kind_display()}{self.what}"
