"""机构调整, whole: open work goes on in the heirs with its dates; what is closed stays; nothing is half-done."""

import datetime as dt

import pytest

from huiyin.accounts.actions import appoint
from huiyin.accounts.desk import sit_down
from huiyin.accounts.models import Role
from huiyin.cli.demo.cast import office_of
from huiyin.directory.actions import add_unit
from huiyin.directory.models import Change, Unit
from huiyin.directory.reorganising import Reorganisation
from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.followup import succession
from huiyin.followup.succession import preview, reorganise
from huiyin.handling.actions import reopen, sign_for
from huiyin.handling.allotting import Share, allot
from huiyin.handling.dispatching import dispatch
from huiyin.handling.models import Assignment, Duty, State
from huiyin.handling.succession import follow_heir
from huiyin.items.models import Batch, Item
from huiyin.replies import actions as replies
from tests.answering import hand_over

ON = dt.date(2022, 4, 20)
WHY = "机构改革方案"


def plan(change, olds, news, **chosen):
    picked = {key.replace("_", ":"): unit for key, unit in chosen.items()}
    return Reorganisation(change, tuple(olds), tuple(news), ON, WHY, picked)


@pytest.fixture
def heir(cast, now):
    facts = {"kind": "department", "level": "municipal", "place": "示例市", "pack": "wuhan", "managed_here": True}
    return add_unit(code="jiankang", name="示例市健康委员会", **facts, by=SYSTEM, now=now)


@pytest.fixture
def office(cast, now):
    return office_of(cast.unit, "tuoyu", "托育处", {"by": SYSTEM, "now": now})


def test_an_office_s_share_goes_on_with_its_dates_duties_and_contacts(case, cast, office, now):
    case.contacted()
    share = case.assignment.children.get(unit=cast.renkou)
    before = list(share.duties.values_list("kind", "base_on", "due_on", "met_on"))
    reorganise(plan(Change.TAKE_OVER, [cast.renkou], [office]), by=case.person("lin"), now=now)
    share.refresh_from_db()
    assert (share.unit, share.state, share.officer) == (office, State.WAITING, cast.people["wang"])
    assert list(share.duties.values_list("kind", "base_on", "due_on", "met_on")) == before
    assert Item.objects.visible_to(sit_down(cast.people["wang"], on=ON)).exists()


def test_one_event_an_item_and_one_for_each_thing_else(case, cast, office, now):
    before = Event.objects.count()
    reorganise(plan(Change.TAKE_OVER, [cast.renkou], [office]), by=case.person("lin"), now=now)
    verbs = sorted(event.verb for event in Event.objects.order_by("pk")[before:])
    assert verbs == [
        "accounts.portfolio_moved",
        "accounts.post_moved",
        "accounts.post_moved",
        "directory.unit_succeeded",
        "handling.moved",
    ]


def test_what_is_closed_stays_with_the_old_office(case, cast, office, commitment, now):
    closed = case.assignment.children.get(unit=cast.renkou)
    Assignment.objects.filter(pk=closed.pk).update(state=State.CLOSED, closed_on=ON)
    reorganise(plan(Change.TAKE_OVER, [cast.renkou], [office]), by=SYSTEM, now=now)
    closed.refresh_from_db()
    commitment.refresh_from_db()
    assert closed.unit == cast.renkou
    assert (commitment.owner, commitment.unit) == (office, cast.unit)


def test_two_offices_on_one_item_become_one_share(case, cast, office, now):
    reorganise(plan(Change.MERGE, [cast.renkou, cast.jiceng], [office]), by=SYSTEM, now=now)
    shares = {share.unit: share for share in case.assignment.children.all()}
    assert shares[office].role == "lead"
    assert shares[cast.jiceng].state == State.WITHDRAWN
    assert not shares[cast.jiceng].duties.owed().exists()


def test_an_heir_that_helped_leads_now(case, cast, now):
    reorganise(plan(Change.TAKE_OVER, [cast.renkou], [cast.jiceng]), by=SYSTEM, now=now)
    standing = case.assignment.children.exclude(state=State.WITHDRAWN)
    assert [(share.unit, share.role) for share in standing] == [(cast.jiceng, "lead")]


def test_a_split_goes_item_by_item(cast, case, office, now):
    other = hand_over(cast, now, no="0032")
    second = office_of(cast.unit, "jiating", "家庭处", {"by": SYSTEM, "now": now})
    share = other.assignment.children.get(unit=cast.renkou)
    change = plan(Change.SPLIT, [cast.renkou], [office, second], **{f"assignment_{share.pk}": second})
    assert {row.new for row in preview(change) if row.key == f"assignment:{share.pk}"} == {second}
    reorganise(change, by=SYSTEM, now=now)
    assert case.assignment.children.filter(unit=office).exists()
    assert other.assignment.children.filter(unit=second).exists()


def test_a_letter_on_its_way_is_cleared_in_the_heir(cast, case, office, now):
    reply = case.submitted("A")
    reorganise(plan(Change.TAKE_OVER, [cast.renkou], [office]), by=SYSTEM, now=now)
    head = reply.steps.get(role=Role.OFFICE_HEAD)
    assert head.unit == office
    case.assignment.refresh_from_db()
    assert replies.review(type(reply).objects.get(pk=reply.pk), **case.by("qian")).steps.get(pk=head.pk).is_done


def test_a_department_goes_with_its_offices_lists_and_people(cast, case, heir, now):
    reorganise(plan(Change.TAKE_OVER, [cast.unit], [heir]), by=SYSTEM, now=now)
    case.assignment.refresh_from_db()
    assert (case.assignment.unit, case.assignment.role) == (heir, "lead")
    assert Unit.objects.get(pk=cast.renkou.pk).parent == heir
    assert Batch.objects.get().unit == heir
    lin = sit_down(cast.people["lin"], on=ON)
    assert (lin.unit, Item.objects.visible_to(lin).count()) == (heir, 1)


def test_an_item_reopened_later_is_the_heir_s(cast, case, heir, now):
    Assignment.objects.filter(pk=case.assignment.pk).update(state=State.CLOSED, closed_on=ON)
    Item.objects.update(state="closed", closed_on=ON)
    reorganise(plan(Change.TAKE_OVER, [cast.unit], [heir]), by=SYSTEM, now=now)
    case.assignment.refresh_from_db()
    assert case.assignment.unit == cast.unit
    reopened = reopen(case.assignment, reason="上级要求", **case.by("lin"))
    assert follow_heir(reopened, now=now).unit == heir


def test_an_item_torn_between_two_heirs_stops_it(cast, case, heir, now):
    second = add_unit(code="jiaotuo", name="示例市托育局", kind="department", level="municipal", by=SYSTEM, now=now)
    change = plan(Change.SPLIT, [cast.unit], [heir, second], **{f"unit_{cast.jiceng.pk}": second})
    with pytest.raises(NotReady, match="基层卫生处"):
        reorganise(change, by=SYSTEM, now=now)
    assert not Unit.objects.filter(valid_to__isnull=False).exists()


def test_nothing_is_half_done(cast, case, office, now, monkeypatch):
    def fails(*args, **facts):
        raise RuntimeError

    monkeypatch.setattr(succession.accounts, "move", fails)
    with pytest.raises(RuntimeError):
        reorganise(plan(Change.TAKE_OVER, [cast.renkou], [office]), by=SYSTEM, now=now)
    assert case.assignment.children.filter(unit=cast.renkou).exists()


@pytest.mark.rule("R81")
def test_the_administrator_reorganises_and_reads_no_item(cast, case, heir, now):
    feng = case.person("feng")
    change = plan(Change.TAKE_OVER, [cast.unit], [heir])
    with pytest.raises(NotAllowed):
        reorganise(change, by=feng, now=now)
    appoint(cast.people["feng"], heir, Role.SYSTEM_ADMIN, by=SYSTEM, now=now)
    assert case.item.title not in "".join(row.label + row.note for row in preview(change))
    reorganise(change, by=case.person("feng"), now=now)
    assert not Item.objects.visible_to(case.person("feng")).exists()


def test_an_office_that_comes_along_owes_what_its_new_unit_owes(cast, now):
    """A department that assists becomes one with the department that leads and has not given it to an office yet."""
    facts, leading = {"by": SYSTEM, "now": now}, hand_over(cast, now, received=False).assignment
    office = office_of(cast.other, "jichu", "基础教育处", facts)
    theirs = {"role": "assist", "role_label": "会办", "dispatched_on": ON}
    top = dispatch(leading.item, cast.other, **theirs, **facts)
    allot(sign_for(top, **facts), [Share(office)], **facts)
    assert [duty.kind for duty in Duty.objects.owed().filter(assignment__unit=office)] == ["opinion"]
    reorganise(plan(Change.TAKE_OVER, [cast.other], [cast.unit]), by=SYSTEM, now=now)
    part = Assignment.objects.get(unit=office)
    assert (part.parent, part.role) == (leading, "lead")
    assert [duty.kind for duty in Duty.objects.owed().filter(assignment=part)] == ["reply"]
