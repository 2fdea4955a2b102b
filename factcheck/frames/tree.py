"""A sentence as a tree of words: predicates, their subjects, objects and obliques."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache

from factcheck.domain.frames import Oblique, PredicateSort
from factcheck.domain.parses import Parse
from factcheck.domain.text import Sentence, Span, Token
from factcheck.settings.lexicons import Lexicons, Words

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_AUXILIARIES = ("aux", "auxpass")
_NO_VERBS = (*_AUXILIARIES, "amod", "compound", "prep", "punct", "mark")
_CLAUSES = ("ROOT", "ccomp", "advcl", "relcl", "xcomp", "conj", "pcomp", "parataxis")
_OBJECTS = ("dobj", "attr")
_REDUCED = (
    "acl",
    "advcl",
    "xcomp",
    "ccomp",
    "oprd",
    "pcomp",
)  # a participle under one of these has no "was" of its own
_STANDING_IN = ("conj", "xcomp", "pcomp", "advcl", "acl")  # clauses that take their subject from above
_RELATIVE_TAGS = ("WDT", "WP", "WP$")


class Tree:
    """One sentence by its parse, and the words that are read off it."""

    def __init__(self, sentence: Sentence, parse: Parse, lexicons: Lexicons) -> None:
        self.tokens = sentence.tokens
        self.words = [token.text.lower().replace("’", "'") for token in sentence.tokens]
        self.heads, self.labels, self.tags = parse.heads, parse.labels, parse.tags
        self.lemmas = [_lemma(token, parse, i) for i, token in enumerate(sentence.tokens)]
        self.parse = parse
        self.lexicons = lexicons
        self.below = parse.below()

    def hanging(self, i: int, *labels: str) -> list[int]:
        """Return what hangs on a word by one of these labels."""
        return [k for k in self.below[i] if self.labels[k] in labels]

    def within(self, i: int) -> frozenset[int]:
        """Return a word and all that hangs on it, near or far."""
        found, waiting = set[int](), [i]
        while waiting:
            found.add(one := waiting.pop())
            waiting += self.below[one]
        return frozenset(found)

    def head_in(self, span: Span) -> int | None:
        """Return the word of a stretch on which its others hang."""
        inside = [k for k, token in enumerate(self.tokens) if span.start <= token.start and token.end <= span.end]
        return next((k for k in inside if self.heads[k] not in inside or self.heads[k] == k), None)

    @cached_property
    def predicates(self) -> dict[int, PredicateSort]:
        """Every word that tells what was done, in the order of the sentence; no "be" that an adjective follows."""
        sorts = {i: sort for i in range(len(self.tokens)) if (sort := self._sort(i))}
        return {i: sort for i, sort in sorts.items() if not (self.lemmas[i] == "be" and self.hanging(i, "acomp"))}

    def _sort(self, i: int) -> PredicateSort | None:
        tag, label = self.tags[i], self.labels[i]
        if tag.startswith("VB") and label not in _NO_VERBS:
            return PredicateSort.VERB
        if label == "acomp" or (label == "oprd" and tag.startswith(("JJ", "VB", "RB"))):
            return PredicateSort.ADJECTIVE
        joined = label == "conj" and self.tags[self.heads[i]].startswith("VB")
        if (joined or tag.startswith("JJ")) and self._fate(i):
            return PredicateSort.ADJECTIVE
        if label == "conj" and tag.startswith("JJ") and self.labels[self.first(i)] in ("acomp", "oprd"):
            return PredicateSort.ADJECTIVE
        if label in _CLAUSES and self.hanging(i, *_SUBJECTS, *_AUXILIARIES):
            return PredicateSort.VERB  # "burst", taken for an adjective, is known by its subject
        return PredicateSort.NOUN if self._event(i) else None

    def _fate(self, i: int) -> bool:
        """Whether an adjective says what befell those that are counted: "12 dead", "the 12 dead", "and 12 missing"."""
        counted = self.hanging(i, "nummod") or (self.labels[i] == "amod" and self.tags[self.heads[i]] == "CD")
        subject = self.labels[i] in _CLAUSES and self.hanging(i, *_SUBJECTS)
        return bool(counted or subject) and self.lemmas[i] in self.lexicons.roles

    def _event(self, i: int) -> bool:
        if self.tags[i] not in ("NN", "NNS") or self.labels[i] == "compound":
            return False
        nouns, lemma = event_nouns(self.lexicons), self.lemmas[i]
        stem = lemma.removesuffix("ing")  # of "stabbing" the list has "stab"
        return lemma in nouns or (stem != lemma and not nouns.isdisjoint({stem, f"{stem}e", stem[:-1]}))

    def first(self, i: int) -> int:
        """The first of what is joined by "and", "or" and commas."""
        while self.labels[i] in ("conj", "appos") and self.heads[i] != i:
            i = self.heads[i]
        return i

    def anchor(self, i: int) -> int:
        """Return the word by which the clause of a predicate hangs: of an adjective its "is"."""
        if self.hanging(i, *_SUBJECTS):
            return i
        first = self.first(i) if self.predicates.get(i) is PredicateSort.ADJECTIVE else i
        return self.heads[first] if self.labels[first] in ("acomp", "oprd") else first

    def above(self, i: int) -> int | None:
        """Return the predicate over the clause of a predicate, over its preposition and its noun; None for none."""
        for k in self.parse.above(self.anchor(i)):
            if (told := self.told_by(k)) is not None:
                return told
        return None

    def told_by(self, i: int) -> int | None:
        """Return the predicate that a word is: itself, or of a mere "is" the adjective behind it; else None."""
        if i in self.predicates:
            return i
        return next((k for k in self.hanging(i, "acomp") if k in self.predicates), None)

    # --- who and what

    def subject(self, i: int) -> int | None:
        """Return the subject of a predicate, also one that stands elsewhere."""
        if self.predicates.get(i) is PredicateSort.NOUN:
            return next((o.token for o in self.obliques(i) if o.preposition == "by"), None)
        if self.predicates.get(i) is PredicateSort.ADJECTIVE and self.labels[i] not in ("acomp", "oprd"):
            if self.labels[i] == "amod":
                return self.heads[i]
            if counting := self.hanging(i, "nummod"):
                return counting[0]
        for _ in self.tokens:  # from clause to clause, never round in a circle
            at = self.anchor(i)
            if self.labels[self.first(i)] == "oprd" and (placed := self.hanging(at, "dobj")):
                return placed[0]
            if own := self.hanging(at, *_SUBJECTS):
                return self.named(own[0])
            over = self.heads[at]
            if self.labels[at] == "acl" and self.tags[at] in ("VBN", "VBG"):
                return over
            if self.labels[at] not in _STANDING_IN or over == at:
                return None
            if self.labels[at] == "pcomp":
                over = self.heads[over]
            if self.labels[at] in ("xcomp", "pcomp") and (placed := self.hanging(over, "dobj")):
                return placed[0]
            i = over
        return None

    def object(self, i: int) -> int | None:
        """Return the object of a predicate; of "killed and wounded nine" the nine are that of both."""
        sort, at = self.predicates.get(i), self.anchor(i)
        if sort is PredicateSort.NOUN:
            return next((o.token for o in self.obliques(i) if o.preposition == "of"), None)
        if sort is PredicateSort.ADJECTIVE:
            return None
        if own := self.hanging(at, *_OBJECTS):
            return self.named(own[0])
        joined = next((k for k in self.hanging(at, "conj") if k > at), None)
        close = joined is not None and all(self.labels[k] == "cc" for k in range(at + 1, joined))
        return self.object(joined) if close and joined is not None and not self.passive(at) else None

    def obliques(self, i: int) -> tuple[Oblique, ...]:
        """Return what hangs on a predicate by a preposition or as a bare time, in the order of the sentence."""
        at = self.anchor(i)
        found = [o for k in sorted({i, at}) for o in self.beside(k)]
        return tuple(sorted(found, key=lambda o: o.token))

    def beside(self, i: int) -> Iterator[Oblique]:
        """Yield what hangs on one word by a preposition, or bare."""
        for k in self.below[i]:
            if self.labels[k] in ("prep", "agent", "dative") and self.tags[k] in ("IN", "TO", "RP", "VBG", "RB"):
                yield from self.behind(k, self.words[k])
            elif self.labels[k] in ("npadvmod", "dative"):
                yield Oblique("", k)

    def behind(self, preposition: int, words: str = "") -> Iterator[Oblique]:
        waiting = [(preposition, words)]
        while waiting:
            at, words = waiting.pop()
            for k in self.hanging(at, "pobj"):
                yield from (Oblique(words, self.named(one)) for one in self.joined(k))
            inner = self.hanging(at, "prep")  # "out of", "according to"
            waiting += [(k, f"{words} {self.words[k]}") for k in reversed(inner)]

    def joined(self, i: int) -> Iterator[int]:
        """Yield a word and all that is joined to it: "Ostby" and "Ley" of "in Ostby and Ley"."""
        waiting = [i]
        while waiting:
            yield (one := waiting.pop(0))
            waiting += self.hanging(one, "conj")

    def named(self, i: int) -> int:
        """Return the noun that a relative pronoun stands for: "people" of "people who fled", else the word itself."""
        if self.tags[i] not in _RELATIVE_TAGS:
            return i
        for k in (i, *self.parse.above(i)):
            if self.labels[k] == "relcl":
                return self.heads[k]
        return i

    def passive(self, i: int) -> bool:
        """Whether the subject of a verb undergoes what it tells."""
        if self.predicates.get(i, PredicateSort.VERB) is not PredicateSort.VERB:
            return False
        for k in self._alike(i):
            if self.hanging(k, "nsubjpass", "csubjpass", "auxpass"):
                return True
        if self.tags[i] != "VBN" or self.hanging(i, *_AUXILIARIES, *_OBJECTS):
            return False
        if self.hanging(i, *_SUBJECTS):
            return self.lemmas[i] in self.lexicons.roles  # a headline's "nine killed"
        return self.labels[i] in _REDUCED

    def _alike(self, i: int) -> Iterator[int]:
        """Yield a verb and those before it whose "was" it may take: "was shot and robbed", "and 30 others wounded"."""
        yield i
        while self.heads[i] != i and (
            self.shares(i)
            or (self.labels[i] == "conj" and self.tags[i] == "VBN" and not self.hanging(i, *_AUXILIARIES))
        ):
            i = self.heads[i]
            yield i

    def shares(self, i: int) -> bool:
        """Whether a verb has its auxiliaries in common with the one that it is joined to: "was shot and robbed"."""
        if self.labels[i] != "conj" or self.heads[i] == i or self.hanging(i, *_AUXILIARIES, *_SUBJECTS):
            return False
        return self.tags[i] == self.tags[self.heads[i]] and self.tags[i] not in ("VBD", "VBZ", "VBP")

    def auxiliaries(self, i: int) -> list[str]:
        """Return the auxiliaries of a predicate, also those that it shares."""
        at = self.anchor(i)
        while self.shares(at):
            at = self.heads[at]
        own = [self.words[k] for k in self.hanging(at, *_AUXILIARIES)]
        return own if at == i else [*own, self.words[at]]

    def joining(self, i: int) -> str:
        """Return the "and", "or", "nor" by which a word is joined to the one before it, "" for none."""
        if self.labels[i] != "conj":
            return ""
        between = [k for k in self.hanging(self.heads[i], "cc") if k < i]
        return self.words[between[-1]] if between else ""


@lru_cache(maxsize=4)
def event_nouns(lexicons: Lexicons) -> Words:
    """Return the words that as nouns tell a deed: those for deeds and fates that are no persons or things."""
    return frozenset({*lexicons.deeds.classes, *lexicons.roles} - lexicons.nouns.persons - lexicons.deeds.things)


def _lemma(token: Token, parse: Parse, i: int) -> str:
    """The lemma as the word lists have it; of a participle beside its noun that of the verb."""
    return parse.lemmas[i] if token.tag == "AJ0" and parse.tags[i].startswith("VB") else token.lemma
