"""Checks again whenever a file changes, until interrupted."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Protocol

# Files are looked at rather than listened to: shared drives, where sources often lie, report no changes.
POLL = 0.2  # seconds


class Stamped(Protocol):
    """What is watched."""

    def stamps(self) -> object:
        """Return what tells one state of it from another."""


def watch(
    check: Callable[[], int], find: Callable[[], Sequence[Stamped]], *, pause: Callable[[float], None] = time.sleep
) -> int:
    """Run `check`, and again after every change of what `find` names; return its last exit code.

    It goes on until KeyboardInterrupt, which is raised again where no check was ended before it. What changes during a
    check brings another one.
    """
    code: int | None = None
    try:
        while True:
            watched = find()
            before = [one.stamps() for one in watched]
            code = check()
            while [one.stamps() for one in watched] == before:
                pause(POLL)
    except KeyboardInterrupt:
        if code is None:
            raise
        return code
