"""A process dies in the middle of a letter's way out: what was committed stays, the rest never was, and it goes on."""

import os
import signal
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from huiyin.cli.demo.cast import seat_the_cast
from huiyin.events.checks import verify_log
from huiyin.events.models import Event
from huiyin.handling.models import Duty
from huiyin.replies import actions
from huiyin.replies.models import ClearanceStep, DocNumber, Reply, State
from tests.answering import hand_over
from tests.replies.dying import die

pytestmark = pytest.mark.django_db(transaction=True)
DOC_NO = "示卫函〔2022〕8号"
NOWHERE = "os.abort"
"""A function that no act calls: the process dies once the act is done."""


@pytest.fixture
def case(transactional_db, now):
    return hand_over(seat_the_cast(now=now), now)


def same_house() -> dict[str, str]:
    """The environment in which another process sees this database, these files and these keys."""
    name = str(connection.settings_dict["NAME"])
    server = urlsplit(os.environ.get("HUIYIN_DATABASE_URL", ""))
    address = f"sqlite:///{name}" if connection.vendor == "sqlite" else server._replace(path=f"/{name}").geturl()
    return os.environ | {
        "HUIYIN_DATABASE_URL": address,
        "HUIYIN_DATA_DIR": str(settings.DATA_DIR),
        "HUIYIN_SECRET_KEY": settings.SECRET_KEY,
        "HUIYIN_EVENT_KEY": settings.EVENT_KEY,
    }


def dies(case, reply: Reply, verb: str, login: str, where: str = NOWHERE) -> None:
    """`verb` by `login` in a real process, killed (SIGKILL) where `where` is called."""
    facts = (reply.pk, verb, case.cast.people[login].username, case.now.isoformat(), where)
    script = f"from {die.__module__} import {die.__name__} as act; act(*{facts!r})"
    command = [sys.executable, "-m", "huiyin", "shell", "-c", script]
    done = subprocess.run(command, env=same_house(), capture_output=True, text=True, timeout=120)
    assert done.returncode == -signal.SIGKILL, done.stderr


def fresh(reply: Reply) -> Reply:
    return Reply.objects.for_letter().get(pk=reply.pk)


def count(verb: str) -> int:
    return Event.objects.filter(verb=f"replies.{verb}").count()


def test_signed_but_not_numbered_goes_on_where_it_stood(case):
    reply = case.passed(case.passed(case.submitted()))
    dies(case, reply, "sign", "wu")
    signed = fresh(reply)
    assert (signed.state, signed.signed_by, bool(signed.frozen_hash)) == (State.SIGNED, "吴主任", True)
    issued = actions.issue(case.sealed(signed), **case.by("lin"))
    assert (issued.state, issued.frozen_hash) == (State.ISSUED, signed.frozen_hash)
    assert (count("signed"), count("issued")) == (1, 1) and verify_log().unbroken


def test_a_signature_cut_short_never_was(case):
    """Killed after the guarded UPDATE, the event and the step, before all of it is committed."""
    reply = case.passed(case.passed(case.submitted()))
    dies(case, reply, "sign", "wu", "huiyin.replies.waiting.follow")
    assert fresh(reply).state == State.CLEARING and count("signed") == 0
    assert ClearanceStep.objects.get(reply=reply, is_last=True).done_at is None
    assert actions.sign(fresh(reply), **case.by("wu")).state == State.SIGNED
    assert count("signed") == 1 and verify_log().unbroken


def test_a_number_cut_short_is_free_again(case):
    reply = case.signed()
    dies(case, reply, "number", "lin", "huiyin.replies.waiting.follow")
    assert not fresh(reply).doc_no and not DocNumber.objects.exists() and count("numbered") == 0
    actions.number(fresh(reply), DOC_NO, **case.by("lin"))
    assert DocNumber.objects.get().text == fresh(reply).doc_no == DOC_NO


def test_a_number_given_before_the_power_went_is_the_only_one(case):
    reply = case.signed()
    dies(case, reply, "number", "lin")
    assert fresh(reply).doc_no == DocNumber.objects.get().text == DOC_NO
    assert actions.issue(actions.seal(fresh(reply), **case.by("lin")), **case.by("lin")).state == State.ISSUED
    assert count("numbered") == 1 and verify_log().unbroken


@pytest.mark.parametrize("where", ["letter_store.storage.save", "issuing.owing.open_duties", "issuing.waiting.follow"])
def test_an_issue_cut_short_is_done_again_once(case, where):
    """Before a file is stored, inside the transaction, at its last line: nothing went out, then it goes out once."""
    reply = case.sealed(case.signed())
    dies(case, reply, "issue", "lin", f"huiyin.replies.sending.{where}")
    stood = fresh(reply)
    assert (stood.state, stood.letter_id, Duty.objects.filter(kind="rating").count()) == (State.SIGNED, None, 0)
    issued = actions.issue(stood, **case.by("lin"))
    assert issued.letter_id and issued.frozen_hash == reply.frozen_hash
    assert count("issued") == 1 and verify_log().unbroken
