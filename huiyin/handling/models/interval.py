"""Extensions and pauses, kept as the intervals they are."""

from django.db import models
from django.db.models import F, Q


class Interval(models.Model):
    """An extension or a pause as asked for and decided, never an overwritten date."""

    assignment = models.ForeignKey("handling.Assignment", on_delete=models.CASCADE, related_name="%(class)ss")
    requested_on = models.DateField("申请日期")
    reason = models.CharField("理由", max_length=300)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    approved = models.BooleanField("同意", null=True, default=None)
    approver = models.CharField("批准人", max_length=60, blank=True)
    told_on = models.DateField("告知提出人日期", null=True, blank=True)

    class Meta:
        abstract = True


class Extension(Interval):
    """延期: the reply duty runs to `until`, never past six months from dispatch."""

    until = models.DateField("延至")

    def __str__(self) -> str:
        return f"延至 {self.until}"


class Pause(Interval):
    """暂停计时: the clock stands still from starts_on to ends_on."""

    starts_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="pause_ends_later"),
            models.UniqueConstraint(fields=["assignment"], condition=Q(ends_on=None), name="one_open_pause"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}—{self.ends_on or ''}"
