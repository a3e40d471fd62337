"""What is handled: suggestions and proposals, what they ask, the batch they came with, who may see them."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q

from huiyin.directory.models import Session, Unit
from huiyin.files.models import StoredFile


class Kind(models.TextChoices):
    SUGGESTION = "suggestion", "建议"
    PROPOSAL = "proposal", "提案"
    MOTION = "motion", "议案"
    RECOMMENDATION = "recommendation", "建议案"


class State(models.TextChoices):
    REGISTERED = "registered", "已登记"
    DISPATCHED = "dispatched", "已交办"
    CLOSED = "closed", "已办结"
    ARCHIVED = "archived", "已归档"
    WITHDRAWN = "withdrawn", "已撤回"
    MOVED_AWAY = "moved_away", "已转出"
    NOT_ADMITTED = "not_admitted", "未立案"


class Consent(models.TextChoices):
    UNKNOWN = "", "未写明"
    FULL = "full", "同意全文公开"
    TITLE_ONLY = "title_only", "仅同意公开标题"
    NO = "no", "不同意公开"


class Batch(models.Model):
    """A hand-over list as one unit received it. The year of an item is a fact of its batch."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="batches")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="batches")
    name = models.CharField("批次", max_length=80)
    year = models.PositiveSmallIntegerField("年")
    sender = models.CharField("交办单位", max_length=120, blank=True)
    dispatched_on = models.DateField("交办日期", null=True, blank=True)
    in_session = models.BooleanField("会议期间", default=True)
    notice_due_on = models.DateField("通知定的答复期限", null=True, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "session", "name"], name="batch_is_one")]

    def __str__(self) -> str:
        return self.name


class Topic(models.Model):
    """主题: a word a unit tags items with by hand, such as 疫情防控."""

    name = models.CharField("主题", max_length=40, unique=True)

    def __str__(self) -> str:
        return self.name


class ItemQuerySet(models.QuerySet["Item"]):
    def visible_to(self, person: Any) -> "ItemQuerySet":
        """Items of which a unit this person sits in has an Access row."""
        return self.visible_to_units(person.unit_ids)

    def visible_to_units(self, unit_ids: Any) -> "ItemQuerySet":
        return self.filter(models.Exists(Access.objects.filter(item=models.OuterRef("pk"), unit__in=unit_ids)))

    def twins_of(self, rows: "Iterable[Item]") -> "ItemQuerySet":
        """Items of the same session that bear an official, register or class number of these rows (R3, R4)."""
        wanted = list(rows)
        numbers = Q(official_no__in={row.official_no for row in wanted})
        for name in ("register_no", "class_no"):
            numbers |= Q(**{f"{name}__in": {getattr(row, name) for row in wanted} - {""}})
        sessions = {row.session_id for row in wanted}
        return self.filter(numbers, session__in=sessions).select_related("batch", "session")

    def undispatched(self) -> "ItemQuerySet":
        """Registered, admitted where that is asked, and handed to nobody yet."""
        return self.filter(state=State.REGISTERED).exclude(screening__state__in=("pending", "returned"))

    def recurring(self) -> "ItemQuerySet":
        """重复件: linked with an item of another time about the same matter (R92)."""
        later = Item.objects.filter(recurs_from=models.OuterRef("pk"))
        return self.filter(Q(recurs_from__isnull=False) | models.Exists(later))

    def in_official_order(self) -> "ItemQuerySet":
        """By level, body, kind, then number as a number (R2)."""
        return self.order_by("session__level", "session__body", "kind", "number_year", "seq", "official_no")


class Item(models.Model):
    """件: one official item, unique by session (body, level, place, term, sitting), kind and number."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="items")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="items")
    year = models.PositiveSmallIntegerField("年", db_index=True)
    kind = models.CharField("类别", max_length=16, choices=Kind.choices)
    in_session = models.BooleanField("会议期间提出", default=True)
    official_no = models.CharField("案号", max_length=60)
    number_year = models.PositiveSmallIntegerField("案号年份", null=True, blank=True)
    seq = models.PositiveIntegerField("案号次序", null=True, blank=True)
    register_no = models.CharField("流水号", max_length=60, blank=True)
    class_no = models.CharField("类号", max_length=60, blank=True)
    title = models.CharField("案由", max_length=300, blank=True)
    text = models.TextField("正文", blank=True)
    field = models.CharField("类别（领域）", max_length=60, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="items")
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.REGISTERED)
    consent = models.CharField("提出人对公开的意见", max_length=12, choices=Consent.choices, blank=True, default="")
    consent_reason = models.CharField("不同意公开的理由", max_length=200, blank=True)
    no_written_reply = models.BooleanField("不需要书面答复", default=False)
    is_hard = models.BooleanField("涉及面广、办理难度大", default=False)
    offline = models.BooleanField("线下办理（不录内容）", default=False)
    remark = models.CharField("备注", max_length=300, blank=True)
    submitters_text = models.CharField("提出人（清单原文）", max_length=300, blank=True)
    recurs_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="recurrences"
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True)
    registered_on = models.DateField("登记日期")
    dispatched_on = models.DateField("交办日期", null=True, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    left_on = models.DateField("撤回、转出或不予立案的日期", null=True, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "kind", "in_session", "official_no"], name="item_is_one"),
            models.UniqueConstraint(
                fields=["session", "kind", "in_session", "register_no"],
                condition=~Q(register_no=""),
                name="register_no_is_one",
            ),
            models.UniqueConstraint(
                fields=["session", "kind", "in_session", "field", "class_no"],
                condition=~Q(class_no=""),
                name="class_no_is_one",
            ),
            models.CheckConstraint(
                condition=Q(offline=False) | Q(title="", text="", file=None), name="offline_item_has_no_content"
            ),
            models.CheckConstraint(condition=~Q(state="closed") | Q(closed_on__isnull=False), name="closed_has_a_day"),
        ]
        indexes = [
            models.Index(fields=["year", "kind", "state"], name="item_year_kind"),
            # Hardly any recurs: a plain index would send SQLite through all that do not.
            models.Index(fields=["recurs_from"], name="item_recurs_from", condition=Q(recurs_from__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.number_label} {self.title or '（线下办理）'}"

    @property
    def topic(self) -> str:
        """How the log calls it."""
        return f"item:{self.pk}"

    @property
    def keys(self) -> list[tuple[object, ...]]:
        """What makes it this item and no other: each of its numbers, within session, kind and time (R3, R4)."""
        numbers = (("official_no", ""), ("register_no", ""), ("class_no", self.field))
        where = (self.session_id, str(self.kind), self.in_session)
        return [(name, *where, also, getattr(self, name)) for name, also in numbers if getattr(self, name)]

    @property
    def body(self) -> str:
        return str(self.session.body)

    @property
    def level(self) -> str:
        return str(self.session.level)

    @property
    def number_label(self) -> str:
        """第0031号提案 as people say it."""
        no = self.official_no
        return f"{no}{self.get_kind_display()}" if no.endswith("号") else f"第{no}号{self.get_kind_display()}"

    @property
    def origin_label(self) -> str:
        """省人大建议、市政协提案 — the row of every statistics table."""
        return f"{self.session.get_level_display()}{self.session.get_body_display()}{self.get_kind_display()}"


class Ask(models.Model):
    """诉求点: one numbered request; each is answered."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="asks")
    number = models.PositiveSmallIntegerField("序号")
    text = models.TextField("诉求")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="ask_is_one")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:40]}"


class Access(models.Model):
    """Who may see an item, and why: written by the rooms that give the right."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="access")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="access")
    why = models.CharField("因为", max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "unit", "why"], name="access_is_one")]
        indexes = [models.Index(fields=["unit", "item"], name="access_unit_item")]

    def __str__(self) -> str:
        return f"{self.unit_id} 看 {self.item_id}（{self.why}）"
