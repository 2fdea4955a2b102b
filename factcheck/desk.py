"""Checks again and again in one process: what was read is kept, and read anew when its files change."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from factcheck.claims import Memory
from factcheck.config import Config, EncoderSettings
from factcheck.domain import Article, Findings
from factcheck.errors import UsageError
from factcheck.reading import Reading, files_of, read, read_draft
from factcheck.running import Run, check_article

Stamps = Mapping[Path, tuple[int, int, int] | None]  # when it was changed, its bytes, its number; None: not there


@dataclass(frozen=True, slots=True)
class Watched:
    """What a check depends on: single files, there or not, and sources as paths, folders and globs."""

    files: tuple[Path, ...] = ()
    sources: tuple[str, ...] = ()

    def stamps(self) -> Stamps:
        """Return what tells one state of all these files from another."""
        try:
            sources = files_of(self.sources)
        except UsageError:  # a source is gone for now: what is left tells when it is back
            sources = [Path(name) for name in self.sources]
        return {path: _stamp(path) for path in (*self.files, *sources)}


class Desk:
    """Holds drafts against sources that are read once, and again only when one of their files changes.

    No two threads may use it at once.
    """

    def __init__(self) -> None:
        self._memory = Memory()
        self._asked: object = None
        self._reading = Reading((), ())
        self._config: Config | None = None
        self._warm: EncoderSettings | None = None

    def check_paths(
        self, draft: str, against: Sequence[str], run: Run, *, stdin: BinaryIO | None = None, name: str | None = None
    ) -> Findings:
        """See running.check_paths."""
        return self.check_article(read_draft(draft, today=run.today, stdin=stdin, name=name), against, run)

    def check_article(self, draft: Article, against: Sequence[str], run: Run) -> Findings:
        """Hold a draft that was read against the sources that `against` names."""
        self._config = run.config
        return check_article(draft, self._read(against, run), run, memory=self._memory)

    def warm_up(self) -> None:
        """Load what the next new sentence would have to wait for: the encoder's model. Nothing before a check."""
        from factcheck.pipeline import load_encoder

        if self._config is None or self._warm == self._config.encoder:
            return
        load_encoder(self._config).encode(["ready"])
        self._warm = self._config.encoder
        gc.collect()
        gc.freeze()  # the libraries' half a million objects stay: looking through them again took .3 s of some checks

    def _read(self, against: Sequence[str], run: Run) -> Reading:
        asked = (tuple(against), run.today, Watched(sources=tuple(against)).stamps())
        if asked != self._asked:
            self._reading = read(against, today=run.today, progress=lambda files: run.progress("opening", list(files)))
            self._asked = asked
        return self._reading


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
