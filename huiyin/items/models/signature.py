"""Who put their name to an item: first signer, cosigners, groups signed for by their head."""

from django.db import models
from django.db.models import Q

from huiyin.directory.models import Submitter
from huiyin.items.models.item import Item


class SignatureQuerySet(models.QuerySet["Signature"]):
    def counted(self) -> "SignatureQuerySet":
        """The first signer and whoever confirmed (R6)."""
        return self.filter(Q(order=0) | Q(confirmed_on__isnull=False))

    def to_hear_from(self) -> "SignatureQuerySet":
        """Counted, and still there to be answered and asked."""
        return self.counted().filter(wants_reply=True, excused_on=None)


class Signature(models.Model):
    """Who put their name to it. order 0 is the first signer; cosigners count once confirmed (R6).

    head: who signed for a delegation, a sector, a committee · merged_from: the item they came with, when it was merged.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="signatures")
    submitter = models.ForeignKey(Submitter, on_delete=models.PROTECT, related_name="signatures")
    order = models.PositiveSmallIntegerField("次序", default=0)
    confirmed_on = models.DateField("确认", null=True, blank=True)
    confirmed_way = models.CharField("怎么确认的", max_length=12, blank=True)
    confirmed_by = models.CharField("谁确认的", max_length=60, blank=True)
    head = models.CharField("签字的负责人", max_length=60, blank=True)
    head_signed_on = models.DateField("负责人签字日期", null=True, blank=True)
    withdrew_on = models.DateField("同意撤回", null=True, blank=True)
    wants_reply = models.BooleanField("应得答复", default=True)
    excused_on = models.DateField("不再征询的日期", null=True, blank=True)
    excused_reason = models.CharField("不再征询的理由", max_length=200, blank=True)
    merged_from = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="moved_signers")

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["item", "submitter"], name="signature_is_one"),
            models.UniqueConstraint(fields=["item"], condition=Q(order=0), name="one_first_signer"),
            models.CheckConstraint(
                condition=Q(excused_on=None) | ~Q(excused_reason=""), name="signer_excused_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submitter} · {self.item_id}"

    @property
    def is_first(self) -> bool:
        return self.order == 0

    @property
    def counts(self) -> bool:
        """R6: 附议人未确认的不计入联名."""
        return self.is_first or self.confirmed_on is not None
