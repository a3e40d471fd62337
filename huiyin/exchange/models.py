"""What came in: each import, row by row."""

from django.db import models

from huiyin.directory.models import Unit
from huiyin.files.models import StoredFile


class ImportState(models.TextChoices):
    READ = "read", "待核对"
    DONE = "done", "已导入"
    DROPPED = "dropped", "未导入"


class Import(models.Model):
    """One reading of one list. `mapping` column → field as read or corrected; `report` the row-level log (R93)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="imports")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="imports")
    name = models.CharField("文件名", max_length=200)
    state = models.CharField("状态", max_length=8, choices=ImportState.choices, default=ImportState.READ)
    settings = models.JSONField("届次、批次等", default=dict)
    mapping = models.JSONField("列对应", default=dict)
    report = models.JSONField("逐行结果", default=dict)
    read_at = models.DateTimeField("读取时间")
    read_by = models.CharField("谁", max_length=60)
    done_at = models.DateTimeField("导入时间", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.get_state_display()}"
