"""打印一批答复函."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from huiyin.events import jobs
from huiyin.events.models import Job
from huiyin.files import storage
from huiyin.files.models import StoredFile
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling.models import Assignment
from huiyin.replies.actions import issue
from huiyin.replies.models import Reply
from huiyin.surveys.actions import open_round
from huiyin.surveys.papers import printed
from huiyin.surveys.print_runs import FUNCTION, ask_print_run, make_print_run
from tests.answering import hand_over


@pytest.fixture
def letters(cast, now):
    """Two issued letters, their ratings asked for."""
    cases = [hand_over(cast, now, no=no, title=f"关于第{no}件事的建议") for no in ("0031", "0032")]
    replies = [case.sealed(case.signed(), no=at) for at, case in enumerate(cases, start=1)]
    for case, reply in zip(cases, replies, strict=True):
        open_round(issue(reply, **case.by("lin")), **case.by("lin"))
    return cases[0], replies


def made(job, ending) -> bytes:
    job.refresh_from_db()
    return storage.read(StoredFile.objects.get(pk=job.facts["files"][ending]))


def test_it_holds_every_letter_as_it_was_issued_with_its_form(letters):
    case, replies = letters
    job = ask_print_run(replies, **case.by("lin"))
    told = []
    make_print_run(job, tell=told.append)
    packed = ZipFile(BytesIO(made(job, "zip")))
    assert sorted(name.split("/")[0] for name in packed.namelist()) == ["PDF"] * 2 + ["Word"] * 2 + ["征询意见表"] * 2
    assert packed.read("PDF/第0031号建议 示卫函〔2022〕1号.pdf") == storage.read(replies[0].letter_pdf)
    assert told == sorted(told) and told[-1] == 95


def test_the_print_run_has_each_letter_before_its_form(letters):
    case, replies = letters
    job = ask_print_run(replies, **case.by("lin"))
    make_print_run(job, tell=lambda percent: None)
    texts = [page.extract_text() for page in PdfReader(BytesIO(made(job, "pdf"))).pages]
    heads = [at for at, text in enumerate(texts) if "征询意见表" in text and "编" in text and "件码" in text]
    assert len(heads) == 2 and all(at % 2 == 0 for at in heads)


def test_a_batch_may_be_larger_than_an_upload(letters, settings):
    case, replies = letters
    settings.UPLOAD_LIMIT = 1000
    job = ask_print_run(replies, **case.by("lin"))
    make_print_run(job, tell=lambda percent: None)
    assert len(made(job, "zip")) > 1000


def test_the_same_batch_is_made_once(letters):
    case, replies = letters
    assert ask_print_run(replies, **case.by("lin")) == ask_print_run(reversed(replies), **case.by("lin"))
    assert Job.objects.filter(function=FUNCTION).count() == 1


def test_only_the_coordinator_may(letters):
    case, replies = letters
    with pytest.raises(NotAllowed):
        ask_print_run(replies, **case.by("wang"))


def test_nothing_is_no_batch(letters):
    case, _ = letters
    with pytest.raises(NotReady):
        ask_print_run([], **case.by("lin"))


@pytest.mark.rule("R40")
def test_each_entitled_submitter_gets_a_letter_of_their_own(letters):
    case, replies = letters
    Assignment.objects.filter(pk=replies[0].assignment_id).update(pack="henan")
    done = printed(Reply.objects.for_letter().get(pk=replies[0].pk), sees=True)
    entitled = case.item.signatures.exclude(confirmed_on=None).count() or 1
    assert done.sheets.count(done.pdf) == max(entitled, 1)


@pytest.mark.rule("R39")
def test_where_the_place_asks_for_a_slip_it_goes_with_the_letter(letters):
    _, replies = letters
    Assignment.objects.filter(pk=replies[0].assignment_id).update(pack="chongqing")
    reply = Reply.objects.for_letter().get(pk=replies[0].pk)
    done = printed(reply, sees=True)
    name, slip = done.slips[0]
    text = PdfReader(BytesIO(slip)).pages[0].extract_text()
    assert name == "示例代表001" and "答复函回执" in text and f"{reply.doc_no}附件2" in text
    assert done.sheets[:3] == (done.pdf, done.forms[0][1], slip)


def test_its_progress_is_seen_while_it_goes_on(letters, monkeypatch):
    case, replies = letters
    job, seen = ask_print_run(replies, **case.by("lin")), []
    monkeypatch.setitem(jobs.WORK, FUNCTION, lambda job: make_print_run(job, tell=seen.append))
    monkeypatch.setattr(jobs, "LONG", {FUNCTION})
    jobs.run_one(job, now=case.now)
    job.refresh_from_db()
    assert job.done_at and job.progress == 100 and seen
