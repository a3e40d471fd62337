"""The house as its tests see it: rooms and their storeys, modules, functions, templates."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "huiyin"
TESTS = ROOT / "tests"
ENTRANCES = {"web", "portal", "worker", "cli", "config"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def storeys() -> dict[str, int]:
    """room → its line in the plan of the house; 0 is the ground."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return {
        room.strip(" ()"): height for height, line in enumerate(reversed(layers)) for room in line.split("|") if room
    }


def rooms() -> list[str]:
    """Every folder below huiyin/ that knows something."""
    return sorted(path.name for path in HOUSE.iterdir() if path.is_dir() and not path.name.startswith("__"))


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


@cache
def modules() -> tuple[Path, ...]:
    """Our code, without what Django wrote."""
    return tuple(sorted(path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts))


@cache
def test_modules() -> tuple[Path, ...]:
    return tuple(sorted(TESTS.rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def templates() -> tuple[Path, ...]:
    return tuple(sorted(HOUSE.rglob("templates/**/*.html")))


def template_name(path: Path) -> str:
    return path.as_posix().split("/templates/")[-1]


def functions(path: Path) -> Iterator[Function]:
    yield from (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def lines_of(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def is_view(path: Path, node: Function) -> bool:
    """A function of an entrance whose first argument is the request."""
    return room_of(path) in {"web", "portal"} and bool(node.args.args) and node.args.args[0].arg == "request"


def imports_of_ours(path: Path) -> set[str]:
    """The modules of the house that this one imports."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("huiyin"):
            found |= _as_modules(node)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("huiyin")}
    return found


def _as_modules(node: ast.ImportFrom) -> set[str]:
    """`from huiyin.events import jobs, seals` are two."""
    assert node.module
    submodules = {alias.name for alias in node.names if _is_module(f"{node.module}.{alias.name}")}
    plain = {node.module} if len(submodules) < len(node.names) else set()
    return plain | {f"{node.module}.{name}" for name in submodules}


def _is_module(name: str) -> bool:
    path = ROOT / Path(*name.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def strings(path: Path) -> Iterator[str]:
    """Every string of a module."""
    yield from (
        node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
