"""Reading a pack's TOML table strictly: every complaint names its field."""

from collections.abc import Sequence
from typing import Any, TypeVar

from huiyin.rules.terms import Cited

T = TypeVar("T")


class FieldError(ValueError):
    """A field of a pack cannot be used; the loader adds the file and the line."""

    def __init__(self, address: str, complaint: str) -> None:
        self.address, self.complaint = address, complaint
        super().__init__(f"{address} {complaint}")


class Table:
    """One table of a pack; remembers what was asked for, so that a misspelt field is noticed."""

    def __init__(self, path: str, content: Any) -> None:
        if not isinstance(content, dict):
            raise FieldError(path, "应为一个表")
        self.path, self.content = path, content
        self.asked: set[str] = set()

    def error(self, key: str, complaint: str) -> FieldError:
        """The complaint with its address."""
        return FieldError(self._address(key), complaint)

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
            raise self.error(key, f"应为 {'、'.join(filter(None, allowed))} 之一，现为“{value}”")
        return value

    def choices(self, key: str, allowed: Sequence[str] | None = None) -> tuple[str, ...]:
        """A list of words, empty when the field is missing."""
        values = self.get(key, list, [])
        for value in values:
            if not isinstance(value, str) or (allowed is not None and value not in allowed):
                raise self.error(key, f"中的 {value!r} 不可用")
        return tuple(values)

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers, empty when the field is missing."""
        values = self.get(key, list, [])
        if not all(isinstance(value, int) and not isinstance(value, bool) for value in values):
            raise self.error(key, "应为整数的列表")
        return tuple(values)

    def table(self, key: str) -> "Table":
        return Table(self._address(key), self.get(key, dict))

    def tables(self, key: str) -> list["Table"]:
        rows = self.get(key, list, [])
        return [Table(f"{self._address(key)}[{number}]", row) for number, row in enumerate(rows, 1)]

    def named_tables(self, key: str) -> list[tuple[str, "Table"]]:
        """The tables below a field with their names, none when the field is missing."""
        below = Table(self._address(key), self.get(key, dict, {}))
        return [(name, below.table(name)) for name in below.fields()]

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
        return _finished(row, value)

    def cited_words(self, key: str, allowed: Sequence[str] | None = None) -> Cited[tuple[str, ...]]:
        row = self.table(key)
        row.get("value", list)
        return _finished(row, row.choices("value", allowed))

    def cited_choice(self, key: str, allowed: Sequence[str]) -> Cited[str]:
        row = self.table(key)
        return _finished(row, row.choice("value", allowed))

    def cited_map(self, key: str, allowed: Sequence[str] | None = None) -> Cited[dict[str, str]]:
        """Words by key: { value = { suggestion = "闭会建议" }, clause = "…" }."""
        row = self.table(key)
        words = row.table("value")
        if strange := [name for name in words.fields() if allowed is not None and name not in allowed]:
            raise words.error(strange[0], "不可用")
        return _finished(row, {name: words.get(name, str) for name in words.fields()})

    def done(self) -> None:
        """Complain about fields nobody asked for."""
        if left := sorted(set(self.content) - self.asked):
            raise self.error(left[0], "不认识的字段")

    def _address(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key


def _finished(row: Table, value: T) -> Cited[T]:
    clause, verified = row.clause()
    row.done()
    return Cited(value, clause, verified)
