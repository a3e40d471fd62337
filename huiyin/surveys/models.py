"""What submitters think of it: rounds, invitations, ratings with their source."""

from django.db import models
from django.db.models import Q

from huiyin.directory.models import Submitter
from huiyin.files.models import StoredFile
from huiyin.replies.models import Reply


class RoundState(models.TextChoices):
    OPEN = "open", "等评价"
    ANSWERED = "answered", "已评价"
    PARTIAL = "partial", "部分评价"
    EXPIRED = "expired", "到期未反馈"


class Round(models.Model):
    """One asking: opened when a reply is issued, closed when all have answered or the window has passed."""

    reply = models.OneToOneField(Reply, on_delete=models.PROTECT, related_name="survey_round")
    state = models.CharField("状态", max_length=10, choices=RoundState.choices, default=RoundState.OPEN)
    opened_on = models.DateField("开始")
    closes_on = models.DateField("截止", null=True, blank=True)
    ended_on = models.DateField("结束", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.reply} {self.get_state_display()}"


class Invitation(models.Model):
    """One submitter's own link. Only a digest of the token is stored."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitations")
    submitter = models.ForeignKey(Submitter, on_delete=models.PROTECT, related_name="invitations")
    code = models.CharField("件上的编码", max_length=12, unique=True)
    nonce = models.CharField("随机数", max_length=32)
    token_digest = models.CharField("链接指纹", max_length=64, unique=True)
    expires_on = models.DateField("失效日期")
    waived_on = models.DateField("不再请评", null=True, blank=True)
    waived_reason = models.CharField("为何不再请评", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "submitter"], name="invitation_is_one"),
            models.CheckConstraint(
                condition=Q(waived_on=None) | ~Q(waived_reason=""), name="invitation_waived_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submitter} {self.code}"


class Grade(models.TextChoices):
    SATISFIED = "satisfied", "满意"
    MOSTLY_SATISFIED = "mostly_satisfied", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"


class OnPoint(models.TextChoices):
    YES = "yes", "针对"
    MOSTLY = "mostly", "基本针对"
    NO = "no", "未针对"


class Source(models.TextChoices):
    LINK = "link", "本人链接"
    UPSTREAM = "upstream", "上级系统转录"
    PAPER = "paper", "纸质表转录"
    BODY = "body", "人大、政协机构"


class RatingState(models.TextChoices):
    VALID = "valid", "有效"
    CONTESTED = "contested", "有异议"
    VOID = "void", "作废"


class Rating(models.Model):
    """满意度: manner and result, and whether it answered the point; dissatisfied needs words (R58)."""

    invitation = models.OneToOneField(Invitation, on_delete=models.PROTECT, related_name="rating")
    manner = models.CharField("办理态度", max_length=16, choices=Grade.choices)
    result = models.CharField("办理结果", max_length=16, choices=Grade.choices)
    on_point = models.CharField("答复是否针对", max_length=8, choices=OnPoint.choices, blank=True)
    comment = models.TextField("意见", blank=True)
    source = models.CharField("来源", max_length=10, choices=Source.choices)
    state = models.CharField("状态", max_length=10, choices=RatingState.choices, default=RatingState.VALID)
    rated_on = models.DateField("评价日期")
    contest_reason = models.CharField("异议", max_length=300, blank=True)
    recorded_by = models.CharField("谁登记", max_length=60)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~(Q(manner="dissatisfied") | Q(result="dissatisfied")) | ~Q(comment=""),
                name="dissatisfied_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(source="paper") | Q(file__isnull=False), name="paper_form_has_its_scan"
            ),
            models.CheckConstraint(
                condition=~Q(state="contested") | ~Q(contest_reason=""), name="contested_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_result_display()}（{self.get_source_display()}）"

    @property
    def is_dissatisfied(self) -> bool:
        return Grade.DISSATISFIED in (self.manner, self.result)
