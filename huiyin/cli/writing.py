"""Where a command puts what it made: whole or not at all, one sentence when it cannot."""

from pathlib import Path

from huiyin.cli.speaking import Refused


def output_path(said: str, *suffixes: str) -> Path:
    """The file asked for; its ending says the form."""
    path = Path(said)
    if path.suffix.lower() not in suffixes:
        raise Refused(f"输出文件“{said}”的扩展名应是 {'、'.join(suffixes)}。")
    if not path.parent.is_dir():
        raise Refused(f"文件夹“{path.parent}”不存在。")
    return path


def write_file(path: Path, content: bytes) -> None:
    """A draft beside it first, so that a half-written file is never left under its name."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Refused(f"文件“{path}”写不了（{error.strerror}）。") from error
