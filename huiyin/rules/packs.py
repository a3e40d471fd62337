"""The rule packs that lie beside this file, read once, checked field by field, inherited along `extends`."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

from huiyin.rules.pack import (
    BASES,
    BODIES,
    CANONICAL,
    DUTIES,
    EXTRA_DUTIES,
    KINDS,
    LEVELS,
    ROLES,
    UNITS,
    Base,
    Chain,
    Clock,
    Labels,
    Letter,
    Pack,
    RefusalReason,
    ReplyClass,
    Scheme,
    Switches,
    Unit,
)
from huiyin.rules.tables import PackError, Table

__all__ = ["PackError", "get", "load", "names", "scheme"]

FOLDER = Path(__file__).parent / "packs"
REPLACED = ("clocks.", "scheme", "chains.")
PEOPLE = ("office_head", "coordinator", "leader_in_charge", "chief")
DOCUMENTS = ("reply", "key_reply", "opinion")


@cache
def names() -> tuple[str, ...]:
    """Every pack there is, the national one first."""
    found = sorted(path.stem for path in FOLDER.glob("*.toml"))
    return tuple(sorted(found, key=lambda name: name != "national"))


@cache
def get(name: str) -> Pack:
    """The pack of a place; read once."""
    return load(name, FOLDER)


@cache
def scheme(scheme_id: str) -> Scheme | None:
    """A scheme by its id wherever it is used: a letter keeps its meaning when a place changes its scheme (R50)."""
    return next((get(name).scheme for name in names() if get(name).scheme.id == scheme_id), None)


def load(name: str, folder: Path) -> Pack:
    """Read a pack and the packs it extends from a folder, and check every field."""
    content = _content(name, folder, ())
    return _pack(Table(f"{name}.toml", "", content), name)


def _content(name: str, folder: Path, heirs: tuple[str, ...]) -> dict[str, Any]:
    path = folder / f"{name}.toml"
    if name in heirs:
        raise PackError(f"{heirs[-1]}.toml: extends 绕成了圈（{' → '.join((*heirs, name))}）")
    if not path.is_file():
        where = f"{heirs[-1]}.toml: extends " if heirs else ""
        raise PackError(f"{where}没有名为“{name}”的规则包")
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{path.name}: 不是有效的 TOML 文件（{error}）") from error
    parent = content.get("extends", "")
    return _merged(_content(parent, folder, (*heirs, name)), content) if parent else content


def _merged(parent: dict[str, Any], child: dict[str, Any], path: str = "") -> dict[str, Any]:
    """The child's fields laid over the parent's; a whole duty, scheme, chain or cited value is replaced at once."""
    merged = dict(parent)
    for key, value in child.items():
        old, address = parent.get(key), f"{path}{key}"
        whole = isinstance(value, dict) and ("value" in value or address.startswith(REPLACED))
        deeper = isinstance(value, dict) and isinstance(old, dict) and not whole
        merged[key] = _merged(old or {}, value, f"{address}.") if deeper else value
    return merged


def _pack(table: Table, name: str) -> Pack:
    if table.get("name", str) != name:
        raise table.error("name", f"应与文件名“{name}”一致")
    roll = table.table("counting").cited("roll_forward", bool)
    clocks = table.table("clocks")
    pack = Pack(
        name=name,
        title=table.get("title", str),
        version=table.get("version", int),
        extends=table.get("extends", str, ""),
        clocks=tuple(_clock(row, duty, roll.value) for duty in clocks.fields() for row in clocks.tables(duty)),
        scheme=_scheme(table.table("scheme")),
        labels=_labels(table.table("labels")),
        chains=_chains(table.table("chains")),
        letter=_letter(table.table("letter")),
        switches=_switches(table.table("switches")),
        refusal_reasons=tuple(_refusal(row) for row in table.tables("refusal_reasons")),
        notes=table.choices("notes"),
    )
    table.done()
    return pack


def _clock(row: Table, duty: str, roll: bool) -> Clock:
    if duty not in DUTIES and duty not in EXTRA_DUTIES:
        raise PackError(f"{row.file}: clocks.{duty} 不是规则包认识的时限")
    unit = cast(Unit, row.choice("unit", tuple(UNITS)))
    amount = row.get("amount", int, 0) if unit == "date" else row.get("amount", int)
    if amount < 1 and unit != "date":
        raise row.error("amount", "应大于 0")
    clause, verified = row.clause()
    clock = Clock(
        duty=duty,
        base=cast(Base, row.choice("base", tuple(BASES))),
        amount=amount,
        unit=unit,
        roll=row.get("roll", bool, roll),
        clause=clause,
        verified=verified,
        fixed=_month_day(row) if row.has("fixed") or unit == "date" else None,
        kinds=row.choices("kinds", KINDS),
        levels=row.choices("levels", LEVELS),
        roles=row.choices("roles", ROLES),
        in_session=row.get("in_session", bool) if row.has("in_session") else None,
    )
    row.done()
    return clock


def _month_day(row: Table) -> tuple[int, int]:
    text = row.get("fixed", str)
    try:
        day = date.fromisoformat(f"2023-{text}")
    except ValueError as error:
        raise row.error("fixed", f"应为“月-日”，如 05-31，现为“{text}”") from error
    return day.month, day.day


def _scheme(table: Table) -> Scheme:
    clause, verified = table.clause()
    classes = tuple(_reply_class(row) for row in table.tables("classes"))
    letters = [item.letter for item in classes]
    if not classes or len(set(letters)) != len(letters):
        raise table.error("classes", "至少一类，且字母不得重复")
    result = Scheme(table.get("id", str), table.get("title", str), classes, clause, verified)
    table.done()
    return result


def _reply_class(row: Table) -> ReplyClass:
    result = ReplyClass(
        letter=row.get("letter", str),
        canonical=row.choice("canonical", CANONICAL),
        label=row.get("label", str),
        needs_commitment=row.get("needs_commitment", bool, False),
        needs_explanation=row.get("needs_explanation", bool, False),
        needs_evidence=row.get("needs_evidence", bool, False),
    )
    row.done()
    return result


def _labels(table: Table) -> Labels:
    labels = Labels(
        assist=table.cited("assist", str),
        lead_labels=table.cited_words("lead_labels"),
        assist_labels=table.cited_words("assist_labels"),
        refer_labels=table.cited_words("refer_labels"),
        collective=table.cited("collective", str),
    )
    table.done()
    return labels


def _chains(table: Table) -> tuple[Chain, ...]:
    rows = [(document, table.table(document)) for document in DOCUMENTS]
    table.done()
    chains = []
    for document, row in rows:
        steps = row.choices("value", PEOPLE)
        if not steps:
            raise row.error("value", "至少一个审签人")
        clause, verified = row.clause()
        row.done()
        chains.append(Chain(document, steps, clause, verified))
    return tuple(chains)


def _letter(table: Table) -> Letter:
    def each(key: str, of: tuple[str, ...]) -> dict[str, Any]:
        row = table.table(key)
        found = {name: row.cited(name, str) for name in of}
        row.done()
        return found

    copies = table.table("copies")
    letter = Letter(
        reply_titles=each("reply_titles", KINDS),
        opinion_titles=each("opinion_titles", KINDS),
        salutations=each("salutations", BODIES),
        opening=table.cited("opening", str),
        closing=table.cited("closing", str),
        opinion_opening=table.cited("opinion_opening", str),
        opinion_closing=table.cited("opinion_closing", str),
        copies={body: copies.cited_words(body) for body in BODIES},
        organ_code=table.cited("organ_code", str),
    )
    copies.done()
    table.done()
    return letter


def _switches(table: Table) -> Switches:
    flags = {
        key: table.cited(key, bool)
        for key in (
            "contact_required",
            "consult_required",
            "upload_required",
            "rating_required",
            "dissatisfied_needs_comment",
            "decline_refused_after_window",
            "extension_needs_approval",
            "exclude_unreturned",
            "notice_binds",
            "delegation_needs_head",
        )
    }
    switches = Switches(
        **flags,
        upload_system=table.cited("upload_system", str),
        rate_by=_one_of(table, "rate_by", ("first_signer", "each")),
        reply_to=_one_of(table, "reply_to", ("first_signer", "each")),
        satisfaction=_one_of(table, "satisfaction", ("satisfied", "satisfied_and_mostly", "three_shares")),
        disclosure=table.cited_words("disclosure"),
        disclosure_needs_reason=table.cited_words("disclosure_needs_reason"),
        reply_cap_months=table.cited("reply_cap_months", int),
        explanation_min_length=table.cited("explanation_min_length", int),
        withdraw_rule=_one_of(table, "withdraw_rule", ("any_time", "all_signers", "before_dispatch")),
    )
    table.done()
    return switches


def _one_of(table: Table, key: str, allowed: tuple[str, ...]) -> Any:
    found = table.cited(key, str)
    if found.value not in allowed:
        raise table.error(key, f"应为 {'、'.join(allowed)} 之一，现为“{found.value}”")
    return found


def _refusal(row: Table) -> RefusalReason:
    result = RefusalReason(row.get("code", str), row.get("label", str), row.get("clause", str))
    row.done()
    return result
