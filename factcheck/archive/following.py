"""Folders that an archive follows: what is new in them is added, what is gone is taken out."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.archive.archive import Archive
from factcheck.archive.told import Added
from factcheck.intake.sidecar import NAME
from factcheck.watch.files import Stamps, Watched


class Following:
    """Keeps an archive as some files and folders are. What it was told before it does not read again."""

    def __init__(self, archive: Archive, paths: Sequence[str]) -> None:
        self.watched = Watched(sources=tuple(paths))
        self._archive = archive
        self._paths = tuple(paths)
        self._known: Stamps = {}

    def look(self) -> Added:
        """Add what was changed since the last look, and take out the articles whose files are gone."""
        now = self.watched.stamps()  # first: a change while reading is read next time
        changed = {path for path, stamp in now.items() if stamp and self._known.get(path) != stamp}
        beside = {path.parent for path in now if path.name == NAME and self._known.get(path) != now[path]}
        files = sorted(p for p, s in now.items() if s and p.name != NAME and (p in changed or p.parent in beside))
        gone = [path for path, stamp in self._known.items() if stamp and not now.get(path)]
        if gone or not self._known:
            for path in self._paths:
                self._archive.prune(path=path, missing=True)
        told = self._archive.add([str(path) for path in files]) if files else Added(0, 0, 0, (), ())
        self._known = now
        return told
