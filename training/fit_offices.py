"""Fit the weights by which an office is taken not to be the person's to whom a draft gives it, and measure them apart.

usage: python -m training.fit_offices FOLDER... [-o factcheck/models/offices.json] [--folds 8]

Each FOLDER is a story with a clean draft and one with planted errors (training/planted.py). Every office that the check
would weigh is one example (factcheck/checks/_support/evidence/offices.py): a wrong one where an error of the sorts
office, name or swap stands in its words, or in the person's name so that the sources give it to nobody of that name.
Others in a sentence with an error are left out, and what both drafts of a story have counts once. What is printed
counts errors, and offices in sentences without one, by weights that saw no draft of the story.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from factcheck.align.weights import write_weights
from factcheck.checks._support.evidence.offices import EVIDENCE, GivenOffice, OfficeEvidence
from factcheck.checks._support.people.attachments import attached
from training.fit_decision import Examples
from training.fit_naming import fit
from training.planted import Planted, PlantedDraft, apart, arguments, by_kind, dealt_stories, drafts_in, lexicons

_KINDS = ("office", "name", "swap")
_LEAST = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class MarkedOffice:
    """An office in a draft, the errors that make it wrong, and whether it is; None where that is not known."""

    draft: PlantedDraft
    given: GivenOffice
    errors: tuple[Planted, ...]
    wrong: bool | None


def main() -> None:
    args = arguments(__doc__)
    marked = {folder.name: list(once(marked_in(folder))) for folder in args.folders}
    examples = [examples_of(story, found) for story, found in marked.items()]
    print(f"{sum(len(e.conflict) for e in examples)} offices, {sum(int(e.conflict.sum()) for e in examples)} wrong")
    told: list[tuple[float, str, MarkedOffice]] = []
    for held, weights in apart(examples, args.folds):
        told += ((weights.likely(one.given.row), story, one) for story in held for one in marked[story])
    print("\n".join(counted(told, len(marked))))
    if args.out:
        made_of = [f"{len(marked)} stories with a clean and a planted draft (training/labels/drafts)"]
        write_weights(args.out, fit(examples, dealt_stories(examples, args.folds)), tuple(EVIDENCE), made_of)
        print(f"written: {args.out}")


def marked_in(folder: Path) -> Iterator[MarkedOffice]:
    """Yield every office that the check would weigh in the drafts of a story."""
    for draft in drafts_in(folder):
        mentions, sources = attached(draft.ours, draft.sources, draft.book, lexicons())
        for given in OfficeEvidence(sources, lexicons()).of(mentions):
            yield _marked(draft, given)


def _marked(draft: PlantedDraft, given: GivenOffice) -> MarkedOffice:
    inside = [error for error in draft.errors if error.kind in _KINDS and error.touches(given.office.full)]
    named = [error for error in draft.errors if error.kind in _KINDS[1:] and error.touches(given.mention.name.span)]
    errors = tuple(inside or (named if given.missing else ()))
    beside = any(error.touches(given.mention.sentence.span) for error in draft.errors)
    known = bool(errors) or not beside
    return MarkedOffice(draft, given, errors, bool(errors) if known else None)


def once(marked: Iterator[MarkedOffice]) -> Iterator[MarkedOffice]:
    """Leave out what is right in both drafts of a story from the second."""
    met = set()
    for one in marked:
        key = one.given.mention.key, one.given.office.words
        if one.wrong is not False or key not in met:
            yield one
        if one.wrong is False:
            met.add(key)


def examples_of(story: str, marked: Sequence[MarkedOffice]) -> Examples:
    """Return the offices of a story of which it is known whether they are wrong."""
    known = [one for one in marked if one.wrong is not None]
    rows = np.array([one.given.row for one in known]).reshape(len(known), len(EVIDENCE))
    return Examples(story, rows, np.array([bool(one.wrong) for one in known], dtype=bool))


def counted(told: Sequence[tuple[float, str, MarkedOffice]], stories: int) -> Iterator[str]:
    """Yield a line for each cut-off: how many errors are told, and how many offices without one are doubted."""
    for least in _LEAST:
        doubted = [(story, one) for likely, story, one in told if likely >= least]
        errors = {(story, error): error for story, one in doubted for error in one.errors}
        wrong = [(story, one) for story, one in doubted if one.wrong is False]
        clean = {story for story, one in wrong if one.draft.is_clean}
        yield (
            f"from {least:.1f}: {len(errors)} errors, {len(wrong)} offices without one, in {len(clean)} of {stories} "
            f"clean drafts ({by_kind([*errors.values()])})"
        )


if __name__ == "__main__":
    main()
