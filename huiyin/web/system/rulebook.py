"""A rule pack as people read it: every value with its clause, whether it was checked, and what the nation says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from huiyin.accounts.models import Role as Post
from huiyin.directory.models import Body, Level
from huiyin.handling.models import ContactWay, Role
from huiyin.items.models import Kind
from huiyin.replies.models import StepAction
from huiyin.rules.pack import DUTIES, EXTRA_DUTIES, Chain, Clock, Pack

DOCUMENTS = {"reply": "答复", "key_reply": "重点、领办件的答复", "opinion": "会办意见"}
SWITCHES = {
    "沟通和答复": {
        "contact_required": "答复前要与提出人沟通",
        "contact_ways": "算作沟通的方式",
        "invitation_counts": "只发邀请也算沟通",
        "consult_required": "送审前要征询提出人意见",
        "reply_to": "联名件答复谁",
        "letter_to": "应得答复的有几位时，一份答复送各位，还是一人一函",
        "reply_slip": "随答复附答复函回执",
        "delivery_ways": "怎样送达",
        "upload_required": "答复要在网上报送",
        "upload_system": "报送到哪个系统",
        "key_needs_chief": "重点督办件由主要负责人负责并当面答复",
        "explanation_min_length": "说明原因至少写多少字",
    },
    "退办、会办、延期": {
        "decline_refused_after_window": "过了退办期限不再调整",
        "decline_silence": "期限内没有提出退办的",
        "decline_in_writing": "退办要书面提出",
        "opinion_retry": "没有实质内容的会办意见可以退回重提",
        "extension_needs_approval": "延期要批准",
        "extension_approver": "延期由谁批准",
        "extension_tell_submitter": "延期要告知提出人",
        "reply_cap_months": "答复至迟（自交办之日起）",
        "notice_binds": "交办通知的期限先到的，以通知为准",
        "carry_over": "换届时没有办完的件",
    },
    "提出和撤回": {
        "withdraw_rule": "提出人撤回",
        "delegation_needs_head": "代表团的件要团长签字",
    },
    "评价": {
        "rating_required": "要请提出人评价",
        "rate_by": "联名件由谁评价",
        "dissatisfied_needs_comment": "不满意要写意见",
        "second_dissatisfaction": "再办以后仍不满意",
        "satisfaction": "满意率怎样算",
        "exclude_unreturned": "满意率不计未反馈的",
    },
    "公开": {
        "disclosure": "公开属性",
        "disclosure_default": "没有写明的按",
        "disclosure_needs_reason": "要写理由的",
        "publish_form": "公开什么",
        "publish_excludes": "公开时去掉",
    },
}
SAYS = {
    "any_time": "交办前后都可以，要有书面材料",
    "all_signers": "要有书面材料；联名件要全体联名人同意",
    "before_dispatch": "只能在交办以前，要有书面材料",
    "taken": "视为接受办理",
    "word_needed": "等交办单位答复",
    "keep_deadline": "继续办理，期限不变，答复原提出人",
    "restart": "重新交办，期限重算",
    "coordination": "由上级或交办机构协调",
    "experts": "组织专家评估",
    "face_to_face": "当面协商或者专门说明",
    "review": "由测评决定",
    "first_signer": "领衔人",
    "each": "每一位联名人",
    "one_to_all": "一份答复送各位",
    "one_each": "一人一函",
    "satisfied": "满意 ÷ 收回",
    "satisfied_and_mostly": "（满意＋基本满意）÷ 收回",
    "three_shares": "三档分列",
    "full_text": "全文",
    "summary": "摘要",
    "contact": "联系方式",
    "secret": "涉密内容",
    "privacy": "个人隐私",
    "paper": "书面",
    "system": "系统",
    "": "没有规定",
}


@dataclass(frozen=True)
class RuleLine:
    """One rule: what, what it says, on which clause it rests; what the nation says where that is another thing."""

    what: str
    says: str
    clause: str
    verified: bool
    nation: str = ""


@dataclass(frozen=True)
class Section:
    """Rules of one kind under their heading."""

    title: str
    lines: Sequence[RuleLine]
    sub: str = ""


def sections_of(pack: Pack, nation: Pack | None = None, *, only_unverified: bool = False) -> list[Section]:
    """The whole pack; beside each value the national one when a pack to compare with is given."""
    national = {line.what: line.says for section in _sections(nation) for line in section.lines} if nation else {}
    shown = []
    for section in _sections(pack):
        lines = [_compared(line, national) for line in section.lines if not (only_unverified and line.verified)]
        if lines:
            shown.append(Section(section.title, lines, section.sub))
    return shown


def unverified(pack: Pack) -> int:
    """How many values nobody has checked against the text."""
    return sum(not line.verified for section in _sections(pack) for line in section.lines)


def clock_says(clock: Clock) -> str:
    """交办之日起3个月，遇假顺延; 并且不晚于每年6月30日."""
    also = f"，并且不晚于{clock.fixed[0]}月{clock.fixed[1]}日" if clock.fixed and clock.unit != "date" else ""
    rolls = "，遇假顺延" if clock.roll and clock.unit != "date" and clock.unit != "workdays" else ""
    return clock.label + rolls + also


def _sections(pack: Pack) -> list[Section]:
    return [
        Section("时限", [*_clocks(pack)], "起算日当日不计入；交办通知另定的，以先到的为准"),
        Section("答复分类", [*_classes(pack)], pack.scheme.title),
        Section("办理分类", [*_handling_classes(pack)]),
        *(Section(title, [*_switches(pack, names)]) for title, names in SWITCHES.items()),
        Section("审签路线", [*_chains(pack)], "单位自己定了路线的，按单位的"),
        Section("叫法", [*_labels(pack)]),
        Section("函件", [*_letters(pack)]),
        Section("案号和联名人数", [*_numbers(pack)]),
        Section("不予立案、不予受理的情形", [*_refusals(pack)]),
    ]


def _compared(line: RuleLine, national: dict[str, str]) -> RuleLine:
    there = national.get(line.what, "（没有）") if national else line.says
    return line if there == line.says else RuleLine(line.what, line.says, line.clause, line.verified, there)


def _clocks(pack: Pack) -> Iterator[RuleLine]:
    names = {**DUTIES, **EXTRA_DUTIES}
    roll = pack.roll_forward
    for duty in names:
        for clock in pack.clocks_of(duty):
            what = f"{names[duty]}{_conditions(clock)}"
            yield RuleLine(what, clock_says(clock), clock.clause, clock.verified)
        if duty in DUTIES and not pack.clocks_of(duty):
            yield RuleLine(names[duty], "没有规定，以交办通知为准", "没有找到规定这一项天数的文本", False)
    yield RuleLine("最后一日遇节假日", "顺延到下一个工作日" if roll else "不顺延", roll.clause, roll.verified)


def _conditions(clock: Clock) -> str:
    words = [f"{year}年" for year in clock.years] + _who(clock.kinds, clock.levels, clock.roles)
    if clock.in_session is not None:
        words.append("会议期间" if clock.in_session else "闭会期间")
    return f"（{'、'.join(words)}）" if words else ""


def _who(kinds: Sequence[str], levels: Sequence[str], roles: Sequence[str]) -> list[str]:
    named = ((kinds, Kind.choices), (levels, Level.choices), (roles, Role.choices))
    return [str(dict(choices)[code]) for codes, choices in named for code in codes]


def _classes(pack: Pack) -> Iterator[RuleLine]:
    for one in pack.scheme.classes:
        needs = [
            word
            for needed, word in (
                (one.needs_evidence, "附办成的证据"),
                (one.needs_commitment, "写明承诺和日期"),
                (one.needs_explanation, "当面或电话说明原因"),
            )
            if needed
        ]
        says = f"{one.label}{'；' if needs else ''}{'、'.join(needs)}"
        yield RuleLine(f"{pack.labels.class_mark(one.letter)} 类", says, pack.scheme.clause, pack.scheme.verified)


def _handling_classes(pack: Pack) -> Iterator[RuleLine]:
    for one in pack.handling_classes:
        yield RuleLine(one.label, one.meaning, one.clause, one.verified)


def _switches(pack: Pack, names: dict[str, str]) -> Iterator[RuleLine]:
    for name, label in names.items():
        cited = getattr(pack.switches, name)
        yield RuleLine(label, _value(name, cited.value), cited.clause, cited.verified)


def _value(name: str, value: Any) -> str:
    ways: dict[str, str] = {str(code): str(label) for code, label in ContactWay.choices}
    match value:
        case bool():
            return "是" if value else "否"
        case int():
            return f"{value} 个月" if name.endswith("_months") else f"{value} 字"
        case tuple():
            return "、".join(ways.get(str(word), SAYS.get(str(word), str(word))) for word in value) or "没有规定"
        case _:
            return SAYS.get(str(value), str(value))


def _chains(pack: Pack) -> Iterator[RuleLine]:
    for chain in pack.chains:
        words = {**dict(StepAction.choices), **dict(Post.choices)}
        steps = " → ".join(str(words.get(step, step)) for step in chain.steps)
        yield RuleLine(f"{DOCUMENTS[chain.document]}{_for(chain)}", steps, chain.clause, chain.verified)


def _for(chain: Chain) -> str:
    words = _who(chain.kinds, (), chain.roles)
    return f"（{'、'.join(words)}）" if words else ""


def _labels(pack: Pack) -> Iterator[RuleLine]:
    labels = pack.labels
    yield RuleLine("会办的叫法", labels.assist.value, labels.assist.clause, labels.assist.verified)
    for what, cited in (
        ("算作主办的叫法", labels.lead_labels),
        ("算作会办的叫法", labels.assist_labels),
        ("算作参阅的叫法", labels.refer_labels),
    ):
        yield RuleLine(what, "、".join(cited.value), cited.clause, cited.verified)
    yield RuleLine("统称", labels.collective.value, labels.collective.clause, labels.collective.verified)
    for what, of_kind in (("会议期间的件", labels.in_session), ("闭会期间的件", labels.between_sessions)):
        yield RuleLine(what, "、".join(of_kind.value.values()), of_kind.clause, of_kind.verified)
    marks = labels.class_marks
    written = "、".join(f"{letter} 写作 {mark}" for letter, mark in marks.value.items()) or "写作 A、B、C"
    yield RuleLine("分类的写法", written, marks.clause, marks.verified)


def _letters(pack: Pack) -> Iterator[RuleLine]:
    letter, kinds = pack.letter, dict(Kind.choices)
    for what, titles in (("答复标题", letter.reply_titles), ("会办意见标题", letter.opinion_titles)):
        for kind, cited in titles.items():
            blank = cited.value.format(session="××会议", no="第×号")
            yield RuleLine(f"{what}（{kinds[kind]}）", blank, cited.clause, cited.verified)
    bodies = {str(code): str(label) for code, label in Body.choices}
    for body, cited in letter.salutations.items():
        yield RuleLine(f"主送（{bodies[body]}）", cited.value.format(names="×××"), cited.clause, cited.verified)
    for body, copies in letter.copies.items():
        blanks = {"place": "×", "electing": "选举该代表的人大常委会", "co_units": "各会办单位"}
        names = "、".join(name.format(**blanks) for name in copies.value)
        yield RuleLine(f"抄送（{bodies[body]}）", names, copies.clause, copies.verified)
    sentences = (("答复开头", letter.opening), ("答复结尾", letter.closing), ("会办意见开头", letter.opinion_opening))
    for what, cited in (*sentences, ("会办意见结尾", letter.opinion_closing)):
        yield RuleLine(what, cited.value.replace("{title}", "《×》"), cited.clause, cited.verified)
    yield RuleLine("文号代字", letter.organ_code.value, letter.organ_code.clause, letter.organ_code.verified)


def _numbers(pack: Pack) -> Iterator[RuleLine]:
    words = {**dict(Body.choices), **dict(Level.choices), **dict(Kind.choices)}
    for row in pack.number_patterns:
        who = "、".join(str(words[code]) for code in (row.level, row.body, row.kind) if code)
        yield RuleLine(f"案号（{who or '各件'}）", f"如 {row.example}", row.clause, row.verified)
    for one in pack.motion_signers:
        yield RuleLine(f"议案联名（{Level(one.level).label}）", f"{one.least} 人以上", one.clause, one.verified)


def _refusals(pack: Pack) -> Iterator[RuleLine]:
    kinds = dict(Kind.choices)
    for reason in pack.refusal_reasons:
        says = "、".join(str(kinds[kind]) for kind in reason.kinds)
        yield RuleLine(reason.label, f"适用 {says}", reason.clause, reason.verified)
