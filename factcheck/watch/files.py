"""The files that a check depends on, and what tells one state of them from another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck.errors import UsageError
from factcheck.intake.reading import files_of
from factcheck.settings.config import Config

Stamps = Mapping[Path, tuple[int, int, int] | None]  # when it was changed, its bytes, its number; None: not there


@dataclass(frozen=True, slots=True)
class Watched:
    """What a check depends on: single files, there or not, and sources as paths, folders and globs."""

    files: tuple[Path, ...] = ()
    sources: tuple[str, ...] = ()

    def stamps(self) -> Stamps:
        """Return what tells one state of all these files from another."""
        return {path: _stamp(path) for path in (*self.files, *self._files_of_sources())}

    def _files_of_sources(self) -> Iterator[Path]:
        for name in self.sources:
            try:
                yield from files_of([name])
            except UsageError:  # it is gone for now; its own path tells when it is back, and the others go on
                yield Path(name)


def watched_of(config: Config, files: Sequence[Path], *, against: Sequence[str] = ()) -> Watched:
    """Return what a check with these settings depends on, beside `files`: draft and settings, there or not."""
    named = (Path(name) for name in (config.gate.baseline, config.gate.facts) if name)
    return Watched((*files, *named), tuple(against or config.gate.against))


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
