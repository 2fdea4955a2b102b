"""The quotations of a draft, held against every word of its sources."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.verdict import SHOWN, Borne, Doubt, Sight, Why
from factcheck.checks._support.words.wordings import Quoted, Wordings, quotations
from factcheck.domain.findings import Severity
from factcheck.domain.text import Sentence, Span
from factcheck.text.excerpt import one_line, shortened
from factcheck.text.nearness import matter_of
from factcheck.values.speech.claimants import claimant_of

_FEWEST = 4  # words of a statement: fewer are a phrase, or a term, of which a source must have every word in a row
_PHRASE = 2  # words of a phrase: one alone may be a word that the writer holds at arm's length
_SURELY = (
    0.8  # share of a quotation that both ways to read the marks must call quoted: marks that close nowhere mislead one
)
_NOBODYS = Why("No source has these few words in a row, in quotation marks or without.")
_WHY = "No source has these words, in quotation marks or without; at most {share:.0%} of them stand in one together."


class Quotations:
    """What the sources' words make of a draft's quotations."""

    def __init__(self, held: HeldDraft) -> None:
        self._draft = held.draft
        self._sentences = [sentence for account in held.sources for sentence in account.sentences]
        self._wordings = Wordings(held.sources)
        self._nearness, self._thresholds = held.nearness, held.thresholds

    def weigh(self) -> Iterator[Borne | Doubt]:
        """Yield what comes of each quotation that is no name of a work, in the order of the text."""
        sentences = {sentence.index: sentence for sentence in self._draft.sentences}
        for quoted in quotations(self._draft):
            sentence = sentences[quoted.sentence]
            if quoted.is_title or not _surely(quoted.span, sentence):
                continue
            if quoted.length >= _FEWEST:
                yield self._weighed(quoted, sentence)
            elif quoted.length >= _PHRASE and not self._wordings.has(quoted):
                yield self._doubt("phrase", quoted, sentence, _NOBODYS, Severity.MEDIUM)

    def _weighed(self, quoted: Quoted, sentence: Sentence) -> Borne | Doubt:
        share = self._wordings.coverage(quoted)
        if share >= self._thresholds.covered:
            nearest = self._nearest(quoted, sentence)
            known = Sight(nearest, nearest.span)
            return Borne(Sight(sentence, quoted.span), known, "a quotation whose words a source has")
        spoken = claimant_of(sentence, quoted.span) is not None
        why = Why(_WHY.format(share=share))
        return self._doubt("quotation", quoted, sentence, why, Severity.HIGH if spoken else Severity.MEDIUM)

    def _doubt(self, sort: str, quoted: Quoted, sentence: Sentence, why: Why, severity: Severity) -> Doubt:
        nearest = self._nearest(quoted, sentence)
        said = Sight(sentence, quoted.span)
        return Doubt(
            sort=sort,
            slot="",
            label=f"“{one_line(said.words)}”",
            said=said,
            nearest=Sight(nearest, nearest.span),
            nearest_label=shortened(nearest.text, words=SHOWN),
            severity=severity,
            confidence=self._thresholds.quotation_confidence,
            why=why,
        )

    def _nearest(self, quoted: Quoted, sentence: Sentence) -> Sentence:
        """The source's sentence of most words of the quotation, and of the sentence that gives it to somebody."""
        inside = matter_of(t for t in sentence.tokens if quoted.span.overlaps(Span(t.start, t.end)))
        beside = self._nearness.bag(sentence) - inside

        def rank(other: Sentence) -> tuple[float, float, str, int]:
            words = self._nearness.bag(other)
            near = self._nearness.likeness(inside, words)
            return near, self._nearness.weight(beside & words), other.article, -other.index

        return max(self._sentences, key=rank)


def _surely(span: Span, sentence: Sentence) -> bool:
    """Whether the sentence's own marks enclose the words, too."""
    inside = sum(max(0, min(span.end, q.end) - max(span.start, q.start)) for q in sentence.quoted)
    return inside >= _SURELY * (span.end - span.start)
