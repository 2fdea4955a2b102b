"""The offices that a draft gives to people, and of which body, held against what the sources say of the same people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from factcheck.checks._support.mentions import acronyms, name_words, short_forms
from factcheck.checks._support.office_phrases import OWNING
from factcheck.checks._support.office_words import OfficeWords
from factcheck.checks._support.verdict import Doubt, Sight, SupportThresholds, Why
from factcheck.domain.account import Account, Name
from factcheck.domain.findings import Severity
from factcheck.domain.story import Book
from factcheck.domain.text import Sentence, Span, Token
from factcheck.settings.lexicons import Lexicons, Words
from factcheck.values.speech.people import People, described_by

_NOUNS = ("NN", "NP")
_BEFORE = ("NN", "NP", "AJ")  # how the tags of a word begin that says which office
_NEAR = 1  # sentences on either side of a name in which he or she may be spoken of

_WHY = Why("The sources say what office the person has, and none says this one, of the person or of anybody.")


_OF_ANOTHER = Why(
    "The sources give the person this office of another body, and none of them names the one of the draft."
)


@dataclass(frozen=True, slots=True)
class _Office:
    """A noun that says what somebody is; `which` is the word before it ("majority"), `head` its one name.

    `body` is the organisation that is named behind it.
    """

    head: str
    which: str
    span: Span
    body: Name | None = None


class Offices:
    """What the sources say of the people to whom a draft gives an office."""

    def __init__(
        self, sources: Sequence[Account], book: Book, lexicons: Lexicons, thresholds: SupportThresholds
    ) -> None:
        self._sources, self._book = sources, book
        self._titles, self._words = lexicons.titles, OfficeWords(lexicons)
        self._plain = self._words.plain
        self._thresholds = thresholds

    def weigh(self, draft: Account) -> Iterator[Doubt]:
        """Yield the offices, and their bodies, that no source has, of people to whom the sources give others."""
        people = People({one.article.id: one for one in (draft, *self._sources)}, self._book, self._titles)
        told: set[tuple[str, str]] = set()
        for sentence in draft.sentences:
            for name in people.among(sentence):
                key = self._book.key(name.text)
                if any(quoted.overlaps(name.span) for quoted in sentence.quoted) or key not in self._said_of:
                    continue
                for office in self._offices(draft, sentence, name):
                    doubt = self._weighed(office, sentence, key) if (key, office.head) not in told else None
                    if doubt is not None:
                        told.add((key, office.head))
                        yield doubt

    def _weighed(self, office: _Office, sentence: Sentence, key: str) -> Doubt | None:
        if self._is_new(office, key):
            known, theirs = self._said_of[key][0]
            return self._doubt(Sight(sentence, office.span), Sight(known, theirs.span), key, _WHY)
        if office.body is not None and not self._is_named(office.body):
            ours = set(name_words(sentence.text))
            for known, theirs in self._said_of[key]:
                body = theirs.body
                if theirs.head == office.head and body is not None and not set(self._telling(body)) <= ours:
                    return self._doubt(Sight(sentence, office.body.span), Sight(known, body.span), key, _OF_ANOTHER)
        return None

    def _is_named(self, body: Name) -> bool:
        """Whether a sentence of the sources has all words of a body's name, or what is short for it."""
        words = set(self._telling(body))
        return any(words <= spelt or not short_forms(body.text).isdisjoint(spelt) for spelt in self._spelt)

    @staticmethod
    def _telling(body: Name) -> tuple[str, ...]:
        return tuple(word for word in name_words(body.text) if word not in ("of", "the", "and", "for"))

    @cached_property
    def _spelt(self) -> tuple[Words, ...]:
        texts = (sentence.text for account in self._sources for sentence in account.sentences)
        return tuple(acronyms(text).union(name_words(text)) for text in texts)

    def _is_new(self, office: _Office, key: str) -> bool:
        """Whether no source has it: near the person the word itself, of others the word with what stands before it."""
        whole = f"{office.which} {office.head}".strip()
        of_two_words = bool(office.which) and whole in self._titles.civil  # "majority leader"
        beside = self._titles.beside_others.union(*self._titles.services)  # of ranks the kind `name` tells
        if self._anybodys(whole) or (office.head in beside and not of_two_words):
            return False
        words = {office.which, office.head} if of_two_words else {office.head}
        return not words <= self._near[key]

    def _anybodys(self, office: str) -> bool:
        return f" {office} " in self._text

    def _offices(self, account: Account, sentence: Sentence, name: Name) -> Iterator[_Office]:
        """Yield the offices that the words beside a name give it, forms of address left out."""
        for phrase in described_by(sentence, name, self._titles):
            own = _own(phrase, name)
            for i, token in enumerate(phrase):
                if i not in own or self._goes_on(phrase[i : i + 2]) or not self._is_office(token):
                    continue
                head = self._plain(token)
                before = phrase[i - 1] if i and phrase[i - 1].tag.startswith(_BEFORE) else None
                if head not in self._titles.address:
                    which = self._plain(before) if before else ""
                    behind = Span(token.end, phrase[-1].end)
                    body = next(
                        (n for n in account.names if n.sort == "organisation" and behind.overlaps(n.span)), None
                    )
                    yield _Office(head, which, Span((before or token).start, token.end), body)

    def _goes_on(self, words: Sequence[Token]) -> bool:
        """Whether the first of two words is no office by itself: "surgeon general", "the mayor's"."""
        if len(words) < 2:
            return False
        if words[1].text in OWNING:
            return True
        return words[1].tag.startswith(_NOUNS) or " ".join(map(self._plain, words)) in self._titles.civil

    def _is_office(self, token: Token) -> bool:
        return token.tag.startswith(_BEFORE) and token.tag != "NN2" and self._plain(token) in self._words.known

    @cached_property
    def _text(self) -> str:
        rows = ([self._plain(t) for t in s.tokens] for account in self._sources for s in account.sentences)
        return f" {' . '.join(' '.join(row) for row in rows)} "

    @cached_property
    def _said_of(self) -> Mapping[str, list[tuple[Sentence, _Office]]]:
        """Of each person to whom a source gives an office all that they give, and where."""
        found: dict[str, list[tuple[Sentence, _Office]]] = {}
        for account in self._sources:
            for sentence, name in _mentions(account):
                for office in self._offices(account, sentence, name):
                    found.setdefault(self._book.key(name.text), []).append((sentence, office))
        return found

    @cached_property
    def _near(self) -> Mapping[str, Words]:
        """Of each person the words of the sentences that name him or her, and of their neighbours."""
        found: dict[str, set[str]] = {}
        for account in self._sources:
            for sentence, name in _mentions(account):
                first, last = max(0, sentence.index - _NEAR), sentence.index + _NEAR
                near = (t for s in account.sentences[first : last + 1] for t in s.tokens)
                found.setdefault(self._book.key(name.text), set()).update(map(self._plain, near))
        return {key: frozenset(words) for key, words in found.items()}

    def _doubt(self, said: Sight, nearest: Sight, key: str, why: Why) -> Doubt:
        return Doubt(
            sort="office",
            slot=key,
            label=said.words,
            said=said,
            nearest=nearest,
            nearest_label=nearest.words,
            severity=Severity.MEDIUM,
            confidence=self._thresholds.changed_confidence,
            why=why,
        )


def _own(phrase: Sequence[Token], name: Name) -> range:
    """Which words of a phrase say what somebody is: behind "by the", before "of the board" and "to the mayor"."""
    if phrase[0].start < name.span.start:
        return range(max((i + 1 for i, t in enumerate(phrase) if t.tag == "PRP"), default=0), len(phrase))
    return range(next((i for i, t in enumerate(phrase) if t.tag.startswith("PR")), len(phrase)))


def _mentions(account: Account) -> Iterator[tuple[Sentence, Name]]:
    for sentence in account.sentences:
        for name in account.names:
            if sentence.span.start <= name.span.start and name.span.end <= sentence.span.end:
                yield sentence, name
