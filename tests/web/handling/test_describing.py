"""Marks, topics, consent, signers and the register entry on their pages."""

from huiyin.directory.actions import SubmitterName
from huiyin.items.models import Mark
from tests.web.handling.conftest import WORD


def test_a_mark_is_added_reported_and_taken_off(press, assignment):
    press("lin", "mark", assignment.item, kind="leader_led", by_whom="市人大常委会", leader="张主任")
    mark = Mark.objects.get()
    press("lin", "report_mark", mark, note="已报告")
    mark.refresh_from_db()
    assert mark.reported_on
    assert press("lin", "unmark", mark).status_code == 200
    press("lin", "unmark", mark, reason="记错了件")
    assert not Mark.objects.exists()


def test_topics_are_put_on_and_taken_off(press, browse, assignment):
    press("lin", "tag", assignment.item, topic_name="疫情防控")
    topic = assignment.item.topics.get()
    browse("lin").post(f"/items/{assignment.item_id}/topics/{topic.pk}/untag/")
    assert not assignment.item.topics.exists()


def test_looking_takes_nothing_off(press, browse, assignment):
    press("lin", "tag", assignment.item, topic_name="疫情防控")
    topic = assignment.item.topics.get()
    assert browse("lin").get(f"/items/{assignment.item_id}/topics/{topic.pk}/untag/").status_code == 405


def test_consent_is_recorded(press, assignment):
    press("lin", "set_consent", assignment.item, consent="no", consent_reason="涉及个案")
    assignment.item.refresh_from_db()
    assert (assignment.item.consent, assignment.item.consent_reason) == ("no", "涉及个案")


def test_a_hard_item_has_another_deadline(press, assignment):
    before = assignment.duties.get(kind="reply").due_on
    press("lin", "change_item", assignment.item, official_no="0001", title="关于加强社区卫生服务的建议", is_hard="on")
    assignment.item.refresh_from_db()
    assert assignment.item.is_hard and assignment.duties.get(kind="reply").due_on >= before


def test_signers_are_put_right(press, assignment):
    press("lin", "set_signers", assignment.item, lead="示例代表002", cosigners="示例代表003、示例代表004")
    names = [row.submitter.name for row in assignment.item.signatures.order_by("order")]
    assert names == ["示例代表002", "示例代表003", "示例代表004"]


def test_nobody_at_all_is_no_signer(press, assignment):
    assert "至少要有一个提出人。" in press("lin", "set_signers", assignment.item).content.decode()
    assert assignment.item.signatures.exists()


def test_an_officer_changes_no_entry(press, shared):
    assert press("wang", "change_item", shared.item, official_no="9", title="改").status_code == 403
    assert press("wang", "mark", shared.item, kind="key", by_whom="市政府").status_code == 403


def test_a_cosigner_confirms_by_the_coordinators_pen(press, browse, new_item):
    item = new_item("0007", cosigners=(SubmitterName("示例代表009"),), cosigners_confirmed=False)
    signature = item.signatures.get(order=1)
    assert f"/signatures/{signature.pk}/confirm/" in browse("lin").get(f"/items/{item.pk}/signers/").content.decode()
    press("lin", "confirm_signature", signature, **WORD)
    signature.refresh_from_db()
    assert signature.confirmed_on
