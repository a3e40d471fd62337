"""What moves dates: a batch's own times, a year entered, a newer edition — always seen before it counts."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from huiyin.events.models import Event
from huiyin.handling.models import Assignment, Duty, Override
from huiyin.rules import packs
from huiyin.workdays.calendar import configure, published
from tests.answering import Case

NOTICE = "一、元旦：1月1日（周日）至3日（周二）放假调休，共3天。1月7日（周六）上班。\n"


@pytest.fixture
def site(data_dir):
    configure(data_dir)
    packs.configure(data_dir)
    yield data_dir
    configure(None)
    packs.configure(None)


def page(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def reply_due(case: Case) -> dt.date | None:
    return Duty.objects.get(assignment=case.assignment, kind="reply").due_on


def test_a_pack_can_be_compared_and_narrowed_to_what_nobody_checked(walk_in):
    client = walk_in("lin")
    assert "（没有）" in page(client.get("/rules/?pack=chongqing&compare=1"))
    narrowed = page(client.get("/rules/?pack=chongqing&show=unverified"))
    assert "第二十条：无实质内容的退回重提" not in narrowed
    assert "未核实" in narrowed


def test_an_older_edition_can_be_read(walk_in):
    assert "（已停用，现行第" in page(walk_in("lin").get("/rules/?pack=shanghai&edition=1"))


def test_a_batch_term_is_tried_before_it_counts(under_way: Case, walk_in):
    address = f"/batches/{under_way.item.batch_id}/clocks/"
    said = {"duty": "reply", "role": "", "fixed_on": "2022-05-31", "clause": "市府办〔2022〕1号"}
    client, before = walk_in("lin"), reply_due(under_way)
    tried = page(client.post(address, {**said, "step": "try"}))
    assert "1 件、" in tried
    assert (reply_due(under_way), Override.objects.count()) == (before, 0)
    assert client.post(address, {**said, "step": "keep"}).status_code == 302
    assert reply_due(under_way) == dt.date(2022, 5, 31)
    assert "市府办〔2022〕1号" in page(client.get(address))


def test_a_batch_term_can_be_taken_back(under_way: Case, walk_in):
    client, before = walk_in("lin"), reply_due(under_way)
    said = {"duty": "reply", "fixed_on": "2022-05-31", "clause": "通知", "step": "keep"}
    client.post(f"/batches/{under_way.item.batch_id}/clocks/", said)
    address = f"/overrides/{Override.objects.get().pk}/remove/"
    assert "取消“答复" in page(client.get(address))
    assert client.post(address, {"reason": "通知收回"}).status_code == 302
    assert reply_due(under_way) == before


def test_half_a_term_is_refused_in_words(under_way: Case, walk_in):
    said = {"duty": "reply", "amount": "3", "clause": "通知", "step": "keep"}
    answer = walk_in("lin").post(f"/batches/{under_way.item.batch_id}/clocks/", said)
    assert answer.status_code == 409
    assert "时间要写全" in answer.content.decode()


def test_an_officer_may_read_a_batch_but_not_set_it(under_way: Case, walk_in):
    address, client = f"/batches/{under_way.item.batch_id}/clocks/", walk_in("wang")
    assert "登记本批另定的一项" not in page(client.get(address))
    assert client.post(address, {"duty": "reply"}).status_code == 403


@pytest.mark.rule("R16")
def test_a_year_is_entered_from_the_notice_corrected_and_put_in_force(under_way: Case, walk_in, site):
    client, address = walk_in("lin"), "/calendar/2023/arrangement/"
    checking = page(client.post(address, {"notice": NOTICE}))
    assert "元旦：1月1日—3日" in checking
    days = {"holidays": "元旦：1月1日—3日", "workdays": "1月7日"}
    assert "没有在办件的期限会动" in page(client.post(address, {**days, "step": "check"}))
    assert client.post(address, {**days, "step": "keep"}).status_code == 302
    assert (site / "holidays-2023.toml").exists()
    assert published(2023)
    assert Event.objects.get(verb="handling.calendar_entered").facts["holidays"] == 3


def test_a_notice_without_days_is_refused(walk_in, site):
    answer = walk_in("lin").post("/calendar/2023/arrangement/", {"notice": "另行通知"})
    assert "没有读到放假的日子" in page(answer)
    assert not (site / "holidays-2023.toml").exists()


def test_others_do_not_enter_a_year(walk_in):
    assert walk_in("wang").get("/calendar/2023/arrangement/").status_code == 403


@pytest.mark.rule("R13")
def test_only_picked_items_go_by_the_new_edition(under_way: Case, walk_in):
    Assignment.objects.filter(pk=under_way.assignment.pk).update(pack_version=1)
    client = walk_in("lin")
    assert "看改按新版会动哪些" in page(client.get("/rules/"))
    address = "/rules/reissue/?pack=wuhan&from=1"
    assert under_way.item.number_label in page(client.get(address))
    assert client.post(address, {"why": "按新规定", "pick": []}).status_code == 302
    assert Assignment.objects.get(pk=under_way.assignment.pk).pack_version == 1
    client.post(address, {"why": "按新规定", "pick": [under_way.assignment.pk]})
    assert Assignment.objects.get(pk=under_way.assignment.pk).pack_version == packs.get("wuhan").version


def test_dates_are_counted_anew_when_asked(under_way: Case, walk_in):
    Duty.objects.filter(assignment=under_way.assignment, kind="reply").update(due_on=dt.date(2022, 7, 1))
    client = walk_in("lin")
    assert "1 件、" in page(client.get("/rules/recount/"))
    assert client.post("/rules/recount/").status_code == 302
    assert reply_due(under_way) != dt.date(2022, 7, 1)


def test_the_paper_behind_a_batch_term_can_be_fetched_by_who_keeps_the_batch(under_way: Case, walk_in):
    from_office = SimpleUploadedFile("notice.txt", "交办通知".encode(), content_type="text/plain")
    said = {"duty": "reply", "fixed_on": "2022-05-31", "clause": "通知", "step": "keep", "file": from_office}
    client = walk_in("lin")
    assert client.post(f"/batches/{under_way.item.batch_id}/clocks/", said).status_code == 302
    address = f"/files/{Override.objects.get().file_id}/"
    assert client.get(address).status_code == 200
    assert walk_in("stranger").get(address).status_code == 404
