"""Codes that hold for half a minute (RFC 6238) and codes that work once: made, masked, matched — no tables here."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote

from django.utils.crypto import constant_time_compare, salted_hmac

PERIOD = 30
DIGITS = 6
DRIFT = 1
"""A phone may be one period slow or fast."""
RECOVERY_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another  # pragma: allowlist secret


def new_secret() -> str:
    """160 bits in base32, as authenticator apps take it."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def address_of(secret: str, *, account: str, house: str = "回音") -> str:
    """What the QR code says."""
    return f"otpauth://totp/{quote(house)}:{quote(account)}?secret={secret}&issuer={quote(house)}"


def code_at(secret: str, counter: int) -> str:
    """The code of that half minute (RFC 4226, section 5.3)."""
    digest = hmac.digest(base64.b32decode(secret), counter.to_bytes(8, "big"), "sha1")
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def counter_of(secret: str, code: str, now: datetime) -> int | None:
    """The half minute this code belongs to, none when it is of no minute near now."""
    here = int(now.timestamp()) // PERIOD
    near = range(here - DRIFT, here + DRIFT + 1)
    return next((n for n in near if constant_time_compare(code_at(secret, n), plain(code))), None)


def new_recovery_codes() -> list[str]:
    """Fifty bits each: ten letters and figures in two halves."""
    made = ["".join(secrets.choice(_LETTERS) for _ in range(10)) for _ in range(RECOVERY_CODES)]
    return [f"{code[:5]}-{code[5:]}" for code in made]


def digest_of(recovery_code: str) -> str:
    """Random enough to need no salt; keeps its meaning when the house gets a new key."""
    return hashlib.sha256(plain(recovery_code).encode()).hexdigest()


def plain(code: str) -> str:
    """As typed by people: with blanks, hyphens, capitals."""
    return "".join(code.split()).replace("-", "").lower()


def mask(secret: str) -> str:
    """Kept so that whoever reads the database alone, without the key of the house, cannot make codes."""
    salt = secrets.token_hex(8)
    return f"{salt}{bytes(_padded(base64.b32decode(secret), salt)).hex()}"


def unmask(masked: str) -> str:
    salt, hidden = masked[:16], bytes.fromhex(masked[16:])
    return base64.b32encode(bytes(_padded(hidden, salt))).decode()


def _padded(text: bytes, salt: str) -> Iterator[int]:
    pad = salted_hmac("huiyin.second_factor", salt, algorithm="sha256").digest()
    return (a ^ b for a, b in zip(text, pad, strict=False))
