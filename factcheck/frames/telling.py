"""Who tells whom what: each verb of saying with its speaker, its hearer and the words of what is told."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.domain.frames import Telling
from factcheck.domain.parses import Parse
from factcheck.domain.text import Sentence
from factcheck.frames.tree import Tree
from factcheck.settings.lexicons import Lexicons

_NAMED = ("dobj", "oprd", "attr", "ccomp", "nsubjpass")  # how what is called something hangs on the verb
_HEARING = ("dobj", "dative")  # how whoever is told hangs on the verb
_APART = ("conj", "cc", "punct")  # another statement than the one that they hang on
_ASIDE = ("relcl", "acl")  # what is said of somebody is no part of the name
_INSIDE = ("parataxis",)  # how "police said" hangs on what they said


def read_tellings(sentence: Sentence, parse: Parse, lexicons: Lexicons) -> tuple[Telling, ...]:
    """Return the tellings of a sentence in the order of their verbs; none of those that name nobody."""
    return tuple(_tellings(Tree(sentence, parse, lexicons)))


def _tellings(tree: Tree) -> Iterator[Telling]:
    lists = tree.lexicons
    speech = lists.speech
    verbs = speech.saying | lists.standing.alleging | lists.standing.denying
    for i, word in enumerate(tree.words):
        if word == "according":
            yield from (_told(tree, i, o.token, None) for o in tree.behind(i))
        elif (tree.lemmas[i] in verbs or _states(tree, i)) and tree.tags[i].startswith("VB"):
            speaker, hearer = _speaker(tree, i), _hearer(tree, i)
            if speaker is not None or hearer is not None:
                yield _told(tree, i, speaker, hearer)


def _states(tree: Tree, i: int) -> bool:
    """Whether another verb tells something: "found that", "called it a shame"; not "spoke at length"."""
    speech, lemma = tree.lexicons.speech, tree.lemmas[i]
    named = lemma in speech.naming and tree.hanging(i, *_NAMED)
    return bool(named) or (lemma in speech.reckoning and bool(tree.hanging(i, "ccomp")))


def _speaker(tree: Tree, i: int) -> int | None:
    """Return the subject of a verb of saying; of a passive, whoever stands behind "by"."""
    if not tree.passive(i):
        return tree.subject(i)
    return next((o.token for o in tree.obliques(i) if o.preposition == "by"), None)


def _hearer(tree: Tree, i: int) -> int | None:
    hearers = tree.hanging(i, *_HEARING) if tree.lemmas[i] in tree.lexicons.speech.addressing else []
    return hearers[0] if hearers and tree.tags[hearers[0]].startswith("NN") else None


def _told(tree: Tree, verb: int, speaker: int | None, hearer: int | None) -> Telling:
    """Return a telling: what hangs on its verb but for who tells it to whom, or what the verb hangs on."""
    speaking, hearing = (_phrase(tree, one) if one is not None else set() for one in (speaker, hearer))
    aside = tree.labels[verb] in _INSIDE or tree.words[verb] == "according"
    at = tree.heads[verb] if aside else verb
    own = tree.within(verb) if aside else {verb}
    told = _statement(tree, at) - own - speaking - hearing
    return Telling(verb, speaker, hearer, *(tuple(sorted(part)) for part in (speaking, hearing, told)))


def _phrase(tree: Tree, i: int) -> set[int]:
    """Return the words of a name and what it is of or beside: "Ada Rao, the mayor", not "who left"."""
    return {i}.union(*(tree.within(k) for k in tree.below[i] if tree.labels[k] not in (*_ASIDE, *_APART)))


def _statement(tree: Tree, i: int) -> set[int]:
    """Return the words of a clause, without what is joined to it."""
    return {i}.union(*(tree.within(k) for k in tree.below[i] if tree.labels[k] not in _APART))
