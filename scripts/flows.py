"""Prints docs/flows.md: every life cycle as the tables in the code have it."""

import importlib
import os
import pkgutil
import sys
from collections.abc import Iterator
from typing import Any

import django

import huiyin

HEADING = """# 流程 Flows

Made by `make docs` from the tables in `huiyin/*/flow.py`; `make check` fails when it is stale. Every row is one verb:
who may, what must be ready, from which state to which, and the event it leaves in the log.
"""


def flows() -> Iterator[Any]:
    """Every Flow of every room, lowest room first as the rooms stand in the settings."""
    from django.conf import settings  # noqa: PLC0415 — after django.setup()

    from huiyin.flow.engine import Flow  # noqa: PLC0415

    for room in settings.ROOMS:
        package = importlib.import_module(room)
        for found in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
            if "flow" not in found.name:
                continue
            module = importlib.import_module(f"{room}.{found.name}")
            yield from (value for value in vars(module).values() if isinstance(value, Flow))


def diagram(flow: Any) -> Iterator[str]:
    """One Mermaid state diagram."""
    yield "```mermaid"
    yield "stateDiagram-v2"
    for value, label in flow.states.choices:
        yield f"    {value}: {label}"
    for move in flow.moves:
        for source in move.sources:
            yield f"    {source} --> {move.target or source}: {move.label}"
    yield "```"


def table(flow: Any) -> Iterator[str]:
    """The same, row by row."""
    yield "| verb | 中文 | from | to | who may | must be ready | event |"
    yield "|---|---|---|---|---|---|---|"
    for move in flow.moves:
        ready = f"`{move.ready.__name__}`" if move.ready else ""
        sources, target = ", ".join(move.sources), move.target or "—"
        event = f"`{flow.room}.{move.event}`"
        yield f"| `{move.verb}` | {move.label} | {sources} | {target} | `{move.who.__name__}` | {ready} | {event} |"


def document() -> str:
    """The whole file."""
    parts = [HEADING]
    for flow in flows():
        parts += [f"## {flow.room}: {flow.states.__name__}", "", *diagram(flow), "", *table(flow), ""]
    return "\n".join(parts)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiyin.config.settings")
    assert huiyin.__file__
    django.setup()
    sys.stdout.write(document())
