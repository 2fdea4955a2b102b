"""What befell those whom a number counts, and of which quantity it is the value: "the number of dead rose to 43"."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.domain.frames import Hanging, Quantity
from factcheck.domain.text import Span
from factcheck.frames.holding import counted, governor, top
from factcheck.frames.tree import Tree, event_nouns
from factcheck.values.figures.units import UNIT_OF_QUANTITY

OF_PEOPLE = frozenset({"population", "crowd", "audience", "turnout", "congregation"})  # a number of people, by itself
_QUANTITIES = frozenset({"number", "toll", "total", "tally", "count", *OF_PEOPLE, *UNIT_OF_QUANTITY})
_SUFFERING = frozenset({"suffer", "sustain", "receive"})  # whoever does so undergoes the object: "suffered injuries"
_UNDERGOING = frozenset({"to", "among", "of", "for"})  # behind a deed's noun: "injuries to 17", "the death of nine"
_EARLIER = frozenset({"from", "compared", "versus", "than"})
_CLOSE = 4  # words between a number and the preposition that brings its quantity to it: "to more than about 43"


def befell(tree: Tree, span: Span) -> int | None:
    """Return the verb, participle, adjective or noun that tells what the counted underwent; None where none does.

    Of "three gunmen killed two guards" it is "killed" for the guards and None for the gunmen, of "17 suffered burns"
    the "burns". Which words tell a fate is the caller's to say.
    """
    at, hold = top(tree, span), governor(tree, span)
    if at is None:
        return None
    if (fate := _with_fate(tree, at)) is not None:
        return fate
    lacking = tree.words[at + 1 : at + 2] == ["without"]  # "leaves eight dead, a million without power"
    if hold is None or lacking:
        return None
    over, dies = hold.governor, tree.lexicons.hedges.subject_verbs
    match hold.hanging:
        case Hanging.COUNTED:
            return over
        case Hanging.SUBJECT | Hanging.PASSIVE_SUBJECT:
            over = lowest(tree, over)
            suffered = tree.object(over) if tree.lemmas[over] in _SUFFERING and not tree.passive(over) else None
            undergoes = tree.passive(over) or tree.labels[over] in ("oprd", "acomp")
            return suffered if suffered is not None else over if undergoes != (tree.lemmas[over] in dies) else None
        case Hanging.OBJECT:
            return None if tree.lemmas[over] in dies or tree.lemmas[over] == "be" else over
        case Hanging.OBLIQUE if hold.preposition in _UNDERGOING:
            return _undergone(tree, over, hold.preposition)
    return None


def lowest(tree: Tree, i: int) -> int:
    """Return the deed of "are expected to recover", "are believed to have died": the last in a row of infinitives."""
    while below := [k for k in tree.hanging(i, "xcomp") if k in tree.predicates and not tree.hanging(i, "dobj")]:
        i = below[0]
    return i


def quantity(tree: Tree, span: Span) -> Quantity | None:
    """Return the quantity that a number is the value of: "the number of people killed rose to 18", "a toll of 43"."""
    inside = [k for k, token in enumerate(tree.tokens) if token.start < span.end and span.start < token.end]
    at = next((k for k in reversed(inside) if tree.tags[k] == "CD"), None)
    if at is None or counted(tree, span) is not None:
        return None
    brought = _brought(tree, at)
    for up in tree.parse.above(at):
        if tree.lemmas[up] in _QUANTITIES and tree.tags[up].startswith("NN"):
            return _of(tree, up, earlier=False) if brought == "of" else None
        if tree.tags[up].startswith("VB") and up in tree.predicates:
            verb = up
            break
    else:
        return None
    earlier = brought in _EARLIER or any(tree.words[k] in _EARLIER for k in _between(tree, at, verb))
    if not earlier and brought not in tree.lexicons.hedges.toll_words and tree.labels[at] not in ("attr", "dobj"):
        return None
    nouns = (_meant(tree, k) for k in (tree.subject(verb), tree.object(verb)) if k is not None and k != at)
    found = next((k for k in nouns if tree.lemmas[k] in _QUANTITIES), None)
    return None if found is None else _of(tree, found, earlier=earlier)


def _meant(tree: Tree, k: int) -> int:
    """The one quantity named before an "it": "put the magnitude at 5.9, but another survey said it was 6.1"."""
    before = [i for i in range(k) if tree.lemmas[i] in UNIT_OF_QUANTITY and tree.tags[i].startswith("NN")]
    held = [i for i in before if tree.labels[i] in ("dobj", "nsubj", "nsubjpass")]
    said = tree.words[k] == "it" and tree.labels[tree.heads[k]] == "ccomp"
    return held[0] if said and len(before) == len(held) == 1 else k


def _of(tree: Tree, noun: int, *, earlier: bool) -> Quantity:
    """What a quantity counts: the "people" of "number of people", the "death" of "death toll"."""
    behind = (o.token for o in tree.beside(noun) if o.preposition == "of" and tree.tags[o.token] != "CD")
    inside = tree.hanging(noun, "compound", "amod")
    things = [*behind, *(k for k in inside if tree.lemmas[k] in event_nouns(tree.lexicons))]
    gerunds = [k for p in tree.hanging(noun, "prep") for k in tree.hanging(p, "pcomp", "amod")]  # "number of missing"
    thing = next(iter([*things, *gerunds]), None)
    return Quantity(noun, thing, None if thing is None else _told(tree, thing, noun), earlier)


def _told(tree: Tree, thing: int, noun: int) -> int | None:
    """The participle, relative clause or adjective that says what befell the things: "people who died"."""
    for k in [*tree.hanging(thing, "acl", "relcl", "amod"), *tree.hanging(noun, "acl", "relcl")]:
        undergoes = tree.passive(k) or tree.tags[k] in ("VBN", "JJ")
        if undergoes or (tree.lemmas[k] in tree.lexicons.hedges.subject_verbs):
            return k
    return None


def _brought(tree: Tree, at: int) -> str:
    """The preposition, or the verb, that stands before a number and the words that bound it."""
    for k in range(at - 1, max(at - 1 - _CLOSE, -1), -1):
        word = tree.words[k]
        if word in _EARLIER and not (word == "than" and tree.words[k - 1] in ("more", "fewer", "less")):
            return word
        if word in tree.lexicons.hedges.toll_words or tree.lemmas[k] in tree.lexicons.hedges.toll_words:
            return tree.lemmas[k] if tree.tags[k].startswith("VB") else word
        if word != "than" and tree.tags[k].startswith(("IN", "TO", "NN", "VB", ",")):
            return ""
    return ""


def _between(tree: Tree, at: int, verb: int) -> Iterator[int]:
    for k in tree.parse.above(at):
        if k == verb:
            return
        yield k


def part(tree: Tree, span: Span) -> int | None:
    """Return the "dead" of "one of the dead": an adjective or participle in the place of a noun."""
    at = top(tree, span)
    behind = (k for k in tree.hanging(at, "prep") if tree.words[k] == "of") if at is not None else ()
    things = (thing for k in behind for thing in tree.hanging(k, "pobj"))
    return next((k for k in things if tree.tags[k] in ("JJ", "VBN", "VBD")), None)


def _with_fate(tree: Tree, at: int) -> int | None:
    """The "injuries" of "seven with critical injuries"."""
    for k in tree.hanging(at, "prep"):
        if tree.words[k] == "with":
            return next((o.token for o in tree.behind(k) if tree.lemmas[o.token] in event_nouns(tree.lexicons)), None)
    return None


def _undergone(tree: Tree, over: int, preposition: str) -> int | None:
    """The "injuries" of "caused injuries to 17" and of "injuries to 17", however they hang together."""
    known = event_nouns(tree.lexicons)
    if over in tree.predicates and tree.tags[over].startswith("NN"):
        return over if tree.lemmas[over] in known else None
    held = tree.object(over)
    return held if preposition == "to" and held is not None and tree.lemmas[held] in known else None
