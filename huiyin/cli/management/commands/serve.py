"""`huiyin serve`: the web server; on SQLite the worker runs as its child."""

import os
import socket
import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.db import connection, connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from huiyin.cli.speaking import HouseCommand, Refused
from huiyin.cli.tables import prepare_tables
from huiyin.rules import packs
from huiyin.workdays import calendar

TARGET = "huiyin.config.wsgi:application"
THREADS = 4  # requests one process answers at once; each thread keeps one database connection


class Command(HouseCommand):
    help = "启动网页服务（SQLite 时后台任务一并运行；PostgreSQL 时请另外运行 huiyin work）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="监听地址，默认 127.0.0.1")
        parser.add_argument("--port", type=int, default=8000, help="端口，默认 8000")
        parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), help="网页进程数")
        parser.add_argument("--no-worker", action="store_true", help="不带后台任务进程")

    def run(self, **options: Any) -> int:
        host, port = options["host"], options["port"]
        refuse_wrong_rules()
        prepare_tables()
        refuse_taken_port(host, port)
        on_sqlite = connection.vendor == "sqlite"
        connections.close_all()
        child = start_worker() if on_sqlite and not options["no_worker"] else None
        self.stdout.write(f"回音已启动：http://{host}:{port}（数据在 {settings.DATA_DIR}；按 Ctrl+C 停止）")
        self.stdout.flush()
        try:
            serve(host, port, options["workers"])
        finally:
            stop(child)
        return 0


def serve(host: str, port: int, workers: int) -> None:
    """Blocks until SIGINT or SIGTERM; a worker process that dies is started again."""
    Granian(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        websockets=False,
        workers_kill_timeout=15,
    ).serve()


def refuse_wrong_rules() -> None:
    """A pack or a holiday file that cannot be read would give wrong dates."""
    if wrong := [*packs.complaints(), *calendar.complaints()]:
        more = f"（共 {len(wrong)} 处，用 huiyin check 看全部）" if len(wrong) > 1 else ""
        raise Refused(f"不能启动：{wrong[0]}{more}")


def refuse_taken_port(host: str, port: int) -> None:
    """Better one sentence now than a server that dies in its worker processes."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except (OSError, OverflowError) as error:
            raise Refused(f"{host}:{port} 用不了（{error}），请用 --port 换一个端口。") from error


def start_worker() -> "subprocess.Popen[bytes]":
    """The worker ends by itself when this process is gone, however it went."""
    return subprocess.Popen([sys.executable, "-m", "huiyin", "work", "--child"])


def stop(child: "subprocess.Popen[bytes] | None") -> None:
    """Ask the worker to finish what it is doing; it has fifteen seconds."""
    if child is None or child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(timeout=15)
    except subprocess.TimeoutExpired:
        child.kill()
