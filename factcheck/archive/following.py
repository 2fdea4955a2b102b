"""What an archive follows: what is new in folders and at addresses is added, whose file is gone is taken out.

What a feed does not name any more is not taken out: a feed has the latest alone.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import monotonic

from factcheck.archive.archive import Archive
from factcheck.archive.told import Added
from factcheck.domain.text import Skipped, is_address
from factcheck.errors import UsageError
from factcheck.intake.reading import read
from factcheck.intake.sidecar import NAME
from factcheck.watch.files import Stamps, Watched

_KEPT = (
    "is not there or empty, as a share is that went away, and its articles are kept; "
    "factcheck archive prune --missing takes them out"
)


class Following:
    """Keeps an archive as some files and folders are, and adds what stands at some addresses.

    Files that it read before it does not read again until they change; addresses are asked again every `archive.every`
    minutes, and only where the archive's run fetches.

    Raises UsageError for a path that is not there at the start. One that goes away later, or is empty, takes no article
    with it: a share that is not mounted looks like that.
    """

    def __init__(self, archive: Archive, paths: Sequence[str], *, clock: Callable[[], float] = monotonic) -> None:
        self._addresses = sorted({path for path in paths if is_address(path)})
        paths = [path for path in paths if not is_address(path)]
        for path in paths:
            if not _root(path).exists():
                raise UsageError(f"{path}: there is nothing there to follow; check the spelling, or mount it")
        self.watched = Watched(sources=tuple(paths))
        self._archive = archive
        self._paths = tuple(paths)
        self._known: Stamps = {}
        self._unsure = frozenset(paths)  # where files may be gone that were never seen, or not lately
        self._clock = clock
        self._every = timedelta(minutes=archive.run.config.archive.every)
        self._rounds, self._next = 0, clock()  # how often addresses were asked, and when they are asked again

    def stamps(self) -> object:
        """Return what changes when there is something to look at."""
        return self.watched.stamps(), self._rounds + self._due

    @property
    def when(self) -> str:
        """When it looks again, in words."""
        files = ["when a file is saved"] if self._paths else []
        rounds = [f"at addresses every {self._every.total_seconds() / 60:g} minutes"] if self._addresses else []
        return ", and ".join([*files, *rounds])

    @property
    def _due(self) -> bool:
        return bool(self._addresses) and self._clock() >= self._next

    def look(self) -> Added:
        """Add what was changed since the last look, and take out the articles whose files are gone.

        Whatever comes of it, addresses that were due are due again in `archive.every` minutes. Raises UsageError for an
        address where the run does not fetch.
        """
        addresses = self._addresses if self._due else []
        try:
            return self._looked(addresses)
        finally:
            if addresses:  # from now on: what was loaded is older than that when they are asked again
                self._rounds, self._next = self._rounds + 1, self._clock() + self._every.total_seconds()

    def _looked(self, addresses: Sequence[str]) -> Added:
        now = self.watched.stamps()  # first: a change while reading is read next time
        changed = {path for path, stamp in now.items() if stamp and self._known.get(path) != stamp}
        beside = {path.parent for path in now if path.name == NAME and self._known.get(path) != now[path]}
        files = sorted(p for p, s in now.items() if s and p.name != NAME and (p in changed or p.parent in beside))
        away = frozenset(path for path in self._paths if _away(_root(path)))
        gone = any(stamp and not now.get(path) for path, stamp in self._known.items())
        asked = [path for path in self._paths if path not in away and (gone or path in self._unsure)]
        taken = sum(self._archive.prune(path=path, missing=True).articles for path in asked)
        told = self._added([str(path) for path in files], addresses)
        self._known, self._unsure = now, away
        kept = (Skipped(path, _KEPT) for path in sorted(away))
        return replace(told, gone=taken, skipped=(*told.skipped, *kept))

    def _added(self, files: Sequence[str], addresses: Sequence[str]) -> Added:
        if not (files or addresses):
            return Added(0, 0, 0, (), ())
        run = self._archive.run
        opening, fetch = partial(run.progress, "opening"), run.fetch(fresh=self._every)
        return self._archive.add_articles(read([*files, *addresses], today=run.today, progress=opening, fetch=fetch))


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
