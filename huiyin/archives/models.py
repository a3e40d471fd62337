"""What is put into the archives: one set an item and unit, each edition of it kept."""

from django.db import models
from django.db.models import Q

from huiyin.directory.models import Unit
from huiyin.files.models import StoredFile
from huiyin.handling.models import Role
from huiyin.items.models import Item


class Retention(models.TextChoices):
    PERMANENT = "permanent", "永久"
    THIRTY_YEARS = "thirty_years", "定期30年"
    TEN_YEARS = "ten_years", "定期10年"


class ArchiveSetQuerySet(models.QuerySet["ArchiveSet"]):
    def of(self, unit: Unit, year: int) -> "ArchiveSetQuerySet":
        """A unit's sets of a year, in the order of their numbers."""
        return self.filter(unit=unit, year=year).order_by("retention", "sequence", "edition")

    def standing(self) -> "ArchiveSetQuerySet":
        """Of each item the edition that stands."""
        later = ArchiveSet.objects.filter(
            item=models.OuterRef("item"), unit=models.OuterRef("unit"), edition__gt=models.OuterRef("edition")
        )
        return self.filter(~models.Exists(later))


class ArchiveSet(models.Model):
    """归档件: everything about one item that this unit keeps, as one package; the unit of arrangement is 件 (DA/T 22)."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="archive_sets")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="archive_sets")
    year = models.PositiveSmallIntegerField("年度")
    role = models.CharField("办理角色", max_length=12, choices=Role.choices)
    edition = models.PositiveSmallIntegerField("第几次", default=1)
    sequence = models.PositiveIntegerField("件号")
    archive_no = models.CharField("归档号", max_length=120)
    title = models.CharField("题名", max_length=300)
    retention = models.CharField("保管期限", max_length=16, choices=Retention.choices)
    retention_clause = models.CharField("期限依据", max_length=200)
    retention_approved_by = models.CharField("谁批准改期限", max_length=60, blank=True)
    retention_reason = models.CharField("改期限的理由", max_length=200, blank=True)
    pages = models.PositiveIntegerField("页数", default=0)
    lacking = models.JSONField("缺什么", default=list, blank=True)
    manifest = models.JSONField("清单")
    content_digest = models.CharField("内容校验码", max_length=64)
    digest = models.CharField("校验码", max_length=64)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("归档时间")
    made_by = models.CharField("谁归档", max_length=60)
    made_by_name = models.CharField("姓名", max_length=60)

    objects = ArchiveSetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "unit", "edition"], name="archive_set_is_one"),
            models.UniqueConstraint(fields=["unit", "year", "sequence", "edition"], name="archive_sequence_is_one"),
            models.CheckConstraint(
                condition=Q(retention_approved_by="") | ~Q(retention_reason=""), name="retention_changed_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["unit", "year"], name="archive_set_unit_year")]

    def __str__(self) -> str:
        return f"{self.archive_no} {self.title}"
