"""Checks again and again in one process: what was read is kept, and read anew when its files change."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from functools import partial
from typing import BinaryIO

from factcheck.domain.findings import Findings
from factcheck.domain.text import Article
from factcheck.intake.reading import read_draft
from factcheck.running import Run, check_article
from factcheck.settings.config import Config, EncoderSettings
from factcheck.understand.memory import Memory
from factcheck.watch.sources import Sources


class Desk:
    """Holds drafts against sources that are read once, and again only when one of their files changes.

    No two threads may use it at once.
    """

    def __init__(self) -> None:
        self._memory = Memory()
        self._sources = Sources()
        self._config: Config | None = None
        self._warm: EncoderSettings | None = None

    def check_paths(
        self, draft: str, against: Sequence[str], run: Run, *, stdin: BinaryIO | None = None, name: str | None = None
    ) -> Findings:
        """See running.check_paths."""
        opening = partial(run.progress, "opening")
        article = read_draft(draft, today=run.today, stdin=stdin, name=name, progress=opening, fetch=run.fetch())
        return self.check_article(article, against, run)

    def check_article(self, draft: Article, against: Sequence[str], run: Run) -> Findings:
        """Hold a draft that was read against the sources that `against` names. Raises as check_paths does."""
        self._config = run.config
        known = self._sources.current(against, today=run.today, progress=run.progress, fetch=run.fetch())
        return check_article(draft, known, run, memory=self._memory)

    def warm_up(self) -> None:
        """Load what the next new sentence would have to wait for: the encoder's model. Nothing before a check."""
        from factcheck.tools import load_encoder

        if self._config is None or self._warm == self._config.encoder:
            return
        load_encoder(self._config).encode(["ready"])
        self._warm = self._config.encoder
        gc.collect()
        gc.freeze()  # the libraries' half a million objects stay: looking through them again took .3 s of some checks
