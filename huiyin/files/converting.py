"""Old office formats (.doc, .wps, .et) turned into new ones by LibreOffice, where it is at hand: boxed in, in time."""

import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

SECONDS = 60
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
</oor:items>
"""


def converter() -> str:
    """The program that converts, or "" when there is none; HUIYIN_SOFFICE=off switches it off, a path names it."""
    said = os.environ.get("HUIYIN_SOFFICE", "")
    if said == "off":
        return ""
    return shutil.which(said or "soffice") or ""


def convert(content: bytes, *, was: str, to: str) -> bytes | None:
    """The same document in another format; None when there is no converter or it cannot."""
    program = converter()
    if not program:
        return None
    with tempfile.TemporaryDirectory(prefix="huiyin-") as folder:
        box = Path(folder)
        (box / f"in.{was}").write_bytes(content)
        profile = box / "profile/user/registrymodifications.xcu"
        profile.parent.mkdir(parents=True)
        profile.write_text(PROFILE, encoding="utf-8")
        command = [*_alone(), program, "--headless", "--norestore", f"-env:UserInstallation=file://{box}/profile"]
        command += ["--convert-to", to, "--outdir", f"{box}/out", f"{box}/in.{was}"]
        made = box / f"out/in.{to}"
        return made.read_bytes() if _ran(command, box) and made.exists() else None


def _ran(command: list[str], box: Path) -> bool:
    environment = {"HOME": str(box), "PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "TMPDIR": str(box)}
    nothing = subprocess.DEVNULL
    child = subprocess.Popen(  # noqa: S603 — our own command
        command, env=environment, cwd=box, start_new_session=True, stdin=nothing, stdout=nothing, stderr=nothing
    )
    try:
        return child.wait(timeout=SECONDS) == 0
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, 9)
        child.wait()
        return False


@cache
def _alone() -> tuple[str, ...]:
    """Without a network, where the system lets us take it away."""
    unshare, true = shutil.which("unshare"), shutil.which("true")
    if not unshare or not true:
        return ()
    command = (unshare, "--map-root-user", "--net")
    try:
        done = subprocess.run([*command, true], capture_output=True, timeout=5, check=False)  # noqa: S603 — our own command
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return command if done.returncode == 0 else ()
