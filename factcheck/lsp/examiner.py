"""Checks one document after another as it stands in an editor, saved or not."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from factcheck.domain.findings import Findings
from factcheck.errors import FactcheckError, NothingComparable
from factcheck.intake.reading import STDIN, files_of, read_draft
from factcheck.interfaces import Progress
from factcheck.review.recording import keeping_of
from factcheck.running import Run
from factcheck.settings.layers import NAME, candidates, settle
from factcheck.watch.desk import Desk
from factcheck.watch.files import Stamps, Watched, watched_of

LARGEST = 2_000_000  # characters of a document, as many as the server takes bytes: a novel has a million
SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm")
_NO_SOURCES = (
    f'Not checked: no sources are set. Write [gate] and against = ["path of the sources"] into a {NAME} in this folder '
    "or above it."
)


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it stands in the editor, to be checked as of a day."""

    path: Path
    text: str
    today: date


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is asked for between two documents: that the next new sentence finds everything loaded."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of one document, and the state of the files that it depends on.

    `findings` of a check; or a `remark` on the document as a whole; an `error` is for its user to know at once. All are
    None for a document that is no draft. `settings` are the settings files that hold, the nearest last.
    """

    watched: Watched
    stamps: Stamps
    settings: tuple[Path, ...] = ()
    findings: Findings | None = None
    remark: str | None = None
    error: str | None = None


class Examiner:
    """Does the work of a worker (see workers.pool), with a desk for each set of sources. One thread at a time."""

    def __init__(self) -> None:
        self._desks: dict[tuple[str, ...], Desk] = {}

    def __call__(self, asked: Document | Readiness, progress: Progress) -> Examined:
        """Check a document's text against the sources that the settings of its folder name."""
        if isinstance(asked, Readiness):
            for desk in self._desks.values():
                desk.warm_up()
            return Examined(Watched(), {})
        path = asked.path
        files: Sequence[Path] = candidates(path.parent)
        watched = Watched(tuple(files))
        try:
            settled = settle(path.parent, environment=os.environ)
            watched = watched_of(settled.config, files)
            before = watched.stamps()
            keeping = keeping_of(settled.config, path.parent, _unsaid)
            run = Run(settled.config, asked.today, progress, changed=settled.changed, keeping=keeping)
            findings, said = self._held(path, asked.text, run)
            return Examined(watched, before, settled.files, findings, said)
        except NothingComparable as error:
            return Examined(watched, watched.stamps(), remark=f"Not checked: {error}")
        except FactcheckError as error:
            return Examined(watched, watched.stamps(), remark=f"Not checked: {error}", error=str(error))

    def _held(self, path: Path, text: str, run: Run) -> tuple[Findings | None, str | None]:
        against = run.config.gate.against
        if not against:
            return None, _NO_SOURCES
        if os.path.realpath(path) in map(os.path.realpath, files_of(against)):
            return None, None  # a source that is looked at is no draft
        if len(text) > LARGEST:
            return None, f"Not checked: it has more than {LARGEST:,} characters."
        data = BytesIO(text.encode("utf-8", errors="replace"))
        draft = read_draft(STDIN, today=run.today, stdin=data, name=str(path))
        desk = self._desks.setdefault(against, Desk())
        return desk.check_article(draft, against, run), None


def _unsaid(remark: str) -> None:
    """An editor is told of findings; that earlier verdicts are not known shows in them."""


def is_draft(path: Path) -> bool:
    """Whether a document is of a sort that is checked."""
    return path.suffix.lower() in SUFFIXES
