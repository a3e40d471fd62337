"""Who is there: units, submitters, sessions."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q


class Level(models.TextChoices):
    NATIONAL = "national", "全国"
    PROVINCIAL = "provincial", "省"
    MUNICIPAL = "municipal", "市"
    COUNTY = "county", "区县"
    TOWNSHIP = "township", "乡镇"


class Body(models.TextChoices):
    CONGRESS = "congress", "人大"
    CPPCC = "cppcc", "政协"


class UnitKind(models.TextChoices):
    GOVERNMENT_OFFICE = "government_office", "政府办公厅（室）"
    DEPARTMENT = "department", "部门"
    OFFICE = "office", "处室"
    INSPECTION_OFFICE = "inspection_office", "督查室"
    CONGRESS_OFFICE = "congress_office", "人大代表工委"
    CPPCC_OFFICE = "cppcc_office", "政协提案委"
    PARTY_DEPARTMENT = "party_department", "党委部门"
    ORGANISATION = "organisation", "人民团体"
    INSTITUTION = "institution", "直属单位"
    DISTRICT = "district", "区县政府"


class UnitQuerySet(models.QuerySet["Unit"]):
    def on(self, day: object) -> "UnitQuerySet":
        """Units that exist on that day."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day))

    def offices_of(self, unit: "Unit") -> "UnitQuerySet":
        """The offices inside a department, in the order people list them."""
        return self.filter(parent=unit, kind=UnitKind.OFFICE).order_by("position", "sort_key")

    def inside(self, unit: "Unit") -> "UnitQuerySet":
        """The unit and everything below it."""
        return self.filter(path__startswith=unit.path)


class Unit(models.Model):
    """One node of the tree: government office → department → office. `path` is `/1/7/23/`, kept by the actions."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField("代码", max_length=60, unique=True)
    name = models.CharField("名称", max_length=120)
    short_names = models.JSONField("简称", default=list)
    kind = models.CharField("类别", max_length=20, choices=UnitKind.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField("路径", max_length=200, db_index=True, default="/")
    level = models.CharField("层级", max_length=12, choices=Level.choices)
    place = models.CharField("地方", max_length=40, blank=True)
    pack = models.CharField("规则包", max_length=40, default="national")
    doc_prefix = models.CharField("发文代字", max_length=20, blank=True)
    phone = models.CharField("对外电话", max_length=40, blank=True)
    position = models.PositiveSmallIntegerField("排序", default=0)
    sort_key = models.CharField("拼音", max_length=200, blank=True)
    managed_here = models.BooleanField("在本系统办理", default=False)
    valid_from = models.DateField("自", null=True, blank=True)
    valid_to = models.DateField("至", null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def topic(self) -> str:
        """How the log calls it."""
        return f"unit:{self.code}"

    @property
    def is_office(self) -> bool:
        return self.kind == UnitKind.OFFICE

    @property
    def is_ended(self) -> bool:
        """Closed by a reorganisation: it keeps its past and gets nothing new."""
        return self.valid_to is not None

    @property
    def gives_material_only(self) -> bool:
        """区县政府、直属单位只提供材料，不答复。"""
        return self.kind in (UnitKind.INSTITUTION, UnitKind.DISTRICT)

    @property
    def names(self) -> list[str]:
        """Every name a list may call it by today."""
        return [self.name, *self.short_names]

    def name_on(self, day: dt.date) -> str:
        """What it was called on that day: an old paper shows the name of its day."""
        then = [row for row in self.former_names.all() if day < row.held_to]
        return min(then, key=lambda row: row.held_to).name if then else self.name


class UnitName(models.Model):
    """曾用名: what a unit was called until a day. Its present name stands on the unit itself."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField("名称", max_length=120)
    short_names = models.JSONField("简称", default=list)
    held_to = models.DateField("用到")

    class Meta:
        ordering = ["held_to"]
        constraints = [models.UniqueConstraint(fields=["unit", "held_to"], name="one_name_ends_a_day")]

    def __str__(self) -> str:
        return f"{self.name}（至{self.held_to}）"

    @property
    def names(self) -> list[str]:
        return [self.name, *self.short_names]


class Change(models.TextChoices):
    SPLIT = "split", "拆分"
    MERGE = "merge", "合并"
    TAKE_OVER = "take_over", "撤销并由他单位承接"


class Succession(models.Model):
    """承接: what became of a unit. A merge has several old ones, a split several new ones, one of them the main one."""

    old = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    new = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="origins")
    change = models.CharField("变动", max_length=10, choices=Change.choices)
    on = models.DateField("生效日期")
    why = models.CharField("依据", max_length=200)
    is_main = models.BooleanField("主要承接单位", default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="succession_is_one"),
            models.UniqueConstraint(fields=["old"], condition=Q(is_main=True), name="one_main_successor"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="nobody_succeeds_themselves"),
            models.CheckConstraint(condition=~Q(why=""), name="succession_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}（{self.get_change_display()}）"


class SubmitterKind(models.TextChoices):
    PERSON = "person", "个人"
    DELEGATION = "delegation", "代表团"
    SECTOR = "sector", "界别"
    PARTY = "party", "党派"
    ORGANISATION = "organisation", "团体"
    COMMITTEE = "committee", "专委会"
    SUBGROUP = "subgroup", "委员小组"


class SubmitterQuerySet(models.QuerySet["Submitter"]):
    def standing(self) -> "SubmitterQuerySet":
        """One row per person or group: other spellings that were merged into it are left out."""
        return self.filter(merged_into=None)

    def reachable(self) -> "SubmitterQuerySet":
        """Who can still be spoken with, asked and sent to."""
        return self.standing().filter(gone_on=None)


class Submitter(models.Model):
    """Who proposes. Phone, address and e-mail are personal information: shown only to who must reach them."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("类别", max_length=12, choices=SubmitterKind.choices, default=SubmitterKind.PERSON)
    body = models.CharField("机构", max_length=10, choices=Body.choices)
    level = models.CharField("层级", max_length=12, choices=Level.choices)
    place = models.CharField("地方", max_length=40, blank=True)
    name = models.CharField("姓名或名称", max_length=120)
    group = models.CharField("代表团或界别", max_length=60, blank=True)
    post = models.CharField("单位职务", max_length=120, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    email = models.EmailField("电子邮件", blank=True)
    address = models.CharField("通讯地址", max_length=200, blank=True)
    sort_key = models.CharField("拼音", max_length=200, blank=True)
    gone_on = models.DateField("不再联系之日", null=True, blank=True)
    gone_reason = models.CharField("不再联系的原因", max_length=60, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="also_known")

    objects = SubmitterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "level", "place", "name", "group"], name="submitter_is_one"),
            models.CheckConstraint(
                condition=Q(gone_on=None, gone_reason="") | Q(gone_on__isnull=False) & ~Q(gone_reason=""),
                name="gone_with_reason",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="submitter_is_not_its_own_alias"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_person(self) -> bool:
        return self.kind == SubmitterKind.PERSON

    @property
    def is_gone(self) -> bool:
        """去世、离职: nothing more is asked of them or sent to them."""
        return self.gone_on is not None

    @property
    def title(self) -> str:
        """How a letter addresses them: 示例代表001代表; a group by its name."""
        word = "代表" if self.body == Body.CONGRESS else "委员"
        return f"{self.name}{word}" if self.is_person else self.name


class Session(models.Model):
    """One sitting of one body. term and sitting may be unknown when a list does not say them; never zero."""

    body = models.CharField("机构", max_length=10, choices=Body.choices)
    level = models.CharField("层级", max_length=12, choices=Level.choices)
    place = models.CharField("地方", max_length=40, blank=True)
    term = models.PositiveSmallIntegerField("届", null=True, blank=True)
    sitting = models.PositiveSmallIntegerField("次", null=True, blank=True)
    year = models.PositiveSmallIntegerField("年")
    name = models.CharField("名称", max_length=60)
    opens_on = models.DateField("开幕", null=True, blank=True)
    closes_on = models.DateField("闭幕", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "level", "place", "term", "sitting"],
                condition=Q(term__isnull=False),
                name="session_is_one",
            ),
            models.UniqueConstraint(
                fields=["body", "level", "place", "year"], condition=Q(term=None), name="unknown_session_is_one"
            ),
            models.CheckConstraint(
                condition=Q(term=None, sitting=None) | Q(term__gte=1, sitting__gte=1), name="session_numbers_from_one"
            ),
        ]

    def __str__(self) -> str:
        return self.name
