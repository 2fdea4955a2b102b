"""Who is behind a quotation or a figure: the people or the body that a sentence may mean, and who surely differs.

Wider than `claimants`, which reads single sentences: a pronoun is whoever the sentences before name, a quotation goes
on to the next sentence, a role is the person who is said to hold it ("the mayor"), and "X put the cost at" gives a
figure to X. Where a sentence may mean several, all of them count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from factcheck.domain.account import Account, Name
from factcheck.domain.story import Book
from factcheck.domain.text import AttributionSort, Sentence, Span, Token
from factcheck.settings.lexicons import Lexicons
from factcheck.text.clauses import FINITE
from factcheck.values.speech.claimants import speaker_of
from factcheck.values.speech.noun_phrases import MARKS, PRONOUNS
from factcheck.values.speech.people import FULL, People, bodies_of, described, is_somebody
from factcheck.values.speech.speakers import two_people

_GENITIVES = frozenset({"'s", "’s", "'", "’"})
_PRONOUNS = frozenset({"he", "she", "they"})  # those that stand for people
_BACK = 3  # sentences before a pronoun in which whom it stands for is looked for
_MOSTLY = 0.6  # share of a sentence's words in quotation marks from which on it is one more sentence of a quotation
_JOINED = re.compile(r"\s(?:and|&)\s")
_JOINED_BEFORE, _JOINED_BEHIND = re.compile(r"[^\s,]\s+(?:and|&)$"), re.compile(r"(?:and|&)\s+[A-Z]")
_LONGEST = 40  # characters of text before a speaker in which an "and" is looked for
_CLOSING = ('"', "”", "''", "»", "’", "'")
_ABOUT = frozenset({"in", "on", "about", "against", "over", "into", "at"})  # behind them nobody is named who speaks
_SPOKEN = frozenset({"spokesman", "spokeswoman", "spokesperson", "representative"})  # they speak for a body


@dataclass(frozen=True, slots=True)
class Voice:
    """Whom a statement may be by. `span` are the words of the article that name the speaker, a pronoun perhaps.

    `people` are keys of full names, `bodies` the sorts of body (config/lexicons/bodies.toml). `words` describe the
    speaker: of all articles for a person, of its own phrase for a body.
    """

    name: str
    span: Span
    people: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    def other_than(self, other: Voice) -> bool:
        """Whether the two are surely two: other people, another sort of body, or a person of another sort of body."""
        if self.people and other.people:
            return all(two_people(one, two) for one in self.people for two in other.people)
        if not (self.bodies and other.bodies) or self.bodies & other.bodies:
            return False
        return not self.words & other.words


class Voices:
    """The voices of a story's articles, found when asked for."""

    def __init__(self, accounts: Iterable[Account], book: Book, lexicons: Lexicons) -> None:
        self._accounts = {account.article.id: account for account in accounts}
        self._bodies = lexicons.bodies
        self._people = People(self._accounts, book, lexicons.titles)

    def of_quotation(self, sentence: Sentence, span: Span) -> Voice | None:
        """Return who speaks the quoted words at `span`; None where the article does not say, or not clearly."""
        here = speaker_of(sentence, span)
        here = here or speaker_of(sentence, span, AttributionSort.NAMED)
        if here is not None:
            return self._voice(sentence, here)
        return self._beside(sentence)

    def of_figure(self, sentence: Sentence, span: Span) -> Voice | None:
        """Return who is cited for the figure at `span`; None where the article itself gives it, or not clearly."""
        if any(quoted.overlaps(span) for quoted in sentence.quoted):
            return self.of_quotation(sentence, span)
        here = speaker_of(sentence, span) or speaker_of(sentence, span, AttributionSort.RECKONED)
        return self._voice(sentence, here) if here is not None else None

    # --- the quotation around a sentence -----------------------------------------------------------

    def _beside(self, sentence: Sentence) -> Voice | None:
        """Return who speaks the quotation that a sentence begins, or goes on with, where its neighbours say so."""
        if not _mostly_quoted(sentence):
            return None
        last = sentence
        while (following := self._next(last)) is not None:
            here = speaker_of(following, following.quoted[0])
            if here is not None:
                return self._voice(following, here)
            if not _mostly_quoted(following):
                break
            last = following
        return self._speaker_before(sentence) if last.text.endswith(_CLOSING) else None

    def _speaker_before(self, sentence: Sentence) -> Voice | None:
        """Return whom the quotations right before a sentence are given to, back to the last that says so."""
        before = self._previous(sentence)
        while before is not None:
            here = speaker_of(before, before.quoted[-1])
            if here is not None:
                return self._voice(before, here)
            before = self._previous(before) if _mostly_quoted(before) else None
        return None

    def _next(self, sentence: Sentence) -> Sentence | None:
        """Return the sentence in which a quotation goes on."""
        account = self._accounts[sentence.article]
        following = account.sentences[sentence.index + 1 : sentence.index + 2]
        return next((f for f in following if f.quoted and _goes_on(account, sentence, f)), None)

    def _previous(self, sentence: Sentence) -> Sentence | None:
        """Return the sentence that is quoted before another; a whole paragraph in marks goes on from the one before."""
        account = self._accounts[sentence.article]
        before = account.sentences[sentence.index - 1] if sentence.index else None
        if before is None or not before.quoted:
            return None
        return before if _wholly_quoted(sentence) or _one_paragraph(account, before.index, sentence.index) else None

    # --- whom the words mean ------------------------------------------------------------------------

    def _voice(self, sentence: Sentence, span: Span) -> Voice | None:
        """Return whom the words at `span` mean; None for a pronoun without a person, and for several at once."""
        words = span.of(self._accounts[sentence.article].article.text)
        if words.lower() in PRONOUNS:
            return self._antecedent(sentence, span) if words.lower() in _PRONOUNS else None
        if self._joint(sentence, span):
            return None
        people = self._people.among(sentence, span)
        named = [n for n in people if not _owns(sentence, n.span, span) and not _is_matter(sentence, n.span, span)]
        named = named or self._in_apposition(sentence, span)
        if named:
            return self._person(named[-1].text, named[-1].span, frozenset({self._people.key(named[-1].text)}))
        return None if self._people.unsure_among(sentence, span) else self._role_or_body(sentence, span, words)

    def _in_apposition(self, sentence: Sentence, span: Span) -> list[Name]:
        """The person behind a role: "the mayor, Ada Rao"; not in "according to police, Ada Rao"."""
        behind = [t for t in sentence.tokens if t.start >= span.end]
        head = _head_of([t for t in sentence.tokens if span.start <= t.start and t.end <= span.end])
        if not behind or behind[0].text != "," or head.tag == "NN2" or self._is_body(head):
            return []
        return [n for n in self._people.among(sentence) if 0 <= n.span.start - behind[0].end <= 1 + len(n.title) + 1]

    def _person(self, name: str, span: Span, keys: frozenset[str]) -> Voice | None:
        if len(self._people.key(name).split()) < FULL and not any(len(key.split()) >= FULL for key in keys):
            return None
        words = frozenset(word for key in keys for word in self._people.said_to_be[key])
        bodies = bodies_of(words, self._bodies) if len(keys) == 1 else frozenset()
        return Voice(name, span, keys, bodies, words)

    def _role_or_body(self, sentence: Sentence, span: Span, text: str) -> Voice | None:
        """Return the one person who holds a role, or a body; None for "officials" and a role that several hold."""
        tokens = [t for t in sentence.tokens if span.start <= t.start and t.end <= span.end]
        words = described(tokens)
        if self._is_role(_head_of(tokens)) and not words & _SPOKEN:
            holders = self._people.holders(words)
            return self._person(text, span, holders) if len(holders) == 1 else None
        bodies = bodies_of(words, self._bodies)
        return Voice(text, span, frozenset(), bodies, words) if bodies else None

    def _is_role(self, head: Token) -> bool:
        """Whether a noun says who one person is, rather than a body: "the mayor", not "the regulator"."""
        role = head.lemma in self._people.roles or is_somebody(head)
        return role and head.tag != "NN2" and not self._is_body(head)

    def _is_body(self, head: Token) -> bool:
        return bool(bodies_of(frozenset({head.lemma}), self._bodies)) and head.lemma not in self._people.roles

    def _antecedent(self, sentence: Sentence, pronoun: Span) -> Voice | None:
        """Return whom "she" may be: the people whom the nearest sentence with any names, before the pronoun."""
        account = self._accounts[sentence.article]
        unsure: set[str] = set()
        nearest = sentence.index - _inserted(sentence, pronoun)
        for index in range(nearest, max(-1, sentence.index - _BACK - 1), -1):
            before = account.sentences[index]
            named = [n for n in self._people.among(before) if n.span.end <= pronoun.start]
            named = [n for n in named if not any(q.overlaps(n.span) for q in before.quoted)]
            named = [n for n in named if not _owns(before, n.span, before.span)] or named
            others = {
                self._people.key(n.text) for n in self._people.unsure_among(before) if n.span.end <= pronoun.start
            }
            unsure |= others
            if (named or others) and all(_names_a_body(before, n.span) for n in named):
                return None
            named = [n for n in named if not _names_a_body(before, n.span)]
            if named and self._somebody_else(before, named):
                return None
            if named and index < sentence.index and _led_by_a_pronoun(before, named[0].span):
                unsure |= {self._people.key(name.text) for name in named}
                continue
            if named:
                keys = {self._people.key(name.text) for name in named}
                return self._person(named[0].text, pronoun, frozenset(keys | unsure))
            said = speaker_of(before, before.span) if index < sentence.index else None
            if said and said.of(account.article.text).lower() not in PRONOUNS:
                voice = self._voice(before, said)
                if voice is None or voice.people:
                    return voice and replace(voice, span=pronoun)
        return None

    def _somebody_else(self, sentence: Sentence, named: Sequence[Name]) -> bool:
        """Whether the subject of a sentence is a person whom it does not name: "the Lindal councillor spoke of Rao"."""
        verb = next((k for k, t in enumerate(sentence.tokens) if t.tag in FINITE), 0)
        subject = sentence.tokens[:verb]
        if not subject or subject[0].tag != "AT0" or any(n.span.start < subject[-1].end for n in named):
            return False
        return self._is_role(subject[-1]) or subject[-1].tag == "NP0"

    def _joint(self, sentence: Sentence, span: Span) -> bool:
        """Whether several speak with one voice: "Rao and Weller said"; not in "it rained, and Rao said"."""
        people = {self._people.key(name.text) for name in self._people.among(sentence, span)}
        text = self._accounts[sentence.article].article.text
        before, behind = text[: span.start].rstrip(), text[span.end :].lstrip()
        if _JOINED_BEFORE.search(before[-_LONGEST:]) or _JOINED_BEHIND.match(behind):
            return True
        return len(people) != 1 and _JOINED.search(span.of(text)) is not None


def _inside(stretches: Sequence[Span], token: Token) -> bool:
    """Whether a word stands in one of the stretches."""
    return any(s.start <= token.start < s.end for s in stretches)


def _led_by_a_pronoun(sentence: Sentence, name: Span) -> bool:
    """Whether somebody told of before stands before a name: of whom "he claimed that Rao ..." is, it goes on."""
    before = (t for t in sentence.tokens if t.end <= name.start and not _inside(sentence.quoted, t))
    return any(t.text.lower() in _PRONOUNS for t in before)


def _head_of(phrase: Sequence[Token]) -> Token:
    """Return the noun that a phrase is about: "counterpart" of "Rao's counterpart at the talks"."""
    first = next((i for i, t in enumerate(phrase) if i and t.tag in ("PRP", "PRF")), len(phrase))
    return phrase[first - 1]


def _owns(sentence: Sentence, name: Span, phrase: Span) -> bool:
    """Whether somebody else of a phrase is meant: "Ada Rao's lawyer"."""
    behind = (t for t in sentence.tokens if 0 <= t.start - name.end <= 1 and t.end < phrase.end)
    return any(t.text in _GENITIVES for t in behind)


def _names_a_body(sentence: Sentence, name: Span) -> bool:
    """Whether a person's name says which of its sort something is: "the Rao administration"."""
    before = next((t for t in reversed(sentence.tokens) if t.end <= name.start), None)
    behind = next((t for t in sentence.tokens if t.start >= name.end), None)
    if before is None or behind is None or before.text.lower() != "the":
        return False
    return behind.tag.startswith("NN") and behind.text.islower()


def _is_matter(sentence: Sentence, name: Span, phrase: Span) -> bool:
    """Whether somebody is what a phrase is about: "papers in the Rao case", "a suit against Rao"."""
    before = [t for t in sentence.tokens if phrase.start <= t.start and t.end <= name.start]
    joins = [t.text.lower() for t in before if t.tag in ("PRP", "PRF") or t.text == ","]
    return bool(joins) and joins[-1] in _ABOUT


def _inserted(sentence: Sentence, speaker: Span) -> bool:
    """Whether a speaker stands between a subject and its quoted verb: 'Rao's board, she said, "has failed"'.

    Those who are named before are then spoken of, and are not the speaker.
    """
    before = [t for t in sentence.tokens if t.end <= speaker.start]
    quoted = next((q for q in sentence.quoted if q.start >= speaker.end), None)
    if quoted is None or not before or before[-1].text != "," or any(t.tag in FINITE for t in before):
        return False
    words = (t for t in sentence.tokens if t.start >= quoted.start and t.text[0].isalpha())
    first = next((t for t in words if t.tag != "AV0"), None)  # "intentionally broke"
    return first is not None and first.tag in FINITE


def _mostly_quoted(sentence: Sentence) -> bool:
    words = [t for t in sentence.tokens if t.text[0].isalnum()]
    return bool(words) and sum(_inside(sentence.quoted, t) for t in words) >= _MOSTLY * len(words)


def _wholly_quoted(sentence: Sentence) -> bool:
    return all(_inside(sentence.quoted, t) for t in sentence.tokens if t.text[0].isalnum())


def _one_paragraph(account: Account, one: int, other: int) -> bool:
    low, high = sorted((one, other))
    return "\n" not in account.article.text[account.sentences[low].span.end : account.sentences[high].span.start]


def _goes_on(account: Account, sentence: Sentence, following: Sentence) -> bool:
    """Whether a quotation runs over the end of a sentence without a mark."""
    between = account.article.text[sentence.quoted[-1].end : following.quoted[0].start]
    return not any(mark in between for mark in (*MARKS, "'", "’", "‘"))
