"""The verbs of this room, in the order in which a letter meets them."""

from huiyin.replies.clearance.clearing import review, send_back, sign, submit
from huiyin.replies.clearance.consulting import consult, record_consultation
from huiyin.replies.clearance.outside import RecordedStep, record_clearance
from huiyin.replies.number.numbering import number, seal, void_number
from huiyin.replies.opinion.forgoing import override_opinion
from huiyin.replies.opinion.opinions import ask_all_opinions, ask_opinion
from huiyin.replies.opinion.receiving import receive_opinion
from huiyin.replies.sending.delivering import deliver, deliver_to_all
from huiyin.replies.sending.issuing import issue
from huiyin.replies.sending.returning import return_from_above
from huiyin.replies.writing.answering import add_promise, remove_promise, save_answer
from huiyin.replies.writing.drafting import save_head, start_draft

__all__ = [
    "RecordedStep",
    "add_promise",
    "ask_all_opinions",
    "ask_opinion",
    "consult",
    "deliver",
    "deliver_to_all",
    "issue",
    "number",
    "override_opinion",
    "receive_opinion",
    "record_clearance",
    "record_consultation",
    "remove_promise",
    "return_from_above",
    "review",
    "save_answer",
    "save_head",
    "seal",
    "send_back",
    "sign",
    "start_draft",
    "submit",
    "void_number",
]
