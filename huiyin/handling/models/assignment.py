"""Who works on an item: one assignment a unit, with those of its offices below it."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import JSONObject

from huiyin.accounts.models import User
from huiyin.directory.models import Unit
from huiyin.handling.models.duty import Duty
from huiyin.handling.models.interval import Pause
from huiyin.handling.models.wait import Wait
from huiyin.items.models import Item


class Role(models.TextChoices):
    LEAD = "lead", "主办"
    JOINT_LEAD = "joint_lead", "共同主办"
    SEPARATE = "separate", "分办"
    ASSIST = "assist", "会办"
    REFER = "refer", "参阅"


LEADING = (Role.LEAD, Role.JOINT_LEAD, Role.SEPARATE)
ON_BEHALF = "代拟"


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

    def with_waits(self, outer: str = "pk") -> "AssignmentQuerySet":
        """Annotated with `wait`: for whom it waits, about what, since when, as plain facts."""
        waiting = Wait.objects.filter(assignment=models.OuterRef(outer), ended_on=None)
        facts = JSONObject(kind="kind", whom="whom", what="what", since="since")
        return self.annotate(wait=models.Subquery(waiting.values(facts=facts)[:1]))

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
    came_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="went_to"
    )
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
            models.Index(fields=["came_from"], name="assignment_came_from", condition=Q(came_from__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.role_label} {self.item}"

    @property
    def owes_reply(self) -> bool:
        return self.role in LEADING

    @property
    def is_on_behalf(self) -> bool:
        """代拟: we draft for the office above, which answers in its own name."""
        return self.owes_reply and self.role_label.startswith(ON_BEHALF)

    @property
    def is_top(self) -> bool:
        """Held by the unit that was dispatched to, not by an office inside it."""
        return self.parent_id is None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES
