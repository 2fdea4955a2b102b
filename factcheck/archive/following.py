"""Folders that an archive follows: what is new in them is added, what is gone is taken out."""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from factcheck.archive.archive import Archive
from factcheck.archive.told import Added
from factcheck.domain.text import Skipped
from factcheck.errors import UsageError
from factcheck.intake.sidecar import NAME
from factcheck.watch.files import Stamps, Watched

_KEPT = (
    "is not there or empty, as a share is that went away, and its articles are kept; "
    "factcheck archive prune --missing takes them out"
)


class Following:
    """Keeps an archive as some files and folders are. What it was told before it does not read again.

    Raises UsageError for a path that is not there at the start. One that goes away later, or is empty, takes no article
    with it: a share that is not mounted looks like that.
    """

    def __init__(self, archive: Archive, paths: Sequence[str]) -> None:
        for path in paths:
            if not _root(path).exists():
                raise UsageError(f"{path}: there is nothing there to follow; check the spelling, or mount it")
        self.watched = Watched(sources=tuple(paths))
        self._archive = archive
        self._paths = tuple(paths)
        self._known: Stamps = {}
        self._unsure = frozenset(paths)  # where files may be gone that were never seen, or not lately

    def look(self) -> Added:
        """Add what was changed since the last look, and take out the articles whose files are gone."""
        now = self.watched.stamps()  # first: a change while reading is read next time
        changed = {path for path, stamp in now.items() if stamp and self._known.get(path) != stamp}
        beside = {path.parent for path in now if path.name == NAME and self._known.get(path) != now[path]}
        files = sorted(p for p, s in now.items() if s and p.name != NAME and (p in changed or p.parent in beside))
        away = frozenset(path for path in self._paths if _away(_root(path)))
        gone = any(stamp and not now.get(path) for path, stamp in self._known.items())
        asked = [path for path in self._paths if path not in away and (gone or path in self._unsure)]
        taken = sum(self._archive.prune(path=path, missing=True).articles for path in asked)
        told = self._archive.add([str(path) for path in files]) if files else Added(0, 0, 0, (), ())
        self._known, self._unsure = now, away
        kept = (Skipped(path, _KEPT) for path in sorted(away))
        return replace(told, gone=taken, skipped=(*told.skipped, *kept))


def _root(path: str) -> Path:
    """The path itself, or of a glob the folder before its first wildcard."""
    if os.path.lexists(path):
        return Path(path)
    parts = Path(path).parts
    fixed = next((at for at, part in enumerate(parts) if glob.has_magic(part)), len(parts))
    return Path(*parts[:fixed])


def _away(root: Path) -> bool:
    try:
        return not (root.is_file() or any(root.iterdir()))
    except OSError:
        return True
