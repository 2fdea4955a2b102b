"""Where somebody died: at the scene, at home, or on the way to or in a hospital."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from factcheck.domain.account import Account
from factcheck.domain.text import Sentence, Span
from factcheck.domain.values import Figure
from factcheck.settings.lexicons import Nouns, PlaceWords
from factcheck.values.names.lines import Line

_REACH = 10  # tokens between the death and its place: "died of his wounds early on Friday at the scene"
_BEHIND = 12  # tokens between "hospital" and "where she died"
_WHERE = 5  # tokens between "where" and "died"
_NAME = 8  # tokens of a hospital's name: "the nearby St Mary's Hospital"
_DOUBT = 4  # tokens before a death in which "would", "not" or "if" unmakes it
_PRONOUNS = {"she": "woman", "he": "man", "who": ""}  # and the noun that each stands for
_SKIPPED = {"AV0", "VHD", "VHZ", "VBD", "VBZ", "VBN", "XX0", "VM0"}


class DeathPlace(Enum):
    """The places of a death: a hospital excludes both others."""

    SCENE = "at the scene"
    HOME = "at home"
    HOSPITAL = "on the way to hospital or there"


@dataclass(frozen=True, slots=True)
class Death:
    """Where one person died. `victim` is a name as written, "" for one whom a sentence does not name but by `noun`."""

    sentence: Sentence
    span: Span
    where: DeathPlace
    victim: str
    noun: str


def find_deaths(line: Line, places: PlaceWords) -> Iterator[Death]:
    """Yield the deaths whose place one sentence tells. Being pronounced dead in a hospital tells no place of death."""
    for i, token in enumerate(line.tokens):
        pronounced = token.lemma == "dead" and line.lemma(i - 1) in ("pronounce", "declare")
        at_once = line.word(i + 1) in ("instantly", "outright")
        died = token.tag.startswith("VV") and (token.lemma == "die" or (token.lemma == "kill" and at_once))
        if not (died or pronounced):
            continue
        found = _after(line, i, places) or (None if pronounced else _before(line, i, places))
        if found is None or (pronounced and found[0] is DeathPlace.HOSPITAL) or _open(line, i):
            continue
        victim, noun = _victim(line, i - 1 - pronounced)
        if victim or noun:
            where, a, b = found
            yield Death(line.sentence, Span(line.tokens[a].start, line.tokens[b].end), where, victim, noun)


def several_died(account: Account) -> bool:
    """Whether an article counts more than one dead."""
    figures = [claim.value for claim in account.claims if isinstance(claim.value, Figure)]
    return any(figure.role == "killed" and figure.unit == "count" and figure.upper > 1 for figure in figures)


def one_victim(deaths: Sequence[Death], nouns: Nouns) -> bool:
    """Whether the nouns for somebody not named can all be one person's: no man and woman, no driver and passenger."""
    told = {death.noun for death in deaths} - nouns.general - {""}
    men, women = told & nouns.male, told & nouns.female
    return not (men and women) and len(told - men - women) < 2


def _after(line: Line, i: int, places: PlaceWords) -> tuple[DeathPlace, int, int] | None:
    """Read the place behind "died", with the first and last index of its words."""
    for k in range(i + 1, min(i + 1 + _REACH, len(line.tokens))):
        if line.tag(k) in ("VVD", "VVZ", "VVB", "CJC", "CJS") or line.word(k) in (";", "who", "which"):
            return None
        if end := _phrase(line, k, places.scene):
            return DeathPlace.SCENE, i, end - 1
        if end := _phrase(line, k, places.at_home):
            return DeathPlace.HOME, i, end - 1
        if end := _phrase(line, k, places.way):
            return DeathPlace.HOSPITAL, i, min(end + 1, len(line.tokens) - 1)
        if line.word(k) in ("in", "at") and (end := _hospital(line, k + 1, places)):
            return DeathPlace.HOSPITAL, i, end - 1
    return None


def _before(line: Line, i: int, places: PlaceWords) -> tuple[DeathPlace, int, int] | None:
    """Read "was taken to a hospital, where she later died"."""
    where = next((k for k in range(i - 1, max(i - 1 - _WHERE, -1), -1) if line.word(k) == "where"), None)
    if where is None or any(line.tag(k) in ("VVD", "VVZ") for k in range(where, i)):
        return None
    for k in range(where - 1, max(where - _BEHIND, -1), -1):
        if _is_hospital(line, k, places):
            return DeathPlace.HOSPITAL, where, i
        if line.tag(k) in ("VVD", "VVN"):
            return None
    return None


def _phrase(line: Line, k: int, phrases: tuple[str, ...]) -> int:
    """Return the index after the phrase that begins at `k`, 0 when none does."""
    for phrase in phrases:
        words = phrase.split()
        if [line.word(k + n) for n in range(len(words))] == words:
            return k + len(words)
    return 0


def _hospital(line: Line, k: int, places: PlaceWords) -> int:
    """Return the index after the hospital that begins at `k` ("the nearby St Mary's Hospital"), 0 when none does."""
    for end in range(k, min(k + _NAME, len(line.tokens))):
        if _is_hospital(line, end, places):
            return end + 1
        if line.tag(end)[:2] not in ("AT", "DP", "NP", "NN", "AJ", "PO", "UN", "OR", "CR") and line.word(end) != ".":
            return 0
    return 0


def _is_hospital(line: Line, k: int, places: PlaceWords) -> bool:
    known = places.hospital
    return line.word(k) in known or f"{line.word(k - 1)} {line.word(k)}" in known


def _open(line: Line, i: int) -> bool:
    """Whether the death is denied, planned or conditional: "would have died at the scene"."""
    return any(
        line.tag(k) in ("VM0", "XX0", "TO0") or line.word(k) in ("if", "nearly", "almost")
        for k in range(max(0, i - _DOUBT), i)
    )


def _victim(line: Line, i: int) -> tuple[str, str]:
    """Return the name of the one who died, or the noun, reading back from the verb; ("", "") for several or nobody."""
    while line.tag(i) in _SKIPPED:
        i -= 1
    if line.word(i) in _PRONOUNS:
        return _named_before(line, i), _PRONOUNS[line.word(i)]
    if i + 1 in line.last:
        name, start = line.last[i + 1]
        one = line.word(start - 1) != "and" and name.sort in ("person", "other")
        return (name.text, "") if one else ("", "")
    if line.word(i) == ",":
        return _named_before(line, i), ""
    if line.tag(i) == "NN1":
        return "", line.lemma(i)
    return "", ""


def _named_before(line: Line, i: int) -> str:
    """The one person named before `i` in the sentence, "" when none or several are."""
    people = {name.text for start, (name, _) in line.first.items() if start < i and name.sort in ("person", "other")}
    people = {text for text in people if not any(text != other and text in other for other in people)}
    return people.pop() if len(people) == 1 else ""
