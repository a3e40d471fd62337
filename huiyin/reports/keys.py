"""Thousands of keys as one parameter of a query, on SQLite and on PostgreSQL."""

import json
from collections.abc import Sequence
from typing import Any

from django.db.models import BigIntegerField, Value
from django.db.models.sql.compiler import SQLCompiler


class Keys(Value):
    """What stands right of `__in`: `Assignment.objects.filter(pk__in=Keys(keys))`. Five thousand placeholders cost
    Django more than the question costs the database."""

    def __init__(self, keys: Sequence[int]) -> None:
        super().__init__(tuple(keys), output_field=BigIntegerField())

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        if connection.vendor == "postgresql":
            return "(SELECT unnest(%s::bigint[]))", [list(self.value)]
        return "(SELECT value FROM json_each(%s))", [json.dumps(self.value)]
