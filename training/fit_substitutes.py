"""Fit the weights by which a word of a draft is taken for one put in the place of a source's, and measure them apart.

usage: python -m training.fit_substitutes FOLDER... [-o factcheck/models/substitutes.json] [--folds 8]

Each FOLDER is a story with a clean draft and one with planted errors (training/planted.py).
Every pair of words that the check would weigh (factcheck/checks/_support/evidence/substitutions.py) is one example: a
planted one where the draft's word stands in a planted error and the source's word in what stood there before. Other
pairs in a sentence with an error are left out. What is printed counts sentences, of which the check tells the likeliest
pair, by weights that saw no draft of the story.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from factcheck.align.weights import write_weights
from factcheck.checks._support.evidence.substitutions import EVIDENCE, Substitution, Substitutions
from factcheck.text.nearness import Nearness
from training.fit_decision import Examples
from training.fit_naming import fit
from training.planted import Planted, apart, arguments, by_kind, dealt_stories, drafts_in, lexicons

_LEAST = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


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
    args = arguments(__doc__)
    marked = {folder.name: list(marked_in(folder)) for folder in args.folders}
    examples = [examples_of(story, found) for story, found in marked.items()]
    print(f"{sum(len(e.conflict) for e in examples)} pairs, {sum(int(e.conflict.sum()) for e in examples)} planted")
    likely: dict[str, list[float]] = {}
    for held, weights in apart(examples, args.folds):
        likely |= {story: [weights.likely(one.substitution.row) for one in marked[story]] for story in held}
    print("\n".join(counted(marked, likely)))
    if args.out:
        made_of = [f"{len(marked)} stories with a clean and a planted draft (training/labels/drafts)"]
        write_weights(args.out, fit(examples, dealt_stories(examples, args.folds)), tuple(EVIDENCE), made_of)
        print(f"written: {args.out}")


def marked_in(folder: Path) -> Iterator[Marked]:
    """Yield every pair of words that the check would weigh in the drafts of a story."""
    for draft in drafts_in(folder):
        nearness = Nearness([sentence for account in draft.sources for sentence in account.sentences])
        for one in Substitutions(draft.sources, draft.book, lexicons(), nearness).of(draft.ours):
            own = tuple(error for error in draft.errors if error.touches(one.said.span))
            hit = any(_is_planted(one, error) for error in own)
            yield Marked((draft.name, one.said.span.start), one, own, hit if hit or not own else None)


def _is_planted(one: Substitution, error: Planted) -> bool:
    ours, theirs = (token.text.lower().rstrip(".") for token in (one.ours, one.theirs))
    return error.start <= one.ours.start < error.end and theirs in error.was and ours not in error.was


def examples_of(story: str, marked: Sequence[Marked]) -> Examples:
    """Return the pairs of a story of which it is known whether they were planted."""
    known = [one for one in marked if one.planted is not None]
    rows = np.array([one.substitution.row for one in known]).reshape(len(known), len(EVIDENCE))
    return Examples(story, rows, np.array([bool(one.planted) for one in known], dtype=bool))


def counted(marked: Mapping[str, Sequence[Marked]], likely: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """Yield a line for each cut-off: in how many sentences an error is told, and how many without one are doubted."""
    surest: dict[tuple[str, tuple[str, int]], tuple[float, Marked]] = {}
    for story, found in marked.items():
        for one, chance in zip(found, likely[story], strict=True):
            key = story, one.sentence
            if key not in surest or chance > surest[key][0]:
                surest[key] = chance, one
    for least in _LEAST:
        told = [(key, one) for key, (chance, one) in surest.items() if chance >= least]
        errors = [error for _, one in told for error in one.errors]
        wrong = [key for key, one in told if not one.errors]
        clean = {story for story, (draft, _) in wrong if draft.startswith("clean")}
        yield (
            f"from {least:.1f}: {len(errors)} errors, {len(wrong)} sentences without one, "
            f"in {len(clean)} of {len(marked)} clean drafts ({by_kind(errors)})"
        )


if __name__ == "__main__":
    main()
