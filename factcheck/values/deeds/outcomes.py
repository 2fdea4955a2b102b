"""How an event turned out: held or broken, signed or left unsigned, passed or voted down.

The opposites stand in `config/lexicons/opposites.toml` by type of event. A side counts only where the event
itself is named in the same sentence ("the truce ... has held"), and a negation in reach turns it over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factcheck.domain.text import Span, Token
from factcheck.domain.values import Outcome
from factcheck.text.clauses import FINITE

Opposites = Mapping[str, Mapping[str, tuple[str, ...]]]

EVENT = "event"  # the section of a type that lists the words for the event itself
_NEGATIONS = {
    "not",
    "never",
    "no",
    "without",
    "neither",
    "nor",
    "fail",
    "refuse",
    "decline",
    "unable",
    "nobody",
    "none",
}
_REACH = 4  # words between a negation and what it negates; "no one has yet signed" is the longest common form
_PHRASE = ("AT0", "DPS", "DT0", "AJ", "ORD", "CRD", "POS", "NN", "NP")  # tags inside a noun phrase
_RELATIVES = {"that", "which", "whom", "who"}
_STOPS = {",", ";", ":", ".", "but", "and", "or"}


def find_outcomes(tokens: Sequence[Token], opposites: Opposites) -> Iterator[tuple[Span, Outcome]]:
    """Yield each statement of a sentence on how an event of a known type turned out, with its words' span."""
    lemmas = {token.lemma for token in tokens}
    for event, sections in sorted(opposites.items()):
        if not lemmas & set(sections[EVENT]):
            continue
        told = [(i, *_told(tokens, i, event, sections)) for i in _telling(tokens, sections)]
        contrary = len({outcome.side for _, _, outcome in told}) > 1
        for i, start, outcome in told:
            if not (contrary and _in_relative(tokens, i, sections[EVENT])):
                yield Span(tokens[start].start, tokens[i].end), outcome


def _telling(tokens: Sequence[Token], sections: Mapping[str, tuple[str, ...]]) -> Iterator[int]:
    words = {word for side, words in sections.items() if side != EVENT for word in words}
    return (i for i, t in enumerate(tokens) if t.lemma in words and _says(tokens, i, event=sections[EVENT]))


def _told(tokens: Sequence[Token], i: int, event: str, sections: Mapping[str, tuple[str, ...]]) -> tuple[int, Outcome]:
    """What the word at `i` says of the event, and where its phrase begins."""
    lemma = tokens[i].lemma
    side = next(side for side, words in reversed([*sections.items()]) if side != EVENT and lemma in words)
    start, turned = _negation(tokens, i)
    return start, Outcome(event, _other(sections, side) if turned else side, tokens[i].text)


def _in_relative(tokens: Sequence[Token], i: int, event: Sequence[str]) -> bool:
    """Whether a word stands in a clause that says which event it was: "the deal that she had rejected was signed"."""
    opening = (k for k in range(i - 1, 0, -1) if tokens[k].lemma in _RELATIVES)
    k = next(opening, 0)
    named = [t for t in tokens[max(0, k - 2) : k] if t.text != ","]
    inside = bool(named) and k > 0 and named[-1].lemma in event
    if tokens[k - 1].text == "," and any(t.text == "," for t in tokens[k:i]):
        return False  # the second comma has closed it
    return inside and sum(t.tag in FINITE for t in tokens[k + 1 : i + 1]) < 2  # the second is the main clause's


def opposed(left: Outcome, right: Outcome) -> bool:
    """Whether two outcomes are of one type of event and exclude each other."""
    return left.event == right.event and left.side != right.side


def _says(tokens: Sequence[Token], i: int, *, event: Sequence[str]) -> bool:
    """Whether a word tells how the event turned out: it does not name the event itself ("the agreement" is not
    "they agree"), and if it has an object that is the event or a pronoun ("held talks" tells of no truce).
    """
    token = tokens[i]
    if token.lemma in event or token.tag[0] not in "VNA":
        return False
    if not token.tag.startswith("VV"):
        return True
    phrase = []
    for following in tokens[i + 1 :]:
        if not following.tag.startswith(_PHRASE):
            break
        phrase.append(following)
    nouns = [t for t in phrase if t.tag.startswith("N")]
    return not nouns or nouns[-1].lemma in event


def _negation(tokens: Sequence[Token], i: int) -> tuple[int, bool]:
    """Return where the phrase begins and whether a negation reaches the word at `i`; two undo each other."""
    start, count = i, 0
    for j in range(i - 1, max(-1, i - 1 - _REACH), -1):
        if tokens[j].text in _STOPS:
            break
        if tokens[j].lemma in _NEGATIONS and not _only(tokens, j):
            start, count = j, count + 1
            if tokens[j].lemma == "nor":  # its "neither" is the same negation
                break
    return start, count % 2 == 1


def _only(tokens: Sequence[Token], j: int) -> bool:
    """'Not only' and 'no doubt' negate nothing."""
    return j + 1 < len(tokens) and tokens[j + 1].lemma in {"only", "doubt", "just"}


def _other(sections: Mapping[str, tuple[str, ...]], side: str) -> str:
    return next(other for other in sections if other not in (EVENT, side))
