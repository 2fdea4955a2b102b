"""Where a value stands in the course of a story: settled, still counted, revised, earlier, or taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.domain.text import Sentence, Span, Token
from factcheck.domain.values import Course
from factcheck.settings.lexicons import Updates
from factcheck.values.speech.phrases import ending_at, occurrences

_SMALL = ("PRP", "AT0")  # between "not" and the value: "not on Sunday", "not the 31"


def course_of(sentence: Sentence, span: Span, updates: Updates, *, others: Iterable[Span] = ()) -> Course:
    """Say what the words of a sentence make of the value at `span`; `others` are its values of the same sort."""
    tokens = sentence.tokens
    after = max((other.end for other in others if other.end <= span.start), default=sentence.span.start)
    before = [token for token in tokens if after <= token.start and token.end <= span.start]
    if _told_earlier(before, updates) or _called_earlier(tokens, span, updates):
        return Course.EARLIER
    for course, phrases in ((Course.REVISED, updates.revised), (Course.RUNNING, updates.running)):
        if any(True for _ in occurrences(tokens, phrases)):
            return course
    return Course.SETTLED


def withdrawn(sentence: Sentence, updates: Updates) -> tuple[Span, ...]:
    """Return the stretches of a sentence that tell what was wrong in an earlier text: nobody claims that."""
    tokens = sentence.tokens
    found = []
    for phrases in (updates.earlier_versions, updates.called_wrong):
        for _, end in occurrences(tokens, phrases):
            right = [first for first, _ in occurrences(tokens[end:], updates.set_right)]
            last = end + min(right) if right else len(tokens)
            if last > end:
                found.append(Span(tokens[end].start, tokens[last - 1].end))
    return tuple(found)


def is_denied(sentence: Sentence, span: Span, updates: Updates) -> bool:
    """Whether the value at `span` is the one that was not: "43, not 31", "on Monday rather than on Sunday"."""
    at = sum(token.end <= span.start for token in sentence.tokens)
    while at and sentence.tokens[at - 1].tag in _SMALL and sentence.tokens[at - 1].lemma != "of":
        at -= 1
    return ending_at(sentence.tokens, at, updates.not_this)


def _told_earlier(before: Sequence[Token], updates: Updates) -> bool:
    """Whether the sentence says so before the value, and nothing turns it back to the present in between."""
    ends = [end for _, end in occurrences(before, updates.told_earlier)]
    return bool(ends) and not any(True for _ in occurrences(before[max(ends) :], updates.turns))


def _called_earlier(tokens: Sequence[Token], span: Span, updates: Updates) -> bool:
    after = [token for token in tokens if token.start >= span.end]
    return any(first == 0 for first, _ in occurrences(after, updates.after_earlier))
