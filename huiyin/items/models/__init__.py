"""The tables of items, one file for each kind of fact."""

from huiyin.directory.models import Body, Level
from huiyin.items.models.course import Course, CourseStep, Stage
from huiyin.items.models.group import Group, GroupMember, GroupNote, GroupQuerySet
from huiyin.items.models.item import Access, Ask, Batch, Consent, Item, ItemQuerySet, Kind, State, Topic
from huiyin.items.models.mark import Mark, MarkKind, MarkRecord, RecordKind
from huiyin.items.models.screening import UNDECIDED, Outcome, Screening, Withdrawal
from huiyin.items.models.signature import Signature, SignatureQuerySet

__all__ = [
    "UNDECIDED",
    "Access",
    "Ask",
    "Batch",
    "Body",
    "Consent",
    "Course",
    "CourseStep",
    "Group",
    "GroupMember",
    "GroupNote",
    "GroupQuerySet",
    "Item",
    "ItemQuerySet",
    "Kind",
    "Level",
    "Mark",
    "MarkKind",
    "MarkRecord",
    "Outcome",
    "RecordKind",
    "Screening",
    "Signature",
    "SignatureQuerySet",
    "Stage",
    "State",
    "Topic",
    "Withdrawal",
]
