"""Which named person was killed, told once: "Paul Frost was shot dead", "the man killed on Monday was Paul Frost"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.domain.account import Name
from factcheck.domain.text import Sentence, Span
from factcheck.settings.lexicons import Actors, Nouns
from factcheck.values.deeds.doers import doubted
from factcheck.values.names.lines import Line
from factcheck.values.names.spelling import words_of

_AUXILIARIES = ("VB", "VH", "AV")
_ONE = frozenset({"was", "is", "been"})  # "were" is of several
_IS_NAMED = frozenset({"was", "is", "as"})
_OF_ANOTHER = frozenset(
    {"and", "or", "of", "by", "to", "with", "for", "than"}
)  # "the brother of Paul Frost was killed"


@dataclass(frozen=True, slots=True)
class Victim:
    """Who underwent a deed that is undergone once, as written, and the lemma of the verb; `span` is the name."""

    sentence: Sentence
    span: Span
    name: str
    verb: str


def find_victims(line: Line, actors: Actors, nouns: Nouns) -> Iterator[Victim]:
    """Yield who was killed by each verb of one sentence; of several at once, of plans and of doubts none."""
    for i, token in enumerate(line.tokens):
        if token.tag in ("VVD", "VVN") and _kills(line, i, actors) and not doubted(line, i, actors):
            name = _subject(line, i, nouns)
            if name and name.sort in ("person", "other") and len(words_of(name.text)) > 1:
                yield Victim(line.sentence, name.span, name.text, token.lemma)


def _kills(line: Line, i: int, actors: Actors) -> bool:
    behind = (f" {line.word(i + 1)}", f" {line.word(i + 1)} {line.word(i + 2)}")
    return any(line.lemma(i) + words in actors.deadly for words in ("", *behind))


def _subject(line: Line, i: int, nouns: Nouns) -> Name | None:
    """The name that a passive is told of, or that whoever it is told of is then said to have."""
    start = i
    while line.tag(start - 1).startswith(_AUXILIARIES) or (
        line.word(start - 1) == "and" and line.tag(start - 2).startswith("VV")
    ):
        start -= 1 if line.word(start - 1) != "and" else 2
    passive = any(line.word(k) in _ONE for k in range(start, i))
    who = passive and line.word(start - 1) == "who"
    start -= who
    if line.tag(start - 1) == "NN1" and line.lemma(start - 1) in nouns.persons and (who or start == i):
        return _named_behind(line, i)
    while passive and (line.word(start - 1) == "," or line.tag(start - 1) == "CRD"):
        start -= 1
    name, first = line.last.get(start, (None, 0)) if passive else (None, 0)
    apart = line.word(first - 1) not in (_OF_ANOTHER if not who else {"and", "or"})
    return name if apart else None


def _named_behind(line: Line, i: int) -> Name | None:
    """As in "the man shot dead by police on Monday was Paul Frost"."""
    for k in range(i + 1, len(line.tokens)):
        if line.word(k) in _IS_NAMED and k + 1 in line.first:
            name, end = line.first[k + 1]
            return None if line.word(end) in ("and", "or", "'s", "’s") else name
    return None
