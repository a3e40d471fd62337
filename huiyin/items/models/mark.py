"""领办、重点督办、公开办理: marks on an item, and what was done because of them."""

from django.db import models

from huiyin.files.models import StoredFile
from huiyin.items.models.item import Item


class MarkKind(models.TextChoices):
    LEADER_LED = "leader_led", "领办"
    KEY = "key", "重点督办"
    OPEN_HANDLING = "open_handling", "公开办理"


class Mark(models.Model):
    """A mark on an item, each by somebody: 市人大常委会主任领办, 省政府督办的重点提案."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="marks")
    kind = models.CharField("标记", max_length=16, choices=MarkKind.choices)
    by_whom = models.CharField("谁定的", max_length=120)
    leader = models.CharField("领导", max_length=60, blank=True)
    marked_on = models.DateField("日期", null=True, blank=True)
    reported_on = models.DateField("报告日期", null=True, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "kind", "by_whom"], name="mark_is_one")]

    def __str__(self) -> str:
        return f"{self.by_whom}{self.get_kind_display()}"


class RecordKind(models.TextChoices):
    PLAN = "plan", "工作方案（领导审定）"
    FIELD_VISIT = "field_visit", "调研"
    DISCUSSION = "discussion", "座谈"
    MEETING = "meeting", "会议记录"
    REPORT = "report", "书面报告"


class MarkRecord(models.Model):
    """What was done on a marked item: the plan its leader approved, visits, discussions, meetings, the report (R37, R73)."""

    mark = models.ForeignKey(Mark, on_delete=models.CASCADE, related_name="records")
    kind = models.CharField("做了什么", max_length=12, choices=RecordKind.choices)
    on = models.DateField("日期")
    text = models.TextField("内容", blank=True)
    people = models.CharField("参加人员", max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True)
    recorded_by = models.CharField("谁登记", max_length=60)

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"
