"""Passwords as kept: salted, and slow to guess."""

import hashlib
import hmac
import secrets

_ROUNDS = 20_000


def digest(password: str, salt: str | None = None) -> str:
    salt = salt or secrets.token_hex(8)
    return f"{salt}${hashlib.pbkdf2_hmac('sha256', password.encode(), salt.encode(), _ROUNDS).hex()}"


def matches(password: str, kept: str) -> bool:
    return hmac.compare_digest(digest(password, kept.partition("$")[0]), kept)
