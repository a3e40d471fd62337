"""What passes between units beside the reply: material, disagreements, agreement of joint leads, contributions."""

from django.db import models
from django.db.models import F, Q

from huiyin.directory.models import Unit
from huiyin.files.models import StoredFile
from huiyin.handling.models.assignment import Assignment


class MaterialRequest(models.Model):
    """请提供材料: asked of a district or an institution, which gives material and never answers."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="material_requests")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="material_requests")
    text = models.TextField("请提供什么")
    asked_on = models.DateField("发出日期")
    due_on = models.DateField("请于何日前提供", null=True, blank=True)
    reminded_on = models.DateField("最近一次提醒", null=True, blank=True)
    received_on = models.DateField("收到日期", null=True, blank=True)
    material = models.TextField("材料摘要", blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    not_given_reason = models.CharField("没有提供的说明", max_length=200, blank=True)
    asked_by = models.CharField("谁发出", max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="material_request_says_what"),
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(received_on__gte=F("asked_on")), name="material_comes_after_asking"
            ),
        ]

    def __str__(self) -> str:
        return f"请{self.unit}提供材料"

    @property
    def is_open(self) -> bool:
        return self.received_on is None and not self.not_given_reason


class Coordination(models.Model):
    """协调: 主办与会办意见不一致, brought to the office above (R38); while it is open nothing is signed."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="coordinations")
    other = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="coordinations", verbose_name="与谁不一致")
    issue = models.TextField("分歧")
    opened_on = models.DateField("提请日期")
    coordinator = models.CharField("由谁协调", max_length=120)
    settled_on = models.DateField("协调日期", null=True, blank=True)
    result = models.TextField("协调结果", blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "other"], condition=Q(settled_on=None), name="one_open_coordination"
            ),
            models.CheckConstraint(condition=Q(settled_on=None) | ~Q(result=""), name="settled_with_result"),
        ]

    def __str__(self) -> str:
        return f"与{self.other}协调"


class Agreement(models.Model):
    """共同主办单位同意: one joint lead agrees with the text before it is signed; `assignment` is that joint lead's own."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="agreements")
    agreed_on = models.DateField("同意日期")
    person = models.CharField("谁同意", max_length=120)
    remark = models.CharField("说明", max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.CharField("谁登记", max_length=60)

    class Meta:
        ordering = ["-agreed_on", "-id"]

    def __str__(self) -> str:
        return f"{self.agreed_on} {self.person}"


class Contribution(models.Model):
    """为议案、建议案提供的材料: what a unit gives to the report of another; no letter, no rating."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="contributions")
    text = models.TextField("内容", blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    given_on = models.DateField("提供日期")
    given_by = models.CharField("谁登记", max_length=60)

    class Meta:
        ordering = ["given_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text="") | Q(file__isnull=False), name="contribution_says_something")
        ]

    def __str__(self) -> str:
        return f"{self.given_on} {self.text[:40]}"
