"""What is said of all of a sort where sources count fewer: "12 senators, all of them Greens", of whom six are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.values.inventory import said_number
from factcheck.checks._support.verdict import Doubt, Sight, Where, Why
from factcheck.checks._support.words.titled import titled
from factcheck.domain.findings import Severity
from factcheck.domain.text import Sentence, Span
from factcheck.text.excerpt import shortened
from factcheck.values.figures.finding import find_figures

_ALL = re.compile(r"\ball\s+(?:of\s+(?:them|whom)\s+)?(?:were\s+|are\s+)?(?P<sort>[A-Za-z-]+s)\b(?=[,.;)]|$)")
_SHOWN = 10  # words of a side that a summary shows

_NOT_ALL = Why("A source counts those of this sort apart, and they are fewer than all of them.", Where.WIDER)


class AllOfASort:
    """What the sources' counts make of a draft's "all"."""

    def __init__(self, held: HeldDraft) -> None:
        self._draft, self._lexicons, self._thresholds = held.draft, held.lexicons, held.thresholds
        sentences = [sentence for account in held.sources for sentence in titled(account)]
        self._said = {_sort(sentence, found) for sentence in sentences if (found := _ALL.search(sentence.text))}
        self._counts: dict[tuple[str, int], list[tuple[float, str, Sight]]] = defaultdict(list)
        for known in held.numbers:
            if known.shown and known.printed is not None:
                told = known.printed, known.figure.noun, Sight(known.sentence, known.span)
                self._counts[known.article, known.sentence.index].append(told)

    def weigh(self) -> Iterator[Doubt]:
        """Yield what is said of all, in the order of the draft's text."""
        for sentence in self._draft.sentences:
            if (found := _ALL.search(sentence.text)) and (fewer := self._fewer(sentence, found)):
                yield self._doubt(sentence, found, fewer)

    def _fewer(self, sentence: Sentence, found: re.Match[str]) -> Sight | None:
        """Return the smaller count of the sort in a sentence of a source that has the draft's count, too."""
        at, sort = sentence.span.start + found.start(), _sort(sentence, found)
        before = [f for span, f in find_figures(sentence, self._lexicons, nounless=True) if span.end <= at]
        whole = said_number(before[-1].words) if before else None
        for counts in self._counts.values():
            fewer = [place for number, noun, place in counts if whole and number < whole and noun == sort]
            if fewer and any(number == whole for number, _, _ in counts) and sort not in self._said:
                return fewer[0]
        return None

    def _doubt(self, sentence: Sentence, found: re.Match[str], fewer: Sight) -> Doubt:
        start = sentence.span.start
        return Doubt(
            sort="share",
            slot="",
            label=shortened(sentence.text[found.start() :], words=_SHOWN),
            said=Sight(sentence, Span(start + found.start(), start + found.end())),
            nearest=fewer,
            nearest_label=shortened(fewer.sentence.text, words=_SHOWN),
            severity=Severity.MEDIUM,
            confidence=self._thresholds.changed_confidence,
            why=_NOT_ALL,
        )


def _sort(sentence: Sentence, found: re.Match[str]) -> str:
    at = sentence.span.start + found.start("sort")
    return next((t.lemma for t in sentence.tokens if t.start >= at), "")
