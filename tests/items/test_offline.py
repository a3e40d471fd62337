"""线下办理: a number, a level, a kind — and nothing else, anywhere (R48)."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from huiyin.files import storage
from huiyin.flow.errors import NotReady
from huiyin.items import courses, groups, recurring
from huiyin.items.actions import change_item, edit_asks, mark, record_mark, register, report_mark, withdraw
from huiyin.items.models import Item, Kind
from tests.items.conftest import LETTER, draft

DAY = dt.date(2022, 4, 19)


@pytest.fixture
def secret(batch, facts):
    return register(draft("密1", title="", offline=True, lead_submitter=None, cosigners=()), batch=batch, **facts)


@pytest.fixture
def paper(db, now):
    return storage.save(b"%PDF-1.4\n", name="来函.pdf", by="user:1", at=now)


@pytest.mark.rule("R48")
@pytest.mark.parametrize("content", [{"title": "某"}, {"text": "某"}, {"asks": ("某",)}, {"grounds": "某"}])
def test_it_is_entered_without_content(batch, facts, content):
    bare = {"title": "", "offline": True, "lead_submitter": None, "cosigners": ()}
    with pytest.raises(NotReady, match="线下办理"):
        register(draft("密1", **{**bare, **content}), batch=batch, **facts)


@pytest.mark.rule("R48")
def test_the_database_refuses_it_too(secret, paper):
    for content in ({"title": "某"}, {"text": "某"}, {"file": paper}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Item.objects.filter(pk=secret.pk).update(**content)


@pytest.mark.rule("R48")
def test_nothing_is_written_on_it_later(secret, cast, paper, facts):
    led = mark(secret, kind="key", by_whom="市政府", **facts)
    for act in (
        lambda: change_item(secret, title="某", **facts),
        lambda: change_item(secret, file=paper, **facts),
        lambda: edit_asks(secret, ["某"], **facts),
        lambda: mark(secret, kind="leader_led", by_whom="市人大", note="某", **facts),
        lambda: record_mark(led, kind="plan", on=DAY, text="某", **facts),
        lambda: record_mark(led, kind="plan", on=DAY, file=paper, **facts),
        lambda: report_mark(led, note="某", **facts),
        lambda: withdraw(secret, "撤回", letter=paper, **facts),
        lambda: groups.make_group(cast.unit, name="某组", items=[secret], **facts),
    ):
        with transaction.atomic(), pytest.raises(NotReady, match="线下办理"):
            act()
        secret.refresh_from_db()


@pytest.mark.rule("R48")
def test_what_says_nothing_of_its_content_is_recorded(secret, facts):
    led = mark(secret, kind="key", by_whom="市政府", **facts)
    assert record_mark(led, kind="plan", on=DAY, people="某领导", **facts).text == ""
    assert report_mark(led, **facts).reported_on
    assert withdraw(secret, "撤回", recorded_for=LETTER, **facts).left_on


@pytest.mark.rule("R48")
def test_a_motion_without_content_goes_its_way_without_text(batch, facts, paper):
    bare = {"title": "", "offline": True, "lead_submitter": None, "cosigners": (), "kind": Kind.MOTION}
    motion = register(draft("密2", **bare), batch=batch, **facts)
    with pytest.raises(NotReady, match="线下办理"):
        courses.take_step(motion, verb="lay_plan", text="某", **facts)
    assert courses.take_step(motion, verb="lay_plan", **facts).file is None


@pytest.mark.rule("R48")
def test_no_alike_item_gives_it_away(secret, item, facts):
    assert recurring.candidates(secret, Item.objects.all()) == []
    with pytest.raises(NotReady, match="线下办理"):
        recurring.link_recurrence(secret, item, **facts)
