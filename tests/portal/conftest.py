"""A submitter with a link on a telephone: no account."""

import pytest
from django.core.cache import cache
from django.test import Client

from huiyin.followup.actions import open_commitments
from huiyin.surveys.actions import open_round, token_of
from huiyin.surveys.models import Invitation
from tests.answering import Case, hand_over
from tests.web.seating import Browser, browser_for, stand_still


@pytest.fixture(autouse=True)
def nobody_has_tried_before(db):
    cache.clear()


@pytest.fixture
def case(cast, now, monkeypatch) -> Case:
    stand_still(monkeypatch, now)
    return hand_over(cast, now)


@pytest.fixture
def invitation(case) -> Invitation:
    case.contacted()
    reply = case.issued("B")
    open_commitments(reply, now=case.now)
    return open_round(reply, now=case.now).invitations.get()


@pytest.fixture
def link(invitation) -> str:
    return f"/r/{token_of(invitation)}/"


@pytest.fixture
def phone() -> Client:
    return Client(enforce_csrf_checks=False)


@pytest.fixture
def browse(cast) -> Browser:
    return browser_for(cast)
