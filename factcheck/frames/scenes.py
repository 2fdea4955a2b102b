"""Where and when a deed was done, by all of a sentence that tells of it, and whether it is another than the news.

"A blast hit the market in Ostby on Monday, killing nine" says of the killing where and when it was, though nothing of
that hangs on "killing".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from factcheck.domain.frames import PredicateSort
from factcheck.domain.text import Span
from factcheck.frames.holding import top
from factcheck.frames.tree import Tree

BROUGHT = frozenset({"in", "by", "during", "at", "from", "after"})  # between a deed and the noun of what brought it
_WHERE = frozenset({"in", "at", "near", "on", "inside", "outside", "off", "across", "around", "throughout", "over"})
_TO = frozenset({"to", "into", "through"})  # where somebody goes: only right behind the verb
_ATTACKS = frozenset({"attack", "siege", "shoot", "kill"})  # classes of deeds that are done "on" a place
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "attr", "dative", "agent")
_PERIODS = frozenset({"year", "month", "decade", "week", "century"})
_AGO = frozenset({"ago", "earlier", "before", "previously"})


class Scenes:
    """Where and when each deed of one sentence was done; `times` and `places` are its stretches that say so.

    What is `maybe` a place is one where it is joined to a place, or said to be one: "in Halden, Ostby and Lindal", "the
    city of Ostby".
    """

    def __init__(self, tree: Tree, times: Sequence[Span], places: Sequence[Span], maybe: Sequence[Span]) -> None:
        self.tree = tree
        self._known: dict[int, tuple[int, ...]] = {}
        tops = {stretch: top(tree, stretch) for stretch in (*times, *places, *maybe)}
        known = [at for place in places if (at := tops[place]) is not None]
        beside = [one for one in maybe if (at := tops[one]) is not None and (tree.first(at) in known or self._city(at))]
        self._places = [(place, at) for place in sorted((*places, *beside)) if (at := tops[place]) is not None]
        self._times = [(time, self._carrier(at)) for time in times if (at := tops[time]) is not None]

    def where(self, told: int) -> tuple[Span, ...]:
        """Return the places that are named of a deed, in the order of the sentence."""
        return self._placed(self._near(told)) or self._placed(tuple(self._over(told))) or self._above(told)

    def when(self, told: int) -> tuple[Span, ...]:
        """Return the times that hang on the nearest of what tells of a deed."""
        for one in self._all(told):
            if found := tuple(time for time, carrier in self._times if carrier == one):
                return found
        of_time = self.tree.anchor(told)
        over = self.tree.tokens[self.tree.heads[of_time]] if self.tree.labels[of_time] == "relcl" else None
        return tuple(time for time, _ in self._times if over and time.start <= over.start < time.end)

    def ago(self, told: int) -> tuple[int, ...]:
        """Return the words of "two years ago"; "two days later" is as much news as what went before."""
        scene = self._all(told)
        for period, k in self._long_ago:
            if self._carrier(k) in scene:
                words = self.tree.hanging(period, "nummod", "det", "amod", "quantmod")
                return tuple(sorted({*words, period, k}))
        return ()

    def earlier(self, told: int) -> bool:
        """Return whether a word beside the noun of a deed says that another one is meant, or it is only counted since.

        "A previous attack", "the worst since 30 people drowned".
        """
        tree = self.tree
        words = tree.lexicons.standing.of_before
        if any(tree.words[k] in words for one in self._all(told) for k in tree.hanging(one, "amod")):
            return True
        at = tree.anchor(told)
        over = tree.heads[at] if tree.labels[at] == "pobj" else at
        return "since" in (tree.words[k] for k in (over, *tree.hanging(at, "mark")))

    # --- what tells of one deed

    def _all(self, told: int) -> tuple[int, ...]:
        return (*self._near(told), *self._over(told))

    def _near(self, told: int) -> tuple[int, ...]:
        """The verb, the nouns of deeds beside it, their relative clauses, and the clause that says when."""
        if told not in self._known:
            self._known[told] = tuple(dict.fromkeys(self._telling(told)))
        return self._known[told]

    def _telling(self, told: int) -> Iterator[int]:
        tree = self.tree
        beside = [tree.subject(told), tree.object(told)]
        if tree.labels[told] == "oprd":  # "the blast left nine dead"
            beside += [tree.heads[told], tree.subject(tree.heads[told])]
        beside += [o.token for o in tree.obliques(told) if o.preposition in BROUGHT]
        deeds = [told, *(k for k in beside if k is not None and k in tree.predicates)]
        yield from deeds
        yield from (k for deed in deeds for k in tree.hanging(deed, "acl", "relcl") if k in tree.predicates)
        yield from (k for k in tree.hanging(tree.anchor(told), "advcl") if self._tells_when(k))

    def _over(self, told: int) -> Iterator[int]:
        """The deeds whose time and place a deed shares: "a blast hit the market, killing nine", "the attack that"."""
        tree = self.tree
        for _ in tree.tokens:  # from deed to deed, never round in a circle
            at = tree.anchor(told)
            label, over = tree.labels[at], tree.heads[at]
            participle = label == "advcl" and tree.tags[at] in ("VBG", "VBN")
            noun = tree.predicates.get(told, PredicateSort.NOUN) is PredicateSort.NOUN
            of_noun = noun and label in ("nsubj", "dobj")
            if label == "pobj" and tree.words[over] in BROUGHT - {"after"}:
                over, of_noun = tree.heads[over], True
            if not (participle or of_noun or label in ("xcomp", "conj", "acl", "relcl")):
                return
            if over == at or over not in tree.predicates or tree.lemmas[over] in tree.lexicons.speech.saying:
                return
            yield over
            if of_noun:  # "the toll rose after a ferry sank"
                yield from (k for k in tree.hanging(tree.anchor(over), "advcl") if self._tells_when(k))
            told = over

    def _tells_when(self, clause: int) -> bool:
        marks = self.tree.hanging(clause, "advmod", "mark")
        return clause in self.tree.predicates and any(self.tree.words[k] in ("when", "as", "after") for k in marks)

    def _carrier(self, at: int) -> int | None:
        """The nearest word over another one that tells what was done."""
        above = self.tree.parse.above(at)
        return next((told for k in above if (told := self.tree.told_by(k)) is not None), None)

    # --- times

    @cached_property
    def _long_ago(self) -> list[tuple[int, int]]:
        """The "years" and the "ago" of each such time."""
        tree = self.tree
        words = [k for k, word in enumerate(tree.words) if word in _AGO]
        return [(p, k) for k in words for p in tree.hanging(k, "npadvmod") if tree.lemmas[p] in _PERIODS]

    # --- places

    def _placed(self, scene: Sequence[int]) -> tuple[Span, ...]:
        """The places of these deeds: where they say "in" or "near", else as in "the Ostby blast"."""
        there = [(place, at) for place, at in self._places if self._carrier(at) in scene]
        lying = tuple(place for place, at in there if self._lies(self.tree.first(at)))
        return lying or tuple(place for place, at in there if self._beside_deed(at))

    def _above(self, told: int) -> tuple[Span, ...]:
        """The places of the clauses that a deed stands in, unless these say or know it, or are of another time."""
        tree, over = self.tree, []
        for k, head in pairwise([tree.anchor(told), *tree.parse.above(tree.anchor(told))]):
            when = tree.labels[k] == "advcl" and tree.hanging(k, "mark", "advmod")
            if when or tree.labels[k] in ("relcl", "ccomp") or tree.lemmas[head] in tree.lexicons.speech.saying:
                break
            over.append(head)
        return self._placed(over)

    def _lies(self, at: int) -> bool:
        """Whether a place is where something is: "in Ostby", "to a market in Ostby"; not so in "the mayor of Ostby"."""
        tree = self.tree
        if tree.labels[at] == "npadvmod":
            return True
        over = tree.heads[at]
        if tree.labels[at] == "dobj":  # "the quake hit Ostby", but "the minister blamed Ostby"
            held = tree.heads[at]
            if any(tree.words[k] in _WHERE and k < at for k in tree.hanging(held, "prt")):
                return True  # "drowned off Norland"
            return tree.subject(held) in tree.predicates or tree.predicates.get(held) is PredicateSort.NOUN
        for k, over in pairwise([at, *tree.parse.above(at)]):
            if tree.words[k] in _TO and (over in tree.predicates or tree.labels[over] == "dobj"):
                return True
            if tree.words[over] in _WHERE and tree.labels[over] in ("prep", "prt", "advmod"):
                return not self._about(over)
            if over in tree.predicates or tree.labels[k] in _ARGUMENTS:
                return False
        return False

    def _about(self, preposition: int) -> bool:
        """Whether an "on" says what something is about: "talks on Norland", but "an attack on Ostby"."""
        tree = self.tree
        noun = tree.heads[preposition]
        attack = tree.lexicons.deeds.classes.get(tree.lemmas[noun]) in _ATTACKS
        return tree.words[preposition] == "on" and tree.tags[noun].startswith("NN") and not attack

    def _beside_deed(self, at: int) -> bool:
        """Whether a place stands before the noun of a deed; in "US strikes" that is who did it."""
        tree = self.tree
        beside = tree.labels[at] in ("compound", "nmod", "poss") and tree.heads[at] in tree.predicates
        return beside and not tree.tokens[at].text.isupper()

    def _city(self, at: int) -> bool:
        """Whether a name is that of a "city of": what is said to be a place is one."""
        tree = self.tree
        of = tree.heads[at]
        parts = {*tree.lexicons.places.part, *tree.lexicons.titles.places, "capital"}
        return tree.labels[at] == "pobj" and tree.words[of] == "of" and tree.lemmas[tree.heads[of]] in parts
