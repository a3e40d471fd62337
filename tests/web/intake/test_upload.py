"""上传: read and shown row by row; whatever cannot be read is said in one sentence."""

import os
from pathlib import Path

import pytest

from huiyin.exchange.models import Import
from huiyin.items.models import Item

HANDOVER = Path(os.environ.get("HUIYIN_HANDOVER", "../shared/data/handover"))


def test_it_leads_to_the_preview_and_registers_nothing(upload):
    response = upload()
    assert response["Location"] == f"/intake/{Import.objects.get().pk}/"
    assert not Item.objects.exists()


def test_the_preview_accounts_for_every_row(browse, staged):
    page = browse("lin").get(f"/intake/{staged.pk}/").content.decode()
    assert "3＋0＋0＋0＝3，一行不少" in page
    assert "导入 3 行" in page and "合计行" in page


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("清单.xlsx", b"", "文件是空的"),
        ("清单.xlsx", b"PK\x03\x04broken", "损坏"),
        ("清单.docx", b"hello", "没有找到交办清单的表头"),
        ("清单.csv", "姓名,电话\n张三,1".encode(), "表头"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(upload, name, content, sentence):
    response = upload(content, name)
    assert response.status_code == 409 and sentence in response.content.decode()
    assert not Import.objects.exists()


def test_fifty_megabytes_are_refused(upload, settings):
    settings.UPLOAD_LIMIT = 1024
    assert "文件超过" in upload(b"PK" + b"x" * 5000).content.decode()


def test_a_session_nobody_understands_is_asked_again(upload):
    response = upload(session="上次会议")
    assert "看不懂这个届次" in response.content.decode() and 'value="上次会议"' in response.content.decode()


def test_only_the_coordinator_receives(upload, browse, staged):
    assert upload(login="wang").status_code == 403
    assert browse("feng").get("/intake/").status_code == 403


def test_others_do_not_see_our_lists(browse, staged):
    for path in ("", "rows.xlsx", "file/"):
        assert browse("stranger").get(f"/intake/{staged.pk}/{path}").status_code == 404
    assert browse("stranger").post(f"/intake/{staged.pk}/finish/").status_code == 404


@pytest.mark.skipif(not HANDOVER.is_dir(), reason="the real lists are not here")
@pytest.mark.parametrize("file", sorted(HANDOVER.glob("wuhan*")), ids=lambda path: path.stem)
def test_real_lists_lose_no_row(upload, browse, cast, file):
    response = upload(file.read_bytes(), file.name)
    row = Import.objects.get()
    report = row.report
    assert report["rows"] == sum(report[key] for key in ("created", "changed", "unchanged")) + len(report["errors"])
    browse("lin").post(f"{response['Location']}finish/")
    assert Item.objects.count() == report["rows"] == report["created"]
