"""议案、建议案 have a life of their own: planned, carried out, reported on, deliberated."""

from django.db import models

from huiyin.files.models import StoredFile
from huiyin.items.models.item import Item


class Stage(models.TextChoices):
    RECEIVED = "received", "已收到"
    PLANNED = "planned", "已定方案"
    UNDER_WAY = "under_way", "办理中"
    PROGRESS_REPORTED = "progress_reported", "已报告进展"
    DELIBERATED = "deliberated", "已审议"
    CONCLUDED = "concluded", "已结束"
    CONTINUED = "continued", "继续办理"


class Course(models.Model):
    """The life of a motion or a recommendation. grounds, measures: 案据 and 方案 of a motion whose text we keep (R5)."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="course")
    state = models.CharField("阶段", max_length=20, choices=Stage.choices, default=Stage.RECEIVED)
    grounds = models.TextField("案据", blank=True)
    measures = models.TextField("方案", blank=True)

    def __str__(self) -> str:
        return f"{self.item_id} {self.get_state_display()}"


class CourseStep(models.Model):
    """One step of a course: when, what was written, the paper."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="steps")
    stage = models.CharField("阶段", max_length=20, choices=Stage.choices)
    on = models.DateField("日期")
    text = models.TextField("内容", blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True)
    recorded_by = models.CharField("谁登记", max_length=60)

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.on} {self.get_stage_display()}"
