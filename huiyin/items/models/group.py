"""成组办理: like items worked on together and answered one by one."""

from typing import Any

from django.db import models

from huiyin.directory.models import Unit
from huiyin.files.models import StoredFile
from huiyin.items.models.item import Item


class GroupQuerySet(models.QuerySet["Group"]):
    def visible_to(self, person: Any) -> "GroupQuerySet":
        """The groups of the department this person works for."""
        return self.filter(unit=person.unit) if person.unit and person.unit_ids else self.none()


class Group(models.Model):
    """A unit's working group of items. It merges nothing: every item keeps its number, proposers and reply (R10)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="item_groups")
    name = models.CharField("名称", max_length=80)
    research = models.TextField("共同的调研", blank=True)
    items = models.ManyToManyField(Item, through="GroupMember", related_name="groups")
    made_on = models.DateField("成组日期")
    made_by = models.CharField("谁成的组", max_length=60)

    objects = GroupQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="group_is_one")]

    def __str__(self) -> str:
        return self.name

    @property
    def topic(self) -> str:
        """How the log calls it."""
        return f"group:{self.pk}"


class GroupMember(models.Model):
    """An item in a group."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="memberships")
    added_on = models.DateField("加入日期")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "item"], name="group_member_is_one")]

    def __str__(self) -> str:
        return f"{self.group_id}：{self.item_id}"


class GroupNote(models.Model):
    """A fact all letters of a group may use, with where it comes from."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField("事实")
    source = models.CharField("出处", max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True)
    added_on = models.DateField("登记日期")
    added_by = models.CharField("谁登记", max_length=60)

    class Meta:
        ordering = ["added_on", "id"]

    def __str__(self) -> str:
        return self.text[:40]
