"""Misattributed: a quotation or a figure that a draft gives to somebody else than its sources do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field

from factcheck.domain.account import Account, Claim
from factcheck.domain.findings import Evidence, Found, Relation, Severity
from factcheck.domain.story import Compatible, Story
from factcheck.domain.text import Sentence, Span
from factcheck.domain.values import Agreement, Figure, Hedge
from factcheck.findings.sides import evidence_at, fingerprint, side_with, told
from factcheck.settings.config import Settings
from factcheck.settings.lexicons import Lexicons
from factcheck.text.clauses import FINITE
from factcheck.text.excerpt import shortened
from factcheck.text.quotations import quoted_part
from factcheck.values.figures.agreement import compare_figures, describe_figure, same_counted
from factcheck.values.speech.borrowing import Echo, borrowings
from factcheck.values.speech.speakers import two_people
from factcheck.values.speech.utterances import Place
from factcheck.values.speech.voices import Voice, Voices

_OF_SOMEBODY = frozenset({"year of age", "ordinal"})  # everybody has an age, whoever tells it
_NEAR = 2  # sentences before a statement in which whoever it is by may be named; set, not measured
_SHOWN = 8  # words of a quotation that a summary shows
_TELLING_DIGITS, _TELLING = (
    2,
    13,
)  # digits that are no noughts, and size, from which on a figure is seldom met by chance


class MisattributedSettings(Settings):
    quoted_confidence: float = Field(0.85, ge=0, le=1)
    """0..1; a quotation, nearly word for word, of two people"""
    figure_confidence: float = Field(0.75, ge=0, le=1)
    """0..1; a figure of two people, either of whom may have given it"""
    body_confidence: float = Field(0.6, ge=0, le=1)
    """0..1; a body is meant on one side: another may speak for it"""
    shared_words: int = Field(4, ge=0)
    """words that draft and source must share, to be one quotation"""
    shared_content: int = Field(2, ge=0)
    """content words among them"""
    long_run: int = Field(6, ge=0)
    """words in common from which on they may be part of a longer quotation; fewer without a verb are a phrase, unless
    the source quotes nothing else
    """
    similarity: float = Field(0.8, ge=0, le=1)
    """0..1, share of equal words in the stretch that both have"""
    covered: float = Field(0.8, ge=0, le=1)
    """0..1, share of the draft's words that the source has"""
    telling_context: int = Field(2, ge=0)
    """what sentences with one figure must share to be of one thing: content words, other values, the counted noun"""
    common_context: int = Field(4, ge=0)
    """the same of a round or small figure ("two", 300), which is met by chance"""


@dataclass(frozen=True, slots=True)
class _Least:
    """What makes one quotation of two before it is looked at closely."""

    shared_words: int
    shared_content: int = 1
    similarity: float = 0.5


class _Sort(StrEnum):
    """What sort of statement is given to somebody."""

    QUOTATION = "quotation"
    FIGURE = "cited figure"


@dataclass(frozen=True, slots=True)
class _Saying:
    """A statement in a sentence, and to whom that gives it; `what` is the statement in few words."""

    sort: _Sort
    sentence: Sentence
    span: Span
    voice: Voice
    what: str

    def evidence(self) -> Evidence:
        """The sentence with the words that name the speaker marked, or what is said where another sentence does."""
        start, end = self.sentence.span
        named = start <= self.voice.span.start and self.voice.span.end <= end
        return evidence_at(self.sentence, self.voice.span if named else self.span, claimant=self.voice.name)


class Check:
    """A quotation or a figure that the draft gives to somebody else than its sources do.

    The draft's quotations are looked for in the sources, and its figures that somebody is cited for; who says them is
    read from the sentence and its neighbours. Editors care because a statement is worth what its source is worth, and
    because who did not say it will complain.

    Example: "'The dyke was sound in March,' said Tom Weller" against "'The dyke was sound in March,' said Ilse Krantz,
    the mayor".

    No discrepancy: a role or a description for a name ("the mayor", where an article says who that is); a body for its
    people ("the ministry", "a spokesman for the ministry"), "officials"; a short name and the full one; what a source
    gives on its own account, and what any source gives to the same speaker; a speaker who is not clear.
    """

    Settings = MisattributedSettings

    def __init__(self, settings: MisattributedSettings, *, lexicons: Lexicons) -> None:
        self.settings = settings
        self.lexicons = lexicons

    def compare(self, story: Story) -> Iterator[Found | Compatible]:
        """See interfaces.Kind."""
        draft = story.checked
        if draft is None:
            return
        voices = Voices(story.accounts, story.book, self.lexicons)
        accounts: dict[str, Account] = {account.article.id: account for account in story.accounts}
        told_already: set[tuple[Span, str]] = set()
        for ours, theirs in (*self._quoted(story, draft, voices), *self._figures(story, draft, voices)):
            same = next((one for one in theirs if not ours.voice.other_than(one.voice)), None)
            if same is not None:
                source = accounts[same.sentence.article]
                yield Compatible(
                    "a statement of the same speaker",
                    told(draft, ours.sentence, ours.span),
                    told(source, same.sentence, same.span),
                )
            elif theirs and (place := (ours.voice.span, _key(theirs[0].voice))) not in told_already:
                told_already.add(place)  # several sentences of one speech are one matter
                yield self._found(ours, theirs, story, near=_is_named_near(theirs[0].voice, ours, draft, story))

    def _quoted(self, story: Story, draft: Account, voices: Voices) -> Iterator[tuple[_Saying, list[_Saying]]]:
        """Yield each quotation of the draft that a source has, too, with those to whom the sources give it."""
        sentences = {(s.article, s.index): s for account in story.accounts for s in account.sentences}
        for borrowing in borrowings(draft, story.sources, _Least(self.settings.shared_words)):
            sentence = sentences[borrowing.passage.place]
            kept = [echo for echo in borrowing.echoes if self._is_one_quotation(echo, sentences[echo.place])]
            for piece in borrowing.passage.pieces:
                echoes = [echo for echo in kept if echo.shared[0] in piece]  # each piece has a speaker of its own
                span = Span(piece[0].span.start, piece[-1].span.end)
                voice = voices.of_quotation(sentence, span) if echoes else None
                if voice is not None:
                    said = shortened(span.of(draft.article.text), words=_SHOWN)
                    ours = _Saying(_Sort.QUOTATION, sentence, span, voice, f"“{said}”")
                    yield ours, list(_said(echoes, sentences, voices))

    def _is_one_quotation(self, echo: Echo, sentence: Sentence) -> bool:
        """Whether an echo is the draft's quotation rather than a phrase of another one."""
        given = self.settings
        clause = any(word.tag in FINITE for word in echo.shared)
        whole = clause or len(echo.shared) >= given.long_run or _quoted_words(sentence, echo.span) <= len(echo.shared)
        telling = echo.content >= given.shared_content or not echo.differences
        return (
            whole
            and telling
            and len(echo.shared) >= given.shared_words
            and echo.similarity >= given.similarity
            and echo.covered >= given.covered
        )

    def _figures(self, story: Story, draft: Account, voices: Voices) -> Iterator[tuple[_Saying, list[_Saying]]]:
        """Yield each figure of the draft that somebody is cited for, with those whom the sources cite for it.

        A figure that a source gives on its own account, or of somebody who is not clear, is left out.
        """
        theirs = [claim for account in story.sources for claim in account.claims if isinstance(claim.value, Figure)]
        for claim in draft.claims:
            if not isinstance(claim.value, Figure) or claim.quoted or claim.value.unit in _OF_SOMEBODY:
                continue
            voice = voices.of_figure(claim.sentence, claim.span)
            if voice is None:
                continue
            alike = [other for other in theirs if self._one_figure(claim, other, voice)]
            cited = [(other, voices.of_figure(other.sentence, other.span)) for other in alike]
            known = [_Saying(_Sort.FIGURE, c.sentence, c.span, who, "") for c, who in cited if who is not None]
            if len(known) == len(cited):
                yield _Saying(_Sort.FIGURE, claim.sentence, claim.span, voice, describe_figure(claim.value)), known

    def _one_figure(self, ours: Claim, theirs: Claim, voice: Voice) -> bool:
        """Whether two claims give one figure of one thing; the fewer digits it has, the more else they must share."""
        one, other = ours.value, theirs.value
        assert isinstance(one, Figure)
        assert isinstance(other, Figure)
        hedges, nouns = self.lexicons.hedges, self.lexicons.nouns
        if not _equal(one, other) or (one.unit == "count" and not same_counted(one, other, hedges, nouns)):
            return False
        speech = self.lexicons.speech.saying | self.lexicons.speech.reckoning
        named = {word for key in voice.people for word in key.split()}
        shared = {word for word in (ours.context & theirs.context) - speech - named if word.isalnum()}
        score = len(shared) + len(ours.particulars & theirs.particulars) + (one.noun == other.noun != "")
        return score >= (self.settings.telling_context if _is_telling(one) else self.settings.common_context)

    def _found(self, ours: _Saying, theirs: Sequence[_Saying], story: Story, *, near: bool) -> Found:
        people = bool(ours.voice.people and theirs[0].voice.people)
        confidence = (
            self.settings.quoted_confidence if ours.sort is _Sort.QUOTATION else self.settings.figure_confidence
        )
        confidence = confidence if people else min(confidence, self.settings.body_confidence)
        same = [one.evidence() for one in theirs if _key(one.voice) == _key(theirs[0].voice)]
        values = (ours.voice.name, theirs[0].voice.name)
        return Found(
            id=fingerprint("misattributed", ours.what.lower(), [_key(ours.voice), _key(theirs[0].voice)]),
            story=story.id,
            kind="misattributed",
            relation=Relation.CONFLICT,
            severity=Severity.HIGH if people else Severity.MEDIUM,
            confidence=confidence,
            summary=f"{ours.what}: given to {values[0]} in the draft, to {values[1]} in the source",
            why=_WHY[ours.sort],
            check="Who said it? Look up the recording, the statement or the paper that it is from.",
            ground=f"{ours.sort.value}, the other named near" if near else ours.sort.value,
            sides=(side_with([ours.evidence()], values[0], story), side_with(same, values[1], story)),
        )


_WHY = {
    _Sort.QUOTATION: "The quotation agrees nearly word for word, "
    "and no source gives it to the one whom the draft names.",
    _Sort.FIGURE: "The figure is the same and of the same thing, "
    "and no source has it from the one whom the draft names.",
}


def _said(echoes: Iterable[Echo], sentences: Mapping[Place, Sentence], voices: Voices) -> Iterator[_Saying]:
    """Yield the echoes whose speaker is clear."""
    for echo in echoes:
        sentence = sentences[echo.place]
        span = quoted_part(sentence, echo.span) or echo.span
        voice = voices.of_quotation(sentence, span)
        if voice is not None:
            yield _Saying(_Sort.QUOTATION, sentence, span, voice, "")


def _is_named_near(voice: Voice, ours: _Saying, draft: Account, story: Story) -> bool:
    """Whether the draft names a source's speaker where its own statement stands: then it may be given to that one."""
    at = ours.sentence.index
    keys = [
        story.book.key(name.text)
        for sentence in draft.sentences[max(0, at - _NEAR) : at + 1]
        for name in draft.names_at(sentence.span)
    ]
    return any(not two_people(key, person) for key in keys for person in voice.people)


def _quoted_words(sentence: Sentence, span: Span) -> int:
    """How many words the quotation at `span` has in its sentence; of none, all words of the sentence."""
    stretch = next((q for q in sentence.quoted if q.overlaps(span)), sentence.span)
    return sum(t.text[0].isalnum() for t in sentence.tokens if stretch.start <= t.start < stretch.end)


def _equal(one: Figure, other: Figure) -> bool:
    agreement = compare_figures(one, other)
    plain = {one.hedge, other.hedge} <= {Hedge.EXACT, Hedge.ABOUT}
    return agreement is Agreement.SAME or (plain and agreement is Agreement.CONTAINED)


def _is_telling(figure: Figure) -> bool:
    digits = f"{figure.lower:.0f}".rstrip("0") if figure.lower == int(figure.lower) else str(figure.lower)
    return len(digits) >= _TELLING_DIGITS and figure.lower >= _TELLING


def _key(voice: Voice) -> str:
    return " ".join(sorted(voice.people)) or voice.name.lower()
