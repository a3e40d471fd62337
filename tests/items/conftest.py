"""One session, one batch, and items in it."""

import datetime as dt

import pytest

from huiyin.directory.actions import find_or_add_session
from huiyin.directory.submitters import SubmitterName
from huiyin.events.actors import SYSTEM
from huiyin.items.actions import ItemDraft, open_batch, register


@pytest.fixture
def facts(now):
    return {"by": SYSTEM, "now": now}


@pytest.fixture
def batch(cast, facts):
    session = find_or_add_session(body="congress", level="municipal", place="示例市", term=15, sitting=1, year=2022)
    return open_batch(
        unit=cast.unit,
        session=session,
        name="大会交办",
        year=2022,
        dispatched_on=dt.date(2022, 3, 18),
        in_session=True,
        **facts,
    )


def draft(no="20220305", **more):
    known = {"title": "关于托育的建议", "lead_submitter": SubmitterName("张三"), "cosigners": (SubmitterName("李四"),)}
    return ItemDraft(kind="suggestion", official_no=no, **{**known, **more})


@pytest.fixture
def item(batch, facts):
    return register(draft(), batch=batch, **facts)
