"""From the fields of a pack file to the pack itself, each field checked."""

import re
from datetime import date
from string import Formatter
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
    Cited,
    Clock,
    HandlingClass,
    Labels,
    Letter,
    NumberPattern,
    Pack,
    RefusalReason,
    ReplyClass,
    Scheme,
    SignerMinimum,
    Switches,
    Unit,
)
from huiyin.rules.tables import FieldError, Table
from huiyin.rules.terms import CHAIN_STEPS, CONTACT_WAYS, DOCUMENTS, PEOPLE, REQUIREMENTS, UPLOAD_FIELDS

FLAGS = (
    "contact_required",
    "invitation_counts",
    "consult_required",
    "upload_required",
    "key_needs_chief",
    "opinion_retry",
    "decline_refused_after_window",
    "decline_in_writing",
    "extension_needs_approval",
    "extension_tell_submitter",
    "notice_binds",
    "delegation_needs_head",
    "rating_required",
    "dissatisfied_needs_comment",
    "exclude_unreturned",
    "precheck_by_office",
    "oral_needs_written",
    "reply_slip",
)
ONE_OF = {
    "reply_to": ("first_signer", "each"),
    "letter_to": ("one_to_all", "one_each"),
    "rate_by": ("first_signer", "each"),
    "decline_silence": ("taken", "word_needed"),
    "carry_over": ("keep_deadline", "restart"),
    "withdraw_rule": ("any_time", "all_signers", "before_dispatch"),
    "second_dissatisfaction": ("coordination", "experts", "face_to_face", "review"),
    "satisfaction": ("satisfied", "satisfied_and_mostly", "three_shares"),
    "publish_form": ("full_text", "summary"),
}
WORDS = {
    "contact_ways": CONTACT_WAYS,
    "delivery_ways": ("paper", "system"),
    "disclosure": None,
    "disclosure_needs_reason": None,
    "publish_excludes": ("contact", "secret", "privacy"),
    "binding_requirements": REQUIREMENTS,
    "opinion_delivery": ("letter", "system"),
    "upload_fields": tuple(UPLOAD_FIELDS),
}
TEXTS = ("upload_system", "extension_approver", "disclosure_default")
NUMBERS = ("reply_cap_months", "explanation_min_length")


def pack_of(content: dict[str, Any], name: str) -> Pack:
    """The pack that these fields make."""
    table = Table("", content)
    if table.get("name", str) != name:
        raise table.error("name", f"应与文件名“{name}”一致")
    roll = table.table("counting").cited("roll_forward", bool)
    clocks = table.table("clocks")
    pack = Pack(
        name=name,
        title=table.get("title", str),
        version=table.get("version", int),
        extends=table.get("extends", str, ""),
        clocks=tuple(_clock(row, duty, roll) for duty in clocks.fields() for row in clocks.tables(duty)),
        scheme=_scheme(table.table("scheme")),
        labels=_labels(table.table("labels")),
        chains=_chains(table.table("chains")),
        letter=_letter(table.table("letter")),
        switches=_switches(table.table("switches")),
        refusal_reasons=tuple(_refusal(code, row) for code, row in table.named_tables("refusal_reasons")),
        handling_classes=tuple(_handling_class(code, row) for code, row in table.named_tables("handling_classes")),
        number_patterns=tuple(_number_pattern(row) for _, row in table.named_tables("number_patterns")),
        motion_signers=_signers(table.table("motion_signers")),
        roll_forward=roll,
        notes=table.choices("notes"),
    )
    table.get("extends_version", int, 0)
    table.done()
    return pack


def _clock(row: Table, duty: str, roll: Cited[bool]) -> Clock:
    if duty not in DUTIES and duty not in EXTRA_DUTIES:
        raise FieldError(f"clocks.{duty}", "不是规则包认识的时限")
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
        roll=row.get("roll", bool, roll.value),
        clause=clause,
        verified=verified,
        fixed=_month_day(row) if row.has("fixed") or unit == "date" else None,
        kinds=row.choices("kinds", KINDS),
        levels=row.choices("levels", LEVELS),
        roles=row.choices("roles", ROLES),
        in_session=row.get("in_session", bool) if row.has("in_session") else None,
        years=row.numbers("years"),
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
        in_session=table.cited_map("in_session", KINDS),
        between_sessions=table.cited_map("between_sessions", KINDS),
        class_marks=table.cited_map("class_marks"),
    )
    table.done()
    return labels


def _chains(table: Table) -> tuple[Chain, ...]:
    """One chain for each document, or several with conditions."""
    chains: list[Chain] = []
    for document in DOCUMENTS:
        single = isinstance(table.content.get(document), dict)
        rows = [table.table(document)] if single else table.tables(document)
        found = [_chain(row, document) for row in rows]
        if not any(chain.narrowness == 0 for chain in found):
            raise table.error(document, "缺少不带条件的一条")
        chains += found
    table.done()
    return tuple(chains)


def _chain(row: Table, document: str) -> Chain:
    steps = row.choices("value", CHAIN_STEPS)
    if not steps or steps[-1] not in PEOPLE:
        raise row.error("value", "至少一个审签人，最后一步是签发人")
    clause, verified = row.clause()
    chain = Chain(document, steps, clause, verified, row.choices("kinds", KINDS), row.choices("roles", ROLES))
    row.done()
    return chain


def _letter(table: Table) -> Letter:
    def each(key: str, of: tuple[str, ...], *words: str) -> dict[str, Cited[str]]:
        row = table.table(key)
        found = {name: _template(row, name, words) for name in of}
        row.done()
        return found

    copies = table.table("copies")
    for body in BODIES:
        for name in copies.cited_words(body).value:
            _blanks(copies, body, name, ("place", "electing", "co_units"))
    letter = Letter(
        reply_titles=each("reply_titles", KINDS, "session", "no"),
        opinion_titles=each("opinion_titles", KINDS, "session", "no"),
        salutations=each("salutations", BODIES, "names"),
        opening=_template(table, "opening", ("title",)),
        closing=_template(table, "closing", ()),
        opinion_opening=_template(table, "opinion_opening", ("title",)),
        opinion_closing=_template(table, "opinion_closing", ()),
        copies={body: copies.cited_words(body) for body in BODIES},
        organ_code=table.cited("organ_code", str),
    )
    copies.done()
    table.done()
    return letter


def _template(table: Table, key: str, words: tuple[str, ...]) -> Cited[str]:
    """A sentence with these blanks and no other."""
    cited = table.cited(key, str)
    _blanks(table, key, cited.value, words)
    return cited


def _blanks(table: Table, key: str, text: str, words: tuple[str, ...]) -> None:
    try:
        blanks = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise table.error(key, "花括号不成对") from error
    if strange := sorted(blanks - set(words)):
        raise table.error(key, f"中的 {{{strange[0]}}} 不认识，可用的有 {'、'.join(words) or '（无）'}")


def _switches(table: Table) -> Switches:
    found: dict[str, Any] = {key: table.cited(key, bool) for key in FLAGS}
    found |= {key: table.cited_choice(key, allowed) for key, allowed in ONE_OF.items()}
    found |= {key: table.cited_words(key, allowed) for key, allowed in WORDS.items()}
    found |= {key: table.cited(key, str) for key in TEXTS}
    found |= {key: table.cited(key, int) for key in NUMBERS}
    if found["disclosure_default"].value not in ("", *found["disclosure"].value):
        raise table.error("disclosure_default", "不在 disclosure 之中")
    table.done()
    return Switches(**found)


def _refusal(code: str, row: Table) -> RefusalReason:
    clause, verified = row.clause()
    result = RefusalReason(code, row.get("label", str), clause, verified, row.choices("kinds", KINDS) or KINDS)
    row.done()
    return result


def _handling_class(code: str, row: Table) -> HandlingClass:
    clause, verified = row.clause()
    result = HandlingClass(code, row.get("label", str), row.get("meaning", str, ""), clause, verified)
    row.done()
    return result


def _number_pattern(row: Table) -> NumberPattern:
    clause, verified = row.clause()
    result = NumberPattern(
        pattern=row.get("pattern", str),
        example=row.get("example", str),
        clause=clause,
        verified=verified,
        body=row.choice("body", ("", *BODIES), ""),
        level=row.choice("level", ("", *LEVELS), ""),
        kind=row.choice("kind", ("", *KINDS), ""),
    )
    row.done()
    try:
        re.compile(result.pattern)
    except re.error as error:
        raise row.error("pattern", f"不是有效的正则式（{error}）") from error
    return result


def _signers(table: Table) -> tuple[SignerMinimum, ...]:
    rows = []
    for level in LEVELS:
        row = table.table(level)
        clause, verified = row.clause()
        rows.append(SignerMinimum(level, row.get("least", int), clause, verified))
        row.done()
    table.done()
    return tuple(rows)
