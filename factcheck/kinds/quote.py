"""Quote: one quotation whose words differ between the articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pydantic import Field

from factcheck.domain.findings import Found, Relation, Severity, Side
from factcheck.domain.story import Story
from factcheck.domain.text import Sentence, Span
from factcheck.findings.sides import evidence_at, fingerprint, joined, side_with
from factcheck.settings.config import Settings
from factcheck.settings.lexicons import Lexicons
from factcheck.text.excerpt import one_line
from factcheck.text.matter import MATTER_AND_NUMBERS
from factcheck.text.quotations import wording
from factcheck.values.names.capitals import is_calendar
from factcheck.values.speech.collation import Difference, Place, WordingPair, aligned
from factcheck.values.speech.speakers import Speakers
from factcheck.values.speech.utterances import Word

_TRIVIAL = frozenset({"a", "an", "the", "that", "and"})  # what copying loses without altering what was said
_NEGATIONS = frozenset({"not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without"})
_MATTER = (*MATTER_AND_NUMBERS, "AV")  # "only", "never again": an adverb alters what was said


class QuoteSettings(Settings):
    """Read by eye on 575 unlabelled articles of 50 events: 21 findings, 18 right, 3 doubtful; on the labelled pack of
    16 events all 7 conflicts of wording are found, in 6 findings, and two arguable ones; none is wrong.
    """

    confidence: float = Field(0.85, ge=0, le=1)
    """0..1; words of matter differ"""
    function_words_confidence: float = Field(0.75, ge=0, le=1)
    """0..1; nothing but small words differs"""
    shared_words: int = Field(7, ge=0)
    """words that two quotations must share in a row, small gaps included, to be one quotation"""
    shared_content: int = Field(3, ge=0)
    """content words among them"""
    shared_in_sentence: int = Field(3, ge=0)
    """words that the two sentences share, where the quotation runs over several"""
    similarity: float = Field(0.6, ge=0, le=1)
    """0..1, share of equal words in the stretch that both have; below it they are paraphrases"""
    covered: float = Field(0.6, ge=0, le=1)
    """0..1, share of the shorter sentence's quoted words that both have: below it a phrase is shared"""
    function_words_similarity: float = Field(0.88, ge=0, le=1)
    """0..1, both shares where only small words differ: two translations differ in several of those"""
    other_speaker_similarity: float = Field(0.9, ge=0, le=1)
    """0..1, similarity where two people are named as speakers: they may have said two things"""
    differences: int = Field(4, ge=0)
    """places in a sentence that differ; with more it is a paraphrase or another translation"""


@dataclass(frozen=True, slots=True)
class _Quotation:
    """One article's version of a quotation: its sentence, the words in it that differ, and how much they weigh."""

    sentence: Sentence
    span: Span
    severity: Severity


class Kind:
    """One quotation whose words the articles give differently.

    What stands in quotation marks is aligned word by word across the articles; where a long enough run agrees, the
    words inside it that were replaced, added or left out are the difference. Editors care because words in quotation
    marks are somebody's own, and only one of the wordings can be.

    Example: "we were not moving as fast as we had hoped" against "we were not moving as fast as we hoped".

    No discrepancy: a shortened quotation (trimmed, with "..." or over "he said"); words in brackets; capitals,
    punctuation, hyphens; contractions, numbers in words, British and American spelling; a filler (um, you know), an
    article or a "that" alone; paraphrases and two translations of one statement, which share too few words.
    """

    Settings = QuoteSettings
    by_wording = True

    def __init__(self, settings: QuoteSettings, *, lexicons: Lexicons) -> None:
        self.settings = settings
        self.lexicons = lexicons

    def compare(self, story: Story) -> Iterator[Found]:
        """See interfaces.Kind."""
        speakers = Speakers(story.sources, story.book, self.lexicons)
        sentences = {(s.article, s.index): s for account in story.sources for s in account.sentences}
        pairs = [p for p in aligned(story.sources, self.settings) if self._one_quotation(p, sentences, speakers)]
        by_place: dict[Place, list[WordingPair]] = defaultdict(list)
        for pair in pairs:
            by_place[pair.left].append(pair)
            by_place[pair.right].append(pair.turned())
        for places in joined((pair.left, pair.right) for pair in pairs):
            ordered = sorted(places, key=lambda p: (-_length(by_place[p]), p))
            for wordings in _wordings(ordered, by_place):
                sides = [_passages(wording, wordings, by_place, sentences) for wording in wordings]
                yield from self._found(sides, story, speakers)

    def _one_quotation(self, pair: WordingPair, sentences: Mapping[Place, Sentence], speakers: Speakers) -> bool:
        """Whether a pair of sentences is near enough to be one quotation rather than two renderings of one thought."""
        altered = _alterations(pair)
        least, covered = self.settings.similarity, self.settings.covered
        if altered and all(_weight(d) is Severity.LOW for d in altered):
            least = covered = self.settings.function_words_similarity
        elif altered and pair.similarity < self.settings.other_speaker_similarity:
            one = speakers.person(sentences[pair.left], altered[0].left_span)
            other = speakers.person(sentences[pair.right], altered[0].right_span)
            if one and other and one.other_than(other):
                return False
        return (
            pair.shared >= self.settings.shared_in_sentence
            and pair.similarity >= least
            and pair.covered >= covered
            and len(pair.differences) <= self.settings.differences
        )

    def _found(self, passages: Sequence[Sequence[_Quotation]], story: Story, speakers: Speakers) -> Iterator[Found]:
        severity = max((p.severity for side in passages for p in side), key=lambda s: s.rank)
        confidence = self.settings.confidence
        if severity is Severity.LOW:
            confidence = self.settings.function_words_confidence
        values = {wording(side[0].sentence, side[0].span): side for side in passages}
        if len(values) < len(passages):
            values = {one_line(side[0].sentence.text): side for side in passages}
        labels = sorted(values, key=lambda label: (-len({p.sentence.article for p in values[label]}), label))
        yield Found(
            id=fingerprint("quote", "wording", values),
            story=story.id,
            kind="quote",
            relation=Relation.CONFLICT,
            severity=severity,
            confidence=confidence,
            summary=f"One quotation, {len(labels)} wordings: {', '.join(f'“{label}”' for label in labels)}",
            why=_WHY[severity],
            check="Which words were said? Look up the recording, the transcript or the statement itself.",
            sides=tuple(_side(label, values[label], story, speakers) for label in labels),
        )


_WHY = {
    Severity.LOW: "The quotation agrees word for word but for small words inside it.",
    Severity.MEDIUM: "The quotation agrees in a run of words, but words inside it were replaced, added or left out.",
    Severity.HIGH: "The quotation agrees in a run of words, but inside it a negation, a number or a name differs.",
}


def _alterations(pair: WordingPair) -> list[Difference]:
    """Return the differences that alter what was said."""
    return [d for d in pair.differences if any(word.key not in _TRIVIAL for word in (*d.left, *d.right))]


def _weight(difference: Difference) -> Severity:
    ours, theirs = ({word.key for word in words} for words in (difference.left, difference.right))
    words = [word for word in (*difference.left, *difference.right) if word.key in ours ^ theirs]
    if any(word.key in _NEGATIONS or word.key[0].isdigit() or _is_name(word) for word in words):
        return Severity.HIGH
    return Severity.MEDIUM if any(word.tag.startswith(_MATTER) for word in words) else Severity.LOW


def _is_name(word: Word) -> bool:
    return word.tag == "NP0" and word.capital and not is_calendar(word.key)


def _length(pairs: Sequence[WordingPair]) -> int:
    return max(pair.shared + sum(len(d.left) for d in pair.differences) for pair in pairs)


def _wordings(places: Sequence[Place], by_place: Mapping[Place, Sequence[WordingPair]]) -> Iterator[list[list[Place]]]:
    """Yield, of the places of one quotation, its wordings, each of which differs from each other one.

    A version that agrees with several wordings, such as a shortened one, belongs to none.
    """
    altered = {(p.left, p.right) for place in places for p in by_place[place] if _alterations(p)}
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
    by_place: Mapping[Place, Sequence[WordingPair]],
    sentences: Mapping[Place, Sentence],
) -> list[_Quotation]:
    """Return the sentences of one wording that differ from another's, the differing words marked."""
    others = {place for other in wordings if other is not wording for place in other}
    found = []
    for place in wording:
        differences = [d for pair in by_place[place] if pair.right in others for d in _alterations(pair)]
        if differences:
            span = Span(min(d.left_span.start for d in differences), max(d.left_span.end for d in differences))
            weight = max(map(_weight, differences), key=lambda s: s.rank)
            found.append(_Quotation(sentences[place], span, weight))
    return found


def _side(label: str, passages: Sequence[_Quotation], story: Story, speakers: Speakers) -> Side:
    """Make a side: the first passage of each article, with the differing words marked."""
    ordered = sorted(passages, key=lambda p: (p.sentence.article, p.sentence.span.start))
    spoken = ((p, speakers.of(p.sentence, p.span)) for p in ordered)
    evidence = (evidence_at(p.sentence, p.span, claimant=who.name if who else None) for p, who in spoken)
    return side_with(evidence, label, story)
