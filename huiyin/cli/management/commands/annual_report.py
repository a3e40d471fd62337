"""`huiyin annual_report`: the year-end report of a unit, as a document, as text, or with every figure as JSON."""

import datetime as dt
import json
from argparse import ArgumentParser
from typing import Any

from huiyin.cli.lists import unit_called
from huiyin.cli.speaking import HouseCommand, Refused
from huiyin.cli.tables import prepare_tables
from huiyin.cli.writing import output_path, write_file
from huiyin.prose.dates import read_date
from huiyin.reports.annual import AnnualReport, annual_report
from huiyin.reports.scopes import UnknownScope, scope_for
from huiyin.reports.telling import UnknownFigure


class Command(HouseCommand):
    help = "写年度办理工作总结：每个数都由指标算出，可追到件"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", required=True, metavar="CODE", help="单位代码")
        parser.add_argument("--year", required=True, type=int, metavar="Y", help="年度")
        parser.add_argument("--scope", default="", metavar="NAME", help="口径；不写则用该单位该年的默认口径")
        parser.add_argument("--as-of", default="", metavar="DATE", help="数据截至哪一天，如 2023-01-28")
        parser.add_argument("-o", "--output", required=True, metavar="FILE", help="写到 .docx、.md 或 .json 文件")

    def run(self, **options: Any) -> int:
        path = output_path(options["output"], *FORMS)
        prepare_tables()
        unit = unit_called(options["unit"])
        try:
            scope = scope_for(unit, options["year"], options["scope"], as_of=_day(options["as_of"]))
            report = annual_report(unit, year=options["year"], scope=scope)
        except (UnknownScope, UnknownFigure) as error:
            raise Refused(str(error)) from error
        if not scope.assignments().exists():
            raise Refused(f"{unit.name}{options['year']}年在口径“{scope.name}”里没有件，年报无从写起。")
        write_file(path, FORMS[path.suffix.lower()](report))
        self.stdout.write(f"已写入 {path}：{report.title}，{len(report.figures)}个数。")
        return 0


def as_json(report: AnnualReport) -> bytes:
    return (json.dumps(report.facts(), ensure_ascii=False, indent=2) + "\n").encode()


FORMS = {".docx": AnnualReport.docx, ".md": lambda report: report.markdown().encode(), ".json": as_json}


def _day(said: str) -> dt.date | None:
    day = read_date(said) if said else None
    if said and day is None:
        raise Refused(f"日期“{said}”看不懂，应写作 2023-01-28。")
    return day
