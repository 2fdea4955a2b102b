"""Two outlets whose accounts a draft exchanges: "A dated it to Thursday; B to Wednesday" where A has Wednesday."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.verdict import Doubt, Sight, Where, Why
from factcheck.domain.account import Account
from factcheck.domain.findings import Severity
from factcheck.domain.text import Sentence, Span, Token
from factcheck.text.excerpt import shortened
from factcheck.text.nearness import Bag
from factcheck.values.figures.counted import CALENDAR

_JOINS = frozenset({";", "while", "but", "whereas", "and"})  # between what one outlet and another have
_MATTER = ("NN", "NP", "VV", "AJ", "CRD")
_SHOWN = 9  # words of a side that a summary shows
_OUTLETS = Why(
    "Each of the two has in the source what the draft says of the other, and not what it says here.", Where.CROSSED
)


class Outlets:
    """What the sources make of two of them that a sentence of the draft sets against each other."""

    def __init__(self, held: HeldDraft) -> None:
        self._draft, self._sources, self._thresholds = held.draft, held.sources, held.thresholds
        self._saying = held.lexicons.speech.saying | held.lexicons.speech.reckoning
        self._words = {a.article.id: frozenset(t.lemma for s in a.sentences for t in s.tokens) for a in held.sources}

    def weigh(self) -> Iterator[Doubt]:
        """Yield the exchanges, in the order of the draft's text."""
        for sentence in self._draft.sentences:
            doubts = (self._weighed(sentence, *pair) for pair in pairwise(_segments(sentence)))
            if doubt := next(filter(None, doubts), None):
                yield doubt

    def _weighed(self, sentence: Sentence, first: Span, second: Span) -> Doubt | None:
        ours, theirs = (self._named(sentence, half) for half in (first, second))
        if not (ours and theirs) or {a.article.id for a in ours} & {a.article.id for a in theirs}:
            return None
        one, other = (self._matter(sentence, half, (*ours, *theirs)) for half in (first, second))
        mine, others = one - other, other - one
        days = mine & CALENDAR, others & CALENDAR
        mine, others = days if all(days) else (mine, others)  # other words beside two days differ by chance
        if not (
            mine and others and (self._crossed(ours, theirs, mine, others) or self._crossed(theirs, ours, others, mine))
        ):
            return None
        known, telling = self._place(ours[0], others)
        said = Span(first.start, second.end)
        return Doubt(
            sort="exchange",
            slot="outlets",
            label=shortened(sentence.text, words=_SHOWN),
            said=Sight(sentence, said),
            nearest=Sight(known, Span(telling.start, telling.end)),
            nearest_label=shortened(known.text, words=_SHOWN),
            severity=Severity.HIGH,
            confidence=self._thresholds.changed_confidence,
            why=_OUTLETS,
        )

    def _named(self, sentence: Sentence, half: Span) -> list[Account]:
        text = sentence.text[half.start - sentence.span.start : half.end - sentence.span.start]
        return [a for a in self._sources if a.article.source and a.article.source in text]

    def _matter(self, sentence: Sentence, half: Span, named: Sequence[Account]) -> Bag:
        """What a half says, but for the outlets and the words for saying."""
        outlets = {word.lower() for a in named for word in (a.article.source or "").split()}
        inside = (t for t in sentence.tokens if half.start <= t.start < half.end and t.tag.startswith(_MATTER))
        return frozenset(t.lemma for t in inside if t.lemma not in self._saying and t.text.lower() not in outlets)

    def _crossed(self, ours: Sequence[Account], theirs: Sequence[Account], mine: Bag, others: Bag) -> bool:
        """Whether outlets have nothing of what the draft says of them, and all that it says of the others, who have it.

        Those may have both: "fired" is told of somebody in most articles.
        """
        own = [self._words[account.article.id] for account in ours]
        known = all(mine <= self._words[account.article.id] for account in theirs)
        return known and all(others <= words and not mine & words for words in own)

    @staticmethod
    def _place(account: Account, words: Bag) -> tuple[Sentence, Token]:
        return next((s, t) for s in account.sentences for t in s.tokens if t.lemma in words)


def _segments(sentence: Sentence) -> Iterator[Span]:
    """What stands between the joins of a sentence."""
    joins = [t for t in sentence.tokens if t.lemma in _JOINS or t.text in _JOINS]
    starts, ends = [sentence.span.start, *(t.end for t in joins)], [*(t.start for t in joins), sentence.span.end]
    yield from (Span(start, end) for start, end in zip(starts, ends, strict=True))
