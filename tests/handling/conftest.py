"""One suggestion handed to the cast's department, and short ways to move it along."""

import datetime as dt

import pytest

from huiyin.accounts.actions import appoint
from huiyin.accounts.desk import sit_down
from huiyin.accounts.models import Role as Post
from huiyin.directory.actions import SubmitterName, add_unit, find_or_add_outside_unit, find_or_add_session
from huiyin.directory.models import Body, Level
from huiyin.events.actors import SYSTEM, RecordedFor
from huiyin.handling.actions import answer, sign_for
from huiyin.handling.allotting import Share, allot
from huiyin.handling.contacts import add_contact
from huiyin.handling.dispatching import dispatch
from huiyin.handling.models import Role
from huiyin.items.actions import ItemDraft, open_batch, register
from huiyin.items.models import Kind

DISPATCHED = dt.date(2022, 4, 15)  # a Friday


@pytest.fixture
def session(db):
    return find_or_add_session(body=Body.CONGRESS, level=Level.MUNICIPAL, place="示例市", term=15, sitting=1, year=2022)


@pytest.fixture
def batch(cast, session, now):
    return open_batch(
        unit=cast.unit,
        session=session,
        name="2022年大会交办",
        year=2022,
        dispatched_on=DISPATCHED,
        in_session=True,
        by=SYSTEM,
        now=now,
    )


@pytest.fixture
def new_item(batch, now):
    """new_item("0007") registers one suggestion of 示例代表001."""

    def register_one(no: str = "0001", **facts):
        lead = SubmitterName(name="示例代表001")
        facts = {"kind": Kind.SUGGESTION, "title": "关于加强社区卫生服务的建议", "lead_submitter": lead, **facts}
        return register(ItemDraft(official_no=no, **facts), batch=batch, by=SYSTEM, now=now)

    return register_one


@pytest.fixture
def given(cast, new_item, now):
    """given(role=…) is an assignment of the department, handed over on 15 April."""

    def hand_over(role=Role.LEAD, unit=None, item=None, no="0001", **facts):
        facts = {"role_label": Role(role).label, "dispatched_on": DISPATCHED, **facts}
        return dispatch(item or new_item(no), unit or cast.unit, role=role, by=SYSTEM, now=now, **facts)

    return hand_over


@pytest.fixture
def assignment(given):
    return given()


@pytest.fixture
def outside(db):
    return find_or_add_outside_unit("示例市交通运输局", level=Level.MUNICIPAL, place="示例市")


@pytest.fixture
def word():
    """Somebody without an account said so on 20 April."""
    return RecordedFor("示例市政府督查室", dt.date(2022, 4, 20), "phone")


@pytest.fixture
def shared(assignment, cast, person, now):
    """The same, taken and given to 人口处 (leads) and 基层卫生处 (assists)."""
    shares = [Share(cast.renkou, officer=cast.people["wang"]), Share(cast.jiceng, Role.ASSIST)]
    allot(assignment, shares, by=person("lin"), now=now)
    return assignment


@pytest.fixture
def spoken(person, now):
    """spoken(assignment) records a face-to-face talk with the submitter."""

    def talk(assignment, **facts):
        facts = {
            "submitter": None,
            "way": "in_person",
            "contacted_on": now.date(),
            "people": "王工",
            "place": "示例市卫健委",
            "content": "当面听取意见",
            **facts,
        }
        return add_contact(assignment, by=person("lin"), now=now, **facts)

    return talk


@pytest.fixture
def answered(given, spoken, person, now):
    """answered() has been signed for, talked about and answered: ready to close."""

    def all_the_way(role=Role.LEAD, **facts):
        row = given(role, **facts)
        sign_for(row, by=person("lin"), now=now)
        if row.owes_reply:
            spoken(row)
        return answer(row, on=now.date(), by=person("lin"), now=now)

    return all_the_way


@pytest.fixture
def of_place(cast):
    """of_place("qingdao"): the department works by the rules of that place."""

    def settle(pack):
        cast.unit.pack = pack
        cast.unit.save()

    return settle


@pytest.fixture
def dispatcher(cast, now):
    """吴局 dispatches for the office that made the list."""
    appoint(cast.people["wu"], cast.unit, Post.DISPATCHER, by=SYSTEM, now=now)
    return sit_down(cast.people["wu"], on=now.date())


@pytest.fixture
def office(cast, now):
    """A third office of the department."""
    facts = {"code": "yizheng", "name": "医政处", "kind": "office", "level": "municipal", "place": "示例市"}
    return add_unit(parent=cast.unit, by=SYSTEM, now=now, **facts)
