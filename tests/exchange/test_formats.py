"""内容说了算，不看名字: old, renamed and foreign files are read where they can be, else refused with what to do."""

import subprocess
from pathlib import Path

import pytest

from huiyin.exchange.models import Import
from huiyin.files import converting
from huiyin.files.gate import Refused
from huiyin.files.models import StoredFile
from huiyin.files.storage import read
from tests.exchange.making import line, only, seen, sheet, taken
from tests.exchange.old_files import old_document, old_workbook
from tests.exchange.shapes import SHAPES

needs_converter = pytest.mark.skipif(not converting.converter(), reason="no LibreOffice here")


@pytest.mark.parametrize("name", ["清单.xls", "清单.et", "清单.xlsx", "清单.csv", "清单"])
def test_a_real_xls_is_read_whatever_its_name(unit, name):
    report = seen(old_workbook(), unit, name)
    assert [(item["official_no"], item["role"], item["reply_due_on"]) for item in report["items"]] == [
        ("0031", "lead", "2022-06-30"),
        ("0032", "assist", "2022-06-30"),
    ]


@pytest.mark.parametrize("name", ["清单.xls", "清单.doc", "清单.txt"])
def test_an_xlsx_under_another_name_is_read(unit, name):
    assert only(taken(sheet(line()), unit, name))["official_no"] == "20220001"
    assert StoredFile.objects.get().name == "清单.xlsx"
    assert Import.objects.get().name == name


@pytest.mark.parametrize("shape", ["a_web_page_called_xls", "an_xml_spreadsheet", "tabs_in_utf_16"])
def test_it_is_kept_as_it_came_and_read_again(unit, shape):
    name, build, expected = SHAPES[shape]
    content = build()
    taken(content, unit, name)
    assert read(StoredFile.objects.get()) == content
    assert taken(content, unit, name)["unchanged"] == len(expected)


@needs_converter
@pytest.mark.parametrize("name", ["清单.doc", "清单.wps", "清单.xls"])
def test_an_old_word_file_is_converted(unit, name):
    assert only(seen(old_document(), unit, name))["official_no"] == "0031"


def test_without_a_converter_it_says_what_to_do(unit, monkeypatch):
    monkeypatch.setenv("HUIYIN_SOFFICE", "off")
    with pytest.raises(Refused, match=r"另存为 \.docx 再上传。"):
        seen(old_document(), unit, "清单.wps")


def test_a_converter_that_hangs_is_stopped(monkeypatch, tmp_path):
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nsleep 30\n")
    slow.chmod(0o755)
    monkeypatch.setenv("HUIYIN_SOFFICE", str(slow))
    monkeypatch.setattr(converting, "SECONDS", 0.2)
    assert converting.convert(b"x", was="doc", to="docx") is None


@needs_converter
def test_what_libreoffice_saves_as_xls_is_read(unit, tmp_path):
    if not Path(converting.converter()).resolve().with_name("libsclo.so").exists():
        pytest.skip("LibreOffice without Calc")
    (tmp_path / "a.xlsx").write_bytes(sheet(line()))
    command = [converting.converter(), "--headless", "--convert-to", "xls", "--outdir", str(tmp_path), "a.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert only(seen((tmp_path / "a.xls").read_bytes(), unit, "a.xls"))["official_no"] == "20220001"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 x", "这是 PDF"),
        (b"\x89PNG\r\n\x1a\n....", "这是图片"),
        (b"MZ\x90\x00", "这是程序"),
        (b"<html><body>x</body></html>", "没有表格"),
    ],
)
def test_other_files_are_refused_with_what_to_do(unit, content, said):
    with pytest.raises(Refused, match=said):
        seen(content, unit, "清单.xlsx")
