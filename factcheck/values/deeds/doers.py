"""Which named person did a deed that is done once: "Hale shot Frost", "Frost was shot by Hale"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.domain.text import Sentence, Span
from factcheck.settings.lexicons import Actors
from factcheck.values.names.lines import Line

_AUXILIARIES = ("VB", "VH", "AV")
_UNREAL = ("VM0", "XX0", "TO0")
_MARKS = frozenset("\"“”‘’'")
_REACH = 5  # tokens before a verb in which a doubt counts


@dataclass(frozen=True, slots=True)
class Doing:
    """A doer and what it was done to, as written, and the lemma of the verb; `span` is the doer's name."""

    sentence: Sentence
    span: Span
    doer: str
    verb: str
    object: str


def find_doings(line: Line, actors: Actors) -> Iterator[Doing]:
    """Yield the deeds of one sentence that stand right between two names, passives turned round; no plans or doubts."""
    for i, token in enumerate(line.tokens):
        if token.lemma not in actors.once or token.tag not in ("VVD", "VVN") or doubted(line, i, actors):
            continue
        before = i
        while line.tag(before - 1).startswith(_AUXILIARIES):
            before -= 1
        passive = line.word(i + 1) == "by" and any(line.tag(k).startswith("VB") for k in range(before, i))
        left = line.last.get(before - (line.word(before - 1) in _MARKS) if passive else i)
        right = line.first.get(_object(line, i + 1 + passive))
        if left is None or right is None or line.word(left[1] - 1) in ("and", "or", "by", "of", "for"):
            continue
        doer, target = (right[0], left[0]) if passive else (left[0], right[0])
        joined = line.word(right[1]) in ("and", "or", "'s", "’s")
        if doer.sort == "person" and not joined:
            yield Doing(line.sentence, doer.span, doer.text, token.lemma, target.text)


def _object(line: Line, i: int) -> int:
    """Step over a quotation mark before a title."""
    return i + (line.word(i) in _MARKS)


def doubted(line: Line, i: int, actors: Actors) -> bool:
    """Whether the deed of the verb at `i` is denied, planned or only suspected."""
    near = range(max(0, i - _REACH), i)
    return any(line.tag(k) in _UNREAL or line.lemma(k) in actors.suspected for k in near)
