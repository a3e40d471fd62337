"""What submitters said of a past year's answers: a round each, an invitation, a rating where one came."""

import datetime as dt

from huiyin.cli.demo.lives import REAL_PERSON, Life
from huiyin.events.actors import SYSTEM
from huiyin.handling.models import Duty, DutyKind
from huiyin.surveys import links
from huiyin.surveys.models import Invitation, Rating, Round, RoundState, Source
from huiyin.surveys.rounds import NOBODY_ANSWERED

WINDOW_DAYS = 30


def ask_submitters(lives: list[Life]) -> None:
    """Rounds for everything we led; who is a real person is never asked and never rates."""
    asked = [life for life in lives if life.leads and life.signer]
    rounds = Round.objects.bulk_create([_round(life) for life in asked], batch_size=300)
    invitations = Invitation.objects.bulk_create(
        [_invitation(life, row) for life, row in zip(asked, rounds, strict=True)], batch_size=300
    )
    for life, row in zip(asked, rounds, strict=True):
        life.subjects["round"] = f"round:{row.pk}"
    rated = [(life, row) for life, row in zip(asked, invitations, strict=True) if life.grade]
    ratings = Rating.objects.bulk_create([_rating(life, row) for life, row in rated], batch_size=300)
    for (life, _), rating in zip(rated, ratings, strict=True):
        life.subjects["rating"] = f"rating:{rating.pk}"
    _let_go([life for life in asked if not life.grade])


def _round(life: Life) -> Round:
    ended = life.rated_on if life.grade else _last_day(life)
    state = RoundState.ANSWERED if life.grade else RoundState.EXPIRED
    return Round(reply=life.reply, state=state, opened_on=life.issued_on, closes_on=_last_day(life), ended_on=ended)


def _last_day(life: Life) -> dt.date:
    return life.issued_on + dt.timedelta(days=WINDOW_DAYS)


def _invitation(life: Life, row: Round) -> Invitation:
    nonce = links.new_nonce()
    return Invitation(
        round=row,
        submitter=life.signer,
        code=links.new_code(),
        nonce=nonce,
        token_digest=links.digest_of(links.token_from(nonce)),
        expires_on=_last_day(life),
        waived_on=life.issued_on if life.is_real else None,
        waived_reason=REAL_PERSON if life.is_real else "",
    )


def _rating(life: Life, invitation: Invitation) -> Rating:
    return Rating(
        invitation=invitation,
        manner="satisfied",
        result=life.grade,
        on_point="yes" if life.grade == "satisfied" else "mostly",
        comment="" if life.grade == "satisfied" else "希望继续推进落实。",
        source=Source.LINK,
        rated_on=life.rated_on,
        recorded_by=f"submitter:{invitation.submitter_id}",
    )


def _let_go(unrated: list[Life]) -> None:
    """Nobody answered in time: not returned, never counted as satisfied (R27)."""
    for life in unrated:
        reason = REAL_PERSON if life.is_real else NOBODY_ANSWERED
        Duty.objects.filter(assignment=life.top, kind=DutyKind.RATING).update(
            waived_on=_last_day(life), waived_by=SYSTEM.actor_key, waived_reason=reason
        )
