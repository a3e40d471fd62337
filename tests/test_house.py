"""The house stands: sizes, directions, words and documents. What fails here is mended in the code, not here."""

import re
import runpy
import tomllib
from importlib.metadata import requires

import pytest
from django.core.management import get_commands

from huiyin.events import jobs
from tests import house
from tests.house import HOUSE, ROOT, short

FAN_OUT_FREE = ("huiyin/config/urls.py", "huiyin/cli/demo/", "huiyin/worker/reactions.py")
COMMANDS = {
    *("demo", "serve", "work", "import_items", "import_units", "import_people", "export_ledger", "annual_report"),
    *("explain_deadline", "verify_log", "migrate", "backup", "restore", "bench"),
}
DOCUMENTS = {
    *(
        "README.md",
        "README.zh-CN.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "LICENSE",
        "docs/glossary.md",
        "docs/flows.md",
    ),
    *("docs/performance.md", "docs/quality.md", "docs/upgrade.md", "docs/in-progress.md"),
}
FOUND_BY_DJANGO = re.compile(r"^(account/|errors/|(40[034]|429)\.html|500\.html)")
INLINE = re.compile(r"""<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=["']|javascript:""", re.IGNORECASE)


def too_long(paths, limit) -> dict[str, int]:
    sizes = {short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    return {name: size for name, size in sizes.items() if size > limit}


def long_functions(paths, limit, chosen=lambda path, node: True) -> dict[str, int]:
    return {
        f"{short(path)}:{node.lineno} {node.name}": house.lines_of(node)
        for path in paths
        for node in house.functions(path)
        if house.lines_of(node) > limit and chosen(path, node)
    }


def test_no_file_is_longer_than_400_lines():
    assert too_long((*house.modules(), *house.test_modules()), 400) == {}


def test_the_settings_are_not_longer_than_300_lines():
    assert too_long([HOUSE / "config/settings.py"], 300) == {}


def test_no_template_is_longer_than_150_lines():
    assert too_long(house.templates(), 150) == {}


def test_no_function_is_longer_than_40_lines():
    assert long_functions(house.modules(), 40) == {}


def test_no_view_is_longer_than_25_lines():
    assert long_functions(house.modules(), 25, house.is_view) == {}


def test_no_test_is_longer_than_30_lines():
    assert long_functions(house.test_modules(), 30, lambda path, node: node.name.startswith("test_")) == {}
    assert long_functions(house.test_modules(), 40) == {}


def test_nothing_imports_more_than_12_of_ours():
    wide = {short(path): len(house.imports_of_ours(path)) for path in house.modules()}
    assert {name: n for name, n in wide.items() if n > 12 and not name.startswith(FAN_OUT_FREE)} == {}


def test_every_folder_is_a_package_and_every_room_opens_empty():
    folders = {path.parent for path in HOUSE.rglob("*.py")}
    assert [short(folder) for folder in folders if not (folder / "__init__.py").exists()] == []
    assert [room for room in house.rooms() if (HOUSE / room / "__init__.py").read_text().strip()] == []


def test_there_is_no_drawer_for_odds_and_ends():
    odd = {"utils", "util", "common", "core", "helpers", "misc", "base"}
    assert [short(path) for path in house.modules() if odd & {path.stem, path.parent.name}] == []


def test_every_room_stands_in_the_plan():
    assert set(house.rooms()) <= set(house.storeys())


def test_every_module_says_what_it_knows():
    silent = [path for path in house.modules() if path.read_text().strip() and not has_docstring(path)]
    assert [short(path) for path in silent] == []


def has_docstring(path) -> bool:
    first = house.tree(path).body[:1]
    return bool(first) and isinstance(getattr(getattr(first[0], "value", None), "value", None), str)


def test_every_room_says_what_it_knows_in_twenty_lines():
    told = {room: HOUSE / room / "README.md" for room in house.rooms() if room not in house.ENTRANCES}
    assert [room for room, path in told.items() if not path.exists()] == []
    assert too_long(told.values(), 20) == {}


def test_nothing_listens_to_signals():
    listeners = re.compile(r"django\.dispatch|\bsignals\b|@receiver")
    assert [short(path) for path in house.modules() if listeners.search(path.read_text())] == []


def test_every_template_is_used():
    texts = [path.read_text(encoding="utf-8") for path in (*house.modules(), *house.templates())]
    everything = "\n".join(texts)
    names = [house.template_name(path) for path in house.templates()]
    assert [name for name in names if not FOUND_BY_DJANGO.match(name) and name not in everything] == []


@pytest.mark.parametrize("path", house.templates(), ids=house.template_name)
def test_templates_have_no_inline_style_or_script(path):
    assert INLINE.findall(path.read_text(encoding="utf-8")) == []


def flow_tables() -> list:
    return list(runpy.run_path(str(ROOT / "scripts/flows.py"))["flows"]())


def test_the_flows_document_is_fresh():
    document = runpy.run_path(str(ROOT / "scripts/flows.py"))["document"]()
    assert (ROOT / "docs/flows.md").read_text(encoding="utf-8") == document, "run `make docs`"


def test_life_cycles_are_short():
    assert {flow.room: len(flow.states) for flow in flow_tables() if len(flow.states) > 8} == {}


def test_every_verb_of_a_flow_stands_in_the_glossary():
    words = set(re.findall(r"[a-z_]{3,}", (ROOT / "docs/glossary.md").read_text(encoding="utf-8")))
    verbs = {f"{flow.room}.{move.verb}" for flow in flow_tables() for move in flow.moves}
    assert sorted(verb for verb in verbs if verb.partition(".")[2] not in words) == []


def test_every_event_belongs_to_the_room_that_records_it():
    assert sorted(event for event in recorded_events() if event.partition(".")[0] not in house.storeys()) == []


def recorded_events() -> set[str]:
    """What the flow tables record, and every `room.past_tense` string in a room."""
    told = {f"{flow.room}.{move.event}" for flow in flow_tables() for move in flow.moves}
    word = re.compile(r"[a-z_]+\.[a-z_]+")
    in_rooms = [path for path in house.modules() if house.room_of(path) not in house.ENTRANCES]
    said = {text for path in in_rooms for text in house.strings(path) if word.fullmatch(text)}
    return told | {text for text in said if text.partition(".")[0] in house.rooms()}


def test_every_reaction_answers_a_real_event_by_a_real_function():
    assert sorted(set(jobs.REACTIONS) - recorded_events()) == []
    assert sorted({name for names in jobs.REACTIONS.values() for name in names} - set(jobs.WORK)) == []


def test_the_commands_are_those_of_the_plan():
    assert sorted(COMMANDS - set(get_commands())) == []


def test_the_documents_are_there():
    assert [name for name in DOCUMENTS if not (ROOT / name).exists()] == []


def test_every_dependency_has_its_reasons_written_down():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [
        *project["dependencies"],
        *(name for group in project["optional-dependencies"].values() for name in group),
    ]
    reasons = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs/adr").glob("*.md")).lower()
    names = {re.split(r"[\[<>=;~! ]", line)[0].lower() for line in wanted}
    assert requires("huiyin")
    assert sorted(name for name in names if name not in reasons) == []


def test_the_locks_name_no_host_and_pin_every_dependency():
    locks = [(ROOT / name).read_text() for name in ("requirements.lock", "requirements-dev.lock")]
    assert all("://" not in text and "--index" not in text for text in locks)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = [re.split(r"[\[<>=;]", line)[0].strip().lower() for line in project["dependencies"]]
    assert [name for name in names if f"\n{name}==" not in "\n" + locks[0].lower()] == []
