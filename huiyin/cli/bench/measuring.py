"""Measures on a filled database: pages in process, memory, an import, the annual report."""

import datetime as dt
import gc
import random
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huiyin.cli.bench.scene import PASSWORD
from huiyin.directory.models import Unit
from huiyin.items.models import Item
from huiyin.reports.annual import annual_report

ROUNDS = 60
ROWS = 600
Address = Callable[[Unit, random.Random], str]


@dataclass(frozen=True)
class PageFigures:
    """One page: milliseconds in the server, queries, size."""

    page: str
    p50: float
    p95: float
    queries: int
    kilobytes: float


def pages(today: dt.date) -> dict[str, Address]:
    """What is asked of each page, of any unit."""
    ledger, year = reverse("ledger"), today.year
    return {
        "desk 工作台": lambda unit, dice: reverse("desk"),
        "ledger 台账, one year, filtered, sorted, page 1": lambda unit, dice: (
            f"{ledger}?year={year - 1}&role=lead&sort=due"
        ),
        "ledger, all years, sorted, page 1": lambda unit, dice: f"{ledger}?years=all&sort=-dispatched",
        "ledger, all years, filtered, sorted, page 1": lambda unit, dice: f"{ledger}?years=all&role=lead&sort=-due",
        "ledger, all years, sorted, page 100": lambda unit, dice: f"{ledger}?years=all&sort=-dispatched&page=100",
        "item 件": lambda unit, dice: reverse("item", args=[some_item(unit, dice)]),
        "statistics 统计": lambda unit, dice: f"{reverse('statistics')}?year={year - 1}",
    }


def some_item(unit: Unit, dice: random.Random) -> int:
    """Any of the unit's."""
    held = Item.objects.filter(batch__unit=unit).order_by("pk")
    first, last = held.values_list("pk", flat=True).first(), held.values_list("pk", flat=True).last()
    assert first and last
    found = held.filter(pk__gte=dice.randint(first, last)).values_list("pk", flat=True).first()
    return found or last


def measure_pages(today: dt.date) -> Iterator[PageFigures]:
    """Each page for coordinators of all units in turn; once more for each with its queries counted."""
    dice = random.Random(1)  # noqa: S311 — no secret
    units = list(Unit.objects.filter(parent=None, code__startswith="bench-"))
    clients = {unit.pk: signed_in(unit) for unit in units}
    gc.collect()
    gc.freeze()  # as the web server does once everything is loaded (config/wsgi.py)
    gc.set_threshold(50_000, 20, 100)
    for name, address in pages(today).items():
        asked = [(clients[unit.pk], address(unit, dice)) for unit in (dice.choices(units, k=ROUNDS))]
        for each in asked:  # once round, so that the disk is not what is measured
            get(*each)
        spent = [get(*each) for each in asked]
        with CaptureQueriesContext(connection) as queries:
            response = asked[-1][0].get(asked[-1][1])
        p95 = statistics.quantiles([ms for ms, _ in spent], n=20)[-1]
        p50 = statistics.median(ms for ms, _ in spent)
        yield PageFigures(name, p50, p95, len(queries), len(response.content) / 1024)


def signed_in(unit: Unit) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    response = client.post(reverse("account_login"), {"login": f"{unit.code}-coordinator", "password": PASSWORD})
    if response.status_code != 302:
        raise RuntimeError(f"{unit.code}: cannot sign in")
    return client


def get(client: Client, address: str) -> tuple[float, int]:
    """Milliseconds from request to the last byte."""
    started = time.perf_counter()
    response = client.get(address)
    spent = (time.perf_counter() - started) * 1000
    if response.status_code != 200:
        raise RuntimeError(f"{address}: {response.status_code}")
    return spent, response.status_code


def memory() -> float:
    """Most this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_report(today: dt.date) -> float:
    """Seconds for the annual report of one unit."""
    unit = Unit.objects.filter(parent=None, code__startswith="bench-").first()
    assert unit
    started = time.perf_counter()
    annual_report(unit, year=today.year - 1)
    return time.perf_counter() - started


def measure_import(folder: Path) -> float:
    """Rows a second of `import_items`, from the file to the last committed row."""
    unit = Unit.objects.filter(parent=None, code__startswith="bench-").first()
    assert unit
    path = folder / "list.xlsx"
    write_list(path, unit)
    started = time.perf_counter()
    with (folder / "import.json").open("w") as output:
        call_command("import_items", str(path), unit=unit.code, json=True, stdout=output)
    return ROWS / (time.perf_counter() - started)


def write_list(path: Path, unit: Unit) -> None:
    """A hand-over list like those the city hands out."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("建议")
        sheet.write(0, 0, "示例市第十五届人民代表大会第一次会议代表建议交办清单")
        for column, head in enumerate(("序号", "建议编号", "标题", "领衔代表", "主办单位", "会办单位")):
            sheet.write(1, column, head)
        for n in range(1, ROWS + 1):
            row = (n, f"{n:04d}", f"关于加强示例第{n}项工作的建议", f"示例代表{n % 300:03d}", unit.name, "")
            sheet.write_row(n + 1, 0, row)


def measured(folder: Path, *, today: dt.date) -> dict[str, Any]:
    """Everything, in the order in which one does not disturb the other."""
    found: dict[str, Any] = {"pages": [asdict(page) for page in measure_pages(today)]}
    return {**found, "memory_mb": memory(), "report_s": measure_report(today), "import_rows_s": measure_import(folder)}
