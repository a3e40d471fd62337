"""`huiyin restore FILE`: the backup back in, and the log proved."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from huiyin.cli.restoring import restore_backup
from huiyin.cli.speaking import HouseCommand
from huiyin.cli.tables import prepare_tables
from huiyin.events.checks import verify_log


class Command(HouseCommand):
    help = "从备份文件恢复；损坏的备份、别的版本的备份、已有数据的数据库都不动。请先停下服务"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="huiyin backup 做出的文件")
        parser.add_argument("--force", action="store_true", help="数据库里已有数据也替换")

    def run(self, **options: Any) -> int:
        prepare_tables()
        manifest = restore_backup(Path(options["file"]), force=options["force"])
        self.stdout.write(f"已恢复 {manifest['made_at']} 的备份，共 {len(manifest['parts'])} 部分。")
        verdict = verify_log()
        self.stdout.write(verdict.broken or f"日志完整：事件 {verdict.events} 条，封条 {verdict.sealed} 条。")
        return 0 if verdict.unbroken else 1
