"""The sources that drafts are held against: read once, and again when their files or the day change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from threading import Lock

from factcheck.intake.reading import Reading, read
from factcheck.interfaces import Fetch, Progress, silent
from factcheck.watch.files import Watched


class Sources:
    """What was read last, for several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state: object = None
        self._reading = Reading((), ())

    def current(
        self, paths: Sequence[str], *, today: date, progress: Progress = silent, fetch: Fetch | None = None
    ) -> Reading:
        """Return what the files, folders and globs of `paths` hold now; `progress` is told of files that are opened.
        Addresses, which `fetch` loads, are loaded again only with the rest.

        Raises UsageError when a path names nothing any more, ConfigError as reading does.
        """
        names = tuple(paths)
        with self._lock:
            state = names, today, Watched(sources=names).stamps()  # first: a change while reading is read next time
            if state != self._state:
                self._reading = read(names, today=today, progress=partial(progress, "opening"), fetch=fetch)
                self._state = state
            return self._reading
