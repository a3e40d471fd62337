"""Small files of every kind, good and bad, made on the spot."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
from docx import Document

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + bytes(30)
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(30)
PROGRAM = b"MZ\x90\0" + bytes(200)
HTML = "\ufeff  <!DOCTYPE html><html><script>alert(1)</script></html>".encode()
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
CSV = "编号,标题\n0305,关于托育的建议\n"


def docx():
    buffer = BytesIO()
    document = Document()
    document.add_paragraph("正文")
    document.save(buffer)
    return buffer.getvalue()


def xlsx():
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    book.add_worksheet().write_string(0, 0, "编号")
    book.close()
    return buffer.getvalue()


def with_member(content, name, data):
    buffer = BytesIO(content)
    with ZipFile(buffer, "a", ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


def archive(**members):
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def ole(*names, workbook=b""):
    """A compound file of three sectors: allocation table, directory, first stream."""
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0"))
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    header[76:] = b"\xff" * 436
    struct.pack_into("<I", header, 76, 0)
    end = 0xFFFFFFFE
    table = struct.pack("<128I", 0xFFFFFFFD, end, end, *[0xFFFFFFFF] * 125)
    directory = b"".join(_entry(name, len(workbook)) for name in names).ljust(512, b"\0")
    return bytes(header) + table + directory + workbook.ljust(512, b"\0")


def _entry(name, size):
    text = name.encode("utf-16-le") + b"\0\0"
    entry = bytearray(text.ljust(128, b"\0"))
    struct.pack_into("<H", entry, 64, len(text))
    entry[66] = 2
    struct.pack_into("<II", entry, 116, 2, size)
    return bytes(entry)


def records(*kinds):
    """A workbook stream of four-byte records of these kinds."""
    return b"".join(struct.pack("<HHI", kind, 4, 0) for kind in kinds)
