"""How an event turned out: held or broken, signed or left unsigned, passed or voted down.

The opposites stand in `config/lexicons/opposites.toml` by type of event. A side counts only where the event
itself is named in the same sentence ("the truce ... has held"), and a negation in reach turns it over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factcheck.domain.text import Span, Token
from factcheck.domain.values import Outcome
from factcheck.settings.lexicons import Opposites, Words
from factcheck.text.relatives import relative_clauses

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
_STOPS = {",", ";", ":", ".", "but", "and", "or"}


def find_outcomes(tokens: Sequence[Token], opposites: Opposites) -> Iterator[tuple[Span, Outcome]]:
    """Yield each statement of a sentence on how an event of a known type turned out, with its words' span."""
    lemmas = {token.lemma for token in tokens}
    for event, sections in sorted(opposites.items()):
        if not lemmas & sections[EVENT]:
            continue
        sides = {word: side for side, words in sections.items() if side != EVENT for word in words}
        told = [i for i, t in enumerate(tokens) if t.lemma in sides and _says(tokens, i, event=sections[EVENT])]
        for i in _main_told(tokens, told):
            start, turned = _negation(tokens, i)
            side = sides[tokens[i].lemma]
            final = _other(sections, side) if turned else side
            yield Span(tokens[start].start, tokens[i].end), Outcome(event, final, tokens[i].text)


def _main_told(tokens: Sequence[Token], told: Sequence[int]) -> Sequence[int]:
    """What became of the event in the end: "the deal that he had rejected was signed" tells of a signed deal."""
    inside = {k for clause in relative_clauses(tokens) for k in clause}
    return [i for i in told if i not in inside] or told


def opposed(left: Outcome, right: Outcome) -> bool:
    """Whether two outcomes are of one type of event and exclude each other."""
    return left.event == right.event and left.side != right.side


def _says(tokens: Sequence[Token], i: int, *, event: Words) -> bool:
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
    """Return where the phrase begins and whether a negation reaches the word at `i`; two undo each other.

    A "nor" negates by itself, an "or" takes along what negates the word before it, and what negates another verb
    over this one ("did not say it was signed") stays there.
    """
    start, count = i, 0
    for j in range(i - 1, max(-1, i - 1 - _REACH), -1):
        over = tokens[j].tag.startswith("VV") and tokens[j].lemma not in _NEGATIONS
        over = over and tokens[j + 1].tag not in (
            "TO0",
            "VVG",
        )  # "did not agree to sign", "did not advise rejecting it"
        joined = tokens[j].text == "or" and tokens[j - 1].tag.startswith("VV") and j == i - 1
        if tokens[j].text in _STOPS and not joined:
            break
        if over and tokens[j + 1].text != "or":
            break
        if tokens[j].lemma in _NEGATIONS and not _only(tokens, j):
            start, count = j, count + 1
        if tokens[j].text == "nor":
            break
    return start, count % 2 == 1


def _only(tokens: Sequence[Token], j: int) -> bool:
    """'Not only' and 'no doubt' negate nothing."""
    return j + 1 < len(tokens) and tokens[j + 1].lemma in {"only", "doubt", "just"}


def _other(sections: Mapping[str, Words], side: str) -> str:
    return next(other for other in sections if other not in (EVENT, side))
