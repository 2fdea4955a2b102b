"""Which stretches of a sentence only say which person or thing is meant: "the deal that he had rejected was signed"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.domain.text import Token
from factcheck.text.clauses import FINITE

_RELATIVES = frozenset({"DTQ", "PNQ"})
_NOUNS = ("NN", "NP", "UNC", "POS", "PNI")
_GROUP = frozenset("AV0 XX0 VM0 VBB VBD VBG VBI VBN VBZ VDB VDD VDI VDN VDZ VHB VHD VHG VHI VHN VHZ".split())  # noqa: SIM905
_JOINERS = frozenset({"CJC", "CJS", "CJT"})


def relative_clauses(tokens: Sequence[Token]) -> tuple[range, ...]:
    """Return the relative clauses behind which the clause around them goes on with its own verb, in order.

    Set off by commas ("Rao, who left, signed") or not ("the man who left signed"). One at the end of a sentence is none
    of them; nor is "he said that", where no noun stands before the "that", or "told them that", where a verb does.
    """
    found: list[range] = []
    for at in range(len(tokens) - 1, 0, -1):
        if _opens(tokens, at) and (end := _end(tokens, at, found)):
            found.append(range(at, end))
    return tuple(reversed(found))


def group_start(tokens: Sequence[Token], at: int) -> int:
    """Return where the group of the verb at `at` begins: "has" in "has not signed"."""
    while at and tokens[at - 1].tag in _GROUP:
        at -= 1
    return at


def _opens(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1]
    if tokens[at].tag in _RELATIVES:
        return before.text == "," or before.tag.startswith(_NOUNS) or before.tag in ("PRP", "PRF")
    return tokens[at].tag == "CJT" and before.tag.startswith(_NOUNS) and not _verb_before(tokens, at)


def _verb_before(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb of the same clause stands before the noun of a "that": "told reporters that"."""
    for token in reversed(tokens[:at]):
        if token.tag in _JOINERS or token.text in (",", ";", ":"):
            return False
        if token.tag in FINITE or token.tag.startswith("VV"):
            return True
    return False


def _end(tokens: Sequence[Token], at: int, inner: Sequence[range]) -> int:
    """Return where a relative clause ends and the one around it goes on with a verb; 0 where that has none."""
    groups = [k for k in _groups(tokens, at) if not any(k in one for one in inner)]
    if not groups:
        return 0
    if tokens[at - 1].text == ",":
        verb = next(k for k in range(at, len(tokens)) if tokens[k].tag.startswith("V"))
        comma = next((k for k in range(verb, len(tokens)) if tokens[k].text == ","), len(tokens))
        return comma if comma + 1 in groups else 0
    between = tokens[groups[0] : groups[1]] if len(groups) > 1 else ()
    joined = any(t.tag in _JOINERS or t.text in (",", ";", ":") for t in between)
    return groups[1] if between and not joined else 0


def _groups(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """Yield where each finite group of verbs behind a relative word begins."""
    last = -1
    for k in range(at + 1, len(tokens)):
        if tokens[k].tag not in FINITE:
            continue
        first = group_start(tokens, k)
        if first > last or last < 0:
            yield first
        last = k
