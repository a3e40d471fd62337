"""The tables of replies, one file for each kind of fact."""

from huiyin.replies.models.answer import AskAnswer, AskDecision, DroppedPromise, Fate, Promise
from huiyin.replies.models.clearance import (
    GATES,
    ChainStep,
    ClearanceStep,
    ClearingPlace,
    Importance,
    Remark,
    Secrecy,
    StepAction,
    StepResult,
)
from huiyin.replies.models.number import DocNumber, NumberSeries
from huiyin.replies.models.opinion import LeadLetter, Opinion, OpinionPoint, OpinionState, Stance, Use
from huiyin.replies.models.peer import PeerShare
from huiyin.replies.models.reply import (
    UNSIGNED,
    ClearedAt,
    Consultation,
    ConsultResult,
    Disclosure,
    Reply,
    ReplyKind,
    ReplyQuerySet,
    ReplyVersion,
    State,
)
from huiyin.replies.models.sending import Delivery, LetterCopy, OralRecord, Upload
from huiyin.replies.models.word import AskedPair

__all__ = [
    "GATES",
    "UNSIGNED",
    "AskAnswer",
    "AskDecision",
    "AskedPair",
    "ChainStep",
    "ClearanceStep",
    "ClearedAt",
    "ClearingPlace",
    "ConsultResult",
    "Consultation",
    "Delivery",
    "Disclosure",
    "DocNumber",
    "DroppedPromise",
    "Fate",
    "Importance",
    "LeadLetter",
    "LetterCopy",
    "NumberSeries",
    "Opinion",
    "OpinionPoint",
    "OpinionState",
    "OralRecord",
    "PeerShare",
    "Promise",
    "Remark",
    "Reply",
    "ReplyKind",
    "ReplyQuerySet",
    "ReplyVersion",
    "Secrecy",
    "Stance",
    "State",
    "StepAction",
    "StepResult",
    "Upload",
    "Use",
]
