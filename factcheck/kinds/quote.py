"""Quote: one quotation whose words differ between the articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from pydantic import Field

from factcheck.align.one_utterance import load_one_utterance
from factcheck.align.sayings import Sayings
from factcheck.align.wordings import evidence
from factcheck.domain.findings import Found, Relation, Severity, Side
from factcheck.domain.story import Story
from factcheck.domain.text import Sentence, Span
from factcheck.findings.sides import evidence_at, fingerprint, in_a_row, joined, side_with
from factcheck.settings.config import Settings
from factcheck.settings.lexicons import Lexicons
from factcheck.text.excerpt import one_line
from factcheck.text.matter import MATTER_AND_NUMBERS
from factcheck.text.quotations import wording
from factcheck.values.speech.collation import Difference
from factcheck.values.speech.speakers import Speakers
from factcheck.values.speech.utterances import Place
from factcheck.values.speech.voices import Voices

_NEGATIONS = frozenset({"not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without"})
_MATTER = (*MATTER_AND_NUMBERS, "AV")  # "only", "never again": an adverb alters what was said
_AS_IT_STANDS = 0.8  # share of the shorter one's words in order from which on two that differ in nothing are one


class QuoteSettings(Settings):
    likely: float = Field(0.4, ge=0, le=1)
    """probability, 0..1, from which on two quotations are one utterance in two wordings: topics apart, 61 right and 6
    wrong in 1,006 articles, from .5 on 53 and 5, from .3 on 64 and 11; see docs/quality.md
    """
    min_confidence: float = Field(0.75, ge=0, le=1)
    """0..1, how many of such findings are right; those below it are left out: of 9 that lay below it in 160 ordinary
    stories none was right; see docs/quality.md"""
    model: str = "shipped"
    """the model that decides on two quotations: "shipped", or the path of a card (training/fit_quotations.py)"""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two sentences that quote one utterance; `likely` and `grounds` are of a pair whose words are `altered`."""

    left: Place
    right: Place
    shared: int
    altered: tuple[Difference, ...] = ()
    likely: float = 1.0
    grounds: tuple[str, ...] = ()

    def turned(self) -> _Pair:
        """Return the pair seen from the right."""
        altered = (Difference(d.right, d.left, d.right_span, d.left_span) for d in self.altered)
        return replace(self, left=self.right, right=self.left, altered=tuple(altered))


@dataclass(frozen=True, slots=True)
class _Quotation:
    """One article's version of a quotation: its sentence, the words in it that differ, and what they differ from."""

    sentence: Sentence
    span: Span
    severity: Severity
    pairs: tuple[_Pair, ...]


class Kind:
    """One quotation whose words the articles give differently.

    What stands in quotation marks is aligned word by word across the articles. Whether two quotations render one
    utterance a model decides that was trained on labelled news, by the words in common, who speaks, what stands around
    them and what else is quoted; `why` says what was decisive. The words that were replaced, added or left out are the
    difference: a slip, a cut, or another translation. Editors care because words in quotation marks are somebody's own,
    and only one of the wordings can be.

    Example: "we were not moving as fast as we had hoped" against "we were not moving as fast as we hoped".

    No discrepancy: a shortened quotation (trimmed, with "..." or over "he said"); words in brackets; capitals,
    punctuation, hyphens; contractions, numbers in words, British and American spelling; a filler (um, you know), an
    article or a "that" alone; a like thought that somebody else, or the speaker on another occasion, put into words.
    """

    Settings = QuoteSettings
    by_wording = True

    def __init__(self, settings: QuoteSettings, *, lexicons: Lexicons) -> None:
        self.settings = settings
        self.lexicons = lexicons
        self.model = load_one_utterance(settings.model)

    def compare(self, story: Story) -> Iterator[Found]:
        """See interfaces.Kind."""
        speakers = Speakers(story.sources, story.book)
        sentences = {(s.article, s.index): s for account in story.sources for s in account.sentences}
        by_place: dict[Place, list[_Pair]] = defaultdict(list)
        pairs = list(self._pairs(story))
        for pair in pairs:
            by_place[pair.left].append(pair)
            by_place[pair.right].append(pair.turned())
        for places in joined((pair.left, pair.right) for pair in pairs):
            ordered = sorted(places, key=lambda p: (-_length(by_place[p]), p))
            for wordings in _wordings(ordered, by_place):
                told = [_passages(wording, wordings, by_place, sentences) for wording in wordings]
                found = self._found(told, story, speakers)
                if found.confidence >= self.settings.min_confidence:
                    yield found

    def _pairs(self, story: Story) -> Iterator[_Pair]:
        """Yield the pairs of sentences that quote one utterance, in the same words or in others."""
        sayings, voices = Sayings.of(story.sources), Voices(story.sources, story.book, self.lexicons)
        for pair, aligned in sayings.candidates():
            if not aligned.altered:
                if aligned.shared >= _AS_IT_STANDS * min(len(aligned.left.words), len(aligned.right.words)):
                    yield _Pair(aligned.left.place, aligned.right.place, aligned.shared)
                continue
            row = evidence(sayings, pair, aligned, voices)
            likely = self.model.likely(row)
            if likely >= self.settings.likely:
                grounds = self.model.decisive(row)
                yield _Pair(aligned.left.place, aligned.right.place, aligned.shared, aligned.altered, likely, grounds)

    def _found(self, told: Sequence[Sequence[_Quotation]], story: Story, speakers: Speakers) -> Found:
        severity = max((one.severity for side in told for one in side), key=lambda s: s.rank)
        surest = max((pair for side in told for one in side for pair in one.pairs), key=lambda p: (p.likely, p.grounds))
        values = {wording(side[0].sentence, side[0].span): side for side in told}
        if len(values) < len(told):
            values = {one_line(side[0].sentence.text): side for side in told}
        labels = sorted(values, key=lambda label: (-len({one.sentence.article for one in values[label]}), label))
        return Found(
            id=fingerprint("quote", "wording", values),
            story=story.id,
            kind="quote",
            relation=Relation.CONFLICT,
            severity=severity,
            confidence=self.model.confidence(surest.likely),
            summary=f"One quotation, {len(labels)} wordings: {in_a_row([f'“{label}”' for label in labels], ', ')}",
            why=_why(severity, surest),
            check="Which words were said? Look up the recording, the transcript or the statement itself.",
            sides=tuple(_side(label, values[label], story, speakers) for label in labels),
        )


_DIFFERS = {
    Severity.LOW: "Only small words inside it differ.",
    Severity.MEDIUM: "Words inside it were replaced, added or left out.",
    Severity.HIGH: "A negation, a number or a name inside it differs.",
}


def _why(severity: Severity, surest: _Pair) -> str:
    grounds = f" most of all by {' and '.join(surest.grounds)}" if surest.grounds else ""
    return f"{_DIFFERS[severity]} Taken for one utterance ({surest.likely:.2f}){grounds}."


def _weight(difference: Difference) -> Severity:
    words = difference.apart
    if any(word.key in _NEGATIONS or word.key[0].isdigit() or word.is_name for word in words):
        return Severity.HIGH
    return Severity.MEDIUM if any(word.tag.startswith(_MATTER) for word in words) else Severity.LOW


def _length(pairs: Sequence[_Pair]) -> int:
    return max(pair.shared + sum(len(d.left) for d in pair.altered) for pair in pairs)


def _wordings(places: Sequence[Place], by_place: Mapping[Place, Sequence[_Pair]]) -> Iterator[list[list[Place]]]:
    """Yield, of the places of one quotation, its wordings, each of which differs from each other one.

    A version that agrees with several wordings, such as a shortened one, belongs to none.
    """
    altered = {(p.left, p.right) for place in places for p in by_place[place] if p.altered}
    equal = {(p.left, p.right) for place in places for p in by_place[place]} - altered
    wordings: list[list[Place]] = []
    for place in places:
        fits = [w for w in wordings if _agrees(place, w, equal, altered)]
        if not fits:
            wordings.append([place])
        elif len(fits) == 1:
            fits[0].append(place)
    told: set[frozenset[int]] = set()
    for one, other in combinations(range(len(wordings)), 2):
        if frozenset({one, other}) in told or not _differ(wordings[one], wordings[other], altered):
            continue
        group = [one, other]
        for third in range(other + 1, len(wordings)):
            if all(_differ(wordings[third], wordings[n], altered) for n in group):
                group.append(third)
        told |= {frozenset(two) for two in combinations(group, 2)}
        yield [wordings[n] for n in group]


def _differ(left: Sequence[Place], right: Sequence[Place], altered: set[tuple[Place, Place]]) -> bool:
    """Whether two wordings exclude each other; where one article has both, they may be two sentences of a speech."""
    if {article for article, _ in left} & {article for article, _ in right}:
        return False
    return any((a, b) in altered for a in left for b in right)


def _agrees(
    place: Place, wording: Sequence[Place], equal: set[tuple[Place, Place]], altered: set[tuple[Place, Place]]
) -> bool:
    together = [(place, other) for other in wording]
    return any(two in equal for two in together) and not any(two in altered for two in together)


def _passages(
    wording: Sequence[Place],
    wordings: Sequence[Sequence[Place]],
    by_place: Mapping[Place, Sequence[_Pair]],
    sentences: Mapping[Place, Sentence],
) -> list[_Quotation]:
    """Return the sentences of one wording that differ from another's, the differing words marked."""
    others = {place for other in wordings if other is not wording for place in other}
    found = []
    for place in wording:
        pairs = [pair for pair in by_place[place] if pair.right in others and pair.altered]
        if pairs:
            differences = [d for pair in pairs for d in pair.altered]
            span = Span(min(d.left_span.start for d in differences), max(d.left_span.end for d in differences))
            weight = max(map(_weight, differences), key=lambda s: s.rank)
            found.append(_Quotation(sentences[place], span, weight, tuple(pairs)))
    return found


def _side(label: str, passages: Sequence[_Quotation], story: Story, speakers: Speakers) -> Side:
    """Make a side: the first passage of each article, with the differing words marked."""
    ordered = sorted(passages, key=lambda p: (p.sentence.article, p.sentence.span.start))
    spoken = ((p, speakers.of(p.sentence, p.span)) for p in ordered)
    evidence = (evidence_at(p.sentence, p.span, claimant=who.name if who else None) for p, who in spoken)
    return side_with(evidence, label, story)
