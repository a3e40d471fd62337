"""What was promised: commitments from the issue of the letter until kept or explained, over the years."""

import datetime as dt

from django.db import models
from django.db.models import Q

from huiyin.directory.models import Unit
from huiyin.files.models import StoredFile
from huiyin.items.models import Item
from huiyin.replies.models import Promise, Reply


class State(models.TextChoices):
    OPEN = "open", "推进中"
    CLAIMED = "claimed", "报完成"
    VERIFIED = "verified", "已兑现"
    EXPLAINED = "explained", "已说明"
    CARRIED_OVER = "carried_over", "结转下年"


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def open(self) -> "CommitmentQuerySet":
        return self.filter(state__in=(State.OPEN, State.CLAIMED))

    def overdue(self, *, on: dt.date) -> "CommitmentQuerySet":
        return self.filter(state=State.OPEN, due_on__lt=on)

    def of_year(self, year: int) -> "CommitmentQuerySet":
        return self.filter(year=year)


class Commitment(models.Model):
    """承诺事项. `unit` is the department that promised, `owner` the office that keeps it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="commitments")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="commitments")
    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="commitments")
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="commitments")
    year = models.PositiveSmallIntegerField("年")
    text = models.CharField("承诺事项", max_length=300)
    standard = models.CharField("完成标准", max_length=200, blank=True)
    plan = models.CharField("阶段安排", max_length=200, blank=True)
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="owned_commitments")
    due_on = models.DateField("期限")
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.OPEN)
    opened_on = models.DateField("立账日期")
    progress = models.CharField("进展", max_length=300, blank=True)
    explanation = models.TextField("未兑现的说明", blank=True)
    informed = models.JSONField("已告知", default=list, blank=True)
    ended_on = models.DateField("销号日期", null=True, blank=True)
    carried_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to"
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["promise", "year"], name="commitment_is_one_a_year"),
            models.CheckConstraint(
                condition=~Q(state="explained") | ~Q(explanation=""), name="explained_with_an_explanation"
            ),
        ]
        indexes = [models.Index(fields=["unit", "year", "state"], name="commitment_unit_year")]

    def __str__(self) -> str:
        return self.text


class Milestone(models.Model):
    """阶段: one step of the plan of a commitment, with its day."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="milestones")
    text = models.CharField("做到什么", max_length=200)
    due_on = models.DateField("哪天前")
    done_on = models.DateField("做到日期", null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="milestone_says_something")]

    def __str__(self) -> str:
        return f"{self.due_on} {self.text}"


class Evidence(models.Model):
    """证明: what shows that it is done."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="evidence")
    note = models.CharField("说明", max_length=300)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True)
    added_on = models.DateField("日期")
    added_by = models.CharField("谁", max_length=60)

    def __str__(self) -> str:
        return self.note


class Outcome(models.Model):
    """成果: a result or indicator stated once, with its date and source, cited by reports (4000 台 AED)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="outcomes")
    year = models.PositiveSmallIntegerField("年")
    theme = models.CharField("方面", max_length=60)
    text = models.CharField("成果", max_length=300)
    figure = models.CharField("数", max_length=60, blank=True)
    measured_on = models.DateField("截至")
    source = models.CharField("来源", max_length=120)
    items = models.ManyToManyField(Item, blank=True, related_name="outcomes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year", "text"], name="outcome_is_one")]

    def __str__(self) -> str:
        return self.text
