"""Reading a pack's TOML table strictly: every complaint names the file and the field."""

from collections.abc import Sequence
from typing import Any, TypeVar

from huiyin.rules.pack import Cited

T = TypeVar("T")


class PackError(ValueError):
    """A rule pack is not usable; says which file and which field."""


class Table:
    """One table of a pack file; remembers what was asked for, so that a misspelt field is noticed."""

    def __init__(self, file: str, path: str, content: Any) -> None:
        if not isinstance(content, dict):
            raise PackError(f"{file}: {path or '文件'} 应为一个表")
        self.file, self.path, self.content = file, path, content
        self.asked: set[str] = set()

    def error(self, key: str, complaint: str) -> PackError:
        """The complaint with its address."""
        return PackError(f"{self.file}: {self._address(key)} {complaint}")

    def has(self, key: str) -> bool:
        self.asked.add(key)
        return key in self.content

    def get(self, key: str, kind: type[T], default: T | None = None) -> T:
        """The value of a field, of this type; without a default it must be there."""
        self.asked.add(key)
        value = self.content.get(key, default)
        if value is None:
            raise self.error(key, "缺少")
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.error(key, f"应为 {kind.__name__}，现为 {value!r}")
        return value

    def choice(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        value = self.get(key, str, default)
        if value not in allowed:
            raise self.error(key, f"应为 {'、'.join(allowed)} 之一，现为“{value}”")
        return value

    def choices(self, key: str, allowed: Sequence[str] | None = None) -> tuple[str, ...]:
        """A list of words, empty when the field is missing."""
        values = self.get(key, list, [])
        for value in values:
            if not isinstance(value, str) or (allowed is not None and value not in allowed):
                raise self.error(key, f"中的 {value!r} 不可用")
        return tuple(values)

    def table(self, key: str) -> "Table":
        return Table(self.file, self._address(key), self.get(key, dict))

    def tables(self, key: str) -> list["Table"]:
        rows = self.get(key, list, [])
        return [Table(self.file, f"{self._address(key)}[{number}]", row) for number, row in enumerate(rows, 1)]

    def fields(self) -> tuple[str, ...]:
        self.asked |= set(self.content)
        return tuple(self.content)

    def clause(self) -> tuple[str, bool]:
        """The clause every value must carry, and whether somebody read it in the text itself."""
        clause = self.get("clause", str)
        if not clause.strip():
            raise self.error("clause", "不能为空")
        return clause, self.get("verified", bool, True)

    def cited(self, key: str, kind: type[T]) -> Cited[T]:
        """A field of the form { value = …, clause = "…", verified = … }."""
        row = self.table(key)
        value = row.get("value", kind)
        clause, verified = row.clause()
        row.done()
        return Cited(value, clause, verified)

    def cited_words(self, key: str) -> Cited[tuple[str, ...]]:
        row = self.table(key)
        row.get("value", list)
        words = row.choices("value")
        clause, verified = row.clause()
        row.done()
        return Cited(words, clause, verified)

    def done(self) -> None:
        """Complain about fields nobody asked for."""
        if left := sorted(set(self.content) - self.asked):
            raise self.error(left[0], "不认识的字段")

    def _address(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key
