"""The time that one address may take, from its robots.txt to its last byte, and why something was not loaded."""

from __future__ import annotations

from time import monotonic


class NotLoaded(Exception):
    """An address was not loaded; the message says why, and what to do next."""


class Clock:
    """The time that is left for one address. What was waited for out of politeness is not counted."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left. Raises NotLoaded where there are none."""
        left = self._end - monotonic()
        if left <= 0:
            raise self.late()
        return left

    def waited(self, seconds: float) -> None:
        """Add seconds that were spent in waiting for a turn."""
        self._end += seconds

    def late(self) -> NotLoaded:
        """Return what is raised when the time is up."""
        return NotLoaded(
            f"it did not come within {self._seconds:g} s; try again later, or give it longer (fetch.seconds)"
        )
