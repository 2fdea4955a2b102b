"""A connection to PostgreSQL that gives a silent server up: the library alone would wait for an answer for ever."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Engine

TO_CONNECT = 5  # seconds for a connection: whoever waits for a page is told in time
TO_ANSWER = 30  # seconds for an answer; it may have to wait until another process has written


def bound(engine: Engine) -> None:
    """Let a connection of an engine be given up, and closed, where an answer takes longer than TO_ANSWER seconds."""
    from psycopg import Connection, OperationalError
    from sqlalchemy import event

    class Bounded(Connection[Any]):
        """It fails as where the server has gone away."""

        def wait(self, gen: Generator[Any, Any, Any], *arguments: Any, **options: Any) -> Any:
            try:
                return super().wait(_until(gen, time.monotonic() + TO_ANSWER), *arguments, **options)
            except _Silent:
                self.close()
                raise OperationalError(f"the server has not answered for {TO_ANSWER:g} seconds") from None

    def connect(_: object, __: object, arguments: Any, options: Any) -> Bounded:
        made: Bounded = Bounded.connect(*arguments, **options)
        return made

    event.listen(engine, "do_connect", connect)


class _Silent(Exception):
    """Nothing came in time."""


def _until(gen: Generator[Any, Any, Any], last: float) -> Generator[Any, Any, Any]:
    """Do as `gen`, which is resumed now and then though nothing has come; raise _Silent where that is too late."""
    try:
        asked = next(gen)
        while True:
            ready = yield asked
            if not ready and time.monotonic() > last:
                raise _Silent
            asked = gen.send(ready)
    except StopIteration as done:
        return done.value
