"""换届: what is unfinished keeps its deadline and goes to the same proposer (R30)."""

import datetime as dt

import pytest

from huiyin.directory.actions import find_or_add_session
from huiyin.events.actors import SYSTEM
from huiyin.handling.clocks import recompute
from huiyin.handling.models import Assignment, Duty
from huiyin.items.actions import ItemDraft, open_batch, register


@pytest.mark.rule("R30")
def test_an_unfinished_item_keeps_its_deadline_and_its_proposer(assignment, cast, now):
    item = assignment.item
    before = list(Duty.objects.filter(assignment=assignment).values_list("kind", "due_on"))
    signed = [row.submitter for row in item.signatures.all()]
    session = find_or_add_session(body="congress", level="municipal", place="示例市", term=16, sitting=1, year=2023)
    facts = {"unit": cast.unit, "session": session, "name": "大会交办", "year": 2023, "in_session": True}
    batch = open_batch(**facts, dispatched_on=dt.date(2023, 1, 10), by=SYSTEM, now=now)
    same_no = ItemDraft(kind=item.kind, official_no=item.official_no, title="关于另一件事的建议")
    new = register(same_no, batch=batch, by=SYSTEM, now=now)
    recompute(Assignment.objects.filter(pk=assignment.pk))
    assert list(Duty.objects.filter(assignment=assignment).values_list("kind", "due_on")) == before
    assert (new.pk != item.pk, [row.submitter for row in item.signatures.all()]) == (True, signed)
    assert Assignment.objects.open().filter(pk=assignment.pk).exists()
