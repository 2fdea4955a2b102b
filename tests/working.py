"""Work for the tests' pools, told by words: in a worker, which imports this file."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path
from typing import NoReturn


class OfTwo(Exception):
    """An error that cannot be sent as it is: what it was made of is not what it holds."""

    def __init__(self, one, two):
        super().__init__(f"{one} and {two}")


def make():
    return work


def make_nothing():
    raise LookupError("no model")


def hang() -> NoReturn:
    """Hang as a regular expression can: no other thread of the process has a turn."""
    re.fullmatch(r"(a|aa)+b", "a" * 200)
    raise AssertionError


def work(asked, progress):
    """Do what the first word says, with what follows."""
    word, _, rest = asked.partition(" ")
    match word:
        case "hang":
            hang()
        case "sleep":
            time.sleep(float(rest))
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "fill":
            raise MemoryError
        case "fail":
            raise LookupError(rest)
        case "two":
            raise OfTwo(1, 2)
        case "print":
            print(rest, flush=True)  # noqa: T201
        case "steps":
            began, ended = Path(rest, "began"), Path(rest, "ended")
            began.touch()
            try:
                for _ in progress("waiting", range(10_000)):
                    if Path(rest, "enough").exists():
                        break
                    time.sleep(0.01)
            finally:
                ended.touch()
    return f"{word} by {os.getpid()}"


def make_answers():
    """Of the server: the draft says what is done with it."""
    from factcheck.web.checking import Told

    return lambda asked, progress: Told(work(asked.submission.body.decode(), progress), "pass")
