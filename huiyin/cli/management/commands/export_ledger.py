"""`huiyin export_ledger`: the ledger of a unit's year as a spreadsheet."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from huiyin.cli.lists import unit_called
from huiyin.cli.speaking import HouseCommand, Refused
from huiyin.cli.tables import prepare_tables
from huiyin.cli.writing import output_path, write_file
from huiyin.documents.sheet import sheet_xlsx
from huiyin.replies.classes import legend
from huiyin.reports.ledger import COLUMNS, export_rows, lines
from huiyin.reports.scopes import UnknownScope, scope_for


class Command(HouseCommand):
    help = "导出一个单位一年的台账（.xlsx）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", required=True, metavar="CODE", help="单位代码")
        parser.add_argument("--year", required=True, type=int, metavar="Y", help="年度")
        parser.add_argument("--scope", default="", metavar="NAME", help="只导出这个口径里的件；不写则全部导出")
        parser.add_argument("-o", "--output", required=True, metavar="FILE.xlsx", help="写到哪个文件")

    def run(self, **options: Any) -> int:
        path = output_path(options["output"], ".xlsx")
        prepare_tables()
        unit, year, today = unit_called(options["unit"]), options["year"], timezone.localdate()
        try:
            scope = scope_for(unit, year, options["scope"]) if options["scope"] else None
        except UnknownScope as error:
            raise Refused(str(error)) from error
        wanted: dict[str, Any] = {"today": today, "year": year, "scope": scope}
        count = lines([unit.pk], **wanted).count()
        notes = [f"口径：{scope.words if scope else '本年全部件'}", f"导出日期：{today.isoformat()}", f"共{count}件"]
        notes += legend(unit, year)
        rows = export_rows([unit.pk], **wanted)
        write_file(path, sheet_xlsx(f"{unit.name}{year}年台账", COLUMNS, rows, notes=notes))
        self.stdout.write(f"已写入 {path}：{count}件。")
        return 0
