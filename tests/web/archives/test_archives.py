"""归档 as the coordinator sees it."""

import pytest
from django.urls import reverse

from huiyin.archives.actions import make_set
from huiyin.archives.models import ArchiveSet
from huiyin.archives.years import FUNCTION, make_year
from huiyin.events import jobs
from huiyin.events.models import Job
from huiyin.items.models import Item, State


@pytest.fixture
def made(case) -> ArchiveSet:
    return make_set(case.item, case.cast.unit, **case.by("lin"))


def test_what_is_ended_waits_to_be_archived(case, browse):
    page = browse("lin").get(reverse("archives")).content.decode()
    assert case.item.number_label in page and "未归档" in page
    answer = browse("lin").post(reverse("make_archive_set", args=[case.item.pk]), follow=True).content.decode()
    assert "归档号" in answer and "没有盖章的答复件" in answer and "manifest" not in answer


@pytest.mark.rule("R78")
def test_it_is_fetched_and_proved(made, browse):
    lin = browse("lin")
    answer = lin.get(reverse("archive_package", args=[made.pk]))
    assert answer.content.startswith(b"PK") and "attachment" in answer["Content-Disposition"]
    assert "核对无误" in lin.post(reverse("verify_archive_set", args=[made.pk]), follow=True).content.decode()


@pytest.mark.rule("R79")
def test_its_period_is_changed_with_a_reason(made, browse):
    page, lin = reverse("change_retention", args=[made.pk]), browse("lin")
    assert "要写明理由" in lin.post(page, {"period": "ten_years"}, follow=True).content.decode()
    assert lin.post(page, {"period": "ten_years", "reason": "按期限表"}).status_code == 409
    lin.post(page, {"period": "ten_years", "reason": "按期限表", "approved_by": "示例市档案馆"})
    made.refresh_from_db()
    assert made.retention == "ten_years"


def test_a_year_goes_with_its_progress(case, browse, monkeypatch):
    lin = browse("lin")
    answer = lin.post(reverse("archive_whole_year"))
    job = Job.objects.get(function=FUNCTION)
    assert answer["Location"] == reverse("archive_year", args=[job.pk])
    assert 'hx-trigger="every 2s"' in lin.get(answer["Location"]).content.decode()
    work = {FUNCTION: lambda job: make_year(job, by=case.person("lin"), tell=lambda percent: None)}
    monkeypatch.setattr(jobs, "WORK", work)
    jobs.run_one(job, now=case.now)
    assert "都归档了" in lin.get(answer["Location"]).content.decode()
    assert browse("wang").get(answer["Location"]).status_code == 404


def test_archiving_the_item_makes_its_set(case, browse):
    browse("lin").post(reverse("archive", args=[case.item.pk]))
    assert Item.objects.get(pk=case.item.pk).state == State.ARCHIVED
    assert ArchiveSet.objects.filter(item=case.item).count() == 1


@pytest.mark.parametrize("who", ["wang", "wu"])
def test_nobody_else_archives(made, browse, who):
    for name, key in (("archives", None), ("archive_package", made.pk), ("archive_of", made.item_id)):
        assert browse(who).get(reverse(name, args=[key] if key else [])).status_code in (403, 404)
