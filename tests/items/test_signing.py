"""提出人: one first, others once they confirm, groups by their head, the gone let off (R6, R7)."""

import datetime as dt

import pytest

from huiyin.directory.models import Submitter, SubmitterKind
from huiyin.directory.submitters import SubmitterName
from huiyin.events.actors import RecordedFor
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items.actions import confirm_signature, excuse_signer, register, set_signers, sign_as_head
from huiyin.items.models import Signature
from huiyin.prose.names import submitter_kind
from tests.items.conftest import draft

DELEGATION = SubmitterName("某区代表团", kind="delegation")
GROUPS = ["某区代表团", "农业界", "民革省委", "省工商联", "省政协人口资源环境委员会", "第三委员小组", "张三"]


@pytest.fixture
def unsure(batch, facts):
    return register(draft(cosigners_confirmed=False), batch=batch, **facts)


def test_every_kind_of_submitter_is_known():
    kinds = {submitter_kind(name) for name in GROUPS}
    assert kinds == set(SubmitterKind.values)


@pytest.mark.rule("R6")
def test_who_has_not_confirmed_is_not_counted(unsure):
    assert [row.submitter.name for row in unsure.signatures.counted()] == ["张三"]
    assert [row.counts for row in unsure.signatures.all()] == [True, False]


@pytest.mark.rule("R6")
def test_a_confirmation_says_when_how_and_by_whom(unsure, facts):
    told = RecordedFor(who="李四", on=dt.date(2022, 4, 8), way="phone")
    row = confirm_signature(unsure.signatures.get(order=1), recorded_for=told, **facts)
    assert (row.confirmed_on, row.confirmed_way, row.confirmed_by) == (told.on, "phone", "李四")
    assert unsure.signatures.counted().count() == 2


@pytest.mark.rule("R6")
def test_putting_names_right_keeps_what_was_known_of_them(unsure, facts):
    confirm_signature(unsure.signatures.get(order=1), confirmed_by="李四", **facts)
    set_signers(unsure, lead=SubmitterName("张三"), cosigners=[SubmitterName("王五"), SubmitterName("李四")], **facts)
    assert unsure.signatures.get(submitter__name="李四").confirmed_by == "李四"
    assert unsure.signatures.filter(order=0).count() == 1


@pytest.mark.rule("R7")
def test_a_delegation_signs_by_its_head_and_during_the_congress(batch, ruled_by, facts):
    ruled_by("chongqing")
    of_delegation = {"lead_submitter": DELEGATION, "cosigners": ()}
    with pytest.raises(NotReady, match="团长签字"):
        register(draft("1", **of_delegation), batch=batch, **facts)
    with pytest.raises(NotReady, match="只能在会议期间提出"):
        register(draft("1", **of_delegation, head="赵团长", in_session=False), batch=batch, **facts)
    signed = register(draft("1", **of_delegation, head="赵团长"), batch=batch, **facts).signatures.get()
    assert (signed.head, bool(signed.head_signed_on)) == ("赵团长", True)


@pytest.mark.rule("R7")
def test_elsewhere_the_head_may_sign_later(batch, facts):
    item = register(draft("1", lead_submitter=DELEGATION, cosigners=()), batch=batch, **facts)
    assert sign_as_head(item.signatures.get(), head="赵团长", **facts).head_signed_on
    with pytest.raises(NotReady):
        sign_as_head(item.signatures.get(), head=" ", **facts)


def test_a_person_has_no_head(item, facts):
    with pytest.raises(NotReady, match="本人签名"):
        sign_as_head(item.signatures.first(), head="某", **facts)


def test_who_is_gone_is_let_off_with_a_reason(item, facts):
    row = item.signatures.get(order=1)
    with pytest.raises(NotReady, match="理由"):
        excuse_signer(row, "", **facts)
    excuse_signer(row, "已离任，联系不上", **facts)
    assert [left.submitter.name for left in item.signatures.to_hear_from()] == ["张三"]
    assert Event.objects.latest("pk").facts["reason"] == "已离任，联系不上"


def test_the_register_may_know_why(item, facts):
    row = item.signatures.get(order=1)
    Submitter.objects.filter(pk=row.submitter_id).update(gone_on=dt.date(2022, 4, 1), gone_reason="去世")
    assert excuse_signer(Signature.objects.get(pk=row.pk), "", **facts).excused_reason == "去世"


def test_outsiders_sign_for_nobody(unsure, person, now):
    row, who = unsure.signatures.get(order=1), {"by": person("stranger"), "now": now}
    for act in (lambda: confirm_signature(row, **who), lambda: excuse_signer(row, "某", **who)):
        with pytest.raises(NotAllowed):
            act()
