"""Who says what a predicate tells: the subject of the verb of saying over it, or whoever it is told according to."""

from __future__ import annotations

from factcheck.frames.tree import Tree

_TOLD = ("ccomp", "parataxis")  # how what is said hangs on the verb of saying


def speaker(tree: Tree, i: int) -> int | None:
    """Return the head of the words that name who says so; the nearest, where somebody says what somebody said."""
    at = came = tree.anchor(i)
    while True:
        found = _cited(tree, at, came)
        if found is None and tree.labels[at] in _TOLD and _says(tree, tree.heads[at]):
            found = tree.subject(tree.heads[at])
        if found is not None or tree.heads[at] == at:
            return found
        at, came = tree.heads[at], at


def _says(tree: Tree, i: int) -> bool:
    lists = tree.lexicons
    saying = lists.speech.saying | lists.standing.alleging | lists.standing.denying
    return tree.lemmas[i] in saying and tree.tags[i].startswith("VB") and not tree.passive(i)


def _cited(tree: Tree, at: int, came: int) -> int | None:
    """Who is named inside the clause: "the dam, police said, burst", "according to the coast guard"."""
    for k in (k for k in tree.below[at] if k != came):  # nobody says that he says so
        if tree.labels[k] == "parataxis" and _says(tree, k):
            return tree.subject(k)
        if tree.words[k] == "according":
            return next((o.token for o in tree.behind(k) if _tells(tree, o.token)), None)
    return None


def _tells(tree: Tree, i: int) -> bool:
    """Whether somebody can be meant by a word: not the law that one acts according to."""
    lists, lemma = tree.lexicons, tree.lemmas[i]
    bodies = any(lemma in nouns for nouns in lists.bodies.values())
    return (
        not tree.tags[i].startswith("NN")
        or tree.tags[i].startswith("NNP")
        or bodies
        or lemma in lists.nouns.persons | lists.speech.sources
    )
