"""What a worker of the server does: a draft as it came in is held against its sources, and becomes an answer."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from factcheck.domain.text import Article
from factcheck.errors import FactcheckError, NothingComparable
from factcheck.intake.reading import Reading
from factcheck.interfaces import Encoder, Progress, silent
from factcheck.running import Run, check_article
from factcheck.shelves import member
from factcheck.tools import load_encoder, make_encoder
from factcheck.understand.memory import Memory
from factcheck.watch.sources import Sources
from factcheck.web.submission import Submission, opened
from factcheck.workers.process import Work

Verdict = Literal["pass", "fail", "nothing-comparable"]

MEDIA = {"json": "application/json", "html": "text/html"}  # the formats of answers; the first where none is asked for

_BEGINNING = 500  # characters: some sentences, by which every model is loaded


@dataclass(frozen=True, slots=True)
class Asked:
    """A draft to be checked, the format of the report and the day of the request: a server outlives one."""

    submission: Submission
    form: str
    today: date


@dataclass(frozen=True, slots=True)
class Rendered:
    """The report, and whether the draft may pass."""

    text: str
    verdict: Verdict


class NoSources(Exception):
    """The sources cannot be read now; the message is for whoever runs the server."""


@dataclass(frozen=True, slots=True)
class Checks:
    """Makes what answers, with models loaded and sources read; `encoder` takes the place of the settings' own."""

    run: Run
    against: Sequence[str]
    encoder: Encoder | None = None

    def __call__(self) -> Work[Asked, Rendered]:
        checker = _Checker(self.run, self.against, self.encoder or make_encoder(self.run.config))
        checker.warm_up(loading=self.encoder is None)
        return checker.answer


class _Checker:
    """Answers one request after another. What it understood of the sources it keeps while they stay as they are."""

    def __init__(self, run: Run, against: Sequence[str], encoder: Encoder) -> None:
        self._run = run
        self._against = against
        self._encoder = encoder
        self._sources = Sources()
        self._memory = Memory()

    def warm_up(self, *, loading: bool) -> None:
        """Do what the first request would have to wait for: check the beginning of a source."""
        if loading:
            load_encoder(self._run.config).encode(["ready"])
        with suppress(FactcheckError):  # sources may come and go; whoever asks is told
            sources = self._sources.current(self._against, today=self._run.today)
            unkept = replace(self._run, keeping=None, progress=silent)
            for article in sources.articles[:1]:
                beginning = Submission(article.text[:_BEGINNING].encode("utf-8", "replace"), ".txt", "ready")
                draft, _ = opened(beginning, today=self._run.today)
                check_article(draft, sources, unkept, encoder=self._encoder, memory=self._memory)

    def answer(self, asked: Asked, progress: Progress) -> Rendered:
        """Check a draft. Raises NoSources, and HTTPException for a request in which there is none."""
        draft, own = opened(asked.submission, today=asked.today)
        against = self._current(asked.today) if own is None else own
        run = replace(self._run, today=asked.today, progress=progress)
        try:
            findings = check_article(draft, against, run, encoder=self._encoder, memory=self._memory)
        except NothingComparable as error:
            return _nothing_comparable(draft, error, asked.form)
        assert findings.check
        verdict: Verdict = "fail" if findings.check.failing and not run.config.gate.warn_only else "pass"
        return Rendered(member("formats", asked.form)().render(findings), verdict)

    def _current(self, today: date) -> Reading:
        try:
            return self._sources.current(self._against, today=today)
        except FactcheckError as error:
            raise NoSources(str(error)) from error


def _nothing_comparable(draft: Article, error: NothingComparable, form: str) -> Rendered:
    # The first line is of the draft; what follows names files of the server.
    detail = str(error).split("\n", 1)[0].removeprefix(f"{draft.path}: ")
    if form == "html":
        return Rendered(f"<!doctype html><title>factcheck</title><p>{html.escape(detail)}</p>\n", "nothing-comparable")
    return Rendered(json.dumps({"detail": detail}) + "\n", "nothing-comparable")
