"""What came in: each import row by row, who sends lists and how, and what a later edition leaves open."""

from typing import Any

from django.db import models
from django.db.models import Q

from huiyin.directory.models import Unit
from huiyin.files.models import StoredFile
from huiyin.items.models import Item


class ImportState(models.TextChoices):
    READ = "read", "待核对"
    DONE = "done", "已导入"
    DROPPED = "dropped", "未导入"


class Sender(models.Model):
    """交办单位: who sends lists to a unit. `columns`: heading → field, as a person once put it right."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="senders")
    name = models.CharField("交办单位", max_length=120)
    columns = models.JSONField("列名记到哪里", default=dict)
    learnt_at = models.DateTimeField("最近一次记下", null=True, blank=True)
    learnt_by = models.CharField("谁", max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="sender_is_one")]

    def __str__(self) -> str:
        return self.name


class Import(models.Model):
    """One reading of one list. `mapping` column → field as read or corrected; `report` the row-level log (R93).

    `mended`: cells a person put right, by sheet and row; `follows`: the edition before, `edition` which one this is.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="imports")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="imports")
    name = models.CharField("文件名", max_length=200)
    state = models.CharField("状态", max_length=8, choices=ImportState.choices, default=ImportState.READ)
    sender = models.ForeignKey(Sender, on_delete=models.PROTECT, null=True, blank=True, related_name="imports")
    settings = models.JSONField("届次、批次等", default=dict)
    mapping = models.JSONField("列对应", default=dict)
    mended = models.JSONField("逐行更正", default=dict)
    report = models.JSONField("逐行结果", default=dict)
    edition = models.PositiveSmallIntegerField("第几版", default=1)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by")
    read_at = models.DateTimeField("读取时间")
    read_by = models.CharField("谁", max_length=60)
    done_at = models.DateTimeField("导入时间", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.get_state_display()}"


class QuestionKind(models.TextChoices):
    MISSING = "missing", "清单上没有了"
    REMOVED = "removed", "少了一个单位"
    ROLE_CHANGED = "role_changed", "单位的角色变了"


class Answer(models.TextChoices):
    MOVED_AWAY = "moved_away", "转给别的单位了"
    WITHDRAWN = "withdrawn", "提出人撤回了"
    LEFT_OUT = "left_out", "清单漏列，照旧办理"
    TAKEN = "taken", "照清单改"
    KEPT = "kept", "照旧，不改"
    SUPERSEDED = "superseded", "后一版清单已说明"


class QuestionQuerySet(models.QuerySet["Question"]):
    def open(self) -> "QuestionQuerySet":
        """Still to be answered."""
        return self.filter(answer="")

    def of_unit(self, unit: Any) -> "QuestionQuerySet":
        return self.filter(came_with__unit=unit)


class Question(models.Model):
    """What a later edition no longer says: nothing is deleted, a person says what became of it."""

    came_with = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="questions")
    kind = models.CharField("问什么", max_length=16, choices=QuestionKind.choices)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="list_questions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="list_questions")
    before = models.CharField("原来", max_length=60, blank=True)
    role = models.CharField("现在的角色", max_length=16, blank=True)
    role_label = models.CharField("现在的叫法", max_length=20, blank=True)
    answer = models.CharField("回答", max_length=16, choices=Answer.choices, blank=True, default="")
    note = models.CharField("说明", max_length=300, blank=True)
    answered_on = models.DateField("回答日期", null=True, blank=True)
    answered_by = models.CharField("谁", max_length=60, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["came_with", "kind", "item", "unit"], name="question_is_one"),
            models.CheckConstraint(condition=Q(answer="") | Q(answered_on__isnull=False), name="answer_has_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.item.number_label}：{self.get_kind_display()}"


class BundleState(models.TextChoices):
    READ = "read", "待核对"
    DONE = "done", "已配上"
    DROPPED = "dropped", "未采用"


class Bundle(models.Model):
    """一包正文: a zip of texts named by number. `choices` member → item as a person says; `report` what became of each."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="bundles")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="bundles")
    name = models.CharField("文件名", max_length=200)
    year = models.PositiveSmallIntegerField("年")
    state = models.CharField("状态", max_length=8, choices=BundleState.choices, default=BundleState.READ)
    chosen = models.JSONField("人工选定", default=dict)
    report = models.JSONField("逐个结果", default=dict)
    read_at = models.DateTimeField("读取时间")
    read_by = models.CharField("谁", max_length=60)
    done_at = models.DateTimeField("配上时间", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.get_state_display()}"
