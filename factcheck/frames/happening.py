"""Of which deed a value is, and which words of the sentence say what was done and who did it or underwent it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.domain.frames import Hanging, Happening, PredicateSort
from factcheck.domain.text import Span
from factcheck.frames.befalling import befell, lowest, quantity
from factcheck.frames.holding import counted, governor, top
from factcheck.frames.scenes import BROUGHT, Scenes
from factcheck.frames.tree import Tree
from factcheck.values.figures.counted import is_person

_OF = frozenset({"of", "on", "against", "between", "from"})  # between the noun of a deed and whom it concerns
_NAMING = ("amod", "compound", "nmod", "poss")  # what of a noun's words says which
_NOBODY = ("PRP", "PRP$", "WP$", "DT", "WDT", "WP", "EX", "CD")  # tags of words that name nobody
_PASSING = frozenset({"begin", "start", "end", "come", "occur", "happen", "follow", "resume", "continue", "conclude"})
_EMPTY = frozenset({"be", "have", "do"})  # by itself one of these tells nothing
_SHORT = 4  # words of an object that still reads as part of what was done


class Happenings:
    """The deeds of one sentence; `times` are its stretches that give a time."""

    def __init__(self, tree: Tree, scenes: Scenes, times: Sequence[Span]) -> None:
        self.tree = tree
        self._scenes = scenes
        self._times = times

    def of(self, span: Span, *, group: bool) -> Happening | None:
        """Return what the value at `span` belongs to; with a `group`, it is the number, or the age, of somebody."""
        told = self._told(span)
        if told is None:
            return None
        who = self._who(told, span, group=group)
        ago = self._scenes.ago(told)
        return Happening(
            told=told,
            what=self._what(told, span, who),
            who=() if who is None else (*self._naming(who, span), who),
            where=self._scenes.where(told),
            when=self._scenes.when(told),
            ago=ago,
            earlier=bool(ago) or self._scenes.earlier(told),
        )

    # --- which deed

    def _told(self, span: Span) -> int | None:
        tree = self.tree
        if (amount := quantity(tree, span)) is not None:
            return amount.noun if amount.told is None else amount.told
        if (fate := befell(tree, span)) is not None and fate in tree.predicates:
            return fate
        at = top(tree, span)
        if at is None:
            return None
        if (own := tree.told_by(at)) is not None and not self._timed(at):
            return own
        hold = governor(tree, span)
        if hold is None:
            return self._headline(at)
        subject = hold.hanging in (Hanging.SUBJECT, Hanging.PASSIVE_SUBJECT)
        return lowest(tree, hold.governor) if subject else hold.governor

    def _headline(self, at: int) -> int | None:
        """The noun of a deed where no verb stands over the value: "5.9 quake off Halden"."""
        tree = self.tree
        way = [at, *tree.parse.above(at)]
        nouns = [k for k in way if tree.tags[k].startswith("NN")]
        return next((k for k in way if k in tree.predicates), nouns[-1] if nouns else None)

    # --- who

    def _who(self, told: int, span: Span, *, group: bool) -> int | None:
        """The head of the words for those to whom it happened, or who did it."""
        number = self._group(told, span) if group else None
        if number is not None:
            return number if self._somebody(number) else None
        for k in (self.tree.subject(told), self._owner(told)):
            named = k is not None and self.tree.tags[k].startswith("NN") and self._somebody(k)
            if k is not None and named and not self._eventful(k, told) and not _within(self.tree, k, span):
                return k
        return None

    def _group(self, told: int, span: Span) -> int | None:
        """Those whom a number counts, or whose age it is; not the "guns" of "Rao bought two guns"."""
        tree = self.tree
        at, group, doer = top(tree, span), counted(tree, span), tree.subject(told)
        if group is not None and tree.lemmas[group] in tree.lexicons.deeds.quantity:  # "a couple of boats"
            group = next((o.token for o in tree.beside(group) if o.preposition == "of"), group)
        if group is None and at is not None and tree.labels[at] in ("amod", "nmod", "compound"):
            return tree.heads[at] if tree.tags[tree.heads[at]].startswith("NN") else None  # "the 67-year-old rector"
        if group is None or group == told:
            return None
        hold = governor(tree, span)
        befallen = _is_somebody(tree, group) or tree.lemmas[told] in tree.lexicons.roles
        subject = hold is None or hold.hanging in (Hanging.SUBJECT, Hanging.PASSIVE_SUBJECT)
        somebody = doer is not None and self._somebody(doer) and not self._eventful(doer, told)
        person = somebody and doer is not None and (tree.tags[doer] == "NNP" or _is_somebody(tree, doer))
        return group if befallen or subject or not person else None

    def _owner(self, told: int) -> int | None:
        """Whose deed it is: "Rao's arrest", "the arrest of Rao", "Rao's decision to sign", "Rao's visit came"."""
        tree = self.tree
        noun = told
        if tree.predicates.get(told, PredicateSort.NOUN) is not PredicateSort.NOUN:
            subject = tree.subject(told)
            noun = tree.heads[told] if tree.labels[told] == "acl" else told if subject is None else subject
        owners = [k for k in tree.hanging(noun, "poss") if not self._timed(k)]
        return owners[0] if owners else tree.object(told) if noun == told else None

    def _somebody(self, k: int) -> bool:
        return self.tree.tags[k] not in _NOBODY and self.tree.words[k] not in ("that", "which", "who")

    # --- what

    def _what(self, told: int, span: Span, who: int | None) -> tuple[int, ...]:
        """The verb with its "was", its "not", and what makes it one thing: "agreed to pay", "talks began"."""
        tree = self.tree
        if told not in tree.predicates and quantity(tree, span) is None:
            return ()  # a thing, and no deed: "430 operations at risk"
        if tree.predicates.get(told, PredicateSort.NOUN) is PredicateSort.NOUN:
            return tuple(sorted(self._noun(told, span, behind=_OF)))
        words = {told, *self._standing(told), *self._above(told), *self._next(told, span)}
        left = tree.subject(tree.heads[told]) if tree.labels[told] == "oprd" else None  # "the blast left nine dead"
        number = counted(tree, span)
        for argument in (left, tree.subject(told), tree.object(told)):
            value = argument is not None and _within(tree, argument, span) and argument != number
            if argument is not None and not value and self._belongs(argument, told, who):
                words |= self._short(self._noun(argument, span))
        words |= self._behind(told, span, bare=tree.lemmas[told] == "be" and words == {told}) - {who}
        said = any(tree.lemmas[k] not in _EMPTY for k in words)
        return tuple(sorted(words)) if said else ()

    def _above(self, told: int) -> set[int]:
        """The verb that a deed is not whole without: "agreed to pay", "was due to start", "left dead"."""
        tree = self.tree
        over, label = tree.heads[told], tree.labels[told]
        if label == "xcomp":
            to = {k for k in tree.hanging(told, "aux") if tree.words[k] == "to"}
            verb = {tree.heads[over]} if tree.labels[over] == "acomp" else set()
            return {over, *self._standing(over), *to, *verb}
        participle = label == "advcl" and tree.tags[told] == "VBG"
        if not (label in ("acomp", "oprd") or participle):
            return set()
        return self._standing(over) | (set() if tree.words[over].startswith("'") else {over})

    def _next(self, told: int, span: Span) -> set[int]:
        """The "to renew the pact" of "declined to renew the pact", the "dead" of "left nine dead"."""
        tree = self.tree
        for k in tree.hanging(told, "xcomp"):
            if tree.tags[k] in ("VBN", "JJ"):
                return {k}
            if to := [one for one in tree.hanging(k, "aux") if tree.words[one] == "to"]:
                held = [one for one in tree.hanging(k, "dobj") if not _within(tree, one, span)]
                return {*to, k, *(word for one in held for word in self._short(self._noun(one, span)))}
        return set()

    def _behind(self, told: int, span: Span, *, bare: bool) -> set[int]:
        """The "in a blast" of "killed in a blast"; of a verb that is `bare` also the "at risk" of "are at risk"."""
        tree = self.tree
        for o in tree.obliques(told):
            brings = (o.preposition in BROUGHT and o.token in tree.predicates) or (bare and not self._timed(o.token))
            if o.preposition and brings and not _within(tree, o.token, span):
                noun = self._short(self._noun(o.token, span))
                return {tree.heads[o.token], *noun} if noun else set()
        return set()

    def _standing(self, told: int) -> set[int]:
        """The "was" of a passive, the particle, and all that says that it was not done, or is yet to be."""
        tree = self.tree
        auxiliaries = tree.hanging(told, "aux", "auxpass")
        undone = tree.hanging(told, "neg")
        if not (undone or any(tree.tags[k] == "MD" for k in auxiliaries)):
            auxiliaries = [k for k in tree.hanging(told, "auxpass") if tree.tags[k] in ("VBD", "VBZ", "VBP")]
        whole = [k for k in auxiliaries if not tree.words[k].startswith("'")]
        particles = [k for k in tree.hanging(told, "prt") if tree.tags[k + 1 : k + 2] != ("NNP",)]
        return {*whole, *undone, *particles}  # "broke up", but "drowned off Norland"

    def _belongs(self, argument: int, told: int, who: int | None) -> bool:
        """Whether a subject or an object is told with the verb: all but who it is of, and the "dam" of "dams that"."""
        held = argument == self.tree.object(told)
        if argument == who or (held and argument < told):
            return False
        return held or who is not None or self._eventful(argument, told)

    def _eventful(self, noun: int, told: int) -> bool:
        """Whether a noun tells a deed, by itself or as what began, ended or came: "Rao's statement came"."""
        tree = self.tree
        passing = tree.lemmas[told] in _PASSING and noun == tree.subject(told) and tree.object(told) is None
        thing = tree.tags[noun] in ("NN", "NNS") and not _is_somebody(tree, noun)
        return noun in tree.predicates or (passing and thing)

    # --- words

    def _noun(self, noun: int, span: Span, behind: Iterable[str] = ()) -> set[int]:
        """A noun with the words that say which, and its complement where one of these prepositions brings it."""
        words = {noun, *self._naming(noun, span)}
        for preposition in self.tree.hanging(noun, "prep"):
            if self.tree.words[preposition] in behind:
                things = self.tree.hanging(preposition, "pobj", "pcomp", "amod")
                named = self._short({k for thing in things for k in (thing, *self._naming(thing, span))})
                value = any(_within(self.tree, k, span) for k in named)
                words |= set() if value or not named else {preposition, *named}
        return words

    def _naming(self, noun: int, span: Span) -> list[int]:
        """The "market" of "a big market blast", without what is of the value or a time."""
        tree, found = self.tree, []
        for k in tree.hanging(noun, *_NAMING):
            part = [*self._naming(k, span), k, *tree.hanging(k, "case", "punct")]
            apart = any(_within(tree, one, span) or self._timed(one) for one in part)
            if k < noun and not apart and self._somebody(k):
                found += part
        return sorted(found)

    def _short(self, words: set[int]) -> set[int]:
        """The words, unless they are too many, or name nothing."""
        return words if len(words) <= _SHORT and any(self._somebody(k) for k in words) else set()

    def _timed(self, k: int) -> bool:
        return any(_within(self.tree, k, time) for time in self._times)


def _is_somebody(tree: Tree, k: int) -> bool:
    """Whether a noun is one for a person, or for a body that acts as one."""
    bodies = any(tree.lemmas[k] in nouns for nouns in tree.lexicons.bodies.values())
    return bodies or is_person(tree.lemmas[k], tree.lexicons.nouns)


def _within(tree: Tree, k: int, span: Span) -> bool:
    return tree.tokens[k].start < span.end and span.start < tree.tokens[k].end
