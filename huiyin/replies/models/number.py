"""Document numbers: what was taken, what was voided, and the series that are our own."""

from django.db import models
from django.db.models import Q

from huiyin.directory.models import Unit
from huiyin.replies.models.reply import Reply


class NumberSeries(models.Model):
    """自编号: a series declared as our own, numbered here without a gap; a registry's series has no row (R44)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="number_series")
    code = models.CharField("机关代字", max_length=30)
    year = models.PositiveSmallIntegerField("年份")
    first = models.PositiveIntegerField("起始序号", default=1)
    declared_by = models.CharField("谁设的", max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "code", "year"], name="number_series_is_one")]

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕"


class DocNumber(models.Model):
    """A document number taken by a unit; unique for ever, voided ones stay (R44)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="doc_numbers")
    text = models.CharField("文号", max_length=60)
    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="doc_numbers", null=True, blank=True)
    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, null=True, blank=True, related_name="numbers")
    sequence = models.PositiveIntegerField("序号", null=True, blank=True)
    taken_on = models.DateField("日期")
    voided_reason = models.CharField("作废原因", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "text"], name="doc_number_is_one"),
            models.UniqueConstraint(
                fields=["series", "sequence"], condition=Q(series__isnull=False), name="sequence_is_taken_once"
            ),
            models.UniqueConstraint(
                fields=["reply"], condition=Q(voided_reason=""), name="reply_has_one_standing_number"
            ),
        ]

    def __str__(self) -> str:
        return self.text
