"""Who sits at the desk: a link is good for one browser, once; after that the browser is known by its cookie."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import get_args

from factcheck.review.session import Order, Session

ORDERS: tuple[Order, ...] = get_args(Order)
OpenSession = Callable[[str, Order], Session]  # of a reviewer, in an order

_BYTES = 32


@dataclass(slots=True)
class ReviewerSeat:
    """One browser of one reviewer. `session` is used while `lock` is held: two tabs are one seat."""

    reviewer: str
    session: Session
    order: Order
    words: str = ""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(_BYTES))  # in every form, against forged ones
    lock: Lock = field(default_factory=Lock)

    def wrote(self, token: str) -> bool:
        """Say whether a form is one of this seat's pages."""
        return hmac.compare_digest(token.encode(), self.token.encode())


class Seats:
    """The seats of one desk, for several threads."""

    def __init__(self, open_session: OpenSession, *, order: Order = "uncertainty") -> None:
        self._open = open_session
        self._order = order
        self._lock = Lock()
        self._invited: dict[str, str] = {}
        self._taken: dict[str, ReviewerSeat] = {}
        # Cookies are shared by all ports of a host: each desk has a name of its own.
        self.cookie = f"factcheck_{secrets.token_hex(4)}"

    def invite(self, reviewer: str) -> str:
        """Return a token that seats `reviewer`, once."""
        token = secrets.token_urlsafe(_BYTES)
        with self._lock:
            self._invited[token] = reviewer
        return token

    def take(self, token: str) -> str | None:
        """Use a token up and return what the browser is known by from now on; None for one that is used or wrong."""
        with self._lock:
            reviewer = self._invited.pop(token, None)
        if reviewer is None:
            return None
        key = secrets.token_urlsafe(_BYTES)
        seat = ReviewerSeat(reviewer, self._open(reviewer, self._order), self._order)
        with self._lock:
            self._taken[key] = seat
        return key

    def of(self, key: str) -> ReviewerSeat | None:
        with self._lock:
            return self._taken.get(key)

    def reorder(self, seat: ReviewerSeat, order: Order, words: str) -> None:
        """Show a seat's queue in another order, and only what holds all `words`; its lock is held."""
        if order != seat.order:
            seat.session, seat.order = self._open(seat.reviewer, order), order
        seat.words = words
        seat.session.filter(words)
