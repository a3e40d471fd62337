"""What a unit writes around its figures at the end of the year, and the scopes by which it counts."""

from django.db import models

from huiyin.directory.models import Unit
from huiyin.facts.models import FactEdition


class CountingScope(models.Model):
    """口径: which items of a year a unit's report counts. `options` are keys of reports.scopes."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="counting_scopes")
    year = models.PositiveSmallIntegerField("年")
    name = models.CharField("名称", max_length=40)
    is_default = models.BooleanField("默认", default=False)
    as_of = models.DateField("截至", null=True, blank=True)
    options = models.JSONField("条件", default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "name"], name="scope_is_one"),
            models.UniqueConstraint(
                fields=["unit", "year"], condition=models.Q(is_default=True), name="one_default_scope"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Passage(models.Model):
    """A paragraph of the annual report in the unit's own words; figures in it are `{{ measure.name }}`, never typed."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="passages")
    year = models.PositiveSmallIntegerField("年")
    section = models.PositiveSmallIntegerField("部分")
    position = models.PositiveSmallIntegerField("次序")
    heading = models.CharField("标题", max_length=80, blank=True)
    text = models.TextField("正文")
    cites = models.ManyToManyField(FactEdition, blank=True, related_name="passages", verbose_name="引用的口径")

    class Meta:
        ordering = ["section", "position"]
        constraints = [models.UniqueConstraint(fields=["unit", "year", "section", "position"], name="passage_is_one")]

    def __str__(self) -> str:
        return f"{self.section}.{self.position} {self.heading}"
