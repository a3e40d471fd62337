"""The package itself: numbered files, a list of them with their hashes for machines and one for people."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from huiyin.archives import gathering, telling
from huiyin.archives.gathering import Member
from huiyin.documents.print_run import archive, safe_name
from huiyin.documents.record import Part, Record, record_pdf
from huiyin.flow.errors import Blocker
from huiyin.handling.models import Assignment
from huiyin.prose.dates import format_date
from huiyin.replies.models import Reply

MANIFEST, CATALOGUE = "manifest.json", "00_目录.pdf"
SECRECY = "非涉密"


@dataclass(frozen=True)
class Contents:
    """What is in a set before it has a number: its members under their final names, and the letters' own digests."""

    files: tuple[tuple[str, Member], ...]
    letters: tuple[Reply, ...]

    @property
    def digest(self) -> str:
        """The same for the same papers, whoever packs them and when."""
        rows = [(path, sha256(member.content)) for path, member in self.files]
        return sha256(json.dumps(rows, ensure_ascii=False).encode())

    @property
    def pages(self) -> int:
        return sum(member.pages for _, member in self.files)


def contents_of(assignment: Assignment, until: dt.date) -> Contents:
    """Every stored paper, the item as text, the course of the case, the log."""
    item, organ = assignment.item, assignment.unit.name
    letters = gathering.letters_of(assignment)
    text = record_pdf(telling.item_record(assignment))
    course = record_pdf(telling.process_record(assignment, letters, until))
    members = [
        Member("01_件", "正文.pdf", text, item.title or item.number_label, item.submitters_text, item.registered_on),
        *gathering.stored_papers(assignment),
        Member(
            "06_审签", "办理过程.pdf", course, f"{item.number_label}办理过程（稿次、审签、沟通、评价）", organ, until
        ),
        Member("07_日志", "操作日志.json", telling.event_log(item), f"{item.number_label}操作日志", organ, until),
    ]
    return Contents(tuple(_named(members)), tuple(letters))


def _named(members: Iterable[Member]) -> Iterable[tuple[str, Member]]:
    """01_件/01_正文.pdf: numbered within the folder; the same bytes once."""
    counts: dict[str, int] = {}
    seen = set[str]()
    for member in members:
        mark = sha256(member.content)
        if mark in seen:
            continue
        seen.add(mark)
        counts[member.folder] = counts.get(member.folder, 0) + 1
        yield f"{member.folder}/{counts[member.folder]:02}_{safe_name(member.name)}", member


def manifest_of(contents: Contents, facts: dict[str, Any], lacking: Iterable[Blocker]) -> dict[str, Any]:
    """rules.md §10.8: 题名、文号、责任者、日期、密级、保管期限、页数、归档号、hash — of the set and of each file."""
    return {
        **facts,
        "密级": SECRECY,
        "页数": contents.pages,
        "缺件说明": [blocker.text for blocker in lacking],
        "签发内容": [{"文号": row.doc_no, "校验码": row.frozen_hash, "reply": row.pk} for row in contents.letters],
        "文件": [
            {
                "路径": path,
                "题名": member.title,
                "文号": member.doc_no,
                "责任者": member.responsible,
                "日期": member.on.isoformat() if member.on else "",
                "密级": SECRECY,
                "保管期限": facts["保管期限"],
                "页数": member.pages,
                "归档号": facts["归档号"],
                "字节数": len(member.content),
                "sha256": sha256(member.content),
            }
            for path, member in contents.files
        ],
    }


def pack(contents: Contents, manifest: dict[str, Any], made_on: dt.date) -> bytes:
    """The zip: list for people, list for machines, then the papers."""
    catalogue = record_pdf(_catalogue(contents, manifest, made_on))
    listed = {**manifest, "目录": {"路径": CATALOGUE, "sha256": sha256(catalogue)}}
    said = json.dumps(listed, ensure_ascii=False, indent=1).encode()
    papers = ((path, member.content) for path, member in contents.files)
    return archive([(CATALOGUE, catalogue), (MANIFEST, said), *papers])


def _catalogue(contents: Contents, manifest: dict[str, Any], made_on: dt.date) -> Record:
    names = ("题名", "文号", "责任者", "日期", "密级", "保管期限", "归档号", "期限依据")
    head = tuple(f"{name}：{manifest[name] or '—'}" for name in names)
    rows = [
        (
            str(number),
            member.title,
            member.doc_no,
            member.responsible,
            format_date(member.on) if member.on else "",
            str(member.pages or ""),
        )
        for number, (_, member) in enumerate(contents.files, start=1)
    ]
    lacking = tuple(manifest["缺件说明"]) or ("齐全",)
    return Record(
        "归档文件目录",
        manifest["立档单位"],
        made_on,
        (
            Part("", head),
            Part("文件", (), (("序号", "题名", "文号", "责任者", "日期", "页数"), *rows)),
            Part("缺件说明", lacking),
            Part("", (f"共 {len(rows)} 份、{contents.pages} 页；各份的校验码（SHA-256）见 {MANIFEST}。",)),
        ),
    )


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
