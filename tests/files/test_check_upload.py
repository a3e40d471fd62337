import pytest

from huiyin.files.gate import LISTS, SCANS, check_upload, zip_danger
from tests.files import samples

GOOD = {
    "复文.docx": samples.docx(),
    "清单.XLSX": samples.xlsx(),
    "清单.csv": samples.CSV.encode("gbk"),
    "说明.txt": samples.CSV.encode(),
    "扫描.pdf": samples.PDF,
    "扫描.png": samples.PNG,
    "照片.jpg": samples.JPEG,
    "照片.jpeg": samples.JPEG,
    "公文.ofd": samples.archive(**{"OFD.xml": "<OFD/>"}),
    "旧表.xls": samples.ole("Root Entry", "Workbook", workbook=samples.records(0x809, 0x42)),
}


@pytest.mark.parametrize("name", GOOD)
def test_it_lets_in_what_offices_send(name):
    assert check_upload(name, GOOD[name]) is None


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("清单.xlsx", b"", "空"),
        ("清单.xlsx", samples.HTML, "网页"),
        ("清单.xls", samples.HTML, "网页"),
        ("清单.csv", samples.HTML, "网页"),
        ("扫描.pdf", samples.PROGRAM, "程序"),
        ("图.png", samples.SVG, "网页"),
        ("图.png", samples.JPEG, "JPEG"),
        ("图.svg", samples.SVG, "不接收"),
        ("页.html", samples.HTML, "不接收"),
        ("包.zip", samples.archive(a="b"), "不接收"),
        ("扫描.pdf.exe", samples.PROGRAM, "不接收"),
        ("没有扩展名", samples.PDF, "不接收"),
        ("宏.xlsm", samples.xlsx(), "不接收"),
        ("清单.xlsx", samples.docx(), "Word"),
        ("清单.xlsx", samples.archive(a="b"), "压缩包"),
        ("清单.xlsx", samples.xlsx()[:300], "损坏"),
        ("清单.xlsx", samples.ole("Root Entry", "EncryptedPackage"), "密码"),
        ("旧表.xls", samples.ole("Root Entry", "Workbook", workbook=samples.records(0x809, 0x2F)), "密码"),
        ("旧表.xls", samples.ole("Root Entry", "Workbook", "_VBA_PROJECT_CUR"), "宏"),
        ("清单.xlsx", samples.with_member(samples.xlsx(), "xl/vbaProject.bin", b"x"), "宏"),
        ("复文.docx", samples.with_member(samples.docx(), "word/VBAPROJECT.BIN", b"x"), "宏"),
        ("清单.xlsx", samples.with_member(samples.xlsx(), "xl/macrosheets/sheet1.xml", b"<x/>"), "宏"),
        (
            "清单.xlsx",
            samples.with_member(samples.xlsx(), "xl/x.xml", b"<?xml?><!DOCTYPE x [<!ENTITY a 'b'>]>"),
            "恶意",
        ),
    ],
)
def test_it_refuses_in_one_sentence(name, content, word):
    reason = check_upload(name, content)
    assert reason is not None and word in reason
    assert reason.endswith("。") and reason.count("。") == 1


def test_it_refuses_what_is_too_large(settings):
    settings.UPLOAD_LIMIT = 1024 * 1024
    assert check_upload("扫描.pdf", samples.PDF + bytes(1024 * 1024)) == "文件超过 1 MB，请压缩图片或拆分后再上传。"


def test_a_place_may_take_fewer_kinds():
    assert "pdf" not in LISTS and "不接收" in str(check_upload("扫描.pdf", samples.PDF, allowed=LISTS))
    assert check_upload("扫描.pdf", samples.PDF, allowed=SCANS) is None


def test_it_refuses_a_bomb_by_its_size():
    bomb = samples.xlsx()
    for number in range(4):
        bomb = samples.with_member(bomb, f"xl/{number}.xml", bytes(80 * 1024 * 1024))
    assert zip_danger(bomb) == "文件解压后过大，已拒收。"


def test_it_refuses_a_bomb_by_its_ratio():
    bomb = samples.with_member(samples.xlsx(), "xl/0.xml", bytes(30 * 1024 * 1024))
    assert zip_danger(bomb) == "文件压缩比异常，疑似恶意文件，已拒收。"


def test_it_does_not_believe_the_size_a_member_claims():
    honest = samples.with_member(samples.xlsx(), "xl/0.xml", b"a" * 5000)
    lying = honest.replace((5000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    assert lying != honest and zip_danger(honest) is None
    assert "损坏" in str(zip_danger(lying))


def test_it_refuses_an_encrypted_member():
    content = bytearray(samples.xlsx())
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    assert "密码" in str(zip_danger(bytes(content)))
