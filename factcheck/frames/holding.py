"""How the values of a sentence hang on its words: what a number counts, what governs it, where and when that was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from factcheck.domain.frames import Hanging, Hold, Oblique, PredicateSort
from factcheck.domain.text import Span
from factcheck.frames.tree import Tree
from factcheck.values.figures.numbers import SCALES

_WHERE = frozenset({"in", "at", "near", "on", "inside", "outside", "off"})
_WHEN = frozenset({"in", "at", "on", "during", "since", "by", "until", "before", "after", ""})
_WHO = frozenset({"PRP", "WP", "WDT"})
_PARTS = frozenset({"including", "excluding", "among"})  # behind these stands a part of what was named
_HANGING = {
    "nummod": Hanging.SUBJECT,  # "four dead"
    "nsubj": Hanging.SUBJECT,
    "csubj": Hanging.SUBJECT,
    "nsubjpass": Hanging.PASSIVE_SUBJECT,
    "dobj": Hanging.OBJECT,
    "attr": Hanging.OBJECT,
    "dative": Hanging.OBJECT,
    "npadvmod": Hanging.OBLIQUE,
    "prep": Hanging.OBLIQUE,
    "agent": Hanging.OBLIQUE,
}
_LEVEL = ("conj", "appos", "nummod", "quantmod", "compound", "amod", "det", "nmod", "predet")  # the way up to a head


def top(tree: Tree, span: Span) -> int | None:
    """Return the word of a stretch on which its other words hang; the first of several, None where it has no word."""
    inside = [k for k, t in enumerate(tree.tokens) if t.start < span.end and span.start < t.end]
    return next((k for k in inside if tree.heads[k] not in inside or tree.heads[k] == k), None)


def counted(tree: Tree, span: Span) -> int | None:
    """Return what the number at `span` counts: "people" of "the 12 people", "them" of "nine of them".

    A relative pronoun stands for its noun: "24 passengers, 14 of whom". None for a number by itself ("12 were killed")
    and behind a name ("Flight 370").
    """
    at = top(tree, span)
    if at is None:
        return None
    holds_noun = tree.tags[at].startswith("NN") and any(_within(tree, k, span) for k in tree.below[at])
    if holds_noun and tree.lemmas[at] not in {*SCALES, "score"}:
        return at
    while tree.labels[at] in ("quantmod", "compound", "nummod") and tree.tags[tree.heads[at]] == "CD":
        if tree.heads[at] == at:
            break
        at = tree.heads[at]
    if tree.labels[at] in ("nummod", "amod") and tree.heads[at] > at and _noun(tree, tree.heads[at]):
        return tree.heads[at]
    if tree.tags[at] == "CD" and (adjective := [k for k in tree.hanging(at, "amod") if k == at + 1]):
        return None if tree.lemmas[adjective[0]] in tree.lexicons.roles else adjective[0]  # "one independent"
    behind = (k for k in tree.hanging(at, "prep") if tree.words[k] == "of")
    ahead = (k for k in tree.hanging(tree.heads[at], "prep") if k < at and tree.words[k] == "of" and _leads(tree, at))
    things = (tree.named(thing) for k in (*behind, *ahead) for thing in tree.hanging(k, "pobj"))
    return next((k for k in things if _noun(tree, k)), None)


def governor(tree: Tree, span: Span) -> Hold | None:
    """Return the nearest verb, predicative adjective or noun of a deed over a value; None where there is none.

    Of "there were nine people killed", "nine killed in fire" and "with nine injured" it is the participle.
    """
    start = top(tree, span)
    if start is None:
        return None
    at, way = start, [start]
    if (deed := counted(tree, span)) is not None and tree.predicates.get(deed) is PredicateSort.NOUN:
        return Hold(deed, Hanging.COUNTED)
    while True:
        up = tree.heads[at]
        if up == at or tree.told_by(up) is not None:
            break
        at = up
        way.append(at)
    fate = next((k for k in tree.hanging(start, "amod") if k in tree.predicates), None)
    if fate is not None:
        return Hold(fate, Hanging.SUBJECT)  # "12 dead"
    if up == at or tree.hanging(up, "expl") or _loose(tree, at):
        below = _below(tree, way)
        if below or up == at:
            return below
    adjective = next(
        (k for k in tree.hanging(up, "acomp", "oprd") if k in tree.predicates and _shared(tree, k, at)), None
    )
    over = tree.told_by(up) if adjective is None else adjective
    return None if over is None else _hold(tree, over, way, moved=adjective is not None)


def places(tree: Tree, i: int, times: Sequence[Span]) -> tuple[Oblique, ...]:
    """Return where a predicate's deed was done: by its own words and those of its object, and by what they lie in."""
    found = (o for o in _around(tree, i, _WHERE) if o.preposition in _WHERE and not _timed(tree, o.token, times))
    return tuple(o for o in found if o.token not in tree.predicates)


def moments(tree: Tree, i: int, times: Sequence[Span]) -> tuple[Oblique, ...]:
    """Return when it was done, likewise."""
    return tuple(o for o in _around(tree, i, _WHERE) if o.preposition in _WHEN and _timed(tree, o.token, times))


def _within(tree: Tree, k: int, span: Span) -> bool:
    return span.start <= tree.tokens[k].start < span.end


def _noun(tree: Tree, i: int) -> bool:
    return tree.tags[i].startswith("NN") or tree.tags[i] in _WHO or tree.words[i] in ("others", "more")


def _leads(tree: Tree, at: int) -> bool:
    """Whether a number by itself is the subject: in "of the ten states, eight were" it counts states."""
    return tree.labels[at] in ("nsubj", "nsubjpass") and tree.tags[at] == "CD"


def _shared(tree: Tree, adjective: int, argument: int) -> bool:
    """Whether an adjective says of an argument what it is: "nine people are dead", "left nine people dead"."""
    label = tree.labels[argument]
    if tree.labels[adjective] == "oprd" and not tree.passive(tree.heads[adjective]):
        return label == "dobj"
    return label in ("nsubj", "nsubjpass")


def _of_quantity(tree: Tree, i: int) -> bool:
    """Whether a word stands between a value and a noun that only says how much: "a group of five boats"."""
    of = tree.heads[i] if tree.labels[i] == "pobj" else i
    quantity = {*tree.lexicons.deeds.quantity, *SCALES, "total"}
    return tree.words[of] == "of" and tree.labels[of] == "prep" and tree.lemmas[tree.heads[of]] in quantity


def _loose(tree: Tree, i: int) -> bool:
    """Whether a word hangs on what governs it as no argument: "killed and 100 injured", "with 120 injured"."""
    return tree.labels[i] in ("conj", "dep", "npadvmod") or (tree.words[i] == "with" and tree.labels[i] == "prep")


def _below(tree: Tree, way: Sequence[int]) -> Hold | None:
    """The participle or relative clause that says of what is counted what befell it, where no verb stands over it."""
    for k in (k for one in way for k in tree.hanging(one, "acl", "relcl")):
        own = tree.labels[k] == "acl" or tree.subject(k) in way  # not in "40 people, of whom six drowned"
        if own and k in tree.predicates and tree.tags[k].startswith("VB"):
            return Hold(k, Hanging.PASSIVE_SUBJECT if tree.passive(k) else Hanging.SUBJECT)
    return None


def _hold(tree: Tree, over: int, way: Sequence[int], *, moved: bool) -> Hold | None:
    """How the last word of the way up hangs on what governs it, and whether a value inside it is meant by it."""
    last = way[-1]
    inner = way[:-1]
    if moved:
        hanging, preposition = Hanging.SUBJECT, ""
    else:
        hanging = _HANGING.get(tree.labels[last], Hanging.WITHIN)
        preposition = tree.words[last] if tree.labels[last] in ("prep", "agent") else ""
        inner = [k for k in inner if not (preposition and tree.labels[k] == "pobj" and tree.heads[k] == last)]
    bare = tree.labels[last] == "npadvmod" and tree.tags[last] == "CD" and tree.tags[over] == "VBN"  # "and 100 injured"
    if bare or (hanging is Hanging.SUBJECT and tree.passive(over)):
        hanging = Hanging.PASSIVE_SUBJECT
    inner = [k for k in inner if not _of_quantity(tree, k)]
    aside = any(tree.labels[k] == "appos" and tree.tags[k] == "CD" for k in inner)  # an age: "Rao, 36, said"
    direct = all(tree.labels[k] in _LEVEL for k in inner) and preposition not in _PARTS and not aside
    return Hold(over, hanging, preposition) if direct else Hold(over, Hanging.WITHIN)


def _around(tree: Tree, i: int, through: Collection[str]) -> Iterator[Oblique]:
    """The obliques of a predicate and of its object, and what these lie in: "in an attack in Ostby"."""
    held = tree.object(i)
    waiting = [*tree.obliques(i), *(tree.beside(held) if held is not None else ())]
    seen: set[Oblique] = set()
    while waiting:
        oblique = waiting.pop(0)
        if oblique not in seen:
            seen.add(oblique)
            yield oblique
            waiting += tree.beside(oblique.token) if oblique.preposition in through else ()


def _timed(tree: Tree, i: int, times: Iterable[Span]) -> bool:
    """Whether a word, or one that belongs to it, is one of a time."""
    words = [tree.tokens[k] for k in (i, *tree.hanging(i, "nummod", "compound", "det", "amod"))]
    return any(t.start < time.end and time.start < t.end for t in words for time in times)
