"""The pages of what is cleared in OA or on paper: sheet, package, 登记审签, the sealed letter that comes back."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from huiyin.documents.letter_pdf import letter_pdf
from huiyin.replies.actions import issue
from huiyin.replies.letter.letters import letter_of
from huiyin.replies.models import ClearingPlace, State
from tests.answering import PDF


@pytest.fixture
def elsewhere(case):
    ClearingPlace.objects.create(unit=case.cast.unit, kind="reply", where="oa")
    return case.submitted()


def act(client, name: str, reply, **said):
    return client.post(reverse(name, args=[reply.pk]), said)


def page_of(client, reply) -> str:
    return client.get(reverse("reply", args=[reply.pk])).content.decode()


def test_the_page_offers_sheet_package_and_record(elsewhere, browse):
    page = page_of(browse("lin"), elsewhere)
    for name in ("routing_sheet_pdf", "routing_sheet_docx", "take_package", "record_clearance", "record_send_back"):
        assert reverse(name, args=[elsewhere.pk]) in page
    assert "本件在本单位 OA 审签" in page
    assert reverse("record_send_back", args=[elsewhere.pk]) not in page_of(browse("wang"), elsewhere)


@pytest.mark.parametrize(("name", "magic"), [("routing_sheet_pdf", b"%PDF"), ("routing_sheet_docx", b"PK")])
def test_the_sheet_is_a_download(elsewhere, browse, name, magic):
    url = reverse(name, args=[elsewhere.pk])
    answer = browse("wang").get(url)
    assert answer.content.startswith(magic) and answer["Content-Disposition"].startswith("attachment")
    assert browse("stranger").get(url).status_code == 404


def test_the_package_is_taken_by_a_post(elsewhere, browse):
    answer = act(browse("wang"), "take_package", elsewhere)
    assert "2 发文稿纸.pdf" in ZipFile(BytesIO(answer.content)).namelist()
    assert browse("wang").get(reverse("take_package", args=[elsewhere.pk])).status_code == 405


def test_a_long_way_is_recorded_bit_by_bit(elsewhere, browse):
    clerk = browse("lin")
    act(clerk, "record_clearance", elsewhere, way="oa", who_1="钱处", on_1="2022-04-19", remark_1="同意")
    page = page_of(clerk, elsewhere)
    assert "钱处" in page and "（林科登记自OA）" in page
    rest = {"who_2": "林科", "on_2": "2022-04-19", "who_3": "吴主任", "on_3": "2022-04-20"}
    refused = act(clerk, "record_clearance", elsewhere, way="oa", **rest)
    assert refused.status_code == 409 and "要附审签单" in refused.content.decode()
    act(clerk, "record_clearance", elsewhere, way="oa", file=SimpleUploadedFile("单.pdf", PDF), **rest)
    elsewhere.refresh_from_db()
    assert (elsewhere.state, elsewhere.signed_by) == (State.SIGNED, "吴主任")
    scan = elsewhere.steps.get(is_last=True).file
    assert browse("wang").get(reverse("stored_file", args=[scan.pk])).status_code == 200


def test_a_name_without_a_day_is_asked_for(elsewhere, browse):
    page = act(browse("lin"), "record_clearance", elsewhere, way="oa", who_1="钱处")
    assert "是哪一天签的" in page.content.decode()


def test_what_oa_sent_back_is_recorded(elsewhere, browse):
    said = {"order": "1", "who": "钱处", "on": "2022-04-20", "remark": "第一项改写", "way": "oa"}
    act(browse("lin"), "record_send_back", elsewhere, **said)
    elsewhere.refresh_from_db()
    assert (elsewhere.state, elsewhere.version) == (State.DRAFTING, 2)
    assert elsewhere.steps.get(result="sent_back").remark == "第一项改写"


def test_others_record_nothing(elsewhere, browse):
    for name in ("record_clearance", "record_send_back"):
        assert act(browse("wang"), name, elsewhere).status_code == 403
        assert act(browse("stranger"), name, elsewhere).status_code == 404


def test_what_differs_is_seen_before_it_is_kept(case, browse):
    reply, clerk = case.sealed(case.signed()), browse("lin")
    letter = letter_of(reply)
    said = tuple(replace(part, text=part.text.replace("3万个", "2万个")) for part in letter.paragraphs)
    file = SimpleUploadedFile("盖章件.pdf", letter_pdf(replace(letter, paragraphs=said)))
    refused = act(clerk, "sealed_letter", reply, file=file)
    page = refused.content.decode()
    assert refused.status_code == 409 and "<del>3万个</del><ins>2万个</ins>" in page
    stored = page.split('name="stored" value="')[1].split('"')[0]
    act(clerk, "sealed_letter", reply, stored=stored, reason="领导电话核定")
    assert "与签发稿有 3 处不同：领导电话核定" in page_of(clerk, reply)
    issue(reply.__class__.objects.get(pk=reply.pk), **case.by("lin"))
    assert "印发件（盖章件）" in page_of(browse("wang"), reply)


def test_a_scan_is_ticked_off(case, browse):
    reply, clerk = case.sealed(case.signed()), browse("lin")
    refused = act(clerk, "sealed_letter", reply, file=SimpleUploadedFile("章.pdf", PDF))
    assert "读不出文字" in refused.content.decode()
    act(clerk, "sealed_letter", reply, file=SimpleUploadedFile("章.pdf", PDF), compared="on")
    assert "扫描件，已逐字核对" in page_of(clerk, reply)
    assert act(clerk, "sealed_letter", reply).status_code == 200
