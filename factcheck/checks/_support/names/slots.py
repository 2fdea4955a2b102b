"""The names of a sentence by the slot that each fills: who is credited with what it says, and where it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from factcheck.domain.account import Account, Name
from factcheck.domain.text import Sentence, Span, Token
from factcheck.settings.lexicons import Lexicons
from factcheck.values.places.gazetteer import Gazetteer

_BACK = 5  # words before a name among which the "reported" of "reported by" stands
_ARTICLES = frozenset({"the", "a", "an"})
_AUXILIARY = ("VH", "AV")  # how tags begin between a speaker and the verb: "has also reported"
_NO_END = ("NN", "NP", "CR")  # how tags begin behind a name that is but a part: "in Milltown harbour"
_LISTED = frozenset({"and", "or", "'s", "’s", "-"})


class Slot(Enum):
    """What a name is to its sentence."""

    CREDIT = "credit"
    AT = "at"
    TO = "to"
    FROM = "from"
    OF = "of"


_WAYS = {
    "in": Slot.AT, "at": Slot.AT, "near": Slot.AT, "outside": Slot.AT, "to": Slot.TO, "into": Slot.TO,
    "for": Slot.TO, "from": Slot.FROM, "of": Slot.OF,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filling:
    """A name in a slot of its sentence."""

    name: Name
    sentence: Sentence
    slot: Slot


def names_of(account: Account, sentence: Sentence) -> list[Name]:
    """Return the names of a sentence that stand in no quotation."""
    here = account.names_at(sentence.span)
    return [name for name in here if not any(quoted.overlaps(name.span) for quoted in sentence.quoted)]


def fillings(account: Account, sentence: Sentence, lexicons: Lexicons, gazetteer: Gazetteer) -> Iterator[Filling]:
    """Yield who is credited in a sentence and which places stand behind a preposition, in the order of the names.

    A place is what any of the articles that the gazetteer is of uses as one.
    """
    for name in names_of(account, sentence):
        before = [token for token in sentence.tokens if token.end <= name.span.start]
        behind = [token for token in sentence.tokens if token.start >= name.span.end]
        if name.sort == "place" or (name.sort == "other" and gazetteer.knows(name.text)):
            way = _way(before)
            if way is not None:
                yield Filling(name, sentence, way)
        elif name.sort != "demonym" and _credited(before, behind, lexicons):
            yield Filling(name, sentence, Slot.CREDIT)


def is_part(filling: Filling) -> bool:
    """Whether a place is but a part of what is meant, or one of a list: "Milltown harbour", "Milltown and Oldgate"."""
    behind = next((t for t in filling.sentence.tokens if t.start >= filling.name.span.end), None)
    return behind is not None and (behind.text.lower() in _LISTED or behind.tag.startswith(_NO_END))


def crediting(lexicons: Lexicons) -> frozenset[str]:
    """Return the verbs whose subject a statement is credited to."""
    speech = lexicons.speech
    return speech.saying | speech.reckoning | speech.naming | lexicons.standing.alleging


def tokens_at(sentence: Sentence, span: Span) -> Iterator[Token]:
    """Yield the words of a sentence that stand in `span`."""
    return (token for token in sentence.tokens if span.overlaps(Span(token.start, token.end)))


def _way(before: Sequence[Token]) -> Slot | None:
    words = [token.text.lower() for token in before[-2:]]
    if words and words[-1] in _ARTICLES:
        words.pop()
    return _WAYS.get(words[-1]) if words else None


def _credited(before: Sequence[Token], behind: Sequence[Token], lexicons: Lexicons) -> bool:
    """Whether a name is the subject of a verb of saying, or stands behind "according to" or "reported by"."""
    verbs = crediting(lexicons)
    verb = next((token for token in behind if not token.tag.startswith(_AUXILIARY)), None)
    if verb is not None and verb.tag.startswith("VV") and verb.tag != "VVG" and verb.lemma in verbs:
        return True
    words = [token.text.lower() for token in before[-3:] if token.text.lower() not in _ARTICLES]
    if words[-2:] == ["according", "to"]:
        return True
    said = any(token.tag.startswith("VV") and token.lemma in verbs for token in before[-_BACK:])
    return words[-1:] == ["by"] and said
