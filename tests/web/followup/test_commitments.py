"""承诺: in sight until kept or explained."""

import datetime as dt
import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from huiyin.followup.models import Commitment, Evidence, State
from huiyin.web.followup.listing import Row
from tests.answering import PDF


def do(client, commitment, verb: str, **said):
    return client.post(reverse("follow_up", args=[commitment.pk, verb]), said)


def state_of(commitment) -> str:
    commitment.refresh_from_db()
    return commitment.state


def test_it_is_proved_claimed_and_verified(commitment, browse):
    officer, clerk = browse("wang"), browse("lin")
    do(officer, commitment, "evidence", note="印发文件", file=SimpleUploadedFile("标准.pdf", PDF))
    do(officer, commitment, "claim")
    assert state_of(commitment) == State.CLAIMED
    do(clerk, commitment, "verify")
    assert state_of(commitment) == State.VERIFIED


def test_claiming_without_evidence_is_greyed(commitment, browse):
    page = browse("wang").get(reverse("commitment", args=[commitment.pk])).content.decode()
    assert "报完成要先附证明" in page
    assert do(browse("wang"), commitment, "claim").status_code == 409


def test_progress_said_as_a_fraction_becomes_a_bar(commitment, browse):
    do(browse("wang"), commitment, "progress", progress="22／25 家")
    commitment.refresh_from_db()
    assert Row(commitment, dt.date(2022, 4, 20)).progress == (22, 25, "22／25 家")
    assert 'max="25' in browse("wang").get(reverse("commitments")).content.decode()


def test_explaining_names_who_was_told(commitment, browse):
    clerk = browse("lin")
    assert do(clerk, commitment, "explain", explanation="资金未到位").status_code == 200
    do(clerk, commitment, "explain", explanation="资金未到位", informed="示例代表001\n市人大常委会")
    assert state_of(commitment) == State.EXPLAINED


def test_officers_verify_nothing(commitment, browse):
    assert do(browse("wang"), commitment, "verify").status_code == 403
    assert do(browse("zhao"), commitment, "evidence", note="x").status_code == 403


def test_strangers_find_nothing(commitment, browse):
    assert browse("stranger").get(reverse("commitment", args=[commitment.pk])).status_code == 404
    assert "印发托育" not in browse("stranger").get(reverse("commitments")).content.decode()


def test_evidence_is_fetched_only_by_the_house(commitment, browse):
    do(browse("wang"), commitment, "evidence", note="印发文件", file=SimpleUploadedFile("标准.pdf", PDF))
    url = reverse("stored_file", args=[Evidence.objects.get().file_id])
    assert browse("wang").get(url).status_code == 200
    assert browse("stranger").get(url).status_code == 404


def test_the_tabs_count_what_they_show(commitment, browse):
    client = browse("lin")
    for tab in client.get(reverse("commitments")).context["tabs"]:
        shown = client.get(reverse("commitments") + tab["url"]).context["page"].paginator.count
        assert shown == tab["count"], tab["label"]


def test_the_list_leaves_as_a_spreadsheet(commitment, browse):
    answer = browse("lin").get(reverse("export_commitments"))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert any("印发托育服务示范标准" in str(cell.value) for row in sheet for cell in row)


def test_a_year_that_is_over_is_carried_into_the_next(commitment, browse, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: dt.datetime(2023, 1, 5, 2, 0, tzinfo=dt.UTC))
    clerk = browse("lin")
    clerk.post(reverse("choose_year"), {"year": "2022"})
    clerk.post(reverse("carry_over") + "?year=2022")
    assert state_of(commitment) == State.CARRIED_OVER
    assert Commitment.objects.get(year=2023).carried_from == commitment


def test_the_list_asks_a_steady_number_of_questions(commitment, browse, django_assert_max_num_queries):
    client = browse("lin")
    with django_assert_max_num_queries(16):
        client.get(reverse("commitments"))


def test_the_steps_of_its_plan_are_reached_one_by_one(commitment, browse):
    officer = browse("wang")
    first, second = commitment.milestones.all()
    page = officer.get(reverse("commitments")).content.decode()
    assert "下一步 6月30日" in page and "6月底前形成初稿" in page
    officer.post(reverse("reach_milestone", args=[commitment.pk, first.pk]))
    do(officer, commitment, "milestone", text="专家评审", due_on="2022-07-20")
    page = officer.get(reverse("commitment", args=[commitment.pk])).content.decode()
    assert "做到" in page and "专家评审" in page and second.text in page
    first.refresh_from_db()
    assert first.done_on is not None
