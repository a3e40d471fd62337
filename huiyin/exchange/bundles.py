"""A zip of texts named by number: what is in it, and which item each file belongs to; writes nothing."""

import io
import re
import stat
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from django.db.models import Q

from huiyin.directory.models import Unit
from huiyin.exchange.texts import FileText, text_of
from huiyin.files.gate import BUNDLES, Refused, check_upload
from huiyin.handling.models import Assignment
from huiyin.items.models import Item, Kind, State
from huiyin.items.numbering import clean_number, sort_number
from huiyin.prose.numbers import plain
from huiyin.prose.titles import same_title

MATCHED, AMBIGUOUS, UNMATCHED, REFUSED, SKIPPED = "matched", "ambiguous", "unmatched", "refused", "skipped"
MOST = 1000
SKIP = "skip"
GONE = (State.WITHDRAWN, State.MOVED_AWAY)
_JUNK = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|~\$|\._)", re.I)
_NUMBERED = re.compile(r"第?\s*(?P<no>[A-Za-z]{0,4}-?\d{1,10})\s*号")
_LEADING = re.compile(r"^[^\w]*(?:提案|建议|议案|案号|编号)?[^\w]*(?P<no>[A-Za-z]{0,4}-?\d{1,10})(?=\D|$)")
_DIGITS = re.compile(r"\d{1,10}")
_REST = re.compile(r"(?P<title>关于.+)$")
_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile("建议案"), Kind.RECOMMENDATION),
    (re.compile("政协|提案"), Kind.PROPOSAL),
    (re.compile("人大|建议"), Kind.SUGGESTION),
    (re.compile("议案"), Kind.MOTION),
)


@dataclass(frozen=True)
class Match:
    """One file of the bundle and what it goes to. why: in words, for the person who looks."""

    member: str
    file: FileText
    status: str
    items: tuple[Item, ...] = ()
    why: str = ""


def files_of(content: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file. Raises Refused in one sentence for bombs, tricks and passwords."""
    if reason := check_upload(name if name.lower().endswith(".zip") else f"{name}.zip", content, allowed=BUNDLES):
        raise Refused(reason)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [info for info in archive.infolist() if not info.is_dir()]
        if len(members) > MOST:
            raise Refused(f"压缩包里超过 {MOST} 个文件，请分几包上传。")
        names = [_name(info) for info in members]
        if any(_is_trick(info, said) for info, said in zip(members, names, strict=True)):
            raise Refused("压缩包里有指向包外的路径或链接，疑似恶意文件，已拒收。")
        if len(set(names)) < len(names):
            raise Refused("压缩包里有两个同名的文件，请改名后重新打包。")
        wanted = [(said, info) for said, info in zip(names, members, strict=True) if not _JUNK.search(said)]
        if not wanted:
            raise Refused("压缩包里没有文件，请检查后重新打包。")
        for said, info in wanted:
            yield said, archive.read(info)


def _name(info: zipfile.ZipInfo) -> str:
    """Names without the UTF-8 flag were written by Windows in GBK."""
    if info.flag_bits & 0x800:
        return unicodedata.normalize("NFC", info.filename)
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return unicodedata.normalize("NFC", raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return info.filename


def _is_trick(info: zipfile.ZipInfo, name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    linked = stat.S_ISLNK(info.external_attr >> 16)
    return linked or ".." in parts or name.startswith(("/", "\\")) or bool(re.match(r"^[A-Za-z]:", name))


def items_of(unit: Unit, year: int) -> list[Item]:
    """The items of the year this unit keeps or was given, in official order."""
    given = Assignment.objects.standing().filter(unit=unit, parent=None).values("item")
    rows = Item.objects.filter(Q(batch__unit=unit) | Q(pk__in=given), year=year).exclude(state__in=GONE)
    return list(rows.select_related("session", "batch__unit").in_official_order())


def match_files(
    content: bytes, name: str, items: Sequence[Item], chosen: Mapping[str, str] | None = None
) -> list[Match]:
    """Every file of the bundle with its item; what a person chose counts before what the name says."""
    said = chosen or {}
    by_pk = {str(item.pk): item for item in items}
    matches = [
        _match(member, text_of(data, _bare(member)), items, by_pk, said) for member, data in files_of(content, name)
    ]
    taken = Counter(match.items[0].pk for match in matches if match.status == MATCHED)
    return [_once(match, taken, said) for match in matches]


def _match(
    member: str, file: FileText, items: Sequence[Item], by_pk: Mapping[str, Item], chosen: Mapping[str, str]
) -> Match:
    choice = chosen.get(member, "")
    if choice == SKIP:
        return Match(member, file, SKIPPED, why="您说不用")
    if file.problem:
        return Match(member, file, REFUSED, why=file.problem)
    if choice in by_pk:
        return _checked(Match(member, file, MATCHED, (by_pk[choice],), "您选的"))
    return _checked(_by_name(member, file, items))


def _checked(match: Match) -> Match:
    """涉密、线下办理的件不得录入标题和正文（R48）。"""
    if match.status == MATCHED and match.items[0].offline:
        return replace(match, status=REFUSED, why="这一件线下办理，不得录入内容。")
    return match


def _by_name(member: str, file: FileText, items: Sequence[Item]) -> Match:
    """By number, then by title; what fits two items or contradicts itself is left to a person."""
    stem = plain(PurePosixPath(_bare(member)).stem).strip()
    titled = _REST.search(stem)
    title = titled["title"] if titled else ""
    found = _of_kind(member, _by_number(stem, items))
    named = [item for item in (found or items) if title and _alike(item.title, title)]
    if len(found) == 1 and (not title or named):
        return Match(member, file, MATCHED, tuple(found), "编号相同")
    if len(named) == 1:
        return Match(member, file, MATCHED, tuple(named), "标题相同" if not found else "编号和标题都相同")
    if len(found) == 1:
        return Match(member, file, AMBIGUOUS, tuple(found), "编号对得上，标题不一样")
    if found or named:
        return Match(member, file, AMBIGUOUS, tuple((found or named)[:10]), f"有 {len(found or named)} 件都对得上")
    inside = [item for item in items if item.title and file.text and item.title in file.text[:400].replace("\n", "")]
    if len(inside) == 1:
        return Match(member, file, MATCHED, tuple(inside), "正文里的标题相同")
    return Match(member, file, UNMATCHED, why="文件名里的编号、标题都对不上")


def _by_number(stem: str, items: Sequence[Item]) -> list[Item]:
    number = _number_in(stem)
    if not number:
        return []
    exact = [item for item in items if clean_number(item.official_no) == number]
    wanted = sort_number(number)
    near = [
        i
        for i in items
        if i.seq == wanted.seq and (not wanted.year or not i.number_year or i.number_year == wanted.year)
    ]
    told_apart = number.startswith("0") or len(number) > 3  # 31 may be 0031 as well, 0031 is nothing else
    return exact if exact and told_apart else (near if wanted.seq else exact)


def _number_in(stem: str) -> str:
    if found := _NUMBERED.search(stem) or _LEADING.match(stem):
        return clean_number(found["no"])
    runs = _DIGITS.findall(stem)
    return str(runs[0]) if len(runs) == 1 else ""


def _of_kind(member: str, items: list[Item]) -> list[Item]:
    """政协提案/31.docx or 提案31号.docx say which of two items of that number is meant."""
    if len(items) < 2:
        return items
    words = plain(re.sub(r"关于.*$", "", str(PurePosixPath(member.replace("\\", "/")).with_suffix(""))))
    kind = next((kind for shape, kind in _KINDS if shape.search(words)), "")
    return [item for item in items if item.kind == kind] or items


def _alike(title: str, said: str) -> bool:
    bare, other = (re.sub(r"[\W_]+", "", plain(words)) for words in (title, said))
    return same_title(title, said) or (
        min(len(bare), len(other)) >= 8 and (bare.startswith(other) or other.startswith(bare))
    )


def _once(match: Match, taken: Counter[int], chosen: Mapping[str, str]) -> Match:
    """Two files for one item: a person says which is the text."""
    if match.status == MATCHED and taken[match.items[0].pk] > 1 and match.member not in chosen:
        return replace(match, status=AMBIGUOUS, why=f"有 {taken[match.items[0].pk]} 个文件都对到这一件")
    return match


def _bare(member: str) -> str:
    return PurePosixPath(member.replace("\\", "/")).name
