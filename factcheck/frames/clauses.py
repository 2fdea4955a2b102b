"""A predicate with the words of its clause: what it may be called, who and what it is told of, and in which order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from factcheck.domain.frames import Frame, PredicateSort
from factcheck.domain.parses import Parse
from factcheck.domain.text import Sentence
from factcheck.frames.reading import Frames
from factcheck.frames.tree import Tree
from factcheck.settings.lexicons import Lexicons, Words

_OWN = frozenset({"ccomp", "relcl", "parataxis", "conj", "cc"})  # hangs on a clause and is none of its words
_JOINED = ("prt", "acomp", "oprd", "attr", "dobj", "intj", "advmod", "prep")  # the nearest to a verb's meaning first
_GERUNDS = frozenset({"VBG", "VBN", "VB"})
_BEFORE, _AFTER = frozenset({"before", "until", "till"}), frozenset({"after", "since", "following"})
_PERFECT = frozenset({"has", "have", "had", "was", "were", "'ve", "'d"})
_MODALS = frozenset({"to", "will", "would", "may", "might", "can", "could", "must", "should", "shall"})
_NEGATIONS = frozenset(
    {"not", "n't", "never", "no", "without", "neither", "nor", "cannot", "none", "nobody", "nothing"}
)
_NONE = frozenset({"no", "none", "neither", "nobody", "nothing"})
_SOME = frozenset({"all", "both", "most", "some", "many", "one", "each"})
_UNITS = frozenset({"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "moment"})
_BESIDE = frozenset({"npadvmod", "appos", "advmod", "attr", "dobj", "nsubj"})
_WITHOUT_DOER = frozenset({"acl", "amod", "pcomp"})


@dataclass(frozen=True, slots=True)
class ClauseOrder:
    """What a clause says of when it was done: `before` or after what `anchor` tells, by the `interval`."""

    before: bool
    anchor: tuple[int, ...]
    interval: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A frame and its words, tokens by their numbers.

    `called` are the lemma of the predicate and the phrases that it makes with the words on it ("turn down", "in
    custody"). `matter` are all words of the clause, its subject's too; `subject` and `object` are those of one phrase,
    `heads` the words that name the subject. A `defining` clause says which of several are meant, and tells nothing.
    """

    frame: Frame
    called: tuple[str, ...]
    matter: tuple[int, ...]
    subject: tuple[int, ...]
    heads: tuple[int, ...]
    by_preposition: Mapping[str, tuple[int, ...]]
    none: bool
    object: tuple[int, ...]
    speaker: tuple[int, ...]
    helpers: tuple[int, ...]
    past: bool
    denied_above: bool
    reduced: bool
    defining: bool
    orders: tuple[ClauseOrder, ...]


def read_clauses(sentence: Sentence, parse: Parse, lexicons: Lexicons, phrases: Words) -> tuple[Clause, ...]:
    """Return the clause of every predicate; `phrases` are those of several words that tell one deed."""
    tree = Tree(sentence, parse, lexicons)
    return tuple(_clause(tree, frame, phrases) for frame in Frames(sentence, parse, lexicons).all)


def _clause(tree: Tree, frame: Frame, phrases: Words) -> Clause:
    i = frame.predicate
    at = tree.anchor(i)
    if (
        frame.sort is PredicateSort.NOUN
        and tree.labels[i] in ("dobj", "nsubjpass")
        and tree.heads[i] in tree.predicates
    ):
        at = tree.heads[i]  # "filed charges": who did so is the subject of "filed"
    subject = _phrase(tree, tree.subject(at) if frame.subject is None else frame.subject)
    matter = sorted({*_words(tree, at), *subject})
    helpers = tree.auxiliaries(at)
    return Clause(
        frame=frame,
        called=tuple(_called(tree, frame, phrases)),
        matter=tuple(matter),
        subject=subject,
        heads=tuple(_heads(tree, tree.subject(at) if frame.subject is None else frame.subject)),
        by_preposition={o.preposition: _phrase(tree, o.token) for o in frame.obliques},
        none=any(tree.words[k] in _NONE for k in subject[:1] + _phrase(tree, frame.object)[:1]),
        object=_phrase(tree, frame.object),
        speaker=_phrase(tree, frame.speaker),
        helpers=tuple(tree.hanging(at, "aux", "auxpass", "neg")),
        past=_past(tree, at, helpers),
        denied_above=any(word in _NEGATIONS for word in tree.words[:i]),
        reduced=tree.labels[i] in _WITHOUT_DOER and not helpers,
        defining=tree.labels[at] in ("relcl", "acl") and "," not in tree.words[max(0, min(_words(tree, at)) - 1)],
        orders=tuple(_orders(tree, at)),
    )


def _past(tree: Tree, at: int, helpers: Sequence[str]) -> bool:
    """Whether a clause tells of what was, and no modal leaves it open."""
    return not _MODALS & {*helpers} and (tree.tags[at] == "VBD" or bool(_PERFECT & {*helpers}))


def _words(tree: Tree, at: int) -> Iterator[int]:
    """Yield the words of a clause, without the clauses that stand on their own."""
    waiting = [at]
    while waiting:
        yield (one := waiting.pop())
        waiting += [
            k for k in tree.below[one] if tree.labels[k] not in _OWN or (one != at and tree.labels[k] == "conj")
        ]


def _phrase(tree: Tree, i: int | None) -> tuple[int, ...]:
    return () if i is None else tuple(sorted(_words(tree, i)))


def _heads(tree: Tree, i: int | None) -> Iterator[int]:
    """Yield the words that name whoever a phrase is of: its head, what is joined to it, and names beside it."""
    for one in () if i is None else tree.joined(i):
        yield one
        yield from tree.hanging(one, "compound")
        for beside in tree.hanging(one, "appos"):
            yield from (beside, *tree.hanging(beside, "compound"))
        if tree.lemmas[one] in tree.lexicons.deeds.quantity or tree.words[one] in _NONE | _SOME:
            yield from (o.token for o in tree.beside(one) if o.preposition == "of")


def _called(tree: Tree, frame: Frame, phrases: Words) -> Iterator[str]:
    i = frame.predicate
    if frame.sort is PredicateSort.VERB:
        for k in chain.from_iterable(tree.hanging(i, label) for label in _JOINED):
            words = [tree.words[k], tree.lemmas[k]]
            words += [f"{tree.words[k]} {tree.lemmas[o]}" for o in tree.hanging(k, "pobj", "pcomp")]
            for word in words:
                phrase = f"{tree.lemmas[i]} {word}"
                if phrase in phrases or tree.labels[k] == "prt":
                    yield phrase
                elif tree.labels[k] == "prep" and word in phrases:
                    yield word  # "in custody", whatever verb it hangs on
    yield tree.lemmas[i]


def _orders(tree: Tree, at: int) -> Iterator[ClauseOrder]:
    """Yield what stands before and after a clause in time: "two weeks after the vote", "before he left"."""
    for k in tree.below[at]:
        mark = next((m for m in tree.hanging(k, "mark", "advmod") if tree.words[m] in _BEFORE | _AFTER), None)
        if tree.labels[k] == "advcl" and mark is not None:
            yield _order(tree, mark, k)
        elif tree.labels[k] == "prep":
            yield from _by_preposition(tree, k)
        else:
            beside = tree.hanging(k, "prep") if tree.labels[k] in _BESIDE else ()
            for below in beside:
                yield from _by_preposition(tree, below)


def _by_preposition(tree: Tree, k: int) -> Iterator[ClauseOrder]:
    for below in tree.hanging(k, "prep"):  # "until after"
        yield from _by_preposition(tree, below)
    inner = tree.hanging(k, "pobj", "pcomp")
    if tree.words[k] in _BEFORE | _AFTER and inner:
        yield _order(tree, k, inner[0])


def _order(tree: Tree, word: int, anchor: int) -> ClauseOrder:
    until = word and tree.words[word - 1] in ("until", "till")
    before = bool(until) or tree.words[word] in _BEFORE
    interval = {n for k in (word, anchor) for m in tree.hanging(k, "npadvmod") for n in _words(tree, m)}
    if word and tree.lemmas[word - 1] in _UNITS:
        interval |= {word - 1, *tree.hanging(word - 1, "nummod", "amod", "det")}
    return ClauseOrder(before, tuple(sorted(set(_words(tree, anchor)) - interval - {word})), tuple(sorted(interval)))
