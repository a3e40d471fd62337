"""A rule pack as people read it: every value with its clause, and whether anybody has checked it against the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from huiyin.accounts.models import Role as Post
from huiyin.directory.models import Level
from huiyin.handling.models import Role
from huiyin.items.models import Kind
from huiyin.rules.pack import DUTIES, EXTRA_DUTIES, Cited, Clock, Pack

DOCUMENTS = {"reply": "答复", "key_reply": "重点、领办件的答复", "opinion": "会办意见"}
YES_OR_NO = {
    "contact_required": "答复前要与提出人沟通",
    "consult_required": "送审前要征询提出人意见",
    "upload_required": "答复要在网上报送",
    "rating_required": "要请提出人评价",
    "dissatisfied_needs_comment": "不满意要写意见",
    "decline_refused_after_window": "过了退办期限不再调整",
    "extension_needs_approval": "延期要批准",
    "exclude_unreturned": "满意率不计未反馈的",
    "notice_binds": "交办通知的期限先到的，以通知为准",
    "delegation_needs_head": "代表团的件要团长签字、会议期间提出",
}

WITHDRAWAL = {
    "any_time": "随时可以书面撤回",
    "all_signers": "书面撤回，联名的须全体同意",
    "before_dispatch": "交办以后不能撤回",
}


@dataclass(frozen=True)
class RuleLine:
    """One rule: what, what it says, on which clause it rests."""

    what: str
    says: str
    clause: str
    verified: bool


def clocks_of(pack: Pack) -> list[RuleLine]:
    """Every clock, the narrow ones with their conditions."""
    names = {**DUTIES, **EXTRA_DUTIES}
    return [
        RuleLine(
            f"{names[clock.duty]}{_conditions(clock)}",
            clock.label + ("，遇假顺延" if clock.roll else ""),
            clock.clause,
            clock.verified,
        )
        for duty in names
        for clock in pack.clocks_of(duty)
    ]


def customs_of(pack: Pack) -> list[RuleLine]:
    """Switches, chains and words."""
    return [*_switches(pack), *_chains(pack), *_words(pack)]


def unverified(lines: list[RuleLine]) -> int:
    return sum(not line.verified for line in lines)


def _conditions(clock: Clock) -> str:
    words = [dict(Kind.choices)[kind] for kind in clock.kinds]
    words += [dict(Level.choices)[level] for level in clock.levels]
    words += [dict(Role.choices)[role] for role in clock.roles]
    if clock.in_session is not None:
        words.append("会议期间" if clock.in_session else "闭会期间")
    return f"（{'、'.join(words)}）" if words else ""


def _switches(pack: Pack) -> Iterator[RuleLine]:
    for name, label in YES_OR_NO.items():
        cited: Cited[bool] = getattr(pack.switches, name)
        yield RuleLine(label, "是" if cited else "否", cited.clause, cited.verified)
    leave = pack.switches.withdraw_rule
    yield RuleLine("提出人撤回", WITHDRAWAL[leave.value], leave.clause, leave.verified)
    months = pack.switches.reply_cap_months
    yield RuleLine("答复至迟", f"交办之日起 {months.value} 个月", months.clause, months.verified)


def _chains(pack: Pack) -> Iterator[RuleLine]:
    for chain in pack.chains:
        steps = " → ".join(str(dict(Post.choices).get(step, step)) for step in chain.steps)
        yield RuleLine(
            f"{DOCUMENTS.get(chain.document, chain.document)}的审签路线", steps, chain.clause, chain.verified
        )


def _words(pack: Pack) -> Iterator[RuleLine]:
    labels = pack.labels
    yield RuleLine("会办的叫法", labels.assist.value, labels.assist.clause, labels.assist.verified)
    yield RuleLine(
        "算作主办的叫法", "、".join(labels.lead_labels.value), labels.lead_labels.clause, labels.lead_labels.verified
    )
