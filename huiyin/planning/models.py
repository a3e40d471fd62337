"""What a unit means to give its offices, who approved it, and each edition of its responsibility list."""

from typing import Any

from django.db import models
from django.db.models import Q

from huiyin.accounts.models import User
from huiyin.directory.models import Unit
from huiyin.files.models import StoredFile
from huiyin.handling.models import Assignment, Role


class State(models.TextChoices):
    DRAFTING = "drafting", "拟订"
    SUBMITTED = "submitted", "送审"
    APPROVED = "approved", "已批准"
    GIVEN_OUT = "given_out", "已分到处室"
    DROPPED = "dropped", "作废"


class ApprovedWay(models.TextChoices):
    HERE = "here", "领导在本系统批准"
    LEADER = "leader", "领导书面批准"
    MEETING = "meeting", "会议研究决定"


class PlanQuerySet(models.QuerySet["AllotmentPlan"]):
    def visible_to(self, person: Any) -> "PlanQuerySet":
        """方案 are seen by who works for the unit itself: its coordinators, leaders, dispatchers."""
        return self.filter(unit__in=person.unit_ids)

    def of_year(self, year: int) -> "PlanQuerySet":
        return self.filter(year=year)

    def open(self) -> "PlanQuerySet":
        return self.filter(state__in=(State.DRAFTING, State.SUBMITTED, State.APPROVED))


class AllotmentPlan(models.Model):
    """分办方案: the coordinator's proposal which office does what, until a leader or a meeting approves it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="allotment_plans")
    year = models.PositiveSmallIntegerField("年")
    name = models.CharField("名称", max_length=120)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.DRAFTING)
    approver = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="plans_to_approve", verbose_name="送谁批准"
    )
    proposed_on = models.DateField("拟订日期")
    proposed_by = models.CharField("谁拟订", max_length=60)
    submitted_on = models.DateField("送审日期", null=True, blank=True)
    approved_on = models.DateField("批准日期", null=True, blank=True)
    approved_by = models.CharField("谁批准", max_length=120, blank=True)
    approved_way = models.CharField("怎样批准", max_length=10, choices=ApprovedWay.choices, blank=True)
    remark = models.CharField("批示或退回意见", max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    given_out_on = models.DateField("分到处室日期", null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=("approved", "given_out"))
                | Q(approved_on__isnull=False) & ~Q(approved_by="") & ~Q(approved_way=""),
                name="approved_plan_says_by_whom",
            ),
        ]
        indexes = [models.Index(fields=["unit", "year", "state"], name="plan_unit_year")]

    def __str__(self) -> str:
        return self.name


class PlanRow(models.Model):
    """One office's part in one item, as proposed: 任务、责任领导、责任处室（经办人）、时限、要求."""

    plan = models.ForeignKey(AllotmentPlan, on_delete=models.CASCADE, related_name="rows")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="plan_rows")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plan_rows")
    role = models.CharField("角色", max_length=12, choices=Role.choices, default=Role.LEAD)
    officer = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    leader = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField("内部时限", null=True, blank=True)
    task = models.CharField("任务", max_length=300, blank=True)
    requirement = models.CharField("办理要求", max_length=300, blank=True)
    given_on = models.DateField("分出日期", null=True, blank=True)
    why_not = models.CharField("为何没有分出", max_length=300, blank=True)

    class Meta:
        ordering = ["assignment", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "assignment", "office"], name="plan_row_is_one"),
            models.UniqueConstraint(
                fields=["plan", "assignment"], condition=Q(role="lead"), name="one_leading_office_in_a_plan"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.get_role_display()}"


class ResponsibilityEdition(models.Model):
    """责任清单第 n 版: the rows as they stood that day, kept for ever; differences are read from two editions."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="responsibility_editions")
    year = models.PositiveSmallIntegerField("年")
    number = models.PositiveSmallIntegerField("第几版")
    why = models.CharField("为何出新版", max_length=200)
    rows = models.JSONField("各行", default=list)
    digest = models.CharField("校验码", max_length=64)
    made_at = models.DateTimeField("时间")
    made_by = models.CharField("谁", max_length=60)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["unit", "year", "number"], name="edition_is_one")]

    def __str__(self) -> str:
        return f"责任清单第 {self.number} 版"
