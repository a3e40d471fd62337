"""What is stated once and cited often: a figure or statement with its source, date, owner office and term."""

import datetime as dt
from decimal import Decimal

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from huiyin.directory.models import Unit
from huiyin.files.models import StoredFile


class Qualifier(models.TextChoices):
    """How near the figure is to the truth: 22 家, 超过 3 万个, 3 万余个, 近 3 万个."""

    EXACT = "", "整"
    OVER = "over", "超"
    MORE = "more", "余"
    NEAR = "near", "近"
    ABOUT = "about", "约"


class Standing(models.TextChoices):
    ACHIEVED = "achieved", "已完成"
    TARGET = "target", "目标"


class FactQuerySet(models.QuerySet["Fact"]):
    def of(self, unit: Unit) -> "FactQuerySet":
        """The facts a unit keeps."""
        return self.filter(unit=unit)

    def standing(self) -> "FactQuerySet":
        """Not withdrawn."""
        return self.filter(withdrawn_on=None)

    def whole(self) -> "FactQuerySet":
        """With its editions and its office: what a page, a comparison and a citation read."""
        editions = FactEdition.objects.order_by("number").select_related("file")
        return self.select_related("owner", "unit").prefetch_related(Prefetch("editions", editions))

    def stale(self, on: dt.date) -> "FactQuerySet":
        """Standing, but past its term on that day."""
        return self.standing().filter(editions__in=FactEdition.objects.newest().filter(valid_until__lt=on))

    def of_year(self, year: int) -> "FactQuerySet":
        """Whose newest edition was taken in that year."""
        return self.filter(editions__in=FactEdition.objects.newest().filter(as_of__year=year))

    def saying(self, words: str) -> "FactQuerySet":
        """With these words in its name, its other names or its newest sentence."""
        sentences = FactEdition.objects.newest().filter(sentence__icontains=words)
        said = Q(subject__icontains=words) | Q(also_called__icontains=words)
        return self.filter(said | Q(pk__in=sentences.values("fact")))


class FactEditionQuerySet(models.QuerySet["FactEdition"]):
    def newest(self) -> "FactEditionQuerySet":
        """What is said today of each fact."""
        later = FactEdition.objects.filter(fact=OuterRef("fact"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later))


class Fact(models.Model):
    """口径: one thing that can be stated, kept by an office; what is said of it today is its latest edition."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="facts", verbose_name="单位")
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="owned_facts", verbose_name="责任处室")
    subject = models.CharField("说的是什么", max_length=80)
    also_called = models.CharField("还怎么说", max_length=120, blank=True)
    withdrawn_on = models.DateField("停用日期", null=True, blank=True)
    withdrawn_reason = models.CharField("停用原因", max_length=200, blank=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ["subject", "id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "subject"], condition=Q(withdrawn_on=None), name="fact_is_one"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | ~Q(withdrawn_reason=""), name="fact_withdrawn_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None

    @property
    def names(self) -> list[str]:
        """What it may be called in a text."""
        return [self.subject, *filter(None, self.also_called.replace("，", "、").split("、"))]

    @property
    def latest(self) -> "FactEdition":
        """What is said of it today; every fact is born with an edition."""
        return list(self.editions.all())[-1]

    def is_stale(self, on: dt.date) -> bool:
        return not self.is_withdrawn and self.latest.is_stale(on)


class FactEdition(models.Model):
    """What is said of a fact from a day on: never changed, a new one takes its place."""

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField("第几版")
    sentence = models.CharField("口径", max_length=300)
    figure = models.DecimalField("数", max_digits=18, decimal_places=4, null=True, blank=True)
    counter = models.CharField("量词或单位", max_length=20, blank=True)
    qualifier = models.CharField("修饰", max_length=8, choices=Qualifier.choices, blank=True, default=Qualifier.EXACT)
    standing = models.CharField("完成还是目标", max_length=10, choices=Standing.choices, default=Standing.ACHIEVED)
    as_of = models.DateField("截至")
    source = models.CharField("来源", max_length=200)
    valid_until = models.DateField("有效期至", null=True, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    stated_on = models.DateField("登记日期")
    stated_by = models.CharField("谁登记", max_length=60)
    stated_by_name = models.CharField("登记人", max_length=60, blank=True)

    objects = FactEditionQuerySet.as_manager()

    class Meta:
        ordering = ["fact", "number"]
        constraints = [
            models.UniqueConstraint(fields=["fact", "number"], name="fact_edition_is_one"),
            models.CheckConstraint(condition=~Q(sentence="") & ~Q(source=""), name="fact_is_said_with_its_source"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=models.F("as_of")), name="fact_holds_for_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def said(self) -> str:
        """The figure as it is spoken: 超过3万个, 3万余个, 近3万个, 22家; nothing where there is none."""
        if self.figure is None:
            return ""
        before = {Qualifier.OVER: "超过", Qualifier.NEAR: "近", Qualifier.ABOUT: "约"}.get(
            Qualifier(self.qualifier), ""
        )
        number = _spoken(self.figure)
        if self.counter in ("%", "‰"):
            return f"{before}{number}{self.counter}"
        return f"{before}{number}{'余' if self.qualifier == Qualifier.MORE else ''}{self.counter}"

    def is_stale(self, on: dt.date) -> bool:
        """Past its term on that day."""
        return self.valid_until is not None and self.valid_until < on


def _spoken(figure: Decimal) -> str:
    """30000 → 3万, 10808000000 → 108.08亿, 1234 → 1234: the larger unit where few digits remain."""
    for sign, size in (("亿", Decimal(10**8)), ("万", Decimal(10**4))):
        if abs(figure) >= size and (figure / size) == (figure / size).quantize(Decimal("0.01")):
            return _bare(figure / size) + sign
    return _bare(figure)


def _bare(figure: Decimal) -> str:
    text = f"{figure:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
