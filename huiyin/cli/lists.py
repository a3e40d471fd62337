"""What the importing commands share: the file's bytes, the unit a code means, the telling."""

import json
from pathlib import Path

from huiyin.cli.speaking import Refused
from huiyin.directory.models import Unit
from huiyin.exchange.rosters import Outcome

MOST_BYTES = 200 * 1024 * 1024


def content_of_file(said: str) -> tuple[bytes, str]:
    """The bytes and the name of a file given on the command line."""
    path = Path(said)
    try:
        if path.is_dir():
            raise Refused(f"“{said}”是文件夹，请给出清单文件。")
        if path.stat().st_size > MOST_BYTES:
            raise Refused("文件太大，请拆分后再导入。")
        return path.read_bytes(), path.name
    except FileNotFoundError as error:
        raise Refused(f"没有找到文件“{said}”。") from error
    except OSError as error:
        raise Refused(f"文件“{said}”打不开（{error.strerror}）。") from error


def unit_called(code: str) -> Unit:
    """The unit of this code."""
    unit = Unit.objects.select_related("parent").filter(code=code).first()
    if unit is None:
        known = list(Unit.objects.filter(managed_here=True).exclude(kind="office").values_list("code", flat=True)[:5])
        there = f"（已有：{'、'.join(known)}）" if known else ""
        raise Refused(f"没有代码为“{code}”的单位{there}，请先用 huiyin import_units 单位清单.xlsx 建立单位。")
    if unit.is_office:
        raise Refused(f"“{unit.name}”是内设处室，清单应导入到它的单位。")
    return unit


def tell_outcome(outcome: Outcome, *, as_json: bool) -> str:
    """The result of a set-up list, for a program or for a person."""
    if as_json:
        return json.dumps(outcome.as_json(), ensure_ascii=False, indent=2)
    said = f"共{outcome.rows}行：新增{outcome.created}，相同{outcome.unchanged}，改动{outcome.changed}"
    lines = [f"{said}，有误{len(outcome.errors)}行。" if outcome.errors else f"{said}，无误。"]
    return "\n".join(lines + [f"第{error['row']}行 有误：{error['reason']}" for error in outcome.errors])
