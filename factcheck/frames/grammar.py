"""What of a sentence can be said otherwise: its finite verbs and their helpers, orders in time, shares of many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.domain.frames import PredicateSort
from factcheck.domain.parses import Parse
from factcheck.domain.text import Sentence, Span
from factcheck.frames.tree import Tree
from factcheck.settings.lexicons import Lexicons

_FINITE = ("VBD", "VBZ", "VBP")
_HELPERS = ("aux", "auxpass")
_OWN_SUBJECTS = ("nsubj", "nsubjpass")
_TELLING = ("ROOT", "ccomp", "conj", "relcl", "parataxis")  # what is only a circumstance tells nothing new
_OPEN = frozenset({"if", "unless", "whether", "than", "as", "though", "lest", "so", "like"})
_NOT = frozenset({"not", "n't", "never", "cannot"})
_MANY = frozenset({"they", "we", "you", "these", "those", "both", "people", "police"})
_ONE = frozenset({"he", "she", "it", "this", "that"})
_IN_TIME = frozenset({"before", "after"})


@dataclass(frozen=True, slots=True)
class FiniteVerb:
    """A verb that tells something by itself; words by their numbers, `tag` is the Penn Treebank's.

    `helpers` stand before it ("has been"), `negation` is the "not" on it. `subject` may stand elsewhere; `plural` says
    of how many it is, None where that is not to be told. `infinitive` is the verb of "plans to sign", right behind it.
    A `particle` belongs to it; `sharing`, another verb has its subject or helpers in common with it. Of an `open` one
    nothing is told: a condition, a question, a comparison.
    """

    token: int
    lemma: str
    tag: str
    helpers: tuple[int, ...]
    negation: int | None
    subject: int | None
    plural: bool | None
    infinitive: int | None
    particle: bool
    sharing: bool
    open: bool


class Grammar:
    """One sentence as it can be asked what stands where in it."""

    def __init__(self, sentence: Sentence, parse: Parse, lexicons: Lexicons) -> None:
        self._tree = Tree(sentence, parse, lexicons)
        self.tags, self.lemmas, self.entities = parse.tags, parse.lemmas, parse.entities

    def verbs(self) -> Iterator[FiniteVerb]:
        """Yield the finite verbs, in the order of the sentence; without a helper both readings must take it for one."""
        tree = self._tree
        for i, label in enumerate(tree.labels):
            helpers = self._helpers(i)
            finite = tree.tags[i] in _FINITE or (tree.tags[i].startswith("VB") and helpers)
            bare = any(tree.tags[k] == "TO" for k in helpers)
            if label in _TELLING and finite and not bare and (helpers or tree.tokens[i].tag.startswith("V")):
                yield self._verb(i, helpers)

    def _helpers(self, i: int) -> list[int]:
        """The helpers before a verb; parsers that write "can not" take "cannot" for anything."""
        tree = self._tree
        helpers = [k for k in tree.hanging(i, *_HELPERS) if k < i]
        clipped = tree.tags[i] == "VB" and i > 0 and tree.words[i - 1] == "cannot"
        return helpers or ([i - 1] if clipped else [])

    def _verb(self, i: int, helpers: list[int]) -> FiniteVerb:
        tree = self._tree
        subject = tree.subject(i)
        return FiniteVerb(
            token=i,
            lemma=tree.lemmas[i],
            tag=tree.tags[i],
            helpers=tuple(helpers),
            negation=self._negation(i, helpers),
            subject=subject,
            plural=None if subject is None else self._plural(subject),
            infinitive=self._infinitive(i),
            particle=bool(tree.hanging(i, "prt")),
            sharing=any(not tree.hanging(k, *_OWN_SUBJECTS) for k in tree.hanging(i, "conj")),
            open=self._open(i, helpers),
        )

    def _negation(self, i: int, helpers: list[int]) -> int | None:
        tree = self._tree
        beside = [k for k in tree.hanging(i, "neg", "advmod") if tree.words[k] in _NOT]
        clipped = [k + 1 for k in (*helpers, i) if tree.words[k + 1 : k + 2] == ["n't"]]
        return next(iter([*beside, *clipped, *(k for k in helpers if tree.words[k] == "cannot")]), None)

    def _plural(self, subject: int) -> bool | None:
        tree = self._tree
        tag, word = tree.tags[subject], tree.words[subject]
        if tag in ("NNS", "NNPS") or word in _MANY or tree.hanging(subject, "conj"):
            return True
        return False if tag in ("NN", "NNP") or word in _ONE else None

    def _infinitive(self, i: int) -> int | None:
        tree = self._tree
        found = (k for k in tree.hanging(i, "xcomp") if tree.tags[k] == "VB" and k == i + 2)
        return next((k for k in found if tree.tags[i + 1] == "TO"), None)

    def _open(self, i: int, helpers: list[int]) -> bool:
        """Whether nothing is told: a condition, a question, a subject that does not stand before its verb."""
        tree = self._tree
        around = (i, *tree.parse.above(i), *tree.hanging(i, "advcl"))
        marked = any(tree.words[m] in _OPEN for k in around for m in tree.hanging(k, "mark"))
        behind = [k for k in tree.hanging(i, *_OWN_SUBJECTS) if k > min([i, *helpers])]
        unsaid = tree.labels[i] == "ROOT" and not tree.hanging(i, *_OWN_SUBJECTS, "csubj", "expl")
        asked = tree.labels[i] == "ccomp" and any(tree.tags[k].startswith("W") for k in tree.below[i])
        there = tree.hanging(i, "expl")
        return marked or asked or bool(behind or unsaid or there) or "?" in tree.words[-2:]

    def orders(self) -> Iterator[int]:
        """Yield every "before" and "after" that says when something was done: beside a clause or the noun of a deed."""
        tree = self._tree
        for i, word in enumerate(tree.words):
            if word not in _IN_TIME:
                continue
            told = tree.labels[i] == "mark" and tree.labels[tree.heads[i]] == "advcl"
            deed = any(tree.predicates.get(k) is PredicateSort.NOUN for k in tree.hanging(i, "pobj"))
            if told or (tree.labels[i] == "prep" and (tree.hanging(i, "pcomp") or deed)):
                yield i

    def shares(self) -> Iterator[tuple[int, bool]]:
        """Yield every word before a plural, or before "of" and one, that may say how many; whether "of" follows."""
        tree = self._tree
        for i, label in enumerate(tree.labels):
            inside = [
                k for of in tree.hanging(i, "prep") if of == i + 1 and tree.words[of] == "of" for k in tree.below[of]
            ]
            if any(tree.tags[k] in ("NNS", "NNPS") for k in inside):
                yield i, True
            head = tree.heads[i]
            plain = all(tree.labels[k] in ("amod", "compound") for k in range(i + 1, head))
            if label in ("det", "amod") and tree.tags[head] == "NNS" and i < head and plain and tree.tags[i] != "RBS":
                yield i, False

    def tellers(self) -> Iterator[tuple[int, int]]:
        """Yield the words that name who says something, as first and last: the subjects of verbs of saying."""
        tree = self._tree
        for i, sort in tree.predicates.items():
            if sort is not PredicateSort.VERB or tree.lemmas[i] not in tree.lexicons.speech.saying or tree.passive(i):
                continue
            for subject in tree.hanging(i, "nsubj"):
                inside = sorted(tree.within(subject))
                if inside == list(range(inside[0], inside[-1] + 1)):
                    yield inside[0], inside[-1]

    def of_one_list(self, one: Span, other: Span) -> bool:
        """Whether two stretches are joined, or one explains the other, so that their order says nothing."""
        tree = self._tree
        first, second = self._tree.head_in(one), self._tree.head_in(other)
        if first is None or second is None:
            return True
        return tree.first(first) == tree.first(second) or tree.heads[second] == first
