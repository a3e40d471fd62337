"""Whether a set is still what it was: every hash computed anew, from the package and from the signed letters."""

import json
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from huiyin.archives.models import ArchiveSet
from huiyin.archives.packing import CATALOGUE, MANIFEST, sha256
from huiyin.files import storage
from huiyin.replies.letter.content import digest_of
from huiyin.replies.models import Reply


def verify(archive_set: ArchiveSet) -> list[str]:
    """核对：包、清单、每份文件、签发内容逐一重算校验码；没有问题是空的清单。"""
    try:
        package = storage.read(archive_set.file)
    except storage.Damaged as error:
        return [str(error)]
    if sha256(package) != archive_set.digest:
        return ["归档包与登记的校验码不符"]
    return [*_package(package, archive_set), *_letters(archive_set)]


def _package(content: bytes, archive_set: ArchiveSet) -> Iterator[str]:
    try:
        with ZipFile(BytesIO(content)) as package:
            held = {name: package.read(name) for name in package.namelist()}
    except BadZipFile:
        yield "归档包打不开"
        return
    listed = json.loads(held.pop(MANIFEST, b"{}"))
    catalogue = listed.pop("目录", {})
    if listed != archive_set.manifest:
        yield "清单与登记的不符"
    wanted = {row["路径"]: row["sha256"] for row in listed.get("文件", ())}
    wanted[CATALOGUE] = catalogue.get("sha256", "")
    for path, digest in wanted.items():
        if path not in held:
            yield f"缺 {path}"
        elif sha256(held[path]) != digest:
            yield f"{path} 与清单的校验码不符"
    yield from (f"多出 {path}" for path in held.keys() - wanted.keys())


def _letters(archive_set: ArchiveSet) -> Iterator[str]:
    """The rows of the letters still say what was signed (R49)."""
    listed = {row["reply"]: row for row in archive_set.manifest["签发内容"]}
    found = Reply.objects.in_bulk(listed)
    for key, row in listed.items():
        letter = found.get(key)
        if letter is None:
            yield f"{row['文号']} 的答复记录不在了"
        elif letter.frozen is not None and digest_of(letter.frozen) != row["校验码"]:
            yield f"{row['文号']} 的签发内容与归档时不同"
