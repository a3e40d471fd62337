"""How a letter is cleared: where, by which steps, with which remarks."""

from django.db import models
from django.db.models import Q

from huiyin.accounts.models import Role, User
from huiyin.directory.models import Unit
from huiyin.files.models import StoredFile
from huiyin.replies.models.reply import ClearedAt, Reply, ReplyKind


class ClearingPlace(models.Model):
    """在哪里审签: where a unit clears a kind of document; without a row, here."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="clearing_places")
    kind = models.CharField("种类", max_length=12, choices=ReplyKind.choices)
    where = models.CharField("在哪里审签", max_length=6, choices=ClearedAt.choices, default=ClearedAt.HERE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "kind"], name="clearing_place_is_one")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.get_where_display()}"


class Importance(models.TextChoices):
    ORDINARY = "ordinary", "一般件"
    KEY = "key", "重点督办件"
    LEADER_LED = "leader_led", "领办件"


class StepAction(models.TextChoices):
    """What is done at a step: steps that check something are gates of a named person."""

    REVIEW = "review", "审核"
    CHECK = "check", "综合核稿"
    COUNTERSIGN = "countersign", "会签"
    SECRECY = "secrecy", "保密审查"
    DISCLOSURE = "disclosure", "公开审查"
    PRECHECK = "precheck", "上级预审"
    SIGN = "sign", "签发"


class Secrecy(models.TextChoices):
    """保密审查的结论."""

    NOT_SECRET = "not_secret", "不涉密"  # pragma: allowlist secret
    SECRET = "secret", "涉密"  # pragma: allowlist secret


GATES = (StepAction.SECRECY, StepAction.DISCLOSURE)


class ChainStep(models.Model):
    """A unit's own clearance chain as rows; where a unit has none, the rule pack's is used."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="chain_steps")
    kind = models.CharField("种类", max_length=12, choices=ReplyKind.choices)
    importance = models.CharField("适用", max_length=12, choices=Importance.choices, default=Importance.ORDINARY)
    order = models.PositiveSmallIntegerField("次序")
    stage = models.PositiveSmallIntegerField("第几步", default=1)
    action = models.CharField("做什么", max_length=12, choices=StepAction.choices, default=StepAction.REVIEW)
    role = models.CharField("岗位", max_length=20, choices=Role.choices, blank=True)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["stage", "order"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "importance", "order"], name="chain_step_is_one"),
            models.CheckConstraint(
                condition=~Q(action__in=["secrecy", "disclosure"]) | Q(person__isnull=False), name="gate_has_a_keeper"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage}. {self.get_action_display()}"


class StepResult(models.TextChoices):
    PASSED = "passed", "同意"
    SENT_BACK = "sent_back", "退改"
    DROPPED = "dropped", "未到"


class ClearanceStep(models.Model):
    """One step of one round on the routing slip; `person` when only one holder of the role answers for the office."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="steps")
    round = models.PositiveSmallIntegerField("轮次")
    order = models.PositiveSmallIntegerField("次序")
    stage = models.PositiveSmallIntegerField("第几步", default=1)
    action = models.CharField("做什么", max_length=12, choices=StepAction.choices, default=StepAction.REVIEW)
    role = models.CharField("岗位", max_length=20, choices=Role.choices, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="clearance_steps")
    is_last = models.BooleanField("签发", default=False)
    result = models.CharField("结果", max_length=10, choices=StepResult.choices, blank=True)
    done_at = models.DateTimeField("时间", null=True, blank=True)
    done_by = models.CharField("谁", max_length=60, blank=True)
    done_by_name = models.CharField("姓名", max_length=60, blank=True)
    stood_in_for = models.CharField("代谁", max_length=60, blank=True)
    recorded_from = models.CharField("登记自", max_length=6, blank=True)
    finding = models.CharField("审查结论", max_length=20, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    remark = models.TextField("意见", blank=True)
    remark_ask = models.PositiveSmallIntegerField("针对第几项", null=True, blank=True)
    version = models.PositiveSmallIntegerField("看的第几稿", default=1)
    carried = models.BooleanField("上一轮已过", default=False)

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
    def label(self) -> str:
        """What the slip calls it: the check that is made, the signature, else the post that reads it."""
        if self.role and self.action in (StepAction.REVIEW, StepAction.CHECK):
            return str(Role(self.role).label)
        if self.action == StepAction.COUNTERSIGN:
            return f"{self.unit.name}会签"
        return str(StepAction(self.action).label)

    @property
    def is_done(self) -> bool:
        return self.done_at is not None


class Remark(models.Model):
    """批注: what a step says about one paragraph of the version it read; settled when the drafter has dealt with it."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="remarks")
    step = models.ForeignKey(ClearanceStep, on_delete=models.CASCADE, related_name="remarks", null=True, blank=True)
    version = models.PositiveSmallIntegerField("针对第几稿")
    ask = models.PositiveSmallIntegerField("针对第几项", default=0)
    paragraph = models.PositiveSmallIntegerField("第几段", default=0)
    quote = models.CharField("原文", max_length=300, blank=True)
    text = models.TextField("意见")
    made_by = models.CharField("谁", max_length=60)
    made_by_name = models.CharField("姓名", max_length=60)
    made_at = models.DateTimeField("时间")
    settled_at = models.DateTimeField("处理时间", null=True, blank=True)
    settled_by = models.CharField("谁处理", max_length=60, blank=True)
    answer = models.CharField("怎么改的", max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="remark_says_something")]

    def __str__(self) -> str:
        return self.text
