"""The one-time link of an invitation: made from a secret that is not stored, recognised by its digest."""

import base64
import datetime as dt
import hashlib
import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

from huiyin.events.actors import local_day
from huiyin.surveys.models import Invitation

SALT = "huiyin.surveys.invitation"
ALPHABET = (
    "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that reads like something else on paper # pragma: allowlist secret
)
CODE_LENGTH = 8


def new_nonce() -> str:
    return secrets.token_hex(16)


def new_code() -> str:
    """What is printed on the paper form, to find the invitation again; it opens nothing."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def token_from(nonce: str) -> str:
    """27 signs that only this house can make from the nonce; a new SECRET_KEY makes every older link void."""
    mac = salted_hmac(SALT, nonce, secret=settings.SECRET_KEY, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(mac[:20]).decode().rstrip("=")


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def token_of(invitation: Invitation) -> str:
    """The token to put into the link and the QR code."""
    return token_from(invitation.nonce)


def invitation_by_token(token: str, now: dt.datetime) -> Invitation | None:
    """The invitation behind a link, as long as it has neither run out nor been waived."""
    found = Invitation.objects.filter(
        token_digest=digest_of(token), expires_on__gte=local_day(now), waived_on=None
    ).select_related("submitter", "round__reply__assignment__item__session", "round__reply__assignment__unit")
    return found.first()
