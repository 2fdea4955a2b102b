"""Small stories told by several outlets, and what the whole pipeline makes of them with the packaged model."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from factcheck.domain.findings import Discrepancy, Findings, Relation
from factcheck.domain.text import Article
from factcheck.interfaces import Encoder
from factcheck.pipeline import compare
from factcheck.settings.config import load_config
from factcheck.settings.lexicons import load_lexicons

LEXICONS = load_lexicons()
CONFIG = load_config().model_copy(update={"kinds": {"status": {"min_confidence": 0}}})  # which is left out as shipped
WEDNESDAY = "2024-05-15"


@dataclass(frozen=True)
class Told:
    """One outlet's text and the day it came out ("" if that is not known)."""

    text: str
    published: str = WEDNESDAY


@dataclass(frozen=True)
class Fires:
    """A story in which exactly the marked words of two articles clash."""

    texts: Sequence[str | Told]
    marked: tuple[str, ...]
    relation: Relation = Relation.CONFLICT


def article(name: str, told: str | Told) -> Article:
    told = told if isinstance(told, Told) else Told(told)
    published = datetime.fromisoformat(told.published).replace(hour=12, tzinfo=UTC) if told.published else None
    sha = hashlib.sha256(told.text.encode()).hexdigest()
    return Article(name, told.text, f"The {name.title()}", sha, f"{name}.txt", published=published)


def articles(*texts: str | Told) -> list[Article]:
    return [article(f"paper-{n}", told) for n, told in enumerate(texts, start=1)]


def findings(encoder: Encoder, *texts: str | Told) -> Findings:
    return compare(articles(*texts), CONFIG, lexicons=LEXICONS, encoder=encoder)


def marked(found: Discrepancy) -> list[str]:
    """The marked words of every side's first evidence, in the order of the sides."""
    return [side.evidence[0].quote[slice(*side.evidence[0].span)] for side in found.sides]


def check_fires(encoder: Encoder, kind: str, case: Fires) -> None:
    """Fail unless the pipeline finds just this one discrepancy of `kind`."""
    found = [d for d in findings(encoder, *case.texts).discrepancies if d.kind == kind]
    assert [(sorted(marked(d)), d.relation) for d in found] == [(sorted(case.marked), case.relation)]


def check_silent(encoder: Encoder, texts: Sequence[str | Told], *, stories: int = 1) -> None:
    """Fail if the pipeline finds any discrepancy at all, or does not take the texts for one story (or so many)."""
    made = findings(encoder, *texts)
    assert [f"{d.kind}: {d.summary}" for d in made.discrepancies] == []
    assert len(made.stories) == stories
