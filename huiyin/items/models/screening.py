"""提案审查: whether a proposal is admitted, and what becomes of one that is not; how an item was withdrawn."""

from django.db import models
from django.db.models import Q

from huiyin.files.models import StoredFile
from huiyin.items.models.item import Item


class Outcome(models.TextChoices):
    PENDING = "pending", "待审查"
    ADMITTED = "admitted", "立案"
    RETURNED = "returned", "退回修改"
    REFUSED = "refused", "不予立案"
    MERGED = "merged", "并案"
    FORWARDED = "forwarded", "转意见"
    PUBLIC_OPINION_REPORT = "public_opinion_report", "转社情民意"
    WITHDRAWN = "withdrawn", "撤案"


UNDECIDED = (Outcome.PENDING, Outcome.RETURNED)


class Screening(models.Model):
    """The screening of one item. reasons: [{code, label, clause}] as the pack said them on the day."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="screening")
    state = models.CharField("审查结果", max_length=24, choices=Outcome.choices, default=Outcome.PENDING)
    received_on = models.DateField("收到日期")
    decided_on = models.DateField("决定日期", null=True, blank=True)
    reasons = models.JSONField("不予立案的理由", default=list, blank=True)
    remark = models.CharField("审查意见", max_length=300, blank=True)
    merged_into = models.ForeignKey(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="merged_screenings"
    )
    forwarded_to = models.CharField("转给", max_length=120, blank=True)
    told_on = models.DateField("通知提出人日期", null=True, blank=True)
    told_way = models.CharField("怎么通知的", max_length=12, blank=True)
    notice = models.TextField("通知", blank=True)
    notice_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | ~Q(state="merged") & Q(merged_into=None),
                name="merged_into_one",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | (~Q(reasons=[]) & Q(told_on__isnull=False)),
                name="refused_with_reasons_and_notice",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["pending", "withdrawn"]) | Q(decided_on__isnull=False), name="screened_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        return self.state in UNDECIDED


class Withdrawal(models.Model):
    """撤案: the letter by which the proposers took their item back (R8)."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="withdrawal")
    written_on = models.DateField("来函日期")
    written_by = models.CharField("谁来函", max_length=200)
    letter = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.written_on} {self.written_by}"
