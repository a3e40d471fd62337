"""What is answered: one answer per ask, the route by which it is cleared, its number, seal, issue and delivery."""

from django.db import models
from django.db.models import Q

from huiyin.accounts.models import Role, User
from huiyin.directory.models import Submitter, Unit
from huiyin.files.models import StoredFile
from huiyin.handling.models import Assignment
from huiyin.items.models import Ask


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
            "answers__ask", "answers__opinion__unit", "answers__promises__owner", "steps__unit"
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
                | Q(issued_on__isnull=False, sealed_on__isnull=False, signed_on__isnull=False) & ~Q(doc_no=""),
                name="issued_is_signed_numbered_sealed",
            ),
        ]
        indexes = [models.Index(fields=["assignment", "-id"], name="reply_latest")]

    def __str__(self) -> str:
        return self.title or f"{self.get_kind_display()}（第{self.version}稿）"

    @property
    def is_whole(self) -> bool:
        """Read by reading.at_once(), which alone fetches consultations: all its rows are here, none is asked for again."""
        return "consultations" in getattr(self, "_prefetched_objects_cache", ())

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


class AskDecision(models.TextChoices):
    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    EXPLAINED = "explained", "解释说明"
    NOT_ADOPTED = "not_adopted", "未采纳"


class AskAnswer(models.Model):
    """The answer to one ask. Empty until written; a reply cannot be submitted while one is."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="answers")
    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="answers")
    decision = models.CharField("怎么答", max_length=12, choices=AskDecision.choices, blank=True)
    heading = models.CharField("小标题", max_length=80, blank=True)
    text = models.TextField("答复正文", blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)
    evidence = models.CharField("办成的证据", max_length=200, blank=True)
    written_by = models.CharField("谁写的", max_length=60, blank=True)
    opinion = models.ForeignKey("Opinion", on_delete=models.SET_NULL, null=True, blank=True, related_name="used_in")

    class Meta:
        ordering = ["ask__number"]
        constraints = [models.UniqueConstraint(fields=["reply", "ask"], name="answer_is_one")]

    def __str__(self) -> str:
        return f"{self.ask_id}: {self.get_decision_display()}"

    @property
    def is_written(self) -> bool:
        return bool(self.decision and self.text.strip())


class Promise(models.Model):
    """承诺: a promise row of the answer matrix; becomes a commitment when the letter issues."""

    answer = models.ForeignKey(AskAnswer, on_delete=models.CASCADE, related_name="promises")
    text = models.CharField("承诺事项", max_length=300)
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="promises")
    due_on = models.DateField("完成日期")
    standard = models.CharField("完成标准", max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="promise_says_something")]

    def __str__(self) -> str:
        return self.text


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


class ChainStep(models.Model):
    """A unit's own clearance chain as rows; where a unit has none, the rule pack's is used."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="chain_steps")
    kind = models.CharField("种类", max_length=12, choices=ReplyKind.choices)
    for_key = models.BooleanField("重点、领办件", default=False)
    order = models.PositiveSmallIntegerField("次序")
    role = models.CharField("岗位", max_length=20, choices=Role.choices)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "for_key", "order"], name="chain_step_is_one")]

    def __str__(self) -> str:
        return f"{self.order}. {self.get_role_display()}"


class StepResult(models.TextChoices):
    PASSED = "passed", "同意"
    SENT_BACK = "sent_back", "退改"
    DROPPED = "dropped", "未到"


class ClearanceStep(models.Model):
    """One step of one round on the routing slip; `person` when only one holder of the role answers for the office."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="steps")
    round = models.PositiveSmallIntegerField("轮次")
    order = models.PositiveSmallIntegerField("次序")
    role = models.CharField("岗位", max_length=20, choices=Role.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="clearance_steps")
    is_last = models.BooleanField("签发", default=False)
    result = models.CharField("结果", max_length=10, choices=StepResult.choices, blank=True)
    done_at = models.DateTimeField("时间", null=True, blank=True)
    done_by = models.CharField("谁", max_length=60, blank=True)
    done_by_name = models.CharField("姓名", max_length=60, blank=True)
    stood_in_for = models.CharField("代谁", max_length=60, blank=True)
    recorded_from = models.CharField("登记自", max_length=6, blank=True)
    remark = models.TextField("意见", blank=True)
    remark_ask = models.PositiveSmallIntegerField("针对第几项", null=True, blank=True)
    version = models.PositiveSmallIntegerField("看的第几稿", default=1)

    class Meta:
        ordering = ["round", "order"]
        constraints = [
            models.UniqueConstraint(fields=["reply", "round", "order"], name="clearance_step_is_one"),
            models.CheckConstraint(condition=~Q(result="sent_back") | ~Q(remark=""), name="sent_back_with_a_remark"),
        ]
        indexes = [models.Index(fields=["unit", "role"], name="step_awaited", condition=Q(done_at=None))]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.get_result_display()}"

    @property
    def is_done(self) -> bool:
        return self.done_at is not None


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


class OpinionState(models.TextChoices):
    ASKED = "asked", "已征求"
    RECEIVED = "received", "已收到"
    TAKEN = "taken", "已采用"
    NOT_GIVEN = "not_given", "未反馈"


class Opinion(models.Model):
    """会办意见 we await from a co-unit (here or outside) when we lead."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="opinions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="opinions_asked")
    state = models.CharField("状态", max_length=12, choices=OpinionState.choices, default=OpinionState.ASKED)
    asked_on = models.DateField("征求日期")
    due_on = models.DateField("期限", null=True, blank=True)
    received_on = models.DateField("收到日期", null=True, blank=True)
    text = models.TextField("意见", blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True)
    override_by = models.CharField("谁决定不等", max_length=60, blank=True)
    override_reason = models.CharField("不等的理由", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "unit"], name="opinion_is_one"),
            models.CheckConstraint(
                condition=~Q(state="not_given") | ~Q(override_reason=""), name="not_given_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.get_state_display()}"

    @property
    def is_missing(self) -> bool:
        return self.state == OpinionState.ASKED


class Delivery(models.Model):
    """送达: which submitter got the letter, when, which way; for an opinion, the lead unit."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="deliveries")
    submitter = models.ForeignKey(Submitter, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    way = models.CharField("方式", max_length=12)
    delivered_on = models.DateField("送达日期")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reply", "submitter"], condition=Q(submitter__isnull=False), name="delivered_once"
            ),
            models.CheckConstraint(
                condition=Q(submitter__isnull=False) | Q(unit__isnull=False), name="delivered_to_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delivered_on} {self.submitter or self.unit}"


class Upload(models.Model):
    """网上报送: what was entered into the upstream system, when, by whom, with which receipt."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="uploads")
    system = models.CharField("系统", max_length=80)
    uploaded_on = models.DateField("报送日期")
    uploaded_by = models.CharField("谁", max_length=60)
    receipt = models.CharField("回执号", max_length=80, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True)
    returned_on = models.DateField("退回日期", null=True, blank=True)
    returned_reason = models.CharField("退回原因", max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.system} {self.uploaded_on}"


class DocNumber(models.Model):
    """A document number taken by a unit; unique for ever, voided ones stay (R44)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="doc_numbers")
    text = models.CharField("文号", max_length=60)
    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="doc_numbers", null=True, blank=True)
    taken_on = models.DateField("日期")
    voided_reason = models.CharField("作废原因", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "text"], name="doc_number_is_one"),
            models.UniqueConstraint(
                fields=["reply"], condition=Q(voided_reason=""), name="reply_has_one_standing_number"
            ),
        ]

    def __str__(self) -> str:
        return self.text
