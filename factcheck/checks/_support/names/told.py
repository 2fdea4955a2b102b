"""Who tells whom what in the sentences of an account, with the names of both and the words of what is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from factcheck.checks._support.names.mentions import name_words
from factcheck.checks._support.names.slots import names_of
from factcheck.domain.account import Account, Name
from factcheck.domain.frames import Telling
from factcheck.domain.text import Sentence, Span, Token
from factcheck.frames.telling import read_tellings
from factcheck.interfaces import Parser
from factcheck.settings.lexicons import Lexicons
from factcheck.text.nearness import Bag, matter_of

_UNCREDITED = frozenset({"demonym", "place"})  # sorts of names to which no statement is credited
_PHRASE = 2  # words from which quoted ones are somebody's rather than a word in quotes ...
SENTENCE = 5  # ... and from which on they are telling also where much else is told beside, or quoted

Words = tuple[str, ...]


class Role(Enum):
    """What somebody has to do with a statement."""

    SPEAKER = auto()
    HEARER = auto()


@dataclass(frozen=True, slots=True)
class ToldStatement:
    """A statement with those who are named for it.

    `speaking` is the phrase that names the speaker, a pronoun perhaps; `named` are the words of it and of that of the
    hearer, `places` the numbers of these tokens and of those of what is told; `matter` are the words of that, `phrases`
    its stretches in quotation marks, as words. Those of `quoted` are sentences, or most of what is told.
    """

    sentence: Sentence
    verb: str
    speaking: tuple[Token, ...]
    speaker: Name | None
    hearer: Name | None
    named: frozenset[str]
    places: frozenset[int]
    matter: Bag
    phrases: tuple[Words, ...]
    quoted: tuple[Words, ...]

    def who(self, role: Role) -> Name | None:
        """Return who is named in a role."""
        return self.speaker if role is Role.SPEAKER else self.hearer


def told_in(account: Account, lexicons: Lexicons, parser: Parser) -> Iterator[tuple[ToldStatement, ...]]:
    """Yield what is told in each sentence of an account, in the order of the text."""
    parses = parser.parse([sentence.tokens for sentence in account.sentences])
    for sentence, parse in zip(account.sentences, parses, strict=True):
        names = names_of(account, sentence)
        tellings = read_tellings(sentence, parse, lexicons)
        quoted = [one for one in tellings if any(_inside(q, sentence.tokens[one.verb]) for q in sentence.quoted)]
        yield tuple(_told(sentence, names, one) for one in tellings if one not in quoted)


def quoted_words(sentence: Sentence) -> Iterator[tuple[Span, Words]]:
    """Yield the stretches of a sentence in quotation marks with their words in lower case."""
    for stretch in sentence.quoted:
        inside = (t for t in sentence.tokens if stretch.start <= t.start < stretch.end)
        words = tuple(t.text.lower().replace("’", "'") for t in inside if t.text[0].isalnum() or t.text[0] in "'’")
        if len(words) >= _PHRASE:
            yield stretch, words


def _told(sentence: Sentence, names: Sequence[Name], one: Telling) -> ToldStatement:
    tokens = sentence.tokens
    said = [tokens[k] for k in one.told]
    naming = [tokens[k] for k in (*one.speaking, *one.hearing)]
    matter = matter_of(said) - {tokens[one.verb].lemma}
    inside = {words: [t for t in said if _inside(stretch, t)] for stretch, words in quoted_words(sentence)}
    phrases = {words: 2 * len(matter_of(part)) >= len(matter) for words, part in inside.items() if part}
    speaking = [tokens[k] for k in one.speaking]
    return ToldStatement(
        sentence=sentence,
        verb=tokens[one.verb].lemma,
        speaking=tuple(speaking),
        speaker=_name(tokens, names, one.speaker, one.speaking),
        hearer=_name(tokens, names, one.hearer, one.hearing),
        named=frozenset(word for token in naming for word in name_words(token.text)),
        places=frozenset((*one.speaking, *one.hearing, *one.told)),
        matter=matter,
        phrases=tuple(phrases),
        quoted=tuple(words for words, mostly in phrases.items() if mostly or len(words) >= SENTENCE),
    )


def _name(tokens: Sequence[Token], names: Sequence[Name], head: int | None, phrase: Sequence[int]) -> Name | None:
    """Return the name that a phrase is about: at its head, or right behind it as in "the mayor, Ada Rao"."""
    if head is None:
        return None
    fit = [name for name in names if name.sort not in _UNCREDITED]
    here = next((name for name in fit if _inside(name.span, tokens[head])), None)
    behind = next((k for k in phrase if k > head), len(tokens))
    if here is not None or behind >= len(tokens) - 1 or tokens[behind].text != ",":
        return here
    return next((name for name in fit if _inside(name.span, tokens[behind + 1])), None)


def _inside(span: Span, token: Token) -> bool:
    return span.start <= token.start < span.end
