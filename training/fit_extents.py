"""Fit the weights by which a draft is taken to say something of more or fewer than its sources, and measure them apart.

usage: python -m training.fit_extents FOLDER... [-o factcheck/models/extents.json] [--folds 8]

Each FOLDER is a story with a clean draft and one with planted errors (training/planted.py). The weights are fitted on
the clean drafts and on the sources alone: every quantifier of a clean draft ("all", "most", "some"; see
factcheck/checks/_support/evidence/extents.py) is one example as it stands, which is right, and one as though it were
"some", "most" or "all", which is wrong; every quantifier of a source, held against the other sources, is right. Only
those are examples that a source may gainsay. Nothing that anybody planted is learned from; how likely an error is,
given the weights' answer, is counted on the drafts as they stand. What is printed counts sentences, of which the check
tells the likeliest quantifier, by weights that saw no draft of the story.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from factcheck.align.weights import write_weights
from factcheck.checks._support.evidence.extents import EVIDENCE, ExtentEvidence, OtherExtent
from factcheck.checks._support.evidence.quantifiers import HowMany
from factcheck.domain.account import Account
from factcheck.interfaces import Encoder
from factcheck.settings.config import load_config
from factcheck.text.nearness import Nearness
from factcheck.tools import make_encoder
from training.fit_decision import Examples
from training.fit_naming import fit
from training.planted import Planted, PlantedDraft, apart, arguments, by_kind, dealt_stories, drafts_in

_KIND = "subset"  # the sort of planted errors that puts another quantifier
_AMONG = (HowMany.SOME, HowMany.MOST, HowMany.ALL)
_LEAST = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class MarkedExtent:
    """A quantifier of a draft as it stands, the planted errors of its sentence, and whether one of them put it there.

    `planted` is None where the sentence has an error that is another.
    """

    extent: OtherExtent
    errors: tuple[Planted, ...]
    planted: bool | None


def main() -> None:
    args = arguments(__doc__)
    encoder = make_encoder(load_config())
    examples: list[Examples] = []
    marked: dict[str, list[MarkedExtent]] = {}
    for folder in args.folders:
        drafts = list(drafts_in(folder))
        examples += (with_others(folder.name, draft, encoder) for draft in drafts if draft.is_clean)
        marked[folder.name] = [one for draft in drafts for one in marked_in(draft, encoder)]
    judged = [judged_of(story, found) for story, found in marked.items()]
    words, planted = (
        sum(int(marks.sum()) for marks in told)
        for told in ((~one.conflict for one in examples), (one.conflict for one in judged))
    )
    print(f"{words} quantifiers of clean drafts and sources, {planted} planted ones")
    likely: dict[str, list[float]] = {}
    for held, weights in apart(examples, args.folds, judged=judged):
        likely |= {story: [weights.likely(one.extent.row) for one in marked[story]] for story in held}
    print("\n".join(counted(marked, likely)))
    if args.out:
        made_of = [f"{len(marked)} stories with a clean and a planted draft (training/labels/drafts)"]
        weights = fit(examples, dealt_stories(examples, args.folds), judged=judged)
        write_weights(args.out, weights, tuple(EVIDENCE), made_of)
        print(f"written: {args.out}")


def with_others(story: str, draft: PlantedDraft, encoder: Encoder) -> Examples:
    """Return the quantifiers of a draft, as they stand and with another share in their place, and of its sources."""
    told = list(_evidence(draft.sources, encoder).of_each(draft.ours, _AMONG))
    for source in draft.sources:
        others = [one for one in draft.sources if one is not source]
        told += ((extent, False) for extent in _evidence(others, encoder).of(source))
    rows = np.array([extent.row for extent, _ in told]).reshape(len(told), len(EVIDENCE))
    return Examples(story, rows, np.array([other for _, other in told], dtype=bool))


def marked_in(draft: PlantedDraft, encoder: Encoder) -> Iterator[MarkedExtent]:
    """Yield the quantifiers that the check would weigh in a draft."""
    for extent in _evidence(draft.sources, encoder).of(draft.ours):
        beside = tuple(error for error in draft.errors if error.touches(extent.said.sentence.span))
        planted = any(error.kind == _KIND and error.touches(extent.said.span) for error in beside)
        yield MarkedExtent(extent, beside, planted if planted or not beside else None)


def judged_of(story: str, marked: Sequence[MarkedExtent]) -> Examples:
    """Return the quantifiers of a story of which it is known whether they were planted."""
    known = [one for one in marked if one.planted is not None]
    rows = np.array([one.extent.row for one in known]).reshape(len(known), len(EVIDENCE))
    return Examples(story, rows, np.array([bool(one.planted) for one in known], dtype=bool))


def counted(marked: Mapping[str, Sequence[MarkedExtent]], likely: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """Yield a line for each cut-off: in how many sentences an error is told, and how many without one are doubted.

    A sentence that both drafts of a story have counts once.
    """
    surest: dict[tuple[str, str], tuple[float, MarkedExtent]] = {}
    for story, found in marked.items():
        for one, chance in zip(found, likely[story], strict=True):
            key = story, one.extent.said.sentence.text
            if key not in surest or chance > surest[key][0]:
                surest[key] = chance, one
    for least in _LEAST:
        told = [(story, one) for (story, _), (chance, one) in surest.items() if chance >= least]
        errors = [error for _, error in {(story, error) for story, one in told for error in one.errors}]
        wrong = sum(not one.errors for _, one in told)
        yield f"from {least:.1f}: {len(errors)} errors, {wrong} sentences without one ({by_kind(errors)})"


def _evidence(sources: Sequence[Account], encoder: Encoder) -> ExtentEvidence:
    nearness = Nearness([sentence for account in sources for sentence in account.sentences])
    return ExtentEvidence(sources, nearness, encoder)


if __name__ == "__main__":
    main()
