"""One tap counts; who is not satisfied is asked why, kindly, and loses nothing."""

import datetime as dt

from huiyin.surveys.models import Rating, Round


def test_one_tap_counts(link, phone):
    assert phone.post(link + "rate/", {"grade": "satisfied"}).status_code == 302
    rating = Rating.objects.get()
    assert (rating.manner, rating.result, rating.source) == ("satisfied", "satisfied", "link")
    assert "您评的是：满意" in phone.get(link).content.decode()


def test_two_sentences_may_follow(link, phone):
    phone.post(link + "rate/", {"grade": "satisfied"})
    said = {"manner": "satisfied", "result": "mostly_satisfied", "on_point": "mostly", "comment": "第三条可以再快些"}
    phone.post(link + "words/", said)
    rating = Rating.objects.get()
    assert (rating.result, rating.comment) == ("mostly_satisfied", "第三条可以再快些")


def test_tapping_again_keeps_the_words(link, phone):
    phone.post(link + "words/", {"manner": "satisfied", "result": "satisfied", "comment": "好"})
    phone.post(link + "rate/", {"grade": "mostly_satisfied"})
    rating = Rating.objects.get()
    assert (rating.result, rating.comment) == ("mostly_satisfied", "好")


def test_dissatisfied_is_asked_why_before_it_counts(link, phone):
    answer = phone.post(link + "rate/", {"grade": "dissatisfied"}, follow=True)
    assert "为什么不满意" in answer.content.decode() and not Rating.objects.exists()


def test_a_missing_reason_loses_nothing(link, phone):
    page = phone.post(link + "words/", {"manner": "mostly_satisfied", "result": "dissatisfied", "comment": "  "})
    assert "请写一句为什么不满意" in page.content.decode() and not Rating.objects.exists()
    assert 'value="dissatisfied" required' in page.content.decode() or "checked" in page.content.decode()


def test_dissatisfied_with_a_reason_goes_back_to_work(link, phone, invitation):
    phone.post(link + "words/", {"manner": "satisfied", "result": "dissatisfied", "comment": "没有说时间"})
    assignment = invitation.round.reply.assignment
    assignment.refresh_from_db()
    assert Rating.objects.get().is_dissatisfied and assignment.state == "handling"
    assert "重新办理" in phone.get(link).content.decode()


def test_after_the_window_nothing_is_taken(link, phone, invitation, case):
    Round.objects.update(closes_on=case.now.date() - dt.timedelta(days=1))
    phone.post(link + "rate/", {"grade": "satisfied"})
    page = phone.get(link).content.decode()
    assert not Rating.objects.exists() and "评价已截止" in page and 'name="grade"' not in page


def test_an_unknown_grade_is_refused(link, phone):
    assert phone.post(link + "rate/", {"grade": "perfect"}).status_code == 404


def test_staff_signed_in_on_the_device_cannot_rate_for_them(link, browse):
    for login in ("wang", "lin"):
        assert browse(login).post(link + "rate/", {"grade": "satisfied"}).status_code == 403
    assert not Rating.objects.exists()


def test_hammering_one_link_is_told_to_rest(link, phone):
    answers = [phone.post(link + "rate/", {"grade": "satisfied"}).status_code for _ in range(45)]
    assert answers[0] == 302 and answers[-1] == 429
