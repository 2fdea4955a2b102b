"""What a caller of `factcheck serve` must know: FACTCHECK_TOKEN, or words made for one run."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from factcheck.errors import UsageError

_VARIABLE = "FACTCHECK_TOKEN"
_TOKEN_BYTES = 32
_TOKEN_SHAPE = re.compile(r"[A-Za-z0-9._~+/-]+=*")


@dataclass(frozen=True, slots=True)
class AccessToken:
    """What a caller must know, and whether it was made for this run."""

    words: str
    made: bool


def token_of(environment: Mapping[str, str]) -> AccessToken:
    """Return the token of FACTCHECK_TOKEN, else a new one. Raises UsageError for one that no header can hold."""
    given = environment.get(_VARIABLE, "")
    if not given:
        return AccessToken(secrets.token_urlsafe(_TOKEN_BYTES), made=True)
    if not _TOKEN_SHAPE.fullmatch(given):
        raise UsageError(f"{_VARIABLE}: is no token; use letters, digits and -._~+/ (RFC 6750), as many as you like")
    return AccessToken(given, made=False)
