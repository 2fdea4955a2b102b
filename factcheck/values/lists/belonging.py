"""How a row of names stands in its sentence: who does, what is done to, what is named.

No parser: the words right before and right behind the row decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from factcheck.domain.text import Token
from factcheck.settings.lexicons import Deeds
from factcheck.text.clauses import FINITE

DOER, OBJECT, NAMED = "doer", "object", "named"

_NAMING = frozenset({"name", "identify"})
_NOUNS = ("NN0", "NN1", "NN2")
_PHRASE = (*_NOUNS, "AJ", "AT0", "DPS", "ORD", "CRD", "DT0")
_DONE = ("VVN", "VVD", "AJ0")  # a participle may be taken for either
_HELPING = ("VB", "VH", "VM", "VD", "AV0", "XX0", "TO0", "AJS")
_AS_NOUNS = ("dead", "injured", "wounded", "missing", "accused")  # "the dead were Ada and Ian"
_HYPHENS = ("-", "‐", "‑")  # "hardest - hit" in text that was taken apart
_LONGEST = 8  # words of the phrase that says what the names are: "the four villages hit hardest by"
_SOON = 3  # words behind a list in which "worst hit" may stand


@dataclass(frozen=True, slots=True)
class Membership:
    """How a list stands in its sentence: as the doer or object of a deed, behind a preposition, or as the names of
    what `governor` says (`role` NAMED). `noun` is what the members are said to be ("village"), `count` how many;
    `utmost` whether they are the worst, most or best of their sort.
    """

    role: str
    governor: str
    noun: str = ""
    count: str = ""
    utmost: bool = False


def standing_of(before: Sequence[Token], after: Sequence[Token], deeds: Deeds) -> Membership | None:
    """Return how a list stands between the tokens of its clause, or None where that is not plain."""
    noun, count, utmost, rest = _said_to_be(before, after)
    standing = _governed(rest, after, deeds) if noun is not None else None
    if standing is None or noun is None:
        return None
    if standing.role == NAMED:
        return standing
    if noun and _utmost(after[:_SOON]):  # "the villages of A and B were worst hit"
        return Membership(NAMED, noun, noun, count, utmost=True)
    return replace(standing, noun=noun, count=count, utmost=utmost)


def _said_to_be(before: Sequence[Token], after: Sequence[Token]) -> tuple[str | None, str, bool, Sequence[Token]]:
    """Return the noun that says what the names are, its number, whether it is marked as the utmost, and what stands
    before it; the noun is None where the names only go with another noun ("Bloom and Rayt aide").
    """
    if after and after[0].tag.startswith(("NN", "NP")):
        plural = after[0].tag == "NN2"
        return (after[0].lemma if plural else None), "", False, _less_modifiers(before)[0]
    rest = list(before)
    if rest and rest[-1].text in (":", ",", "-", "--", "–", "—"):
        rest.pop()
        head, count, utmost, left = _phrase(rest)
        definite = bool(rest[len(left) :]) and rest[len(left)].lemma == "the" and rest[-1].tag == "NN2"
        return (head or None) if count or definite else None, count, utmost, left
    if len(rest) > 1 and rest[-1].lemma == "of" and rest[-2].tag == "NN2":
        return _phrase(rest[:-1])
    if rest and rest[-1].tag == "NN2":
        return _phrase(rest)
    left, utmost = _less_modifiers(rest)
    return "", "", utmost, left


def _phrase(tokens: Sequence[Token]) -> tuple[str, str, bool, Sequence[Token]]:
    """Return head, number and utmostness of the noun phrase that ends here, and what stands before it."""
    at = len(tokens)
    while at > max(0, len(tokens) - _LONGEST) and _in_phrase(tokens, at - 1):
        at -= 1
    part = tokens[at:]
    nouns = [t for t in part if t.tag in _NOUNS or t.text.lower() in _AS_NOUNS]
    count = next((t.lemma for t in part if t.tag == "CRD"), "")
    return (nouns[-1].lemma if nouns else ""), count, _utmost(part), tokens[:at]


def _in_phrase(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token belongs to the noun phrase that goes on behind it; "most affected" and "hit hardest" do."""
    token = tokens[i]
    hyphenated = any(t.text in _HYPHENS for t in tokens[max(0, i - 1) : i])
    return token.tag.startswith((*_PHRASE, "VVN")) or token.text in _HYPHENS or token.lemma == "most" or hyphenated


def _utmost(part: Sequence[Token]) -> bool:
    return any(
        t.tag == "AJS"
        or t.text.lower() in ("most", "worst", "hardest")
        or t.text.lower().startswith(("worst-", "hardest-"))
        for t in part
    )


def _less_modifiers(before: Sequence[Token]) -> tuple[Sequence[Token], bool]:
    at = len(before)
    while at and (before[at - 1].tag.startswith(("AJ", "AT0", "DPS")) or before[at - 1].lemma == "both"):
        at -= 1
    return before[:at], _utmost(before[at:])


def _governed(before: Sequence[Token], after: Sequence[Token], deeds: Deeds) -> Membership | None:
    if before and before[-1].lemma == "as":
        return _named_as(before[:-1])
    if (
        not before
        or before[-1].tag in ("CJS", "CJT", "CJC", "DTQ")
        or before[-1].text in (",", ":", ";", '"', "“", "``")
    ):
        return _as_subject(after, deeds)
    last = before[-1]
    if last.lemma == "by":
        done = [t for t in before[:-1] if t.tag != "AV0"][-1:]
        return Membership(DOER, _deed(done[0], deeds)) if done and done[0].tag in _DONE else None
    if last.tag.startswith("VB"):
        return _named(before[:-1])
    if last.tag.startswith("VV"):
        return Membership(OBJECT, _deed(last, deeds)) if not _finite_soon(after) else _as_subject(after, deeds)
    if last.tag.startswith("PR") and len(before) > 1 and before[-2].tag.startswith(("NN", "VV")):
        return Membership(last.lemma, _deed(before[-2], deeds))
    return None


def _as_subject(after: Sequence[Token], deeds: Deeds) -> Membership | None:
    """The list opens its clause: its verb follows."""
    passive = False
    after = after[1:] if after and after[0].text == "," else after
    for token in after:
        if token.tag.startswith("VV"):
            return Membership(OBJECT if passive and token.tag in ("VVN", "VVD") else DOER, _deed(token, deeds))
        if not token.tag.startswith(_HELPING) and token.lemma not in ("worst", "most"):
            return None
        passive = passive or token.tag.startswith("VB")
    return None


def _finite_soon(after: Sequence[Token]) -> bool:
    """Whether the list has a verb of its own, as in "officials said A and B were hit"."""
    return bool(after) and after[0].tag in FINITE


def _named_as(before: Sequence[Token]) -> Membership | None:
    """What stands before "as": "the victims were named as", "police named the victims as"."""
    verb = next((i for i in range(len(before) - 1, -1, -1) if before[i].tag.startswith("VV")), None)
    if verb is None or before[verb].lemma not in _NAMING:
        return None
    return _named(before if verb < len(before) - 1 else before[:verb])


def _named(before: Sequence[Token]) -> Membership | None:
    """What the names are the names of: the subject of "are" or "were identified as"."""
    rest = list(before)
    while rest and rest[-1].tag.startswith(_HELPING):
        rest.pop()
    head, count, utmost, _ = _phrase(rest)
    return Membership(NAMED, head, head, count, utmost) if head else None


def _deed(token: Token, deeds: Deeds) -> str:
    return deeds.classes.get(token.lemma, token.lemma)
