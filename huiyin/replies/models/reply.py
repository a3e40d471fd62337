"""What a reply is: one document of one assignment, its versions, and whom it was shown to before it was cleared."""

from collections.abc import Callable
from typing import TypeVar

from django.db import models
from django.db.models import Q

from huiyin.accounts.models import User
from huiyin.files.models import StoredFile
from huiyin.handling.models import Assignment

Found = TypeVar("Found")


class ReplyKind(models.TextChoices):
    REPLY = "reply", "答复"
    OPINION = "opinion", "会办意见"
    FOLLOW_UP = "follow_up", "再次答复"
    ORAL = "oral", "当面答复"
    DRAFT_FOR = "draft_for", "代拟稿"


class State(models.TextChoices):
    DRAFTING = "drafting", "拟稿"
    CONSULTING = "consulting", "征询"
    CLEARING = "clearing", "审签"
    SIGNED = "signed", "成文"
    ISSUED = "issued", "印发"
    RETURNED = "returned", "上级退回"
    SUPERSEDED = "superseded", "已被取代"


UNSIGNED = (State.DRAFTING, State.CONSULTING, State.CLEARING)


class Disclosure(models.TextChoices):
    FULL = "full", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    NONE = "none", "不予公开"


class ClearedAt(models.TextChoices):
    HERE = "here", "在本系统审签"
    OA = "oa", "在本单位 OA 审签"
    PAPER = "paper", "纸质审签"


class ReplyQuerySet(models.QuerySet["Reply"]):
    def under_way(self) -> "ReplyQuerySet":
        """Neither issued nor left behind."""
        return self.filter(state__in=(*UNSIGNED, State.SIGNED))

    def for_letter(self) -> "ReplyQuerySet":
        """With everything that a letter, its checks and its route read."""
        return self.select_related("assignment__item__session", "assignment__unit", "drafter").prefetch_related(
            "answers__ask",
            "answers__opinion__unit",
            "answers__promises__owner",
            "answers__together_with__ask",
            "steps__unit",
        )


class Reply(models.Model):
    """A reply, opinion or follow-up: one document of one assignment (the unit's own, never an office's: R35)."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="replies")
    kind = models.CharField("种类", max_length=12, choices=ReplyKind.choices, default=ReplyKind.REPLY)
    round = models.PositiveSmallIntegerField("第几次", default=1)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.DRAFTING)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    drafter = models.ForeignKey(User, on_delete=models.PROTECT, related_name="drafted_replies")
    version = models.PositiveSmallIntegerField("第几稿", default=1)
    class_scheme = models.CharField("分类办法", max_length=40, blank=True)
    class_letter = models.CharField("类别", max_length=2, blank=True)
    class_canonical = models.CharField("类别含义", max_length=20, blank=True)
    disclosure = models.CharField("公开属性", max_length=12, choices=Disclosure.choices, blank=True)
    disclosure_reason = models.CharField("不公开的理由", max_length=200, blank=True)
    title = models.CharField("标题", max_length=200, blank=True)
    opening = models.TextField("开头", blank=True)
    opinions_text = models.TextField("会办意见采用情况（改写）", blank=True)
    promises_text = models.TextField("承诺（改写）", blank=True)
    opinions_composed = models.TextField("改写时自动生成的采用情况", blank=True)
    promises_composed = models.TextField("改写时自动生成的承诺", blank=True)
    closing = models.TextField("结尾", blank=True)
    no_opinion = models.BooleanField("无意见", default=False)
    contact_name = models.CharField("联系人", max_length=60, blank=True)
    contact_phone = models.CharField("联系电话", max_length=40, blank=True)
    copies = models.JSONField("抄送", default=list, blank=True)
    cleared_at = models.CharField("在哪里审签", max_length=6, choices=ClearedAt.choices, default=ClearedAt.HERE)
    clearing_round = models.PositiveSmallIntegerField("第几轮审签", default=0)
    frozen = models.JSONField("签发的内容", null=True, default=None)
    frozen_hash = models.CharField("校验码", max_length=64, blank=True)
    signed_on = models.DateField("成文日期", null=True, blank=True)
    signed_by = models.CharField("签发人", max_length=60, blank=True)
    doc_no = models.CharField("文号", max_length=60, blank=True)
    numbered_on = models.DateField("编号日期", null=True, blank=True)
    sealed_on = models.DateField("用印日期", null=True, blank=True)
    issued_on = models.DateField("印发日期", null=True, blank=True)
    letter = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    letter_pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sealed_letter = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    returned_reason = models.CharField("退回原因", max_length=300, blank=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "kind", "round"], name="reply_is_one"),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_on__isnull=False) & ~Q(frozen_hash=""),
                name="signed_is_frozen_and_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state="issued")
                | Q(issued_on__isnull=False, sealed_on__isnull=False, signed_on__isnull=False) & ~Q(doc_no="")
                | Q(kind="oral", issued_on__isnull=False),
                name="issued_is_signed_numbered_sealed",
            ),
            models.CheckConstraint(
                condition=Q(class_letter="") | ~Q(class_scheme="") & ~Q(class_canonical=""),
                name="class_has_its_scheme",
            ),
        ]
        indexes = [models.Index(fields=["assignment", "-id"], name="reply_latest")]

    def __str__(self) -> str:
        return self.title or f"{self.get_kind_display()}（第{self.version}稿）"

    @property
    def is_whole(self) -> bool:
        """Read by reading.at_once(), which alone fetches consultations: all its rows are here, none is asked for again."""
        return "consultations" in getattr(self, "_prefetched_objects_cache", ())

    def once(self, name: str, find: Callable[[], Found]) -> Found:
        """Found once while a page is drawn from the whole reply; an act, which reads its rows anew, finds it anew."""
        if not self.is_whole:
            return find()
        known: dict[str, Found] = self.__dict__.setdefault("_found", {})
        if name not in known:
            known[name] = find()
        return known[name]

    @property
    def is_cleared_here(self) -> bool:
        """As against in the unit's own OA or on paper, where the steps are only written down here."""
        return self.cleared_at == ClearedAt.HERE

    @property
    def is_editable(self) -> bool:
        return self.state in (State.DRAFTING, State.CONSULTING)

    @property
    def is_answer(self) -> bool:
        """An answer to the submitter (as against an opinion to the lead unit)."""
        return self.kind in (ReplyKind.REPLY, ReplyKind.FOLLOW_UP, ReplyKind.ORAL)

    @property
    def short_hash(self) -> str:
        """7F3A 91C2 — what a leader compares."""
        return f"{self.frozen_hash[:4]} {self.frozen_hash[4:8]}".upper().strip()


class ReplyVersion(models.Model):
    """第 n 稿: the whole letter as data, kept at each submission, so that versions can be compared."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField("第几稿")
    content = models.JSONField("内容")
    digest = models.CharField("校验码", max_length=64)
    saved_at = models.DateTimeField("时间")
    saved_by = models.CharField("谁", max_length=60)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["reply", "number"], name="version_is_one")]

    def __str__(self) -> str:
        return f"第 {self.number} 稿"


class ConsultResult(models.TextChoices):
    AGREED = "agreed", "无异议"
    MOSTLY = "mostly", "基本同意"
    DISAGREED = "disagreed", "有不同意见"


class Consultation(models.Model):
    """征询: a draft shown to the submitter before it is cleared, and what came back."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="consultations")
    version = models.PositiveSmallIntegerField("第几稿")
    asked_on = models.DateField("发出日期")
    way = models.CharField("方式", max_length=12, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    result = models.CharField("结果", max_length=12, choices=ConsultResult.choices, blank=True)
    remark = models.TextField("意见", blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["reply"], condition=Q(result=""), name="one_open_consultation"),
            models.CheckConstraint(condition=~Q(result="disagreed") | ~Q(remark=""), name="disagreed_with_a_remark"),
        ]

    def __str__(self) -> str:
        return f"{self.asked_on} {self.get_result_display() or '等回复'}"
