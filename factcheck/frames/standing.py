"""Whether what a predicate tells was done: its own words, and all that stands above it in the tree."""

from __future__ import annotations

from functools import cached_property

from factcheck.domain.frames import PredicateSort
from factcheck.domain.values import Status
from factcheck.frames.governors import DENIED, Governors, Stance
from factcheck.frames.tree import Tree
from factcheck.values.speech.phrases import occurrences

_NONE = frozenset({"no", "neither", "none", "nobody", "nothing"})
_NOT = frozenset({"not", "n't", "never", "cannot"})
_TO_COME = frozenset({"will", "'ll", "wo", "shall", "would", "'d"})
_OPEN = frozenset({"may", "might", "can", "ca", "could", "must", "should"})
_LIKENESS = frozenset({"as", "even"})  # "as if", "even if" make no condition
_DOWN = ("conj", "xcomp", "ccomp", "pcomp", "acl")  # clauses of which the one above may say how they stand
_HELD = ("dobj", "attr", "pobj", "nsubjpass")  # nouns of which the verb above may say so
_BETWEEN = ("dobj", "pobj", "prep", "agent")  # what may stand between a verb and its preposition: "accused by her of"
_BESIDE = frozenset({"after", "before", "by", "since", "while", "upon", "besides", "despite"})  # of another deed


class Stances:
    """How every predicate of a sentence stands."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.lists = tree.lexicons.standing
        self.governors = Governors(tree.lexicons)
        self._over: dict[int, Stance] = {}  # what stands above each
        self._harmless = {k for a, b in occurrences(tree.tokens, tree.lexicons.statuses.harmless) for k in range(a, b)}

    @cached_property
    def of(self) -> dict[int, Stance]:
        """Return how each predicate stands. Those above come first: what stands below them asks for them."""
        known: dict[int, Stance] = {}
        depth = {i: sum(1 for _ in self.tree.parse.above(self.tree.anchor(i))) for i in self.tree.predicates}
        for i in sorted(depth, key=lambda one: (depth[one], one)):
            noun = self.tree.predicates[i] is PredicateSort.NOUN
            own = self._own_of_noun(i) if noun else self._own(i)
            self._over[i] = self._held(i, known) if noun else self._above(i, known)
            above = self._over[i]
            if noun and own.negated:  # "there were no deaths": the "no" counts once
                above = Stance(above.status)
            known[i] = own.under(above)
        return known

    # --- its own words

    def _own(self, i: int) -> Stance:
        tree, at = self.tree, self.tree.anchor(i)
        negated = self._negated(at) != (at != i and self._not_beside(i))
        if at != i and tree.lemmas[at] in self.lists.said_of and tree.passive(at):
            return Stance(Status.ALLEGED, negated)  # "are feared dead"
        helpers = tree.auxiliaries(i)
        marks = {tree.words[k] for k in tree.hanging(at, "mark")}
        if self._conditional(at) or any(self._conditional(k) for k in tree.hanging(at, "advcl")):
            return Stance(Status.CONDITIONAL, negated)
        if self._asked(at, marks):
            return Stance(Status.QUESTION, negated)
        adverbs = {tree.words[k] for k in tree.hanging(i, "advmod") + tree.hanging(at, "advmod")}
        if adverbs & (self.lists.hearsay | self.lists.perhaps):
            return Stance(Status.ALLEGED, negated)
        if any(word in _TO_COME for word in helpers):
            unreal = "have" in helpers and not {"will", "'ll", "wo", "shall"} & {*helpers}
            return Stance(Status.CONDITIONAL if unreal else Status.PLANNED, negated)
        if any(word in _OPEN for word in helpers):
            able = negated and {"can", "ca", "could"} & {*helpers}
            return Stance(Status.ASSERTED if able else Status.CONDITIONAL, negated)
        return Stance(Status.ASSERTED, negated)

    def _own_of_noun(self, i: int) -> Stance:
        tree = self.tree
        before = {word for k in tree.hanging(i, "amod", "compound") for word in (tree.tokens[k].lemma, tree.lemmas[k])}
        negated = self._none(i)
        if before & (self.lists.alleging | self.lists.hearsay | {"alleged", "suspected", "reported", "rumoured"}):
            return Stance(Status.ALLEGED, negated)
        if before & (self.lists.ahead | {"planned", "proposed", "upcoming", "possible", "potential"}):
            return Stance(Status.PLANNED, negated)
        return Stance(Status.ASSERTED, negated)

    def _negated(self, at: int) -> bool:
        """Whether a clause is negated by itself: its verb, its subject or its object."""
        tree = self.tree
        count = self._not_beside(at) + any(
            self._none(k) for k in tree.hanging(at, "nsubj", "nsubjpass", "dobj", "attr")
        )
        joined = tree.joining(at)
        if joined == "nor":
            return count % 2 == 0  # "neither signed nor rejected", "..., nor did it reject"
        if tree.shares(at) and joined in ("or", ""):
            count += self._not_beside(tree.heads[at])
        if any(tree.words[k] == "neither" for k in tree.hanging(at, "preconj", "cc")):
            count += 1
        if (
            tree.labels[at] == "conj"
            and not tree.hanging(at, "nsubj", "nsubjpass")
            and tree.predicates.get(tree.heads[at])
        ):
            count += any(self._none(k) for k in tree.hanging(tree.heads[at], "nsubj", "nsubjpass"))
        if tree.labels[at] == "pcomp" and tree.words[tree.heads[at]] == "without":
            count += 1
        return count % 2 == 1

    def _not_beside(self, i: int) -> bool:
        """Whether a "not" stands by a word, and not before a part: "not only", "not immediately"."""
        tree = self.tree
        hanging = {*tree.hanging(i, "neg", "advmod"), *self._clipped(i)}
        beside = [k for k in hanging if tree.words[k] in _NOT and k not in self._harmless]
        return any(tree.words[k + 1] not in self.lists.partly for k in beside if k + 1 < len(tree.words))

    def _clipped(self, i: int) -> set[int]:
        """The "n’t" and "cannot" of a verb's auxiliaries, however they were read."""
        tree = self.tree
        group = [i, *tree.hanging(i, "aux", "auxpass")]
        return {k + 1 for k in group if tree.words[k + 1 : k + 2] == ["n't"]} | {
            k for k in group if tree.words[k] == "cannot"
        }

    def _none(self, i: int) -> bool:
        """Whether a noun is of none: "no one", "none of the guards", "neither side", "not one guard"."""
        tree = self.tree
        if tree.words[i] in _NONE:
            return i not in self._harmless
        inside = [*tree.hanging(i, "det", "preconj", "neg", "nummod")]
        inside += [k for one in inside for k in tree.hanging(one, "neg")]
        return any(tree.words[k] in _NONE | _NOT and k not in self._harmless for k in inside)

    def _conditional(self, at: int) -> bool:
        tree = self.tree
        if tree.labels[at] != "advcl":
            return False
        marks = [k for k in tree.hanging(at, "mark", "advmod") if tree.words[k] in ("if", "unless")]
        return any(not k or tree.words[k - 1] not in _LIKENESS for k in marks)

    def _asked(self, at: int, marks: set[str]) -> bool:
        tree = self.tree
        whole = bool(tree.words) and "?" in tree.words[-2:] and tree.labels[at] in ("ROOT", "conj")
        return whole or "whether" in marks or (tree.labels[at] == "ccomp" and "if" in marks)

    # --- what stands above

    def _above(self, i: int, known: dict[int, Stance]) -> Stance:
        tree, at = self.tree, self.tree.anchor(i)
        over, label = tree.above(i), tree.labels[at]
        if over is None:
            noun = tree.heads[at]
            return self._noun(noun, at) if label == "acl" and noun != at else Stance()
        if label not in _DOWN or over not in known:
            return Stance()  # a tree that a parser made of what is no sentence may have the lower of two above
        if label == "conj":
            return self._joined(i, over)
        if label == "acl":
            return self._noun(tree.heads[at], at)
        if label == "pcomp":
            return self._gerund(tree.heads[at], known)
        if label == "ccomp":
            told = tree.tags[at] in ("VBD", "VBN") and not {*tree.auxiliaries(i)} & (_TO_COME | _OPEN)
            return self.governors.clause(tree.lemmas[over], known[over], told=told)
        if tree.lemmas[over] in ("be", "have") and any(tree.words[k] == "yet" for k in tree.hanging(over, "advmod")):
            return known[over].turned()
        return self.governors.infinitive(tree.lemmas[over], known[over], tag=tree.tags[over])

    def _joined(self, i: int, over: int) -> Stance:
        """What a clause has in common with the one that it is joined to: all that is above both, and no more."""
        tree = self.tree
        shared = self._over[over] if tree.predicates[over] is not PredicateSort.NOUN else Stance()
        if tree.shares(tree.anchor(i)) or self.tree.predicates[i] is PredicateSort.ADJECTIVE:
            return shared
        fresh = bool(tree.hanging(tree.anchor(i), "nsubj", "nsubjpass")) and not tree.hanging(tree.anchor(i), "mark")
        return Stance() if fresh and tree.joining(tree.anchor(i)) == "but" else shared

    def _gerund(self, preposition: int, known: dict[int, Stance]) -> Stance:
        """What stands over the gerund behind a preposition: "accused of stabbing", "kept from leaving".

        The preposition may hang on the object of the verb, or on the one by whom it was done.
        """
        tree, lists = self.tree, self.lists
        word, led = tree.heads[preposition], tree.words[preposition]
        over = next((k for k in tree.parse.above(preposition) if tree.labels[k] not in _BETWEEN), word)
        if over in known and f"{tree.lemmas[over]} {led}" in lists.of_the_object:
            return self.governors.preposition(tree.lemmas[over], known[over], led=led)
        if word not in known:
            return self.governors.noun(tree.lemmas[word])
        return self.governors.preposition(tree.lemmas[word], known[word], led=led) if led not in _BESIDE else Stance()

    def _noun(self, noun: int, at: int) -> Stance:
        """What a noun says of the clause behind it: "a plan to sign", "claims that it sank", "no evidence that"."""
        tree = self.tree
        if not (tree.hanging(at, "mark") or any(tree.words[k] == "to" for k in tree.hanging(at, "aux"))):
            return Stance()  # "people killed in the blast"
        over = tree.heads[noun]
        if self._none(noun) or (over != noun and self.governors.rejects(tree.lemmas[over])):
            return DENIED
        return self.governors.noun(tree.lemmas[noun])

    def _held(self, i: int, known: dict[int, Stance]) -> Stance:
        """What the verb over a noun says of the deed that it tells: "prevented an attack", "denied the murder"."""
        tree = self.tree
        first = tree.first(i)
        label, over = tree.labels[first], tree.heads[first]
        if label not in _HELD or (label == "pobj" and tree.labels[over] != "prep"):
            return Stance()
        if label == "pobj":
            over = tree.heads[over]
            held = self.governors.preposition(tree.lemmas[over], known[over]) if over in known else Stance()
            return held if tree.predicates.get(over) is not PredicateSort.NOUN else Stance()
        if over not in known:
            return Stance()
        there = any(tree.words[k] in ("the", "this", "that") for k in tree.hanging(i, "det"))
        return self.governors.object(tree.lemmas[over], known[over], there=there or bool(tree.hanging(i, "poss")))
