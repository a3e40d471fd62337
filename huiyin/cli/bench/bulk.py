"""Writes made-up rows by the hundred thousand: numbered here, prepared once, COPY on PostgreSQL, executemany on SQLite."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Field, Max, Model

M = TypeVar("M", bound=Model)
AS_THEY_ARE = (int, str, bool, type(None))
_next: dict[type[Model], int] = {}


def store(model: type[M], rows: list[M]) -> list[M]:
    """Like bulk_create, five times as fast; `settle_sequences` must follow in the end."""
    first = _next.get(model) or (model._base_manager.aggregate(last=Max("pk"))["last"] or 0) + 1
    _next[model] = first + len(rows)
    for number, row in enumerate(rows, first):
        row.pk = number
    fields = model._meta.concrete_fields
    lines = ([_prepared(field, getattr(row, field.attname)) for field in fields] for row in rows)
    _write(model._meta.db_table, [str(field.column) for field in fields], lines)
    return rows


def _prepared(field: "Field[Any, Any]", value: Any) -> Any:
    return value if type(value) in AS_THEY_ARE else field.get_db_prep_save(value, connection)


def _write(table: str, columns: Sequence[str], lines: Iterable[Sequence[Any]]) -> None:
    quote = connection.ops.quote_name
    named = f"{quote(table)} ({', '.join(map(quote, columns))})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {named} FROM STDIN") as copy:
                for line in lines:
                    copy.write_row(line)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {named} VALUES ({marks})", list(lines))  # noqa: S608 — our own names


def settle_sequences() -> None:
    """From here on the database numbers rows itself again."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(_next)):
            cursor.execute(statement)
    _next.clear()
