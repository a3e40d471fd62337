"""退办 and 增办: what a unit or an office asked, and what was answered."""

from django.db import models
from django.db.models import Q

from huiyin.files.models import StoredFile
from huiyin.handling.models.assignment import Assignment


class Decision(models.TextChoices):
    GRANTED = "granted", "同意退办"
    REFUSED = "refused", "不同意退办"
    ROLE_CHANGED = "role_changed", "改变角色"
    SILENT = "silent", "逾期未答复，继续办理"
    TAKEN_BACK = "taken_back", "本单位撤回申请"


class DeclineRequest(models.Model):
    """退办申请: reason, proposed unit, basis in the duties; the dispatcher answers."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="declines")
    reason = models.CharField("理由", max_length=300)
    proposed_unit = models.CharField("建议承办单位", max_length=120)
    basis = models.CharField("职责依据", max_length=200, blank=True)
    requested_on = models.DateField("申请日期")
    decided_on = models.DateField("答复日期", null=True, blank=True)
    decision = models.CharField("答复", max_length=12, choices=Decision.choices, blank=True)
    remark = models.CharField("答复说明", max_length=300, blank=True)
    decided_by = models.CharField("谁答复", max_length=120, blank=True)
    letter = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    redispatch_due_on = models.DateField("再交办期限", null=True, blank=True)
    redispatched_on = models.DateField("再交办日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason="") & ~Q(proposed_unit=""), name="decline_has_reason_and_unit"),
            models.UniqueConstraint(fields=["assignment"], condition=Q(decided_on=None), name="one_open_decline"),
        ]

    def __str__(self) -> str:
        return f"退办：{self.reason[:40]}"


class UnitRequest(models.Model):
    """建议增办: the unit keeps its part and asks that another be added; the dispatcher answers."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="unit_requests")
    proposed_unit = models.CharField("建议增加的单位", max_length=120)
    reason = models.CharField("理由", max_length=300)
    requested_on = models.DateField("提出日期")
    granted = models.BooleanField("同意", null=True, default=None)
    decided_on = models.DateField("答复日期", null=True, blank=True)
    decided_by = models.CharField("谁答复", max_length=120, blank=True)
    remark = models.CharField("答复说明", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(proposed_unit=""), name="unit_request_says_whom_and_why"
            ),
            models.UniqueConstraint(
                fields=["assignment", "proposed_unit"], condition=Q(decided_on=None), name="one_open_unit_request"
            ),
        ]

    def __str__(self) -> str:
        return f"建议增加{self.proposed_unit}"
