"""Drafts with planted errors, read with the sources they were written from: what the checks on drafts are fitted on.

A folder is a story: a clean draft and one with planted errors, `expected.toml` that names the errors, and `sources`
(training/label_packs.py makes such folders, benchmarks/drafts.py measures on them).
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from factcheck.align.weights import Logistic
from factcheck.domain.account import Account
from factcheck.domain.story import Book
from factcheck.domain.text import Article, Span
from factcheck.intake.reading import read, read_draft
from factcheck.settings.config import load_config
from factcheck.settings.lexicons import Lexicons, load_lexicons
from factcheck.tools import make_parser
from factcheck.understand.accounts import understand
from factcheck.values.names.finding import NameBook
from training.fit_decision import Examples
from training.fit_naming import fit

FIXED_DAY = date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Planted:
    """An error in a draft: its sort, where its words stand, and the words that stood there before."""

    kind: str
    start: int
    end: int
    was: frozenset[str]

    def touches(self, span: Span) -> bool:
        """Whether it stands in these words, in part at least."""
        return self.start < span.end and span.start < self.end


@dataclass(frozen=True, slots=True)
class PlantedDraft:
    """A draft, and what its sources say; `name` is its file."""

    name: str
    ours: Account
    sources: tuple[Account, ...]
    book: Book
    errors: tuple[Planted, ...]

    @property
    def is_clean(self) -> bool:
        return self.name.startswith("clean")


@cache
def lexicons() -> Lexicons:
    """Return the lists of the package."""
    return load_lexicons()


def arguments(doc: str | None) -> argparse.Namespace:
    """Read the command line of a training on such folders: the `folders`, where the card goes (`out`), the `folds`."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("-o", "--out", type=Path)
    parser.add_argument("--folds", type=int, default=8)
    return parser.parse_args()


def drafts_in(folder: Path) -> Iterator[PlantedDraft]:
    """Yield the drafts of a story."""
    table = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    sources = read([str(folder / "sources")], today=FIXED_DAY).articles
    for path in sorted(folder.glob("*.txt")):
        draft = read_draft(str(path), today=FIXED_DAY)
        articles = sorted([draft, *sources], key=lambda article: article.id)
        accounts = understand(articles, lexicons(), parser=make_parser(load_config()))
        book = NameBook.of({one.article.id: one.names for one in accounts}, given=lexicons().titles.given)
        (ours,) = (one for one in accounts if one.article.id == draft.id)
        told = tuple(one for one in accounts if one is not ours)
        errors = tuple(_planted(draft, row) for row in table["error"] if row["draft"] == path.name)
        yield PlantedDraft(path.name, ours, told, book, errors)


def apart(
    examples: Sequence[Examples], folds: int, *, judged: Sequence[Examples] | None = None
) -> Iterator[tuple[Collection[str], Logistic]]:
    """Yield the stories of each fold, and weights that saw no draft of them; `judged`: see fit_naming.fit."""
    dealt = dealt_stories(examples, folds)
    for held in dealt:
        seen = [one for one in examples if one.topic not in held]
        told = judged and [one for one in judged if one.topic not in held]
        yield held, fit(seen, dealt, judged=told)


def dealt_stories(examples: Sequence[Examples], folds: int) -> list[set[str]]:
    """Deal the stories into folds, by a fixed seed."""
    stories = sorted(one.topic for one in examples)
    np.random.default_rng(0).shuffle(stories)
    return [set(stories[n::folds]) for n in range(folds)]


def by_kind(errors: Sequence[Planted]) -> str:
    """Return how many errors there are of each sort, the most first."""
    kinds = Counter(error.kind for error in errors)
    return ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0])))


def _words(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return re.findall(r"[\w'.-]*\w", text.lower().replace("’", "'"))


def _planted(draft: Article, row: Mapping[str, str]) -> Planted:
    start = draft.text.index(row["words"])
    return Planted(row["kind"], start, start + len(row["words"]), frozenset(_words(row.get("was", ""))))
