"""What other units published about their reply classes, as far as known."""

from django.db import models
from django.db.models import F, Q

from huiyin.directory.models import Unit


class PeerShare(models.Model):
    """Another unit's or place's share of solved items in a year, with its source: stands beside our own, never mixed."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="peer_shares", verbose_name="谁登记的单位")
    peer = models.CharField("哪个单位或地方", max_length=120)
    year = models.PositiveSmallIntegerField("年份")
    answered = models.PositiveIntegerField("答复件数")
    solved = models.PositiveIntegerField("A类（已解决或采纳）件数")
    source = models.CharField("出处", max_length=200)

    class Meta:
        ordering = ["-year", "peer"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "peer", "year"], name="peer_share_is_one"),
            models.CheckConstraint(condition=Q(solved__lte=F("answered")), name="peer_share_at_most_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.peer}"
