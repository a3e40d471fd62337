"""What stands behind the link, and what does not."""

import datetime as dt

import pytest
from django.test import Client

from huiyin.files import storage
from huiyin.handling.models import Contact
from huiyin.replies.models import LetterCopy
from tests.answering import PDF
from tests.conftest import NOW


def test_it_opens_without_an_account(link, phone):
    page = phone.get(link).content.decode()
    assert "您对办理满意吗" in page and "部分采纳" in page and "王工" in page and "印发托育服务示范标准" in page


def test_it_leaks_nothing_on_the_way(link, phone):
    answer = phone.get(link)
    assert "no-store" in answer["Cache-Control"] and answer["X-Robots-Tag"].startswith("noindex")
    assert answer["Referrer-Policy"] == "strict-origin"
    assert (
        answer["Content-Security-Policy"].startswith("default-src 'none'")
        or "default-src 'none'" in answer["Content-Security-Policy"]
    )


def test_it_shows_nobody_elses_data(link, phone, invitation):
    other = invitation.round.reply.assignment.item.signatures.get(order=1).submitter
    other.phone, other.address = "13800000000", "某街1号"
    other.save()
    page = phone.get(link).content.decode()
    assert other.name not in page and "13800000000" not in page and "某街1号" not in page


def test_a_link_nobody_made_is_a_friendly_404(phone, db):
    answer = phone.get("/r/abcdefghijklmnopqrstuvwxyz0/")
    assert answer.status_code == 404 and "打不开" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_an_old_link_is_the_same_404(link, phone, monkeypatch, case):
    monkeypatch.setattr("django.utils.timezone.now", lambda: case.now + dt.timedelta(days=400))
    assert phone.get(link).status_code == 404


def test_guessing_is_told_to_rest(phone, db):
    answers = [phone.get(f"/r/guess{number}/").status_code for number in range(25)]
    assert answers[0] == 404 and answers[-1] == 429


def test_larger_type_is_kept_without_a_script(link, phone):
    assert "bigger" in phone.get(link + "?big=1").content.decode()
    assert "bigger" in phone.get(link).content.decode()
    assert "bigger" not in phone.get(link + "?big=0").content.decode()


def test_the_letter_is_read_and_downloaded(link, phone):
    assert "收悉" in phone.get(link + "letter/").content.decode()
    file = phone.get(link + "letter.docx")
    assert file.content[:2] == b"PK" and file["Content-Disposition"].startswith("attachment")


def test_a_contact_is_confirmed_or_disputed(link, phone):
    contact = Contact.objects.get()
    assert "有过吗" in phone.get(link).content.decode()
    phone.post(f"{link}contacts/{contact.pk}/", {"had": "no"})
    contact.refresh_from_db()
    assert contact.confirmed is False and "有过吗" not in phone.get(link).content.decode()


def test_who_disputes_a_contact_may_say_why_in_their_words(link, phone):
    contact = Contact.objects.get()
    phone.post(f"{link}contacts/{contact.pk}/", {"had": "no", "words": "没有人来过"})
    contact.refresh_from_db()
    assert (contact.counts, contact.disputed_reason) == (False, "没有人来过")
    assert "没有人来过" in phone.get(link).content.decode()


def test_somebody_elses_contact_is_out_of_reach(link, phone, invitation):
    other = invitation.round.reply.assignment.item.signatures.get(order=1).submitter
    contact = Contact.objects.get()
    contact.submitter = other
    contact.save()
    assert phone.post(f"{link}contacts/{contact.pk}/", {"had": "yes"}).status_code == 404


def test_forms_carry_their_token(link):
    assert Client(enforce_csrf_checks=True).post(link + "rate/", {"grade": "satisfied"}).status_code == 403


def test_the_page_asks_a_steady_number_of_questions(link, phone, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        phone.get(link)


@pytest.mark.rule("R40")
def test_who_got_a_letter_of_their_own_reads_that_one(phone, link, invitation):
    reply = invitation.round.reply
    own = storage.save(PDF, name="本人的答复.pdf", by="user:1", at=NOW, kind="letter")
    facts = {"letter": reply.letter, "letter_pdf": own, "addressee": "示例代表009代表"}
    LetterCopy.objects.create(reply=reply, submitter=invitation.submitter, **facts)
    assert "示例代表009代表" in phone.get(f"{link}letter/").content.decode()
    assert phone.get(f"{link}letter.pdf").content == PDF


def test_who_got_the_letter_says_so_and_nobody_says_it_for_them(link, phone, invitation, browse):
    reply = invitation.round.reply
    phone.get(link)
    assert not reply.deliveries.exists()
    phone.post(f"{link}received/")
    row = reply.deliveries.get()
    assert (row.way, row.delivered_on, row.received_on) == ("本人链接", NOW.date(), NOW.date())
    phone.post(f"{link}received/")
    assert reply.deliveries.count() == 1
    assert "说收到了答复信" in phone.get(link).content.decode()
    assert browse("lin").post(f"{link}received/").status_code == 403
