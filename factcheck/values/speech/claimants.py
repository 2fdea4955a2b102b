"""Whom a sentence names for a statement, a quotation or a figure; for what nobody is named the outlet itself tells."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.domain.account import Claimant
from factcheck.domain.text import Attribution, AttributionSort, Sentence, Span
from factcheck.values.speech.noun_phrases import PRONOUNS

_QUOTATION = 4  # words from which quoted words are somebody's statement rather than a word in quotes


def speaker_of(sentence: Sentence, span: Span, sort: AttributionSort = AttributionSort.SAID) -> Span | None:
    """Return the words that name whoever tells what stands at `span`, None where the outlet itself does.

    A span that holds the speaker too, such as a whole sentence, is told by the one whose words make up most of it.
    """
    words = [t.start for t in sentence.tokens if span.start <= t.start < span.end and t.text[0].isalnum()]
    found = [one for one in sentence.attributions if one.sort is sort and _fits(one, span, words)]
    best = min(found, key=lambda one: (-sum(map(one.tells, words)), one.size, one.speaker.start), default=None)
    return best.speaker if best else None


def claimant_of(sentence: Sentence, span: Span, *, previous: Claimant | None = None) -> Claimant | None:
    """Return who says the statement at `span`, None if the outlet itself does.

    A pronoun that speaks is resolved to `previous`, the last claimant before this sentence; without one it stands as
    written. Quoted words without a speaker of their own belong to `previous`.
    """
    speaker = speaker_of(sentence, span)
    if speaker is None:
        return previous if _in_quotation(sentence, span) else None
    start = sentence.span.start
    name = " ".join(sentence.text[speaker.start - start : speaker.end - start].split())
    return previous if name.lower() in PRONOUNS and previous is not None else Claimant(name, speaker)


def _fits(found: Attribution, span: Span, words: Sequence[int]) -> bool:
    """Whether all of some words are told, or the speaker stands among them; nobody says his own name."""
    speaker = found.speaker
    if not words or (speaker.start <= span.start and span.end <= speaker.end):
        return False
    holds = span.start <= speaker.start and speaker.end <= span.end
    return (any if holds else all)(map(found.tells, words))


def _in_quotation(sentence: Sentence, span: Span) -> bool:
    for quoted in sentence.quoted:
        inside = sum(quoted.start <= t.start < quoted.end for t in sentence.tokens)
        if quoted.start <= span.start and span.end <= quoted.end and inside > _QUOTATION:
            return True
    return False
