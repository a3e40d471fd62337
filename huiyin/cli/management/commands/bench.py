"""`huiyin bench`: fills a scratch database and prints the figures of docs/performance.md."""

import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
from argparse import SUPPRESS, ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from huiyin.cli.bench.filling import UNITS, YEARS, fill
from huiyin.cli.bench.measuring import measured
from huiyin.cli.speaking import HouseCommand

SCRATCH = "huiyin_bench"


class Command(HouseCommand):
    help = "性能测试：在临时数据库里装入若干件，测量各页面、导入和年报，输出 docs/performance.md 用的表"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--items", type=int, default=100_000, help="多少件，默认 100000")
        parser.add_argument("--json", action="store_true", help="输出 JSON")
        parser.add_argument("--keep", metavar="DIR", help="装好的库留在这个目录，下次用同一目录就不再装（只作迁移）")
        parser.add_argument("--step", choices=("fill", "migrate", "measure"), help=SUPPRESS)

    def run(self, **options: Any) -> int:
        """Without a step: make the scratch database, do both steps on it in processes of their own, tell."""
        today = timezone.localdate()
        if options["step"] == "fill":
            call_command("migrate", verbosity=0)
            fill(options["items"], today=today)
        elif options["step"] == "migrate":
            call_command("migrate", verbosity=0)
        elif options["step"] == "measure":
            with tempfile.TemporaryDirectory() as folder:
                self.stdout.write(json.dumps(measured(Path(folder), today=today)))
        else:
            figures = bench(options["items"], keep=options["keep"] or "")
            self.stdout.write(json.dumps(figures, indent=1) if options["json"] else as_markdown(figures))
        return 0


def bench(items: int, *, keep: str = "") -> dict[str, Any]:
    """Fill and measure; a kept database that is filled already is only brought to the newest migration."""
    with kept(Path(keep).resolve()) if keep else scratch() as environment:
        started, mark = time.perf_counter(), Path(environment["HUIYIN_DATA_DIR"]) / "items"
        if mark.exists():
            items = int(mark.read_text())
            step("migrate", items, environment)
        else:
            step("fill", items, environment)
            mark.write_text(str(items))
        filled = time.perf_counter() - started
        figures = json.loads(step("measure", items, environment))
    return {"items": items, "database": database(), "fill_s": filled, **figures}


def step(name: str, items: int, environment: dict[str, str]) -> str:
    """A process of its own, so that its memory is that of a web process and nothing else."""
    command = [sys.executable, "-m", "huiyin", "bench", "--step", name, "--items", str(items)]
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603 — our own command


@contextmanager
def scratch() -> Iterator[dict[str, str]]:
    """The environment of an empty database that vanishes afterwards; never the configured one."""
    with tempfile.TemporaryDirectory(prefix="huiyin-bench-") as folder:
        if connection.vendor == "postgresql":
            execute(f"DROP DATABASE IF EXISTS {SCRATCH}", f"CREATE DATABASE {SCRATCH}")
        try:
            yield environment_of(Path(folder))
        finally:
            if connection.vendor == "postgresql":
                execute(f"DROP DATABASE {SCRATCH} WITH (FORCE)")


@contextmanager
def kept(folder: Path) -> Iterator[dict[str, str]]:
    """The same in a folder that stays; on PostgreSQL the database stays too."""
    folder.mkdir(parents=True, exist_ok=True)
    if connection.vendor == "postgresql" and not (folder / "items").exists():
        execute(f"DROP DATABASE IF EXISTS {SCRATCH}", f"CREATE DATABASE {SCRATCH}")
    yield environment_of(folder)


def environment_of(folder: Path) -> dict[str, str]:
    """Where the steps find their database."""
    if connection.vendor == "postgresql":
        url = urlsplit(os.environ["HUIYIN_DATABASE_URL"])._replace(path=f"/{SCRATCH}").geturl()
    else:
        url = f"sqlite:///{folder}/bench.sqlite3"
    return {**os.environ, "HUIYIN_DATA_DIR": str(folder), "HUIYIN_DATABASE_URL": url}


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def database() -> str:
    """SQLite 3.40.1 or PostgreSQL 15.18."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return f"SQLite {sqlite3.sqlite_version}"
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"


def as_markdown(figures: dict[str, Any]) -> str:
    """The tables as docs/performance.md has them."""
    head = f"### {figures['database']}, {figures['items']:,} items of {UNITS} units over {YEARS} years"
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores; filled in {figures['fill_s']:.0f} s."
    lines = [head, "", machine, "", "| page | p50 ms | p95 ms | queries | kB |", "|---|---:|---:|---:|---:|"]
    for page in figures["pages"]:
        name, queries, size = page["page"], page["queries"], page["kilobytes"]
        lines.append(f"| {name} | {page['p50']:.0f} | {page['p95']:.0f} | {queries} | {size:.0f} |")
    lines += ["", "| | |", "|---|---:|"]
    lines.append(f"| import, rows a second | {figures['import_rows_s']:.0f} |")
    lines.append(f"| annual report, seconds | {figures['report_s']:.1f} |")
    lines.append(f"| memory of one process after all pages, MB | {figures['memory_mb']:.0f} |")
    return "\n".join(lines)
