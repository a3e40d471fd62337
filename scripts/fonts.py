"""Puts the fonts of scripts/fonts.lock beside the interpreter; without them letters are set in the wheel's fonts.

A file of the system with the right digest is copied; else its Debian package is fetched (no root needed) and unpacked.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

LOCK = Path(__file__).with_name("fonts.lock")
TARGET = Path(sys.prefix) / "share" / "huiyin" / "fonts"
HINT = """Without {}: letters as PDF take 宋体 for 仿宋 and 楷体. Put your own fonts into the folder
`fonts` of the data directory, or run scripts/fonts.py again where Debian's packages can be reached."""


def wanted() -> list[tuple[str, str, str]]:
    """Digest, package and path of each font."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    return [(digest, package, path) for digest, package, path in (x.split() for x in lines if x and x[0] != "#")]


def is_there(file: Path, digest: str) -> bool:
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == digest


def fetch(package: str, paths: list[str], folder: Path) -> None:
    """The package's files into the folder; nothing is installed."""
    options = ["-qq", "-o", "APT::Sandbox::User=root"]
    for command in (["download", package], ["update"], ["download", package]):
        if subprocess.run(["apt-get", *options, *command], cwd=folder, capture_output=True).returncode == 0:
            break
    for archive in folder.glob(f"{package}_*.deb"):
        unpack = ["dpkg-deb", "--fsys-tarfile", archive.name]
        tar = subprocess.run(unpack, cwd=folder, capture_output=True, check=True).stdout
        subprocess.run(["tar", "-x", *(f"./{path}" for path in paths)], cwd=folder, input=tar, check=True)


def collect(package: str, fonts: dict[str, str]) -> None:
    """From the system, else from the package; a file with another digest is left alone."""
    with tempfile.TemporaryDirectory() as scratch:
        if not all(is_there(Path("/", path), digest) for path, digest in fonts.items()) and shutil.which("dpkg-deb"):
            fetch(package, list(fonts), Path(scratch))
        for path, digest in fonts.items():
            source = next((place for root in ("/", scratch) if is_there(place := Path(root, path), digest)), None)
            if source:
                shutil.copyfile(source, TARGET / source.name)


def main() -> None:
    """Idempotent: what is there is not fetched."""
    TARGET.mkdir(parents=True, exist_ok=True)
    missing: dict[str, dict[str, str]] = defaultdict(dict)
    for digest, package, path in wanted():
        if not is_there(TARGET / Path(path).name, digest):
            missing[package][path] = digest
    for package, fonts in missing.items():
        collect(package, fonts)
    lost = [Path(path).stem for digest, _, path in wanted() if not is_there(TARGET / Path(path).name, digest)]
    if lost:
        sys.stderr.write(HINT.format(", ".join(lost)) + "\n")


if __name__ == "__main__":
    main()
