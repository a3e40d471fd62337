import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.files.sniff import decode, sniff
from tests.files import samples


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b" \r\n\0", "empty"),
        (samples.PDF, "pdf"),
        (samples.PNG, "png"),
        (samples.JPEG, "jpeg"),
        (samples.PROGRAM, "program"),
        (samples.HTML, "html"),
        (samples.SVG, "html"),
        (samples.CSV.encode(), "text"),
        (samples.CSV.encode("utf-8-sig"), "text"),
        (samples.CSV.encode("gb18030"), "text"),
        (samples.CSV.encode("utf-16"), "text"),
        (b"\x00\x01\x02\xff\xfe", "binary"),
        (samples.docx(), "docx"),
        (samples.xlsx(), "xlsx"),
        (samples.archive(a="b"), "zip"),
        (samples.archive(**{"OFD.xml": "<OFD/>"}), "ofd"),
        (samples.xlsx()[:300], "damaged-zip"),
        (samples.ole("Root Entry", "Workbook", workbook=samples.records(0x809, 0x42)), "xls"),
        (samples.ole("Root Entry", "Workbook", workbook=samples.records(0x809, 0x2F)), "ole-encrypted"),
        (samples.ole("Root Entry", "EncryptedPackage", "EncryptionInfo"), "ole-encrypted"),
        (samples.ole("Root Entry", "WordDocument"), "doc"),
        (samples.ole("Root Entry"), "ole"),
    ],
)
def test_it_tells_the_kind_from_the_content(content, kind):
    assert sniff(content) == kind


@given(st.binary(max_size=700))
def test_no_bytes_frighten_it(content):
    for start in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        assert sniff(start + content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_lists_in_any_usual_encoding_are_read(encoding):
    text = decode(samples.CSV.encode(encoding))
    assert text == samples.CSV
