"""What a process of its own does before it is killed in the middle: one act on one letter."""

import datetime as dt
import os
import signal
from typing import Any
from unittest.mock import patch

from huiyin.accounts.desk import sit_down
from huiyin.accounts.models import User
from huiyin.replies import actions
from huiyin.replies.models import Reply

FACTS = {"number": {"doc_no": "示卫函〔2022〕8号"}}


def fall_dead(*args: Any, **kwargs: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die(reply: int, verb: str, login: str, moment: str, where: str) -> None:
    """The act `verb` as `login`; killed where the function `where` would be called, else once the act is committed."""
    now = dt.datetime.fromisoformat(moment)
    person = sit_down(User.objects.get(username=login), on=now.date())
    letter = Reply.objects.for_letter().get(pk=reply)
    with patch(where, fall_dead):
        getattr(actions, verb)(letter, **FACTS.get(verb, {}), by=person, now=now)
    fall_dead()
