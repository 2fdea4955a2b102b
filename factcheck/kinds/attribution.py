"""Attribution: one quotation or statement that the articles give to different people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeGuard

from pydantic import Field

from factcheck.domain.account import Account
from factcheck.domain.findings import Found, Relation, Severity, Side
from factcheck.domain.story import Story
from factcheck.domain.text import Sentence, Span
from factcheck.findings.sides import evidence_at, fingerprint, in_a_row, joined, side_with
from factcheck.settings.config import Settings
from factcheck.settings.lexicons import Lexicons
from factcheck.text.matter import MATTER_AND_NUMBERS
from factcheck.values.names.capitals import is_calendar
from factcheck.values.speech.collation import aligned
from factcheck.values.speech.speakers import Speaker, Speakers
from factcheck.values.speech.utterances import Place

_NEGATIONS = frozenset({"not", "no", "never", "none", "without"})


class AttributionSettings(Settings):
    """On the labelled pack both such conflicts are found and nothing else; nothing on 575 unlabelled articles of 50
    events.
    """

    quoted_confidence: float = Field(0.85, ge=0, le=1)
    """0..1; a quotation, nearly word for word"""
    reported_confidence: float = Field(0.6, ge=0, le=1)
    """0..1; a statement in the outlets' own words, which two people may both have made"""
    shared_words: int = Field(6, ge=0)
    """words that two quotations share in a row, to be one quotation"""
    shared_content: int = Field(3, ge=0)
    """content words among them"""
    similarity: float = Field(0.85, ge=0, le=1)
    """0..1, share of equal words in the stretch that both have"""
    covered: float = Field(0.6, ge=0, le=1)
    """0..1, share of the shorter sentence's quoted words that both have"""
    statement_words: int = Field(4, ge=0)
    """content words that a reported statement must have"""
    statement_shared: float = Field(0.7, ge=0, le=1)
    """0..1, share of the longer statement's content words that the other has too: with .5 three findings on the
    unlabelled articles, all wrong
    """


@dataclass(frozen=True, slots=True)
class _AttributedWords:
    """A sentence, and the person to whom it gives what is said."""

    sentence: Sentence
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class _ReportedSpeech:
    """A statement in the outlet's own words: its content lemmas without the speaker's."""

    saying: _AttributedWords
    words: frozenset[str]
    numbers: frozenset[str]
    negated: bool


class Kind:
    """One quotation, or one statement, that the articles put into the mouths of two people.

    Quotations are the same when they agree nearly word for word, statements in the outlet's own words when nearly all
    their content words coincide. Editors care because a statement is worth what its source is worth, and because who
    did not say it will complain.

    Example: "'We knew of the leak in March,' mayor Ilse Krantz said" against "'We knew of the leak in March,' said
    Tom Weller".

    No discrepancy: a name against a role, a body or a pronoun ("a spokesman", "police"); a short name and the full one;
    two spellings of a name; two people who say like things in words of their own.
    """

    Settings = AttributionSettings

    def __init__(self, settings: AttributionSettings, *, lexicons: Lexicons) -> None:
        self.settings = settings
        self.lexicons = lexicons

    def compare(self, story: Story) -> Iterator[Found]:
        """See interfaces.Kind."""
        speakers = Speakers(story.sources, story.book)
        for sayings in self._quoted(story, speakers):
            yield from self._weigh(sayings, story, _QUOTED, self.settings.quoted_confidence)
        for sayings in self._reported(story, speakers):
            yield from self._weigh(sayings, story, _REPORTED, self.settings.reported_confidence)

    def _quoted(self, story: Story, speakers: Speakers) -> Iterator[list[_AttributedWords]]:
        """Yield the sentences of each quotation with those who speak them."""
        sentences = {(s.article, s.index): s for account in story.sources for s in account.sentences}
        pairs = [
            pair
            for pair in aligned(story.sources, self.settings)
            if pair.shared >= self.settings.shared_words
            and pair.similarity >= self.settings.similarity
            and pair.covered >= self.settings.covered
        ]
        spans: dict[Place, Span] = {}
        for pair in pairs:
            spans.setdefault(pair.left, pair.left_span)
            spans.setdefault(pair.right, pair.right_span)
        for places in joined((pair.left, pair.right) for pair in pairs):
            said = ((sentences[place], speakers.person(sentences[place], spans[place])) for place in sorted(places))
            yield [_AttributedWords(sentence, speaker) for sentence, speaker in said if _speaks(speaker, sentence)]

    def _reported(self, story: Story, speakers: Speakers) -> Iterator[list[_AttributedWords]]:
        """Yield the sentences of each statement that is told in nearly the same words."""
        told = [statement for account in story.sources for statement in self._statements(account, speakers)]
        for group in joined(pair for pair in _near(told) if self._alike(*(told[n] for n in pair))):
            yield [told[n].saying for n in sorted(group)]

    def _statements(self, account: Account, speakers: Speakers) -> Iterator[_ReportedSpeech]:
        for sentence in account.sentences:
            speaker = None if sentence.quoted else speakers.person(sentence, sentence.span)
            if speaker is None:
                continue
            said = [t for t in sentence.tokens if not speaker.span.overlaps(Span(t.start, t.end))]
            words = frozenset(t.lemma for t in said if t.tag.startswith(MATTER_AND_NUMBERS) and self._tells(t.lemma))
            numbers = frozenset(word for word in words if any(letter.isdigit() for letter in word))
            if len(words) >= self.settings.statement_words:
                yield _ReportedSpeech(
                    _AttributedWords(sentence, speaker), words, numbers, any(t.lemma in _NEGATIONS for t in said)
                )

    def _tells(self, lemma: str) -> bool:
        speech = self.lexicons.speech.saying
        return any(letter.isalnum() for letter in lemma) and lemma not in speech and not is_calendar(lemma)

    def _alike(self, one: _ReportedSpeech, other: _ReportedSpeech) -> bool:
        shared = len(one.words & other.words)
        return shared >= self.settings.statement_shared * max(len(one.words), len(other.words))

    def _weigh(
        self, sayings: Sequence[_AttributedWords], story: Story, wording: _Phrase, confidence: float
    ) -> Iterator[Found]:
        by_key: dict[str, list[_AttributedWords]] = defaultdict(list)
        for saying in _decided(sayings):
            by_key[saying.speaker.key].append(saying)
        apart = {
            key
            for one, other in combinations(sorted(by_key), 2)
            if by_key[one][0].speaker.other_than(by_key[other][0].speaker)
            for key in (one, other)
        }
        values = {_shown(by_key[key]): by_key[key] for key in sorted(apart)}
        if len(values) < 2:
            return
        labels = sorted(values, key=lambda label: (-len({s.sentence.article for s in values[label]}), label))
        yield Found(
            id=fingerprint("attribution", wording.summary, values),
            story=story.id,
            kind="attribution",
            relation=Relation.CONFLICT,
            severity=wording.severity,
            confidence=confidence,
            summary=wording.summary.format(n=len(labels), values=in_a_row(labels, ", ")),
            why=wording.why,
            check=wording.check,
            sides=tuple(_side(label, values[label], story) for label in labels),
        )


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The sentences of a finding: what differs, the rule, what to look up; and how grave it is."""

    summary: str
    why: str
    check: str
    severity: Severity


_QUOTED = _Phrase(
    "One quotation, given to {n} people: {values}.",
    "The quotation agrees nearly word for word; the speakers that the sentences name are two people.",
    "Who said it? Look up the recording, the transcript or the statement itself.",
    Severity.HIGH,
)
_REPORTED = _Phrase(
    "One statement, given to {n} people: {values}.",
    "Nearly all content words of the statement coincide; the speakers that the sentences name are two people.",
    "Who said it? Both may have: then the report should name the one whom the reporter heard.",
    Severity.MEDIUM,
)


def _speaks(speaker: Speaker | None, sentence: Sentence) -> TypeGuard[Speaker]:
    """Whether somebody speaks a quotation: whoever is named inside it is spoken of, "Mr Rao claims that ..."."""
    return speaker is not None and not any(quoted.overlaps(speaker.span) for quoted in sentence.quoted)


def _near(told: Sequence[_ReportedSpeech]) -> list[tuple[int, int]]:
    """Return the pairs, as places in `told`, that share a word, have the same numbers and are negated alike."""
    holders: dict[tuple[frozenset[str], bool, str], list[int]] = defaultdict(list)
    for n, statement in enumerate(told):
        for word in statement.words:
            holders[statement.numbers, statement.negated, word].append(n)
    return sorted({pair for held in holders.values() for pair in combinations(held, 2)})


def _decided(sayings: Iterable[_AttributedWords]) -> list[_AttributedWords]:
    """Return the sayings of the articles that give them to one person only."""
    speakers: Mapping[str, set[str]] = defaultdict(set)
    found = list(sayings)
    for saying in found:
        speakers[saying.sentence.article].add(saying.speaker.key)
    return [saying for saying in found if len(speakers[saying.sentence.article]) == 1]


def _shown(sayings: Sequence[_AttributedWords]) -> str:
    """Return the fullest form of a speaker's name."""
    return max((saying.speaker.name for saying in sayings), key=lambda name: (len(name.split()), len(name), name))


def _side(label: str, sayings: Sequence[_AttributedWords], story: Story) -> Side:
    """Make a side: the first sentence of each article, with the speaker marked."""
    ordered = sorted(sayings, key=lambda s: (s.sentence.article, s.sentence.index))
    evidence = (evidence_at(s.sentence, s.speaker.span, claimant=s.speaker.name) for s in ordered)
    return side_with(evidence, label, story)
