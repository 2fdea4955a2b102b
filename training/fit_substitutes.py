"""Fit the weights by which a word of a draft is taken for one put in the place of a source's, and measure them apart.

usage: python -m training.fit_substitutes FOLDER... [-o factcheck/models/substitutes.json] [--folds 8]

Each FOLDER is a story with a clean draft and one with planted errors (training/label_packs.py, benchmarks/drafts.py).
Every pair of words that the check would weigh is one example (factcheck/checks/_support/substitution.py): a planted one
where the draft's word stands in a planted error and the source's word in what stood there before. Other pairs in a
sentence with an error are left out. What is printed counts sentences, of which the check
tells the likeliest pair, by weights that saw no draft of the story.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from factcheck.align.weights import write_weights
from factcheck.checks._support.substitution import EVIDENCE, Substitution, Substitutions
from factcheck.domain.account import Account
from factcheck.domain.text import Article
from factcheck.intake.reading import read, read_draft
from factcheck.settings.config import load_config
from factcheck.settings.lexicons import load_lexicons
from factcheck.text.nearness import Nearness
from factcheck.tools import make_parser
from factcheck.understand.accounts import understand
from factcheck.values.names.finding import NameBook
from training.fit_decision import Examples
from training.fit_naming import fit

FIXED_DAY = date(2100, 1, 1)
_LEAST = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Planted:
    """An error in a draft: its sort, where its words stand, and the words that stood there before."""

    kind: str
    start: int
    end: int
    was: frozenset[str]


@dataclass(frozen=True, slots=True)
class Marked:
    """A pair of words of one sentence of a draft, and the planted errors of that sentence.

    `planted` is None where the sentence has an error that is another.
    """

    sentence: tuple[str, int]
    substitution: Substitution
    errors: tuple[Planted, ...]
    planted: bool | None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("-o", "--out", type=Path)
    parser.add_argument("--folds", type=int, default=8)
    args = parser.parse_args()
    marked = {folder.name: list(marked_in(folder)) for folder in args.folders}
    examples = [examples_of(story, found) for story, found in marked.items()]
    stories = sorted(marked)
    np.random.default_rng(0).shuffle(stories)
    folds = [set(stories[n :: args.folds]) for n in range(args.folds)]
    print(f"{sum(len(e.conflict) for e in examples)} pairs, {sum(int(e.conflict.sum()) for e in examples)} planted")
    likely: dict[str, list[float]] = {}
    for held in folds:
        weights = fit([e for e in examples if e.topic not in held], folds)
        likely |= {story: [weights.likely(one.substitution.row) for one in marked[story]] for story in held}
    print("\n".join(counted(marked, likely)))
    if args.out:
        made_of = [f"{len(stories)} stories with a clean and a planted draft (training/labels/drafts)"]
        write_weights(args.out, fit(examples, folds), tuple(EVIDENCE), made_of)
        print(f"written: {args.out}")


def marked_in(folder: Path) -> Iterator[Marked]:
    """Yield every pair of words that the check would weigh in the drafts of a story."""
    table = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    sources = read([str(folder / "sources")], today=FIXED_DAY).articles
    for path in sorted(folder.glob("*.txt")):
        draft = read_draft(str(path), today=FIXED_DAY)
        errors = [_planted(draft, row) for row in table["error"] if row["draft"] == path.name]
        for one in _substitutions(draft, sources):
            span = one.said.span
            own = tuple(e for e in errors if e.start < span.end and span.start < e.end)
            hit = any(_is_planted(one, error) for error in own)
            yield Marked((path.name, span.start), one, own, hit if hit or not own else None)


def _planted(draft: Article, row: dict[str, str]) -> Planted:
    start = draft.text.index(row["words"])
    return Planted(row["kind"], start, start + len(row["words"]), frozenset(_words(row.get("was", ""))))


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'.-]*\w", text.lower().replace("’", "'"))


def _is_planted(one: Substitution, error: Planted) -> bool:
    ours, theirs = (token.text.lower().rstrip(".") for token in (one.ours, one.theirs))
    return error.start <= one.ours.start < error.end and theirs in error.was and ours not in error.was


def _substitutions(draft: Article, sources: Sequence[Article]) -> list[Substitution]:
    lexicons = load_lexicons()
    articles = sorted([draft, *sources], key=lambda article: article.id)
    accounts = understand(articles, lexicons, parser=make_parser(load_config()))
    by_id: dict[str, Account] = {account.article.id: account for account in accounts}
    ours = by_id.pop(draft.id)
    book = NameBook.of({one.article.id: one.names for one in accounts}, given=lexicons.titles.given)
    told = list(by_id.values())
    nearness = Nearness([sentence for account in told for sentence in account.sentences])
    return list(Substitutions(told, book, lexicons, nearness).of(ours))


def examples_of(story: str, marked: Sequence[Marked]) -> Examples:
    """Return the pairs of a story of which it is known whether they were planted."""
    known = [one for one in marked if one.planted is not None]
    rows = np.array([one.substitution.row for one in known]).reshape(len(known), len(EVIDENCE))
    return Examples(story, rows, np.array([bool(one.planted) for one in known], dtype=bool))


def counted(marked: dict[str, list[Marked]], likely: dict[str, list[float]]) -> Iterator[str]:
    """Yield a line for each cut-off: in how many sentences an error is told, and how many without one are doubted."""
    surest: dict[tuple[str, tuple[str, int]], tuple[float, Marked]] = {}
    for story, found in marked.items():
        for one, chance in zip(found, likely[story], strict=True):
            key = story, one.sentence
            if key not in surest or chance > surest[key][0]:
                surest[key] = chance, one
    for least in _LEAST:
        told = [(key, one) for key, (chance, one) in surest.items() if chance >= least]
        kinds: dict[str, int] = defaultdict(int)
        for _, one in told:
            for error in one.errors:
                kinds[error.kind] += 1
        wrong = [key for key, one in told if not one.errors]
        clean = {story for story, (draft, _) in wrong if draft.startswith("clean")}
        by_kind = ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0])))
        yield (
            f"from {least:.1f}: {sum(kinds.values())} errors, {len(wrong)} sentences without one, "
            f"in {len(clean)} of {len(marked)} clean drafts ({by_kind})"
        )


if __name__ == "__main__":
    main()
