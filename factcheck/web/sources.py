"""The sources that every draft is held against: read once, and again when their files or the day change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from threading import Lock

from factcheck.desk import Watched
from factcheck.reading import Reading, read


class Sources:
    """What `paths` hold now, for several threads."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = tuple(paths)
        self._lock = Lock()
        self._state: object = None
        self._reading = Reading((), ())

    def current(self, today: date) -> Reading:
        """Return the sources. Raises UsageError when a path names nothing any more, ConfigError as reading does."""
        with self._lock:
            state = today, Watched(sources=self._paths).stamps()  # before reading: a change meanwhile is read next time
            if state != self._state:
                self._reading = read(self._paths, today=today)
                self._state = state
            return self._reading
