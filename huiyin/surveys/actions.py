"""The verbs of this room: ask, rate, transcribe, contest, waive, expire."""

from huiyin.surveys.links import invitation_by_token, token_of
from huiyin.surveys.rating import contest, decide_contest, rate, settle, transcribe
from huiyin.surveys.rounds import end_round, expire, open_round, waive_invitation

__all__ = [
    "contest",
    "decide_contest",
    "end_round",
    "expire",
    "invitation_by_token",
    "open_round",
    "rate",
    "settle",
    "token_of",
    "transcribe",
    "waive_invitation",
]
