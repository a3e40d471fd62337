"""After the signature: number, seal, issue, deliver, report upwards — and back from above."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from huiyin.events.actors import SYSTEM
from huiyin.handling.actions import rework
from huiyin.replies.models import Reply, State
from tests.answering import PDF


@pytest.fixture
def signed(case):
    return case.signed()


def do(client, reply, verb: str, **said):
    return client.post(reverse("sending", args=[reply.pk, verb]), said)


def test_the_coordinator_walks_the_letter_out_of_the_house(signed, browse):
    clerk = browse("lin")
    do(clerk, signed, "number", doc_no="示卫函〔2022〕12号", numbered_on="2022-04-20")
    do(clerk, signed, "seal", sealed_on="2022-04-20")
    do(clerk, signed, "issue", issued_on="2022-04-20")
    clerk.post(reverse("deliver", args=[signed.pk]), {"way": "当面送达", "on": "2022-04-20"})
    do(clerk, signed, "record_upload", system="省系统", receipt="SR-1", on="2022-04-20")
    signed.refresh_from_db()
    assert (signed.state, signed.doc_no) == (State.ISSUED, "示卫函〔2022〕12号")
    assert signed.letter is not None and signed.deliveries.count() == 1
    assert signed.uploads.get().receipt == "SR-1"


def test_a_bad_number_comes_back_with_what_was_typed(signed, browse):
    page = do(browse("lin"), signed, "number", doc_no="示卫函[2022]012号")
    assert page.status_code == 409 and "示卫函[2022]012号" in page.content.decode()


def test_the_panel_has_one_next_step(signed, browse):
    page = browse("lin").get(reverse("reply", args=[signed.pk])).content.decode()
    assert page.count('class="btn go"') == 1 and "先编文号，再用印" in page


def test_after_issue_one_step_is_next(case, browse):
    reply, clerk = case.issued(), browse("lin")
    seen = []
    for act in (
        lambda: clerk.post(reverse("deliver", args=[reply.pk]), {"way": "当面送达", "on": "2022-04-20"}),
        lambda: do(clerk, reply, "record_upload", system="省系统", receipt="SR-1", on="2022-04-20"),
    ):
        page = clerk.get(reverse("reply", args=[reply.pk]))
        seen.append((page.context["next_step"], page.content.decode().count('class="btn go"')))
        act()
    assert seen[0] == ("delivery", 1)
    assert clerk.get(reverse("reply", args=[reply.pk])).context["next_step"] == "survey"


def test_copies_are_recorded_as_sent_too(case, browse):
    reply, clerk = case.issued(), browse("lin")
    said = {"copies": "all", "way": "机要交换", "on": "2022-04-20"}
    assert clerk.post(reverse("deliver", args=[reply.pk]), said).status_code == 302
    assert [row.copy_to for row in reply.deliveries.all()] == reply.copies
    assert clerk.get(reverse("reply", args=[reply.pk])).context["undelivered"] != []


def test_officers_and_strangers_register_nothing(signed, browse):
    said = {"doc_no": "示卫函〔2022〕12号"}
    assert do(browse("wang"), signed, "number", **said).status_code == 403
    assert do(browse("stranger"), signed, "number", **said).status_code == 404


def test_an_upload_keeps_its_receipt_for_those_who_may_see_it(case, browse):
    reply = case.issued()
    picture = SimpleUploadedFile("回执.pdf", PDF)
    do(browse("lin"), reply, "record_upload", system="省系统", file=picture, on="2022-04-20")
    url = reverse("stored_file", args=[reply.uploads.get().file_id])
    answer = browse("wang").get(url)
    assert answer["Content-Disposition"].startswith("attachment") and answer["X-Content-Type-Options"] == "nosniff"
    assert browse("stranger").get(url).status_code == 404
    assert browse("feng").get(url).status_code == 404


def test_a_program_is_not_let_in(case, browse):
    reply = case.issued()
    page = do(browse("lin"), reply, "record_upload", system="省系统", file=SimpleUploadedFile("回执.pdf", b"MZ\x90"))
    assert reply.uploads.count() == 0 and "内容" in page.content.decode()


def test_back_from_above_a_new_draft_is_ready(case, browse):
    reply = case.issued()
    answer = do(browse("lin"), reply, "return_from_above", reason="没有分条答")
    again = Reply.objects.get(supersedes=reply)
    assert answer.url == reverse("reply", args=[again.pk]) and again.state == State.DRAFTING


def test_a_slip_of_paper_is_recorded_with_its_scan(case, browse):
    reply = case.drafted()
    clerk, url = browse("lin"), reverse("record_clearance", args=[reply.pk])
    said = {"way": "paper", "file": SimpleUploadedFile("审签单.pdf", PDF)}
    for number, who in enumerate(("钱处", "林科", "吴主任"), start=1):
        said |= {f"who_{number}": who, f"on_{number}": "2022-04-19"}
    assert clerk.post(url, said).url == reverse("reply", args=[reply.pk])
    reply.refresh_from_db()
    assert (reply.state, reply.cleared_at, reply.signed_by) == (State.SIGNED, "paper", "吴主任")


def test_a_slip_without_its_scan_is_refused(case, browse):
    reply = case.drafted()
    page = browse("lin").post(reverse("record_clearance", args=[reply.pk]), {"way": "oa", "who_1": "钱处"})
    reply.refresh_from_db()
    assert reply.state == State.DRAFTING and "钱处" in page.content.decode()


def test_an_opinion_goes_to_the_unit_that_leads(assisting, browse):
    officer = browse("wang")
    officer.post(reverse("start_draft", args=[assisting.assignment.pk]))
    reply = Reply.objects.get()
    page = officer.get(reverse("reply", args=[reply.pk])).content.decode()
    assert "无意见" in page and "答复分类" not in page
    head = {"title": reply.title, "no_opinion": "on", "contact_name": "王工", "contact_phone": "1"}
    officer.post(reverse("save_head", args=[reply.pk]), head)
    officer.post(reverse("submit_reply", args=[reply.pk]))
    reply.refresh_from_db()
    assert reply.no_opinion and reply.state == State.CLEARING


def test_more_to_say_later_is_a_second_letter(case, browse):
    reply = case.issued()
    assert "写再次答复" in browse("wang").get(reverse("reply", args=[reply.pk])).content.decode()
    browse("wang").post(reverse("start_follow_up", args=[case.assignment.pk]))
    assert Reply.objects.filter(kind="follow_up").count() == 1


def test_a_letter_sent_back_stands_among_those_to_write(case, browse):
    reply = case.issued()
    reply.assignment.refresh_from_db()
    rework(reply.assignment, reason="没有说时间", round=2, by=SYSTEM, now=case.now)
    officer = browse("wang")
    assert "重新答复" in officer.get(reverse("reply", args=[reply.pk])).content.decode()
    assert "重新答复" in officer.get(reverse("replies") + "?tab=to_draft").content.decode()
