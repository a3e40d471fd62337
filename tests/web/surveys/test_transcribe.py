"""评价: links for the coordinator's eyes only, transcripts with their scan."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from huiyin.replies import actions as replies
from huiyin.surveys.actions import open_round, token_of
from huiyin.surveys.models import Rating, Source
from tests.answering import PDF

PAPER = {"source": "paper", "manner": "satisfied", "result": "mostly_satisfied", "rated_on": "2022-04-20"}


def at(name: str, invitation) -> str:
    return reverse(name, args=[invitation.pk])


def survey(invitation) -> str:
    return reverse("survey", args=[invitation.round.reply_id])


def test_the_coordinator_gets_link_and_code(invitation, browse):
    clerk = browse("lin")
    assert f"/r/{token_of(invitation)}/" in clerk.get(survey(invitation)).content.decode()
    picture = clerk.get(at("invitation_qr", invitation))
    assert picture["Content-Type"] == "image/svg+xml" and b"<svg" in picture.content


@pytest.mark.parametrize("login", ["wang", "qian", "wu", "zhao"])
def test_nobody_of_the_house_but_the_coordinator_sees_a_link(invitation, browse, login):
    for url in (survey(invitation), *(at(name, invitation) for name in ("invitation_qr", "transcribe", "rating_form"))):
        assert browse(login).get(url).status_code in (403, 404)


def test_strangers_find_nothing(invitation, browse):
    assert browse("stranger").get(survey(invitation)).status_code == 404
    assert browse("stranger").get(at("invitation_qr", invitation)).status_code == 404


def test_a_coordinator_who_drafted_sees_no_link(case, browse):
    invitation = _drafted_by_the_coordinator(case)
    page = browse("lin").get(survey(invitation)).content.decode()
    assert token_of(invitation) not in page and "起草" in page
    assert browse("lin").get(at("transcribe", invitation)).status_code == 403


def test_the_paper_form_prints(invitation, browse):
    answer = browse("lin").get(at("rating_form", invitation))
    assert answer.content[:2] == b"PK" and answer["Content-Disposition"].startswith("attachment")


def test_a_paper_form_is_transcribed_with_its_scan(invitation, browse):
    said = PAPER | {"file": SimpleUploadedFile("征询表.pdf", PDF)}
    browse("lin").post(at("transcribe", invitation), said)
    rating = Rating.objects.get()
    assert (rating.source, rating.result) == (Source.PAPER, "mostly_satisfied")
    assert browse("wang").get(reverse("stored_file", args=[rating.file_id])).status_code == 404
    assert browse("lin").get(reverse("stored_file", args=[rating.file_id])).status_code == 200


def test_without_its_scan_it_is_refused_and_nothing_is_lost(invitation, browse):
    page = browse("lin").post(at("transcribe", invitation), PAPER | {"comment": "字写得很清楚"})
    assert page.status_code == 409 and "字写得很清楚" in page.content.decode()
    assert not Rating.objects.exists()


def test_who_has_left_office_is_asked_no_longer(invitation, browse):
    browse("lin").post(at("waive_invitation", invitation), {"reason": "已离任"})
    invitation.refresh_from_db()
    assert invitation.waived_reason == "已离任"


def test_the_list_shows_every_round(invitation, browse):
    assert "等评价" in browse("lin").get(reverse("surveys")).content.decode()
    assert browse("wang").get(reverse("surveys")).status_code == 403


def test_a_round_that_nobody_answered_was_not_done_early(invitation, browse):
    over = invitation.round.opened_on + dt.timedelta(days=10)
    type(invitation.round).objects.update(state="expired", closes_on=over, ended_on=over - dt.timedelta(days=3))
    page = browse("lin").get(reverse("surveys")).content.decode()
    assert "到期未反馈" in page
    assert "完成" not in page.split("<tbody>")[1].split("</tbody>")[0]


def test_the_round_can_be_opened_at_once(case, browse):
    reply = case.issued()
    assert "现在备好" in browse("lin").get(reverse("survey", args=[reply.pk])).content.decode()
    browse("lin").post(reverse("open_round", args=[reply.pk]))
    assert reply.survey_round.invitations.count() == 1


def _drafted_by_the_coordinator(case):
    reply = case.drafted(login="lin")
    replies.submit(reply, **case.by("lin"))
    slip = [
        replies.RecordedStep(r, w, case.now.date())
        for r, w in (("office_head", "钱处"), ("coordinator", "某人"), ("leader_in_charge", "吴主任"))
    ]
    replies.record_clearance(reply, slip, way="paper", file=case.scan(), **case.by("lin"))
    return open_round(replies.issue(case.sealed(reply), **case.by("lin")), now=case.now).invitations.get()
