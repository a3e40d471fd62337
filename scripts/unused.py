"""Prints code that nobody uses: vulture's findings, less what is used by name in templates, settings and tables."""

import ast
import re
import sys
from pathlib import Path

from vulture import Vulture

READ_BY_FRAMEWORKS = [
    *("Meta", "*Config", "Command", "help", "add_arguments", "handle", "run", "requires_system_checks", "handler*"),
    *("clean", "clean_*", "ready", "app_configs", "visit_*", "application", "urlpatterns", "process_*", "to_url"),
    *("handle_starttag", "handle_endtag", "handle_data", "as_sql", "label_from_instance"),
    *("is_open_for_signup", "authentication_failed", "django_db_modify_db_settings", "pytestmark", "pytest_*"),
]
GATHERED = ("tests/walk/acts_", "tests/exchange/shapes.py")
"""Modules whose functions a test gathers as they stand: acts of the walk, shapes of lists."""
DECORATED = ["@pytest.fixture*", "@register.*", "@rule*", "@invariant*", "@precondition*", "@initialize*"]
WORD = re.compile(r"[A-Za-z_]\w+")


def unused() -> list[str]:
    """One line for each."""
    finder = Vulture(ignore_names=READ_BY_FRAMEWORKS, ignore_decorators=DECORATED)
    finder.scavenge(["huiyin", "tests", "scripts"], exclude=["*/migrations/*", "*/config/settings.py"])
    spoken = used_by_name()
    return [
        item.get_report()
        for item in finder.get_unused_code(min_confidence=60)
        if item.name not in spoken and item.typ != "attribute" and not is_declaration(item)
    ]


def used_by_name() -> set[str]:
    """Words of templates and tables, and the words inside strings of our code."""
    house = Path("huiyin")
    texts = [path.read_text(encoding="utf-8") for suffix in ("html", "toml") for path in house.rglob(f"*.{suffix}")]
    for path in house.rglob("*.py"):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        texts += [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return {word for text in texts for word in WORD.findall(text)}


def is_declaration(item) -> bool:  # noqa: ANN001 — vulture exports no type for it
    """A column, a choice, a form field, an option of a class, a fixture a test asks for, what a test gathers."""
    if item.typ == "function" and Path(item.filename).resolve().relative_to(Path.cwd()).as_posix().startswith(GATHERED):
        return True
    if item.typ == "variable" and "tests" in Path(item.filename).parts:
        return True
    line = Path(item.filename).read_text(encoding="utf-8").splitlines()[item.first_lineno - 1]
    return item.typ == "variable" and line.startswith("    ")


if __name__ == "__main__":
    found = unused()
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.exit(bool(found))
