"""Which rule packs there are: those shipped beside this file, a site's own, and the older editions of both."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from huiyin.rules.lines import line_of
from huiyin.rules.pack import Pack, Scheme
from huiyin.rules.parsing import pack_of
from huiyin.rules.tables import FieldError

__all__ = [
    "EditionMissing",
    "PackError",
    "complaints",
    "configure",
    "editions",
    "get",
    "load",
    "names",
    "nearest",
    "scheme",
]

FOLDER = Path(__file__).parent / "packs"
REPLACED = (
    "clocks.",
    "scheme",
    "chains.",
    "refusal_reasons.",
    "handling_classes.",
    "number_patterns.",
    "motion_signers.",
)
# What an older edition never borrows from today's text: these make dates and classes.
DATED = ("clocks", "scheme", "counting", "handling_classes")
OWN = ("name", "title", "version", "extends", "extends_version", "notes")  # never inherited
SYNTAX = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")


class PackError(ValueError):
    """A rule pack is not usable; says which file, which line and which field."""


class EditionMissing(PackError):
    """An edition that a running item stands on is not on this machine."""


@dataclass(slots=True)
class _Shelf:
    """Where a site keeps its own packs; none until told."""

    folder: Path | None = None


@dataclass(slots=True)
class _Book:
    """The fields of a pack laid over those it extends, and the files they come from, its own first."""

    content: dict[str, Any]
    sources: list[tuple[str, str]] = field(default_factory=list)


_shelf = _Shelf()


def configure(folder: Path | str | None) -> None:
    """Look for a site's own packs in `packs/` of this folder too; forgets what was read before."""
    _shelf.folder = Path(folder) / "packs" if folder is not None else None
    for remembered in (names, _current, _edition, editions, scheme):
        remembered.cache_clear()


@cache
def names() -> tuple[str, ...]:
    """Every pack there is, the national one first."""
    found = sorted({path.stem for folder in _folders() for path in folder.glob("*.toml")})
    return tuple(sorted(found, key=lambda name: name != "national"))


def get(name: str, version: int | None = None) -> Pack:
    """The pack of a place, in this edition or the one in force; read once."""
    current = _current(name)
    return current if version in (None, current.version) else _edition(name, version or 0)


def nearest(name: str, version: int) -> Pack:
    """The edition something began with, or the one in force where that cannot be read any more: never for dates."""
    current = get(name)
    if version == current.version:
        return current
    try:
        return get(name, version)
    except EditionMissing:
        return current


@cache
def editions(name: str) -> tuple[int, ...]:
    """The versions of a pack that can still be read, oldest first, the one in force among them."""
    found = {int(path.stem.rpartition("-")[2]) for path in _edition_files(name, "*")}
    return tuple(sorted({*found, *(pack.version for pack in _standing(name))}))


@cache
def scheme(scheme_id: str) -> Scheme | None:
    """A scheme by its id wherever it is used: a letter keeps its meaning when a place changes its scheme (R50)."""
    packs = (get(name, version) for name in names() for version in reversed(editions(name)))
    return next((pack.scheme for pack in packs if pack.scheme.id == scheme_id), None)


def load(name: str, *folders: Path) -> Pack:
    """Read a pack and the packs it extends from these folders, and check every field."""
    return _checked(_book(name, 0, folders, ()), name)


def complaints() -> list[str]:
    """What is wrong with any pack or edition, a sentence each; empty when all can be used."""
    found: list[str] = []
    for name in names():
        try:
            for version in editions(name):
                get(name, version)
        except PackError as error:
            found.append(str(error))
    return found


@cache
def _current(name: str) -> Pack:
    return load(name, *_folders())


@cache
def _edition(name: str, version: int) -> Pack:
    """An older edition: its own file, or a shipped pack that the site's own has overtaken."""
    for pack in _standing(name):
        if pack.version == version:
            return pack
    return _checked(_book(name, version, _folders(), ()), name, version)


def _folders() -> tuple[Path, ...]:
    """The site's own comes before what was shipped."""
    return (_shelf.folder, FOLDER) if _shelf.folder is not None else (FOLDER,)


def _standing(name: str) -> list[Pack]:
    """The pack in force, and the shipped one behind it."""
    shipped = [load(name, FOLDER)] if _shelf.folder is not None and (FOLDER / f"{name}.toml").is_file() else []
    return [_current(name), *shipped]


def _edition_files(name: str, version: str) -> list[Path]:
    found = [path for folder in _folders() for path in (folder / "editions").glob(f"{name}-{version}.toml")]
    return [path for path in found if path.stem.rpartition("-")[2].isdigit()]


def _book(name: str, version: int, folders: tuple[Path, ...], heirs: tuple[str, ...]) -> _Book:
    """The fields of a pack (version 0: the one in force) with everything it inherits."""
    own = _read(name, version, folders, heirs)
    if name in heirs:
        raise PackError(f"{heirs[-1]}.toml：extends 绕成了圈（{' → '.join((*heirs, name))}）")
    parent = own.content.get("extends", "")
    if parent:
        below = _book(parent, own.content.get("extends_version", 0), folders, (*heirs, name))
        inherited = {key: value for key, value in below.content.items() if key not in OWN}
        own = _Book(_merged(inherited, own.content), [*own.sources, *below.sources])
    if version:
        today = _book(name, 0, folders, heirs).content
        borrowed = {key: value for key, value in today.items() if key not in (*OWN, *DATED)}
        own.content = _merged(borrowed, own.content)
    return own


def _read(name: str, version: int, folders: tuple[Path, ...], heirs: tuple[str, ...]) -> _Book:
    inside = f"editions/{name}-{version}.toml" if version else f"{name}.toml"
    path = next((folder / inside for folder in folders if (folder / inside).is_file()), None)
    if path is None and version:
        raise EditionMissing(f"没有“{name}”规则包的第 {version} 版")
    if path is None:
        where = f"{heirs[-1]}.toml：extends " if heirs else ""
        raise PackError(f"{where}没有名为“{name}”的规则包")
    try:
        text = path.read_text(encoding="utf-8-sig")
        return _Book(tomllib.loads(text), [(path.name, text)])
    except UnicodeDecodeError as error:
        raise PackError(f"{path.name}：不是 UTF-8 编码的文本") from error
    except tomllib.TOMLDecodeError as error:
        line = SYNTAX.search(str(error))
        number = (line and line[1]) or len(text.splitlines())
        where = f"{path.name} 第 {number} 行"
        raise PackError(f"{where}：不是有效的 TOML 文件（{SYNTAX.sub('', str(error)).strip()}）") from error


def _checked(book: _Book, name: str, version: int = 0) -> Pack:
    """The pack, or a complaint that names file, line and field."""
    try:
        if version and book.content.get("version") != version:
            raise FieldError("version", f"应与文件名中的 {version} 一致")
        return pack_of(book.content, name)
    except FieldError as error:
        raise PackError(f"{_where(book.sources, error.address)}：{error}") from error


def _where(sources: list[tuple[str, str]], address: str) -> str:
    """The file that says most of this address, the heir's before the parent's; what is replaced whole is the heir's."""
    root = re.match(r"(?:scheme|(?:clocks|chains|\w+_(?:reasons|classes|patterns|signers))\.\w+)", address)
    own = [text for text in sources if root and line_of(text[1], root[0])[0] == len(root[0])]
    own = sources if address in OWN else own
    found = [(*line_of(text, address), file) for file, text in own[:1] or sources]
    depth = max(reach for reach, _, _ in found)
    return next(f"{file} 第 {line} 行" for reach, line, file in found if reach == depth)


def _merged(parent: dict[str, Any], child: dict[str, Any], path: str = "") -> dict[str, Any]:
    """The child's fields laid over the parent's; a whole duty, scheme, chain or cited value is replaced at once."""
    merged = dict(parent)
    for key, value in child.items():
        old, address = parent.get(key), f"{path}{key}"
        whole = isinstance(value, dict) and ("value" in value or address.startswith(REPLACED))
        deeper = isinstance(value, dict) and isinstance(old, dict) and not whole
        merged[key] = _merged(old or {}, value, f"{address}.") if deeper else value
    return merged
