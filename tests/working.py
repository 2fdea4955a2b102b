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
    from factcheck.web.checking import Rendered

    return lambda asked, progress: Rendered(work(asked.submission.body.decode(), progress), "pass")


def make_examiner():
    """Of the language server: the document says what is done with it."""
    from factcheck.lsp.examiner import Examined
    from factcheck.watch.files import Watched

    def examine(asked, progress):
        return Examined(Watched(), {}, remark=work(getattr(asked, "text", "hello"), progress))

    return examine


def serve_editor():
    """A language server whose checks do what the documents say, within a second."""
    import sys

    from factcheck.lsp.server import serve
    from factcheck.workers.pool import Pool

    pool = Pool(make_examiner, size=1, seconds=1.0, waiting=10, patience=60.0)
    raise SystemExit(serve(sys.stdin.buffer, sys.stdout.buffer, pool))
