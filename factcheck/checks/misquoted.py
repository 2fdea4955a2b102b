"""Misquoted: words that a draft puts into quotation marks otherwise than its sources do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import Field

from factcheck.checks._support.sewing.sewing import Sewing
from factcheck.checks._support.sewing.sewn import Sewn, SewnSort
from factcheck.domain.account import Account
from factcheck.domain.findings import Found, Relation, Severity, Side
from factcheck.domain.story import Compatible, Story
from factcheck.domain.text import Sentence, Span
from factcheck.findings.sides import evidence_at, fingerprint, side_with, told
from factcheck.interfaces import Parser
from factcheck.settings.config import Settings
from factcheck.settings.lexicons import Lexicons
from factcheck.text.excerpt import one_line, shortened
from factcheck.text.quotations import DOUBLE, quoted_part, wording
from factcheck.values.names.capitals import is_calendar
from factcheck.values.speech.borrowing import Borrowing, Echo, borrowings
from factcheck.values.speech.collation import Difference
from factcheck.values.speech.utterances import Place, Word
from factcheck.values.speech.voices import Voice, Voices

_NEGATIONS = frozenset({"not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without"})
# Words of grammar (BNC C5): one of them replaced, lost or added mostly leaves what was said.
_SMALL = ("AT0", "PR", "CJC", "CJT", "TO0", "VB", "VH", "VD", "EX0", "DTQ", "PNQ", "POS", "ITJ", "PNP", "DPS")
_PERSONAL = ("PNP", "DPS")  # "they" for "we": the other person is meant
_RETOLD = ("PNP", "DPS", "PNX", "VB", "VH", "VD", "VM", "DT0", "TO0")  # what reported speech alters
_CLOSING = re.compile(rf"[\s.,!?;…]*(?:{DOUBLE}|['’])")
_SHOWN = 24  # words of a wording that are shown
_STEM = 3  # letters that two forms of one verb share


class MisquotedSettings(Settings):
    confidence: float = Field(0.85, ge=0, le=1)
    """0..1; words of matter differ"""
    function_words_confidence: float = Field(0.75, ge=0, le=1)
    """0..1; nothing but small words differs"""
    unmarked_confidence: float = Field(0.6, ge=0, le=1)
    """0..1; the source has the words without quotation marks"""
    shared_words: int = Field(3, ge=0)
    """words that draft and source must share, small gaps included, to be one quotation: the draft was written from the
    sources, so that fewer do than in [kinds.quote]
    """
    shared_content: int = Field(0, ge=0)
    """content words among them"""
    unknown_speaker_words: int = Field(4, ge=0)
    """words that they must share where it is not clear that one person speaks both"""
    short_run: int = Field(5, ge=0)
    """words in common up to which more content words are asked for"""
    short_run_content: int = Field(2, ge=0)
    """content words asked for then: "nobody would have done it" has hardly any"""
    similarity: float = Field(0.6, ge=0, le=1)
    """0..1, share of equal words in the stretch that both have; below it is a paraphrase"""
    covered: float = Field(0.6, ge=0, le=1)
    """0..1, share of the draft's words that the source has; below it they only share a phrase"""
    unmarked_shared_words: int = Field(7, ge=0)
    """words that they must share where the source has no quotation marks"""
    unmarked_similarity: float = Field(0.8, ge=0, le=1)
    """0..1, similarity where the source has no quotation marks"""
    same_speaker_similarity: float = Field(0.65, ge=0, le=1)
    """0..1, similarity where one person speaks both"""
    other_speaker_similarity: float = Field(0.93, ge=0, le=1)
    """0..1, similarity where two people are named as speakers: they may have said two things"""
    part_words: int = Field(7, ge=0)
    """words in a row, small gaps included, that a source must have for a quotation of which nobody has the rest"""
    part_content: int = Field(3, ge=0)
    """content words among them"""
    differences: int = Field(4, ge=0)
    """places in a sentence that differ; with more it is a paraphrase or another saying"""
    sewn_covered: float = Field(0.8, ge=0, le=1)
    """0..1, share of a quotation's words of matter that one source must have for it to be sewn together out of that"""
    sentences_apart: int = Field(3, ge=1)
    """whole sentences that "..." or "he said" may not leave out any more, even between whole sentences"""
    unmarked_apart: int = Field(2, ge=1)
    """whole sentences, nobody's words, that may not stand any more between whole sentences that a draft runs on"""
    negation_confidence: float = Field(0.85, ge=0, le=1)
    """0..1; the source negates what is quoted, the draft does not"""
    order_confidence: float = Field(0.75, ge=0, le=1)
    """0..1; the source has two parts of a quotation in the other order"""
    distance_confidence: float = Field(0.7, ge=0, le=1)
    """0..1; the source has two parts of a quotation far apart"""


class Check:
    """A quotation of the draft whose words differ from those of its sources.

    What the draft puts into quotation marks is aligned word by word with the sources' quotations, and with their plain
    text where that has no marks; words inside it that were replaced, added or left out are the difference. Editors
    care because words in quotation marks are somebody's own, and who said them will read them.

    Example: the draft has "the dyke is the only thing that we ever asked for", the source "the dyke is the only thing
    that we ever paid for".

    So is a quotation that was sewn together. A source has its words, but two parts in the other order; or far apart,
    with other sentences or a question between them; or under a "not" that was left out: at "...", over "he said", or
    where the quotation begins.

    Example: "the council is ... allowed to sell the pier", of a source that has "the council is not, as things are,
    allowed to sell the pier"; he would "sell the pier", of "I would not sell the pier".

    No discrepancy: a shortened quotation (trimmed, with "..." or over "he said"), if "..." leaves out a by-the-way or a
    sentence or two between whole ones; a "not" that stands in the draft's own words, or a verb there that says as much
    ("refused to"); sentences quoted one by one, in any order; words in brackets; capitals, punctuation, hyphens;
    contractions, numbers in words, signs and short forms of units, British and American spelling; a filler, an article
    or a "that" alone; a quotation that one source has word for word, whatever the others have; reported speech put back
    into the first person; a quotation that is in no source at all.
    """

    Settings = MisquotedSettings

    def __init__(self, settings: MisquotedSettings, *, lexicons: Lexicons, parser: Parser) -> None:
        self.settings = settings
        self.lexicons, self.parser = lexicons, parser

    def compare(self, story: Story) -> Iterator[Found | Compatible]:
        """See interfaces.Kind."""
        draft = story.checked
        if draft is None:
            return
        voices = Voices(story.accounts, story.book, self.lexicons)
        sentences = {(s.article, s.index): s for account in story.accounts for s in account.sentences}
        reported: set[str] = set()
        sewn = tuple(Sewing(story.sources, self.lexicons, self.parser, self.settings).of(draft))
        for one in sewn:
            finding = self._sewn(one, story, voices)
            if finding.id not in reported:
                reported.add(finding.id)
                yield finding
        for borrowing in borrowings(draft, story.sources, self.settings):
            done = {one.sort for one in sewn if one.remark.overlaps(borrowing.passage.span)}
            if done - {SewnSort.DENIED, SewnSort.CARRIED} or (done and borrowing.borne_out):
                continue
            if borrowing.borne_out:
                yield from _borne_out(borrowing, story, sentences)
                continue
            near = [e for e in borrowing.echoes if self._is_one_quotation(e, borrowing, sentences, voices)]
            near = near or [e for e in borrowing.echoes if self._is_a_part(e)][:1]
            for finding in self._found(near, borrowing, story, sentences, voices):
                if finding.id not in reported:  # a headline or a caption repeats it
                    reported.add(finding.id)
                    yield finding

    def _is_one_quotation(
        self, echo: Echo, borrowing: Borrowing, sentences: Mapping[Place, Sentence], voices: Voices
    ) -> bool:
        """Whether an echo is the draft's quotation with other words, not another saying with some words in common."""
        given = self.settings
        if not 0 < len(echo.differences) <= given.differences or echo.covered < given.covered:
            return False
        if not echo.marked:
            if _in_marks(echo, sentences[echo.place]) or all(map(_retold, echo.differences)):
                return False
            if not _closed(borrowing, sentences[borrowing.passage.place]):
                return False
            return len(echo.shared) >= given.unmarked_shared_words and echo.similarity >= given.unmarked_similarity
        ours = _speaker(sentences[borrowing.passage.place], borrowing.passage.span, voices)
        theirs = _speaker(sentences[echo.place], echo.span, voices)
        if ours and theirs and ours.other_than(theirs):
            return echo.similarity >= given.other_speaker_similarity
        if ours and theirs and ours.people & theirs.people:
            return echo.similarity >= given.same_speaker_similarity
        telling = echo.content >= given.short_run_content or len(echo.shared) > given.short_run
        return telling and len(echo.shared) >= given.unknown_speaker_words and echo.similarity >= given.similarity

    def _is_a_part(self, echo: Echo) -> bool:
        """Whether a source has a long part of a quotation word for word, of which nobody has the rest."""
        given = self.settings
        long = len(echo.shared) >= given.part_words and echo.content >= given.part_content
        return echo.marked and long and bool(echo.differences)

    def _found(
        self,
        near: Sequence[Echo],
        borrowing: Borrowing,
        story: Story,
        sentences: Mapping[Place, Sentence],
        voices: Voices,
    ) -> Iterator[Found]:
        if not near:
            return
        weight = max(map(_weight, near[0].differences), key=lambda s: s.rank)
        confidence = self._confidence(near[0], weight)
        ours = sentences[borrowing.passage.place]
        marks = _stretch(d.left_span for d in near[0].differences)
        said = _label(ours, marks)
        theirs = [_their(e, sentences) for e in near]
        label = _label(*theirs[0])
        same = [(sentence, span) for sentence, span in theirs if _label(sentence, span).lower() == label.lower()]
        partly = near[0].covered < self.settings.covered
        yield Found(
            id=fingerprint("misquoted", "wording", [said, label]),
            story=story.id,
            kind="misquoted",
            relation=Relation.CONFLICT,
            severity=Severity.MEDIUM if partly else self._gravity(near[0], weight),
            confidence=confidence,
            summary=f"The draft quotes “{said}”, the source has “{label}”",
            why=_PART if partly else _WHY[weight] if near[0].marked else _UNMARKED,
            check="Which words were said? Look up the recording, the transcript or the statement itself.",
            ground="part" if partly else "wording" if near[0].marked else "unmarked",
            sides=(_side(said, [(ours, marks)], story, voices), _side(label, same, story, voices)),
        )

    @staticmethod
    def _gravity(echo: Echo, weight: Severity) -> Severity:
        """Another's words in quotation marks are as grave as a wrong figure.

        Where the source has no marks, what was said is not known word for word.
        """
        return Severity.HIGH if echo.marked and weight is not Severity.LOW else weight

    def _sewn(self, sewn: Sewn, story: Story, voices: Voices) -> Found:
        """Make the finding of a quotation that was sewn together."""
        said, source = one_line(shortened(sewn.said, words=_SHOWN)), one_line(shortened(sewn.source, words=_SHOWN))
        places = (said, sewn.ours), (source, sewn.theirs)
        confidences = {
            SewnSort.DENIED: self.settings.negation_confidence,
            SewnSort.CARRIED: self.settings.negation_confidence,
            SewnSort.TURNED: self.settings.order_confidence,
            SewnSort.APART: self.settings.distance_confidence,
        }
        return Found(
            id=fingerprint("misquoted", sewn.sort.value, [said, source]),
            story=story.id,
            kind="misquoted",
            relation=Relation.CONFLICT,
            severity=sewn.severity,
            confidence=confidences[sewn.sort],
            summary=f"{_SEWN[sewn.sort]}: the draft quotes “{said}”, the source has “{source}”",
            why=sewn.why,
            check="Read the source's words from end to end: do these mean the same in the draft?",
            ground=sewn.sort.value,
            sides=tuple(_side(label, [(at.sentence, at.span)], story, voices) for label, at in places),
        )

    def _confidence(self, echo: Echo, weight: Severity) -> float:
        if not echo.marked:
            return self.settings.unmarked_confidence
        return self.settings.function_words_confidence if weight is Severity.LOW else self.settings.confidence


_WHY = {
    Severity.LOW: "The quotation agrees with the source's word for word but for small words inside it.",
    Severity.MEDIUM: "The quotation agrees with the source's in a run of words, but some inside it were replaced, "
    "added or left out.",
    Severity.HIGH: "The quotation agrees with the source's in a run of words, but inside it a negation, a number or a "
    "name differs.",
}
_SEWN = {
    SewnSort.DENIED: "A negation is lost",
    SewnSort.CARRIED: "A negation is carried over",
    SewnSort.TURNED: "In another order",
    SewnSort.APART: "Sewn together",
}
_PART = "A source has a long part of the quotation word for word, and none has the rest."
_UNMARKED = (
    "The quotation agrees with a sentence of the source, which has no quotation marks there, but not in all words."
)


def _borne_out(borrowing: Borrowing, story: Story, sentences: Mapping[Place, Sentence]) -> Iterator[Compatible]:
    """Say with which source a quotation agrees."""
    accounts: dict[str, Account] = {account.article.id: account for account in story.accounts}
    draft, passage = story.checked, borrowing.passage
    for echo in borrowing.exact[:1]:
        assert draft is not None
        source = accounts[echo.place[0]]
        yield Compatible(
            "a quotation that a source has, too",
            told(draft, sentences[passage.place], passage.span),
            told(source, sentences[echo.place], echo.span),
        )


def _in_marks(echo: Echo, sentence: Sentence) -> bool:
    return any(quoted.overlaps(echo.span) for quoted in sentence.quoted)


def _closed(borrowing: Borrowing, sentence: Sentence) -> bool:
    """Whether a mark stands right behind a passage: a quotation that closes nowhere may be a slip of the keyboard."""
    behind = sentence.text[borrowing.passage.span.end - sentence.span.start :]
    return _CLOSING.match(behind) is not None


def _retold(difference: Difference) -> bool:
    """Whether reported speech accounts for a difference: "I will" for "he would", "find" for "found"."""
    ours = [word for word in difference.left if not word.tag.startswith(_RETOLD)]
    theirs = [word for word in difference.right if not word.tag.startswith(_RETOLD)]
    return len(ours) == len(theirs) and all(map(_one_verb, ours, theirs))


def _one_verb(left: Word, right: Word) -> bool:
    return left.tag.startswith("VV") and right.tag.startswith("VV") and left.key[:_STEM] == right.key[:_STEM]


def _weight(difference: Difference) -> Severity:
    ours, theirs = ({word.key for word in words} for words in (difference.left, difference.right))
    left = [word for word in difference.left if word.key not in theirs]
    right = [word for word in difference.right if word.key not in ours]
    words = [*left, *right]
    if any(word.key in _NEGATIONS or word.key[0].isdigit() or word.tag == "CRD" or _is_name(word) for word in words):
        return Severity.HIGH
    other_person = all(any(word.tag in _PERSONAL for word in side) for side in (left, right))
    if other_person or not all(word.tag.startswith(_SMALL) for word in words):
        return Severity.MEDIUM
    return Severity.LOW


def _is_name(word: Word) -> bool:
    return word.tag == "NP0" and word.capital and not is_calendar(word.key)


def _their(echo: Echo, sentences: Mapping[Place, Sentence]) -> tuple[Sentence, Span]:
    """Return the source's sentence that has the first of its differing words, and their stretch in it."""
    article, index = echo.place
    first = min(d.right_span for d in echo.differences)
    while sentences[article, index].span.end <= first.start:
        index += 1
    while first.start < sentences[article, index].span.start:
        index -= 1
    sentence = sentences[article, index]
    return sentence, _stretch(d.right_span for d in echo.differences if d.right_span.overlaps(sentence.span))


def _label(sentence: Sentence, span: Span) -> str:
    return wording(sentence, span).rstrip(",.;")


def _stretch(spans: Iterable[Span]) -> Span:
    found = list(spans)
    return Span(min(span.start for span in found), max(span.end for span in found))


def _speaker(sentence: Sentence, span: Span, voices: Voices) -> Voice | None:
    """Return who speaks those of the words at `span` that stand in the first marks there."""
    part = quoted_part(sentence, span)
    return voices.of_quotation(sentence, part) if part else None


def _side(label: str, passages: Sequence[tuple[Sentence, Span]], story: Story, voices: Voices) -> Side:
    """Make a side: the passage of each article with the differing words marked, and who speaks."""
    spoken = ((sentence, span, _speaker(sentence, span, voices)) for sentence, span in passages)
    evidence = (evidence_at(s, span, claimant=who.name if who else None) for s, span, who in spoken)
    return side_with(evidence, label, story)
