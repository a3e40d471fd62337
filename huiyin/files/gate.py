"""Which uploads are let in: known kinds only, what they claim to be, no macros, no passwords, no bombs."""

import zlib
from io import BytesIO
from pathlib import PurePath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.conf import settings

from huiyin.files import ole
from huiyin.files.sniff import sniff

KINDS = {
    "docx": "docx",
    "xlsx": "xlsx",
    "xls": "xls",
    "csv": "text",
    "txt": "text",
    "pdf": "pdf",
    "ofd": "ofd",
    "png": "png",
    "jpg": "jpeg",
    "jpeg": "jpeg",
    "doc": "doc",
    "ods": "ods",
    "html": "html",
    "zip": "zip",
}
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "csv": "text/csv",
    "txt": "text/plain",
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "doc": "application/msword",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "html": "text/plain",  # never shown as a page
    "zip": "application/zip",
}
LISTS = frozenset({"xlsx", "xls", "csv", "docx", "doc", "ods", "html"})
TEXTS = frozenset({"docx", "pdf", "txt", "doc"})
BUNDLES = frozenset({"zip"})
ALL = frozenset(KINDS) - {"doc", "ods", "html", "zip"}
SCANS = frozenset({"pdf", "ofd", "png", "jpg", "jpeg"})
REALLY = {
    "html": "网页",
    "program": "程序",
    "zip": "压缩包",
    "text": "纯文本",
    "doc": "旧版 Word 文档",
    "xls": "旧版 Excel 表格",
    "xlsx": "Excel 表格",
    "docx": "Word 文档",
    "pdf": "PDF",
    "ofd": "OFD",
    "png": "PNG 图片",
    "jpeg": "JPEG 图片",
    "ods": "OpenDocument 表格",
    "ole": "旧版 Office 或 WPS 的其他文档",
}
UNPACKED_LIMIT = 300 * 1024 * 1024
RATIO_LIMIT = 200
RATIO_FREE = 20 * 1024 * 1024
MEMBER_LIMIT = 5000
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
MACRO_FOLDERS = ("xl/macrosheets/", "word/activex/", "xl/activex/")


class Refused(ValueError):
    """The file is not let in; the message is one Chinese sentence for whoever sent it."""


def check_upload(name: str, content: bytes, *, allowed: frozenset[str] = ALL, limit: int | None = None) -> str | None:
    """Why this file is refused, in one sentence; None lets it in."""
    limit = settings.UPLOAD_LIMIT if limit is None else limit
    extension = extension_of(name)
    if extension not in allowed:
        return f"不接收这种文件（{extension or '没有扩展名'}），请上传 {'、'.join(k for k in KINDS if k in allowed)} 文件。"
    if len(content) > limit:
        return f"文件超过 {limit // 1024 // 1024} MB，请压缩图片或拆分后再上传。"
    kind = sniff(content)
    return _kind_trouble(kind, extension) or _inside_trouble(kind, content)


def extension_of(name: str) -> str:
    """The last extension, lower case, without its dot."""
    return PurePath(name.strip()).suffix.lower().removeprefix(".")


def true_name(name: str, content: bytes, *, text: str = "csv") -> str:
    """The name with the extension its content deserves: 清单.xls that holds a web page is 清单.html."""
    kind = sniff(content)
    extensions = {known: extension for extension, known in KINDS.items() if extension not in ("jpg", "csv", "txt")}
    extension = {**extensions, "text": text}.get(kind, "")
    if not extension or KINDS.get(extension_of(name)) == kind:
        return name
    stem = name.strip().removesuffix(PurePath(name.strip()).suffix) or "文件"
    return f"{stem}.{extension}"


def _kind_trouble(kind: str, extension: str) -> str | None:
    if kind == "empty":
        return "文件是空的，请检查后重新上传。"
    if kind == "ole-encrypted":
        return "文件设有打开密码，请去掉密码后再上传。"
    if kind == "damaged-zip":
        return "文件已损坏，打不开，请重新导出后再上传。"
    if kind != KINDS[extension]:
        return (
            f"文件内容与扩展名不符：名为 .{extension}，内容却是{REALLY.get(kind, '不认识的格式')}，请另存为正确的格式。"
        )
    return None


def _inside_trouble(kind: str, content: bytes) -> str | None:
    if kind in ("docx", "xlsx", "ofd", "ods", "zip"):
        return zip_danger(content)
    if kind in ("xls", "doc") and ole.has_macros(content):
        return "文件带有宏，请另存为不带宏的文件后再上传。"
    return None


def zip_danger(content: bytes) -> str | None:
    """Why a zip-based file (.docx .xlsx .ofd) must not be opened; None when it may."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return _members_trouble(archive.infolist(), content)
    except (BadZipFile, ValueError, OSError, NotImplementedError, zlib.error):
        return "文件已损坏，打不开，请重新导出后再上传。"


def _members_trouble(members: list[ZipInfo], content: bytes) -> str | None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > MEMBER_LIMIT or unpacked > UNPACKED_LIMIT:
        return "文件解压后过大，已拒收。"
    if unpacked > RATIO_FREE and unpacked > RATIO_LIMIT * len(content):
        return "文件压缩比异常，疑似恶意文件，已拒收。"
    if any(member.flag_bits & 1 for member in members):
        return "文件设有打开密码，请去掉密码后再上传。"
    if any(_is_macro(member.filename) for member in members):
        return "文件带有宏，请另存为不带宏的文件后再上传。"
    return next((trouble for member in members if (trouble := _member_trouble(member, content))), None)


def _is_macro(part: str) -> bool:
    part = part.lower().replace("\\", "/")
    return part.endswith(MACRO_PARTS) or part.startswith(MACRO_FOLDERS)


def _member_trouble(member: ZipInfo, content: bytes) -> str | None:
    """Unpacks a member itself: its size is only a claim, and a reader would trust it."""
    data = _unpacked(member, content)
    if len(data) != member.file_size:
        return "文件已损坏，打不开，请重新导出后再上传。"
    if member.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in data[:4096]:
        return "文件含有外部定义，疑似恶意文件，已拒收。"
    return None


def _unpacked(member: ZipInfo, content: bytes) -> bytes:
    """At most one byte more than the member claims to hold."""
    at = member.header_offset
    start = (
        at
        + 30
        + int.from_bytes(content[at + 26 : at + 28], "little")
        + int.from_bytes(content[at + 28 : at + 30], "little")
    )
    packed = content[start : start + member.compress_size]
    if member.compress_type == ZIP_STORED:
        return packed
    if member.compress_type != ZIP_DEFLATED:
        raise BadZipFile("only stored and deflated members are known")
    return zlib.decompressobj(-15).decompress(packed, member.file_size + 1)
