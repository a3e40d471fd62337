"""`huiyin backup FILE`: everything in one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone

from huiyin.cli.backups import write_backup
from huiyin.cli.speaking import HouseCommand
from huiyin.cli.tables import prepare_tables


class Command(HouseCommand):
    help = "把数据库、附件、密钥和封条文件备份成一个文件；可以在使用中进行。文件里有密钥，请妥善保管"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="备份文件，如 huiyin-2022-12-31.zip")

    def run(self, **options: Any) -> int:
        prepare_tables()
        target = Path(options["file"])
        parts = write_backup(target, now=timezone.now())
        tables = sum(name.startswith("tables/") for name in parts)
        files = sum(name.startswith("files/") for name in parts)
        self.stdout.write(f"已备份到 {target}：{tables} 张表，{files} 个附件，{target.stat().st_size:,} 字节。")
        return 0
