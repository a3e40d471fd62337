"""Single values that the notice of one batch sets otherwise than the rule pack."""

from django.db import models
from django.db.models import Q

from huiyin.files.models import StoredFile
from huiyin.items.models import Batch


class Override(models.Model):
    """本批通知另定的时限: one duty's clock for one batch and role, with the paper that says so."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="overrides")
    duty = models.CharField("义务", max_length=20)
    role = models.CharField("角色", max_length=12, blank=True)
    base = models.CharField("起算", max_length=20, blank=True)
    amount = models.PositiveSmallIntegerField("数", null=True, blank=True)
    unit = models.CharField("单位", max_length=10, blank=True)
    fixed_on = models.DateField("固定日期", null=True, blank=True)
    clause = models.CharField("依据（交办函、通知）", max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    set_on = models.DateField("登记日期")
    set_by = models.CharField("谁登记", max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "duty", "role"], name="override_is_one"),
            models.CheckConstraint(
                condition=Q(fixed_on__isnull=False) | Q(amount__isnull=False) & ~Q(unit="") & ~Q(base=""),
                name="override_says_a_date_or_a_time",
            ),
            models.CheckConstraint(condition=~Q(clause=""), name="override_has_a_clause"),
        ]

    def __str__(self) -> str:
        return f"{self.duty} {self.fixed_on or self.amount}"
