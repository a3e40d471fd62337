"""The letters of a list, packed."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from huiyin.documents.letter_docx import DRAFT_MARK
from huiyin.events import jobs
from huiyin.events.models import Event, Job
from huiyin.replies.models import LetterCopy
from huiyin.surveys.print_runs import FUNCTION, make_print_run


@pytest.fixture
def job(case, browse):
    case.issued()
    answer = browse("lin").post(reverse("ask_print_run"))
    found = Job.objects.get(function=FUNCTION)
    assert answer.status_code == 302 and answer["Location"] == reverse("print_run", args=[found.pk])
    return found


def done(job, case, monkeypatch):
    monkeypatch.setitem(jobs.WORK, FUNCTION, lambda job: make_print_run(job, tell=lambda percent: None))
    jobs.run_one(job, now=case.now)


def test_the_page_asks_again_until_it_is_done(job, case, browse, monkeypatch):
    client, page = browse("lin"), reverse("print_run", args=[job.pk])
    assert 'hx-trigger="every 2s"' in client.get(page).content.decode()
    assert client.get(reverse("print_run_zip", args=[job.pk])).status_code == 404
    done(job, case, monkeypatch)
    text = client.get(page).content.decode()
    assert 'hx-trigger="every 2s"' not in text and "压缩包" in text


def test_letters_are_chosen_by_batch_or_one_by_one(case, browse):
    reply, lin = case.issued(), browse("lin")
    page = lin.get(reverse("print_runs")).content.decode()
    assert reply.doc_no in page and case.item.number_label in page
    ask = reverse("ask_print_run")
    assert "还没有勾选答复函" in lin.post(ask, {"which": "ticked"}).content.decode()
    assert lin.post(ask, {"which": "ticked", "reply": reply.pk, "batch": case.item.batch_id}).status_code == 302
    assert lin.post(ask, {"which": "all", "batch": "999"}).status_code == 409
    assert "打过的" in lin.get(reverse("print_runs")).content.decode()


def test_without_a_letter_the_page_says_what_comes_first(case, browse):
    assert "今年还没有印发的答复函" in browse("lin").get(reverse("print_runs")).content.decode()
    assert browse("wang").get(reverse("print_runs")).status_code == 403


def test_it_is_written_down_who_printed_what(job):
    event = Event.objects.get(verb="surveys.letters_printed")
    assert (event.actor, event.facts["letters"], event.facts["job"]) == (job.asked_by, 1, job.pk)


def test_it_is_fetched_by_whoever_asked_and_nobody_else(job, case, browse, monkeypatch):
    done(job, case, monkeypatch)
    for name, start in (("print_run_zip", b"PK"), ("print_run_pdf", b"%PDF")):
        address = reverse(name, args=[job.pk])
        assert browse("lin").get(address).content.startswith(start)
        assert browse("wang").get(address).status_code == 404


def test_nothing_issued_is_no_batch(case, browse):
    assert browse("lin").post(reverse("ask_print_run")).status_code == 409


def test_the_issued_pdf_is_fetched_to_the_byte(case, browse):
    reply = case.issued()
    answer = browse("wang").get(reverse("letter_pdf_file", args=[reply.pk]))
    assert answer["Content-Type"] == "application/pdf" and "attachment" in answer["Content-Disposition"]
    assert answer.content == browse("lin").get(reverse("letter_pdf_file", args=[reply.pk])).content


def test_a_draft_has_its_pdf_too(case, browse):
    answer = browse("wang").get(reverse("letter_pdf_file", args=[case.drafted().pk]))
    assert DRAFT_MARK in PdfReader(BytesIO(answer.content)).pages[0].extract_text()


@pytest.mark.rule("R40")
def test_letters_of_their_own_are_listed_and_fetched(case, browse):
    reply, lin = case.issued(), browse("lin")
    first = case.item.signatures.get(order=0).submitter
    files = {"letter": reply.letter, "letter_pdf": reply.letter_pdf}
    own = LetterCopy.objects.create(reply=reply, submitter=first, addressee="示例代表001代表", **files)
    assert "一人一函，共 1 份" in lin.get(reverse("letter", args=[reply.pk])).content.decode()
    for name, start in (("letter_copy_file", b"PK"), ("letter_copy_pdf_file", b"%PDF")):
        assert lin.get(reverse(name, args=[own.pk])).content.startswith(start)
