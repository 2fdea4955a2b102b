"""Of how many something is said: what a draft says of all, or of one alone, and its sources of fewer, or of more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.checks._support.inventory import inventory, said_number
from factcheck.checks._support.titled import in_text, titled
from factcheck.checks._support.verdict import Doubt, Sight, SupportThresholds, Where, Why
from factcheck.domain.account import Account
from factcheck.domain.findings import Severity
from factcheck.domain.text import Sentence, Span
from factcheck.settings.lexicons import Lexicons
from factcheck.text.excerpt import shortened
from factcheck.text.matter import MATTER
from factcheck.text.nearness import Bag, Nearness, matter_of
from factcheck.values.figures.finding import find_figures

_ALONE, _FEW, _HALF, _MOST, _SOME, _ALL = range(6)  # "some" is said of any share, but not of all
_OF = r"\s+of\s+(?:it|them|those|these|whom|which|the|its|their|his|her|our)\b"
_NOUNS = r"(?=\s+(?:\w+\s+){0,2}\w+s\b)"  # "all senior officials"
_NEARLY = r"(?:(?:nearly|almost|virtually)\s+)?"
_PATTERNS = (
    (_ALL, rf"\b{_NEARLY}(?:all|every\s+one|each)(?:{_OF}|{_NOUNS})"),
    (_ALL, r"\b(?:both|every|the\s+(?:whole|entire))\s+(?=\w)"),
    (_MOST, rf"\b(?:most|(?:a|the)\s+majority|more\s+than\s+half)(?:\s+of\b|{_NOUNS})"),
    (_HALF, r"\b(?<!than )half(?:\s+of|\s+the)\b"),
    (_FEW, r"\b(?:(?:a|one)\s+(?:third|quarter|fifth|fraction|handful|minority)\s+of|few\s+of|only\s+some)\b"),
    (_SOME, rf"\b(?:some|many|much|several|parts?|portions?){_OF}"),
    (_ALONE, r"(?<=\w)\s+alone(?=\s+(?:had|has|was|is|did|can|\w+ed)\b)"),
)
_EXTENTS = tuple((rank, re.compile(pattern, re.IGNORECASE)) for rank, pattern in _PATTERNS)
_NO_EXTENT = re.compile(r"(?:\b(?:not|at|after|above|of|over|for)|n't)\s+$", re.IGNORECASE)  # "not all", "at all"
_ALL_OF_A_SORT = re.compile(r"\ball\s+(?:of\s+(?:them|whom)\s+)?(?:were\s+|are\s+)?(?P<sort>[A-Za-z-]+s)\b(?=[,.;)]|$)")
_BREAKS = frozenset({",", ";", ":", "(", ")", "—", "–"})
# Set with 20 real stories in view, not fitted: 5 of 9 such errors there, none of 4 on 20 others (docs/check.md).
_WINDOW = 10  # words on either side that tell of what it is said
_TOLD = 0.6  # share by weight of the draft's words beside the extent that the source's have, too
_GIVEN = 0.3  # the same the other way round: a source may say more
_FEWEST = 3  # words that both must have
_BORNE_OUT = 0.4  # share from which on a source that says it of as many bears it out
_SHOWN = 10  # words of a side that a summary shows
_IN_QUOTES = re.compile('["“”]')

_WIDER = Why("Every source that says how many it holds of says it of fewer.", Where.WIDER)
_NARROWER = Why("A source says it of more than one; none says it of one alone.", Where.NARROWER)
_NOT_ALL = Why("A source counts those of this sort apart, and they are fewer than all of them.", Where.WIDER)


@dataclass(frozen=True, slots=True)
class _Extent:
    """Of how many a sentence says something, and the words of matter beside that."""

    rank: int
    place: Sight
    matter: Bag
    words: str


class Extents:
    """What the sources' quantifiers make of a draft's."""

    def __init__(
        self, sources: Sequence[Account], lexicons: Lexicons, nearness: Nearness, thresholds: SupportThresholds
    ) -> None:
        self._lexicons, self._nearness, self._thresholds = lexicons, nearness, thresholds
        sentences = [sentence for account in sources for sentence in titled(account)]
        self._known = [e for sentence in sentences for e in _extents(sentence)]
        self._all_of = {_sort(s, found) for s in sentences if (found := _ALL_OF_A_SORT.search(s.text))}
        self._counts: dict[tuple[str, int], list[tuple[float, str, Sight]]] = defaultdict(list)
        for known in inventory(sources, lexicons):
            if known.shown and known.printed is not None:
                told = known.printed, known.figure.noun, Sight(known.sentence, known.span)
                self._counts[known.article, known.sentence.index].append(told)

    def weigh(self, draft: Account) -> Iterator[Doubt]:
        """Yield what is said of more, or of fewer, than the sources say it of, in the order of the draft's text."""
        for sentence in draft.sentences:
            if doubt := self._of_a_sort(sentence):
                yield doubt
                continue
            for said in _extents(sentence):
                if said.rank in (_ALL, _MOST, _ALONE) and (doubt := self._weighed(said)):
                    yield doubt
                    break

    def _weighed(self, said: _Extent) -> Doubt | None:
        alike = [(self._told(said, known), known) for known in self._known]
        alone = said.rank == _ALONE
        if any(told >= _BORNE_OUT and known.rank == said.rank for told, known in alike):
            return None
        others = [
            (told, known)
            for told, known in alike
            if told >= _TOLD
            and in_text(known.place.sentence)
            and (known.rank == _ALL if alone else _ALONE < known.rank < said.rank)
            and self._told(known, said) >= _GIVEN
            and len(said.matter & known.matter) >= min(_FEWEST, len(said.matter))
        ]
        if not others or len(said.matter) < _FEWEST:
            return None
        best = max(others, key=lambda pair: (pair[0], pair[1].place.sentence.article))[1]
        return self._doubt(said.place, said.words, best.place, best.words, _NARROWER if alone else _WIDER)

    def _of_a_sort(self, sentence: Sentence) -> Doubt | None:
        """As in "12 senators, all of them Greens", where a source has 12 senators, six of them Greens."""
        found = _ALL_OF_A_SORT.search(sentence.text)
        if not found:
            return None
        at, sort = sentence.span.start + found.start(), _sort(sentence, found)
        before = [f for span, f in find_figures(sentence, self._lexicons, nounless=True) if span.end <= at]
        whole = said_number(before[-1].words) if before else None
        for counts in self._counts.values():
            fewer = [place for number, noun, place in counts if whole and number < whole and noun == sort]
            if fewer and any(number == whole for number, _, _ in counts) and sort not in self._all_of:
                words = sentence.text[found.start() :]
                said = Sight(sentence, Span(at, sentence.span.start + found.end()))
                return self._doubt(said, words, fewer[0], fewer[0].sentence.text, _NOT_ALL)
        return None

    def _told(self, one: _Extent, other: _Extent) -> float:
        whole = self._nearness.weight(one.matter)
        return self._nearness.weight(one.matter & other.matter) / whole if whole else 0.0

    def _doubt(self, said: Sight, ours: str, known: Sight, theirs: str, why: Why) -> Doubt:
        return Doubt(
            sort="share",
            slot="",
            label=shortened(ours, words=_SHOWN),
            said=said,
            nearest=known,
            nearest_label=shortened(theirs, words=_SHOWN),
            severity=Severity.MEDIUM,
            confidence=self._thresholds.changed_confidence,
            why=why,
        )


def _sort(sentence: Sentence, found: re.Match[str]) -> str:
    at = sentence.span.start + found.start("sort")
    return next((t.lemma for t in sentence.tokens if t.start >= at), "")


def _extents(sentence: Sentence) -> Iterator[_Extent]:
    text, start = sentence.text, sentence.span.start
    for rank, pattern in _EXTENTS:
        for found in pattern.finditer(text):
            if _NO_EXTENT.search(text[: found.start()]) or len(_IN_QUOTES.findall(text[: found.start()])) % 2:
                continue
            span = Span(start + found.start(), start + found.end())
            own = _beside(sentence, span)
            words = text[own.start - start : own.end - start].strip(" ,;")
            inside = [t for t in sentence.tokens if own.start <= t.start < own.end]
            outside = [t for t in inside if rank == _ALONE or not span.overlaps(Span(t.start, t.end))]
            yield _Extent(rank, Sight(sentence, span), matter_of(outside, MATTER), words)


def _beside(sentence: Sentence, span: Span) -> Span:
    """The words about an extent, to the nearest breaks."""
    before = [t for t in sentence.tokens if t.end <= span.start][-_WINDOW:]
    after = [t for t in sentence.tokens if t.start >= span.end][:_WINDOW]
    start = next((t.end for t in reversed(before) if t.text in _BREAKS), before[0].start if before else span.start)
    end = next((t.start for t in after if t.text in _BREAKS), after[-1].end if after else span.end)
    return Span(start, end)
