"""另行答复、当面答复、分类: the pages."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from huiyin.replies.models import Promise, Reply
from tests.answering import PDF


def test_a_letter_that_is_out_is_answered_anew(case, browse):
    reply, officer = case.issued("B"), browse("wang")
    assert reverse("answer_anew", args=[reply.pk]) in officer.get(reverse("reply", args=[reply.pk])).content.decode()
    said = {"why": "correction", "reason": "日期写错"}
    answer = officer.post(reverse("answer_anew", args=[reply.pk]), said)
    again = Reply.objects.get(supersedes=reply)
    assert answer.url == reverse("reply", args=[again.pk])
    assert "已另起一稿" in officer.get(reverse("reply", args=[reply.pk])).content.decode()


def test_what_was_promised_is_asked_about(case, browse):
    reply, officer = case.issued("B"), browse("wang")
    officer.post(reverse("answer_anew", args=[reply.pk]), {"why": "changed", "reason": "政策变了"})
    again = Reply.objects.get(supersedes=reply)
    old = Promise.objects.get(answer__reply=reply)
    Promise.objects.filter(answer__reply=again).delete()
    assert "原答复的承诺" in officer.get(reverse("reply", args=[again.pk])).content.decode()
    officer.post(reverse("drop_promise", args=[again.pk, old.pk]), {"reason": "国家另有规定"})
    assert again.dropped_promises.get().reason == "国家另有规定"
    officer.post(reverse("take_up_again", args=[again.pk, old.pk]))
    assert Promise.objects.get(answer__reply=again).continues == old


def test_an_answer_in_person_is_recorded_with_its_scan(case, browse):
    officer, url = browse("wang"), reverse("record_oral", args=[case.assignment.pk])
    said = {"met_on": "2022-04-20", "place": "会议室", "people": "王工", "opinion": "同意", "signed_by": "示例代表001"}
    assert reverse("oral_form", args=[case.assignment.pk]) in officer.get(url).content.decode()
    answer = officer.post(url, {**said, "file": SimpleUploadedFile("记录.pdf", PDF)})
    reply = case.assignment.replies.get()
    assert (answer.url, reply.kind) == (reverse("reply", args=[reply.pk]), "oral")
    form = officer.get(reverse("oral_form", args=[case.assignment.pk]))
    assert form.content[:4] == b"%PDF"
    assert browse("wang").get(reverse("stored_file", args=[reply.oral_record.file_id])).status_code == 200
    assert browse("stranger").get(url).status_code == 404


def test_the_class_is_suggested_beside_our_share_and_others(case, browse):
    clerk = browse("lin")
    said = {"peer": "吉林省", "year": "2022", "answered": "694", "rate": "43.4", "source": "2022 年度概述"}
    assert clerk.post(reverse("reply_classes"), said).status_code == 302
    assert "43.4 %" in clerk.get(reverse("reply_classes")).content.decode()
    page = clerk.get(reverse("reply", args=[case.drafted("A").pk])).content.decode()
    assert "像 A 类" in page
    assert clerk.post(reverse("reply_classes"), {**said, "rate": "", "year": "2021"}).status_code == 200
