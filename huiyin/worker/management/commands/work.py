"""`huiyin work`: the background worker; any number may run beside each other."""

import os
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from huiyin.worker.loop import work


class Command(BaseCommand):
    help = "运行后台任务：事件引起的事、每日的事、封存日志"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--child", action="store_true", help="由 serve 启动：serve 停了就停")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        work(stop, parent=os.getppid() if options["child"] else None)
