"""The words a rule pack may use, and a value with its clause."""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

T = TypeVar("T")

Base = Literal["dispatched", "delivered", "signed_for", "asked", "issued", "closed_session", "accepted"]
Unit = Literal["months", "workdays", "days", "date"]

DUTIES = {
    "accept": "签收",
    "decline": "退办",
    "redispatch": "再交办",
    "contact": "联系沟通",
    "opinion": "会办意见",
    "reply": "答复",
    "extended_reply": "延期答复",
    "rating": "评价",
    "rework": "再办",
    "publish": "公开",
}
EXTRA_DUTIES = {
    "dispatch": "闭会件交办",
    "notify_accepted": "受理告知",
    "opinion_retry": "会办意见重提",
    "side_opinion": "视察调研意见答复",
    "annual_report": "年度办理报告",
}
BASES = {
    "dispatched": "交办之日",
    "delivered": "收到之日",
    "signed_for": "签收之日",
    "asked": "提出要求之日",
    "issued": "印发之日",
    "closed_session": "会议闭幕之日",
    "accepted": "受理之日",
}
UNITS = {"months": "个月", "workdays": "个工作日", "days": "日", "date": "固定日期"}
CANONICAL = (
    "solved",
    "partly_solved",
    "in_progress",
    "planned",
    "deferred",
    "reference_only",
    "not_feasible",
    "superior_authority",
)
KINDS = ("suggestion", "proposal", "motion", "recommendation")
LEVELS = ("national", "provincial", "municipal", "county", "township")
ROLES = ("lead", "joint_lead", "separate", "assist", "refer")
BODIES = ("congress", "cppcc")
DOCUMENTS = ("reply", "key_reply", "opinion")
PEOPLE = ("office_head", "coordinator", "leader_in_charge", "chief")
CHAIN_STEPS = (*PEOPLE, "countersign", "precheck")
"""Who clears a letter; 会签 by the offices that assist and 预审 by the government office are steps without a post."""
REQUIREMENTS = ("依据充分", "用语真诚", "内容详准", "表述清晰", "程序规范")
UPLOAD_FIELDS = {
    "number": "编号",
    "title": "标题",
    "unit": "承办单位",
    "doc_no": "答复文号",
    "signed_on": "答复日期",
    "class": "办理分类",
    "disclosure": "公开属性",
    "disclosure_reason": "不公开的理由",
    "contact_name": "联系人",
    "contact_phone": "联系电话",
    "contact_way": "沟通方式",
    "contacted_on": "沟通日期",
    "signer": "签发人",
    "body": "答复正文",
    "opinions": "会办意见采用情况",
    "promises": "承诺事项",
}
CONTACT_WAYS = ("in_person", "visit", "meeting", "phone", "video", "mail", "letter", "wechat", "invitation")


@dataclass(frozen=True, slots=True)
class Cited(Generic[T]):
    """A value with the clause it rests on; true or false as its value is."""

    value: T
    clause: str
    verified: bool = True

    def __bool__(self) -> bool:
        return bool(self.value)
