"""What is said: one answer per ask, the facts it cites, the promises that grow out of it."""

from django.db import models
from django.db.models import Q

from huiyin.directory.models import Unit
from huiyin.facts.models import FactEdition
from huiyin.files.models import StoredFile
from huiyin.items.models import Ask
from huiyin.replies.models.opinion import Opinion
from huiyin.replies.models.reply import Reply


class AskDecision(models.TextChoices):
    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    EXPLAINED = "explained", "解释说明"
    NOT_ADOPTED = "not_adopted", "未采纳"


class Fate(models.TextChoices):
    """What became of a point that we gave as the unit that assists."""

    USED = "used", "采用"
    PARTLY = "partly", "部分采用"
    NOT_USED = "not_used", "未采用"
    UNKNOWN = "unknown", "未说明"


class AskAnswer(models.Model):
    """The answer to one ask. Empty until written; a reply cannot be submitted while one is."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="answers")
    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="answers")
    decision = models.CharField("怎么答", max_length=12, choices=AskDecision.choices, blank=True)
    heading = models.CharField("小标题", max_length=80, blank=True)
    text = models.TextField("答复正文", blank=True)
    basis = models.CharField("依据", max_length=400, blank=True)
    evidence = models.CharField("办成的证据", max_length=200, blank=True)
    evidence_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField("信中次序", null=True, blank=True)
    lead_in = models.TextField("过渡句", blank=True)
    together_with = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="answers_too", verbose_name="并入哪一项"
    )
    written_by = models.CharField("谁写的", max_length=60, blank=True)
    opinion = models.ForeignKey(Opinion, on_delete=models.SET_NULL, null=True, blank=True, related_name="used_in")
    cites = models.ManyToManyField(FactEdition, blank=True, related_name="cited_in", verbose_name="引用的口径")
    fate = models.CharField("主办单位怎么用的", max_length=12, choices=Fate.choices, blank=True)
    fate_reason = models.CharField("采用情况说明", max_length=300, blank=True)

    class Meta:
        ordering = ["ask__number"]
        constraints = [models.UniqueConstraint(fields=["reply", "ask"], name="answer_is_one")]

    def __str__(self) -> str:
        return f"{self.ask_id}: {self.get_decision_display()}"

    @property
    def is_written(self) -> bool:
        return bool(self.decision and self.is_said)

    @property
    def is_said(self) -> bool:
        """In words of its own, or together with another ask that is."""
        return bool(self.text.strip() or (self.together_with and self.together_with.text.strip()))


class Promise(models.Model):
    """承诺: a promise row of the answer matrix; becomes a commitment when the letter issues."""

    answer = models.ForeignKey(AskAnswer, on_delete=models.CASCADE, related_name="promises")
    text = models.CharField("承诺事项", max_length=300)
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="promises")
    due_on = models.DateField("完成日期")
    standard = models.CharField("完成标准", max_length=200, blank=True)
    milestone = models.CharField("阶段安排", max_length=200, blank=True)
    continues = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="continued_in", verbose_name="接着哪一条"
    )

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="promise_says_something")]

    def __str__(self) -> str:
        return self.text


class DroppedPromise(models.Model):
    """不再承诺: a promise of the letter before that this one does not repeat, and why; the new letter says it (R56)."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="dropped_promises")
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="dropped_in")
    reason = models.CharField("为什么不再承诺", max_length=300)
    dropped_by = models.CharField("谁", max_length=60)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["reply", "promise"], name="promise_is_dropped_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="promise_dropped_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.promise}：{self.reason}"
