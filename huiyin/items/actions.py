"""The verbs of an item under one name: received, described, signed, marked, moved along its life."""

from huiyin.items.describing import change_item, edit_asks, tag, turn_into_suggestion, untag
from huiyin.items.drafts import ItemDraft, MarkDraft
from huiyin.items.marking import mark, record_mark, report_mark, unmark
from huiyin.items.moves import archive, close, dispatch, dispatch_many, move_away, reopen, withdraw
from huiyin.items.receiving import grant_access, open_batch, register, register_many
from huiyin.items.signing import confirm_signature, excuse_signer, set_signers, sign_as_head

__all__ = [
    "ItemDraft",
    "MarkDraft",
    "archive",
    "change_item",
    "close",
    "confirm_signature",
    "dispatch",
    "dispatch_many",
    "edit_asks",
    "excuse_signer",
    "grant_access",
    "mark",
    "move_away",
    "open_batch",
    "record_mark",
    "register",
    "register_many",
    "reopen",
    "report_mark",
    "set_signers",
    "sign_as_head",
    "tag",
    "turn_into_suggestion",
    "unmark",
    "untag",
    "withdraw",
]
