"""One session, one batch, and items in it; beside it a CPPCC session whose proposals are screened."""

import datetime as dt

import pytest

from huiyin.directory.actions import find_or_add_session
from huiyin.directory.models import Unit
from huiyin.directory.submitters import SubmitterName
from huiyin.events.actors import SYSTEM, RecordedFor
from huiyin.items.actions import ItemDraft, open_batch, register
from huiyin.items.models import Kind

TOLD = RecordedFor(who="市政协提案委", on=dt.date(2022, 4, 18), way="letter")
LETTER = RecordedFor(who="张三", on=dt.date(2022, 4, 20), way="letter")


@pytest.fixture
def facts(now):
    return {"by": SYSTEM, "now": now}


def opened(unit, facts, *, body="congress", name="大会交办", **more):
    known = {"level": "municipal", "place": "示例市", "term": 15, "sitting": 1, "year": 2022} | more
    return open_batch(
        unit=unit,
        session=find_or_add_session(body=body, **known),
        name=name,
        year=known["year"],
        dispatched_on=dt.date(2022, 3, 18),
        in_session=True,
        **facts,
    )


@pytest.fixture
def batch(cast, facts):
    return opened(cast.unit, facts)


@pytest.fixture
def proposals(cast, facts):
    """A batch of proposals of the municipal CPPCC."""
    return opened(cast.unit, facts, body="cppcc")


def draft(no="20220305", **more):
    known = {"title": "关于托育的建议", "lead_submitter": SubmitterName("张三"), "cosigners": (SubmitterName("李四"),)}
    return ItemDraft(**{"kind": "suggestion", "official_no": no, **known, **more})


@pytest.fixture
def item(batch, facts):
    return register(draft(), batch=batch, **facts)


@pytest.fixture
def waiting(proposals, facts):
    """A proposal that is being screened."""
    return register(draft("0031", kind=Kind.PROPOSAL, to_screen=True), batch=proposals, **facts).screening


@pytest.fixture
def ruled_by(batch):
    """ruled_by("shanghai") puts the unit that keeps the list under that place's rules."""

    def choose(pack: str) -> None:
        Unit.objects.filter(pk=batch.unit_id).update(pack=pack)
        batch.unit.pack = pack

    return choose
