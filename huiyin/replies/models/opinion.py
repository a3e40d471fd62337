"""会办意见: what co-units say to each ask, and what became of what we said to the unit that leads."""

from django.db import models
from django.db.models import Q

from huiyin.directory.models import Unit
from huiyin.files.models import StoredFile
from huiyin.handling.models import Assignment
from huiyin.items.models import Ask


class OpinionState(models.TextChoices):
    ASKED = "asked", "已征求"
    RECEIVED = "received", "已收到"
    TAKEN = "taken", "已采用"
    NOT_GIVEN = "not_given", "未反馈"


class Opinion(models.Model):
    """会办意见 we await from a co-unit (here or outside) when we lead."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="opinions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="opinions_asked")
    state = models.CharField("状态", max_length=12, choices=OpinionState.choices, default=OpinionState.ASKED)
    asked_on = models.DateField("征求日期")
    due_on = models.DateField("期限", null=True, blank=True)
    received_on = models.DateField("收到日期", null=True, blank=True)
    text = models.TextField("意见", blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True)
    overridden_by_name = models.CharField("哪位领导决定不等", max_length=60, blank=True)
    override_by = models.CharField("谁决定不等", max_length=60, blank=True)
    override_reason = models.CharField("不等的理由", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "unit"], name="opinion_is_one"),
            models.CheckConstraint(
                condition=~Q(state="not_given") | ~Q(override_reason=""), name="not_given_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.get_state_display()}"

    @property
    def is_missing(self) -> bool:
        return self.state == OpinionState.ASKED

    @property
    def is_given(self) -> bool:
        return self.state in GIVEN

    @property
    def gist(self) -> str:
        """What was said as a whole, else what was said to each ask."""
        return self.text or "；".join(str(point) for point in self.points.all() if point.is_said)


GIVEN = (OpinionState.RECEIVED, OpinionState.TAKEN)


class Stance(models.TextChoices):
    AGREES = "agrees", "同意"
    PARTLY = "partly", "部分同意"
    DISAGREES = "disagrees", "不同意"
    NONE = "none", "无意见"


class Use(models.TextChoices):
    USED = "used", "采用"
    PARTLY = "partly", "部分采用"
    NOT_USED = "not_used", "未采用"


class OpinionPoint(models.Model):
    """会办意见 to one ask: asked, said, and what we made of it."""

    opinion = models.ForeignKey(Opinion, on_delete=models.CASCADE, related_name="points")
    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="opinion_points")
    stance = models.CharField("态度", max_length=12, choices=Stance.choices, blank=True)
    text = models.TextField("意见", blank=True)
    use = models.CharField("是否采用", max_length=12, choices=Use.choices, blank=True)
    use_reason = models.CharField("未采用的理由", max_length=300, blank=True)

    class Meta:
        ordering = ["ask__number"]
        constraints = [models.UniqueConstraint(fields=["opinion", "ask"], name="opinion_point_is_one")]

    def __str__(self) -> str:
        return (
            f"第 {self.ask.number} 项 {self.get_stance_display()}{'：' if self.stance and self.text else ''}{self.text}"
        )

    @property
    def is_said(self) -> bool:
        return bool(self.stance or self.text)

    @property
    def wants_use(self) -> bool:
        """There is something in it that may be used, and nobody has said yet whether it was."""
        return not self.use and (bool(self.text) or self.stance in (Stance.PARTLY, Stance.DISAGREES))


class LeadLetter(models.Model):
    """主办单位的答复: the final letter of the unit that leads, added to our assisting share when it comes."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="lead_letters")
    doc_no = models.CharField("文号", max_length=60, blank=True)
    received_on = models.DateField("收到日期")
    text = models.TextField("摘要", blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    added_by = models.CharField("谁登记", max_length=60)

    class Meta:
        ordering = ["received_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text="") | Q(file__isnull=False), name="lead_letter_says_something")
        ]

    def __str__(self) -> str:
        return self.doc_no or f"{self.received_on} 主办单位答复"
