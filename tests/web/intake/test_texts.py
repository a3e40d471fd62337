"""配正文 in the browser: upload, put right, attach."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from huiyin.exchange.models import Bundle, BundleState
from huiyin.items.models import Item
from tests.exchange.shapes import word
from tests.exchange.test_bundle import packed

TEXT = "为此建议：一、增加社区医生编制。二、提高乡村医生补贴。"


@pytest.fixture
def bundle(browse, staged):
    """Two files for the imported list: one is found by its number, one is not."""
    browse("lin").post(f"/intake/{staged.pk}/finish/")
    content = packed(("0001.docx", word(TEXT)), ("附.docx", word("第二件的正文")))
    file = SimpleUploadedFile("正文.zip", content)
    return browse("lin").post("/intake/texts/", {"file": file, "year": 2022})["Location"]


def test_it_shows_what_goes_where_and_changes_nothing(browse, bundle):
    page = browse("lin").get(bundle).content.decode()
    assert "现在能配上 <b>1 个</b>" in page and "没对上" in page
    assert not Item.objects.exclude(text="").exists()


def test_a_file_is_put_to_its_item_and_all_are_attached(browse, bundle):
    second = Item.objects.get(official_no="0002")
    browse("lin").post(f"{bundle}choose/", {"file-1": second.pk})
    browse("lin").post(f"{bundle}attach/")
    assert Item.objects.get(official_no="0001").asks.count() == 2
    assert Item.objects.get(pk=second.pk).text == "第二件的正文"
    assert Bundle.objects.get().state == BundleState.DONE
    assert "诉求 2 条" in browse("lin").get(bundle).content.decode()


def test_it_can_be_left(browse, bundle):
    browse("lin").post(f"{bundle}drop/")
    assert Bundle.objects.get().state == BundleState.DROPPED


def test_a_bad_zip_is_refused_in_one_sentence(browse):
    file = SimpleUploadedFile("正文.zip", packed(("../x.txt", b"x")))
    response = browse("lin").post("/intake/texts/", {"file": file, "year": 2022})
    assert response.status_code == 409 and "已拒收。" in response.content.decode()


def test_an_officer_brings_no_texts(browse, bundle):
    assert browse("wang").get(bundle).status_code == 403
