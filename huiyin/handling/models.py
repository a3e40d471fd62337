"""Who works on an item: assignments down the tree, what is owed on them, contacts, declines, intervals."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import F, Q

from huiyin.accounts.models import User
from huiyin.directory.models import Submitter, Unit
from huiyin.files.models import StoredFile
from huiyin.items.models import Item


class Role(models.TextChoices):
    LEAD = "lead", "主办"
    JOINT_LEAD = "joint_lead", "共同主办"
    SEPARATE = "separate", "分办"
    ASSIST = "assist", "会办"
    REFER = "refer", "参阅"


LEADING = (Role.LEAD, Role.JOINT_LEAD, Role.SEPARATE)


class State(models.TextChoices):
    WAITING = "waiting", "待签收"
    HANDLING = "handling", "办理中"
    DECLINING = "declining", "申请退办"
    ANSWERED = "answered", "已答复"
    NOTED = "noted", "已阅知"
    CLOSED = "closed", "已办结"
    WITHDRAWN = "withdrawn", "已撤销"


OPEN_STATES = (State.WAITING, State.HANDLING, State.DECLINING, State.ANSWERED)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def of_unit(self, unit: Unit) -> "AssignmentQuerySet":
        """What this very unit holds (a department its items, an office its share)."""
        return self.filter(unit=unit)

    def held_by(self, unit_ids: Collection[int]) -> "AssignmentQuerySet":
        """What these units hold themselves: a share of something another of them holds is not counted beside it."""
        above = Assignment.objects.filter(pk=models.OuterRef("parent_id"), unit__in=unit_ids)
        # Spelt as an OR: as an exclude() PostgreSQL reads the whole table to join the parents.
        return self.filter(Q(parent=None) | ~models.Exists(above), unit__in=unit_ids)

    def of_year(self, year: int) -> "AssignmentQuerySet":
        return self.filter(year=year)

    def standing(self) -> "AssignmentQuerySet":
        """Not withdrawn: what counts."""
        return self.exclude(state=State.WITHDRAWN)

    def open(self) -> "AssignmentQuerySet":
        return self.filter(state__in=OPEN_STATES)

    def leading(self) -> "AssignmentQuerySet":
        """主办 in the wide sense: lead, joint lead, separate — whoever owes a reply."""
        return self.filter(role__in=LEADING)

    def assisting(self) -> "AssignmentQuerySet":
        return self.filter(role=Role.ASSIST)

    def visible_to(self, person: Any) -> "AssignmentQuerySet":
        """Assignments of items that this person may see."""
        return self.visible_to_units(person.unit_ids)

    def visible_to_units(self, unit_ids: frozenset[int]) -> "AssignmentQuerySet":
        """Assignments of items that these units may see."""
        return self.filter(item__in=Item.objects.visible_to_units(unit_ids))

    def overdue(self, *, on: dt.date) -> "AssignmentQuerySet":
        """With a duty past its day; refer, withdrawn and paused ones never (R32, R74)."""
        late = Duty.objects.owed().filter(assignment=models.OuterRef("pk"), due_on__lt=on)
        return self.open().exclude(role=Role.REFER).filter(models.Exists(late), ~_paused(on))

    def with_lights(self, *, on: dt.date) -> "AssignmentQuerySet":
        """Annotated with `next_due_on`, the earliest day still owed, and `is_paused`: what a light needs (R69)."""
        owed = Duty.objects.owed().filter(assignment=models.OuterRef("pk"), due_on__isnull=False)
        return self.annotate(
            next_due_on=models.Subquery(owed.order_by("due_on").values("due_on")[:1]), is_paused=_paused(on)
        )

    def with_people(self) -> "AssignmentQuerySet":
        """With everything policies and pages ask of a row."""
        return self.select_related(
            "item__session", "item__batch__unit", "unit__parent", "parent__unit", "officer", "leader"
        ).prefetch_related("children")


def _paused(on: dt.date) -> models.Exists:
    """Does the clock stand still on that day, for the unit and so for its offices?"""
    return models.Exists(
        Pause.objects.filter(
            Q(assignment=models.OuterRef("pk")) | Q(assignment=models.OuterRef("parent")),
            Q(ends_on=None) | Q(ends_on__gt=on),
            approved=True,
            starts_on__lte=on,
        )
    )


class Assignment(models.Model):
    """One unit's part in one item. A department holds one; its offices hold children of it."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="children"
    )
    year = models.PositiveSmallIntegerField("年")
    role = models.CharField("角色", max_length=12, choices=Role.choices)
    role_label = models.CharField("清单上的叫法", max_length=20)
    share = models.TextField("分办内容", blank=True)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.WAITING)
    officer = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="assignments")
    leader = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="led_assignments")
    task = models.CharField("任务", max_length=300, blank=True)
    requirement = models.CharField("办理要求", max_length=300, blank=True)
    dispatched_on = models.DateField("交办日期")
    delivered_on = models.DateField("送达日期", null=True, blank=True)
    signed_for_on = models.DateField("签收日期", null=True, blank=True)
    notice_due_on = models.DateField("通知定的期限", null=True, blank=True)
    answered_on = models.DateField("首次答复日期", null=True, blank=True)
    submitted_up_on = models.DateField("网上报送日期", null=True, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    withdrawn_on = models.DateField("撤销日期", null=True, blank=True)
    pack = models.CharField("规则包", max_length=40)
    pack_version = models.PositiveSmallIntegerField("规则包版次", default=1)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "unit"], condition=~Q(state="withdrawn"), name="one_assignment_per_unit"
            ),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="assignment_is_not_its_own_parent"),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_on__isnull=False), name="closed_assignment_has_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "year", "state"], name="assignment_unit_year"),
            models.Index(fields=["officer", "state"], name="assignment_officer"),
            # Half have no parent: a plain index would send SQLite through all of them at every `parent IS NULL`.
            models.Index(fields=["parent"], name="assignment_parent", condition=Q(parent__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.role_label} {self.item}"

    @property
    def owes_reply(self) -> bool:
        return self.role in LEADING

    @property
    def is_top(self) -> bool:
        """Held by the unit that was dispatched to, not by an office inside it."""
        return self.parent_id is None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class DutyKind(models.TextChoices):
    ACCEPT = "accept", "签收"
    DECLINE = "decline", "退办窗口"
    ALLOT = "allot", "分办"
    CONTACT = "contact", "沟通"
    OPINION = "opinion", "会办意见"
    REPLY = "reply", "答复"
    SUBMIT_UP = "submit_up", "网上报送"
    DELIVERY = "delivery", "送达"
    RATING = "rating", "评价"
    REWORK = "rework", "再办"
    COMMITMENT = "commitment", "承诺"
    EXPLANATION = "explanation", "说明沟通"
    MARK = "mark", "标记件报告"


DISSATISFIED_AGAIN = "dissatisfied_again"
"""The base event of a rework that is talked over instead of written once more (R26)."""


class DutyQuerySet(models.QuerySet["Duty"]):
    def owed(self) -> "DutyQuerySet":
        """Neither met nor waived; a window that may lapse is not owed."""
        return self.filter(met_on=None, waived_on=None).exclude(kind=DutyKind.DECLINE)

    def overdue(self, *, on: dt.date) -> "DutyQuerySet":
        return self.owed().filter(due_on__lt=on)


class Duty(models.Model):
    """What is owed on an assignment, until when, by which clause. due_on is a copy written by handling.clocks only."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="duties")
    kind = models.CharField("义务", max_length=12, choices=DutyKind.choices)
    round = models.PositiveSmallIntegerField("轮次", default=1)
    base_event = models.CharField("起算", max_length=20)
    base_on = models.DateField("起算日")
    notice_due_on = models.DateField("通知定的日期", null=True, blank=True)
    due_on = models.DateField("到期日", null=True, blank=True)
    uncertain = models.CharField("为何还算不出", max_length=120, blank=True)
    clause = models.CharField("依据", max_length=200, blank=True)
    blocks_closing = models.BooleanField("未完成不得办结", default=True)
    outstanding = models.PositiveSmallIntegerField("还差几位", null=True, blank=True)
    met_on = models.DateField("完成日", null=True, blank=True)
    met_by = models.CharField("由谁完成", max_length=60, blank=True)
    waived_on = models.DateField("免除日", null=True, blank=True)
    waived_by = models.CharField("由谁免除", max_length=60, blank=True)
    waived_reason = models.CharField("免除理由", max_length=200, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "kind", "round"], name="duty_is_one"),
            models.CheckConstraint(condition=Q(met_on=None) | Q(waived_on=None), name="met_or_waived"),
            models.CheckConstraint(condition=Q(waived_on=None) | ~Q(waived_reason=""), name="waived_with_reason"),
        ]
        indexes = [
            models.Index(fields=["due_on", "assignment"], name="duty_owed", condition=Q(met_on=None, waived_on=None))
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on or self.uncertain or '不计时'}"

    @property
    def is_owed(self) -> bool:
        return self.met_on is None and self.waived_on is None


class Interval(models.Model):
    """An extension or a pause as asked for and decided, never an overwritten date."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="%(class)ss")
    requested_on = models.DateField("申请日期")
    reason = models.CharField("理由", max_length=300)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    approved = models.BooleanField("同意", null=True, default=None)
    approver = models.CharField("批准人", max_length=60, blank=True)
    told_on = models.DateField("告知提出人日期", null=True, blank=True)

    class Meta:
        abstract = True


class Extension(Interval):
    """延期: the reply duty runs to `until`, never past six months from dispatch."""

    until = models.DateField("延至")

    def __str__(self) -> str:
        return f"延至 {self.until}"


class Pause(Interval):
    """暂停计时: the clock stands still from starts_on to ends_on."""

    starts_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="pause_ends_later"),
            models.UniqueConstraint(fields=["assignment"], condition=Q(ends_on=None), name="one_open_pause"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}—{self.ends_on or ''}"


class Decision(models.TextChoices):
    GRANTED = "granted", "同意退办"
    REFUSED = "refused", "不同意退办"
    ROLE_CHANGED = "role_changed", "改变角色"


class DeclineRequest(models.Model):
    """退办申请: reason, proposed unit, basis in the duties; the dispatcher answers."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="declines")
    reason = models.CharField("理由", max_length=300)
    proposed_unit = models.CharField("建议承办单位", max_length=120)
    basis = models.CharField("职责依据", max_length=200, blank=True)
    requested_on = models.DateField("申请日期")
    decided_on = models.DateField("答复日期", null=True, blank=True)
    decision = models.CharField("答复", max_length=12, choices=Decision.choices, blank=True)
    remark = models.CharField("答复说明", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason="") & ~Q(proposed_unit=""), name="decline_has_reason_and_unit"),
            models.UniqueConstraint(fields=["assignment"], condition=Q(decided_on=None), name="one_open_decline"),
        ]

    def __str__(self) -> str:
        return f"退办：{self.reason[:40]}"


class ContactWay(models.TextChoices):
    IN_PERSON = "in_person", "面商"
    VISIT = "visit", "登门走访"
    MEETING = "meeting", "座谈会"
    PHONE = "phone", "电话"
    VIDEO = "video", "网络视频"
    MAIL = "mail", "电子邮件"
    LETTER = "letter", "信函"


FACE_TO_FACE = (ContactWay.IN_PERSON, ContactWay.VISIT, ContactWay.MEETING)


class Phase(models.TextChoices):
    BEFORE = "before", "办理前"
    DURING = "during", "办理中"
    AFTER = "after", "答复后"


class ContactQuerySet(models.QuerySet["Contact"]):
    def standing(self) -> "ContactQuerySet":
        """Not disputed by the submitter."""
        return self.exclude(confirmed=False)

    def face_to_face(self) -> "ContactQuerySet":
        """R64: only in person, with a place and people, counts as 面商."""
        return self.standing().filter(way__in=FACE_TO_FACE).exclude(place="")


class Contact(models.Model):
    """沟通: who spoke with the submitter, when, how, what was said. confirmed: the submitter says so (or not)."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="contacts")
    submitter = models.ForeignKey(Submitter, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts")
    way = models.CharField("方式", max_length=12, choices=ContactWay.choices)
    phase = models.CharField("阶段", max_length=8, choices=Phase.choices, default=Phase.DURING)
    contacted_on = models.DateField("日期")
    people = models.CharField("我方人员", max_length=200)
    place = models.CharField("地点", max_length=120, blank=True)
    content = models.TextField("说了什么")
    confirmed = models.BooleanField("提出人确认", null=True, default=None)
    confirmed_on = models.DateField("确认日期", null=True, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True)
    recorded_by = models.CharField("谁登记", max_length=60)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["-contacted_on", "-id"]

    def __str__(self) -> str:
        return f"{self.contacted_on} {self.get_way_display()}"

    @property
    def is_face_to_face(self) -> bool:
        return self.way in FACE_TO_FACE and bool(self.place)
