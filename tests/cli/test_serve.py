"""`huiyin serve` on a fresh SQLite: makes the tables, answers, and takes its worker with it when it goes."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

HUIYIN = [sys.executable, "-m", "huiyin"]


@pytest.fixture
def port() -> int:
    """One that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    """A data dir of its own, and SQLite whatever the other tests run on."""
    return {**os.environ, "HUIYIN_DATA_DIR": str(tmp_path), "HUIYIN_DATABASE_URL": "", "PYTHONPATH": os.getcwd()}


@pytest.fixture
def server(environment, port, tmp_path):
    with (tmp_path / "output").open("wb") as output:
        process = subprocess.Popen(
            [*HUIYIN, "serve", "--port", str(port)], env=environment, stdout=output, stderr=output
        )
    yield process
    process.kill()
    process.wait()


def answer(port: int) -> str:
    """The first page, as soon as there is one."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
                return page.read().decode()
        except OSError:
            time.sleep(0.1)
    raise AssertionError("no answer in 30 s")


def worker_of(server) -> int:
    """The process id of the worker it started."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    return next(int(pid) for pid in children if b"work\0--child" in Path(f"/proc/{pid}/cmdline").read_bytes())


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def test_it_answers_and_stops_cleanly(server, port):
    assert "回音" in answer(port)
    worker = worker_of(server)
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=30) == 0
    assert not is_running(worker)


def test_a_taken_port_is_one_sentence(environment, port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        command = [*HUIYIN, "serve", "--port", str(port)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_tables_of_another_version_are_not_touched(environment, tmp_path):
    subprocess.run([*HUIYIN, "migrate", "items", "zero", "-v0"], env=environment, check=True)
    subprocess.run([*HUIYIN, "migrate", "files", "-v0"], env=environment, check=True)
    done = subprocess.run([*HUIYIN, "verify_log"], env=environment, capture_output=True, text=True)
    assert done.returncode == 2
    assert "huiyin migrate" in done.stderr
