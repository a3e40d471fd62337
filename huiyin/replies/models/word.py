"""What the asks of sent letters are about, kept so that like ones are found without reading every letter."""

from django.db import models

from huiyin.directory.models import Unit
from huiyin.replies.models.answer import AskAnswer


class AskedPair(models.Model):
    """One telling pair of characters of an ask that a letter of this unit answered."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    pair = models.CharField("字对", max_length=2)
    answer = models.ForeignKey(AskAnswer, on_delete=models.CASCADE, related_name="asked_pairs")

    class Meta:
        indexes = [models.Index(fields=["unit", "pair", "answer"], name="asked_pair_found")]

    def __str__(self) -> str:
        return self.pair
