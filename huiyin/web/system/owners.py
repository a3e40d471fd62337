"""What a stored file may belong to, and how its item is reached from there."""

from django.db.models import Model

from huiyin.followup.models import Evidence
from huiyin.handling.models import (
    Agreement,
    Contact,
    Contribution,
    Coordination,
    DeclineRequest,
    MaterialRequest,
    SideOpinion,
)
from huiyin.items.models import CourseStep, GroupNote, Item, MarkRecord, Screening, Withdrawal
from huiyin.planning.models import AllotmentPlan
from huiyin.replies.models import AskAnswer, ClearanceStep, LeadLetter, LetterCopy, Opinion, OralRecord, Reply, Upload

# Model, column, the way to its item, and the unit whose own paper it is.
OWNERS: tuple[tuple[type[Model], str, str, str], ...] = (
    (Item, "file", "pk", ""),
    (MarkRecord, "file", "mark__item", ""),
    (CourseStep, "file", "course__item", ""),
    (Withdrawal, "letter", "item", ""),
    (Screening, "notice_file", "item", "item__batch__unit"),
    (GroupNote, "file", "group__items", "group__unit"),
    (Contact, "file", "assignment__item", "assignment__unit"),
    (SideOpinion, "file", "contact__assignment__item", "contact__assignment__unit"),
    (MaterialRequest, "file", "assignment__item", "assignment__unit"),
    (Coordination, "file", "assignment__item", "assignment__unit"),
    (Agreement, "file", "assignment__item", "assignment__unit"),
    (Contribution, "file", "assignment__item", "assignment__unit"),
    (DeclineRequest, "letter", "assignment__item", "assignment__unit"),
    (DeclineRequest, "answer_file", "assignment__item", "assignment__unit"),
    (Opinion, "file", "assignment__item", "assignment__unit"),
    (LeadLetter, "file", "assignment__item", "assignment__unit"),
    (Upload, "file", "reply__assignment__item", "reply__assignment__unit"),
    (OralRecord, "file", "reply__assignment__item", "reply__assignment__unit"),
    (ClearanceStep, "file", "reply__assignment__item", "reply__assignment__unit"),
    (AskAnswer, "evidence_file", "reply__assignment__item", "reply__assignment__unit"),
    (Reply, "sealed_letter", "assignment__item", "assignment__unit"),
    (Reply, "letter", "assignment__item", "assignment__unit"),
    (Reply, "letter_pdf", "assignment__item", "assignment__unit"),
    (LetterCopy, "letter", "reply__assignment__item", "reply__assignment__unit"),
    (LetterCopy, "letter_pdf", "reply__assignment__item", "reply__assignment__unit"),
    (Evidence, "file", "commitment__item", "commitment__unit"),
    (AllotmentPlan, "file", "rows__assignment__item", "unit"),
)
