"""What an article tells of each deed, off the grammar: how the deed stands, and the words that say whose deed it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from factcheck.domain.account import Account
from factcheck.domain.frames import PredicateSort
from factcheck.domain.text import Sentence, Span, Token
from factcheck.domain.values import Status
from factcheck.frames.clauses import Clause, read_clauses
from factcheck.interfaces import Parser
from factcheck.settings.lexicons import Lexicons
from factcheck.values.deeds.stages import Stage, stage
from factcheck.values.deeds.vocabulary import Vocabulary, Words, days
from factcheck.values.speech.phrases import occurrences

AHEAD = frozenset({Status.PLANNED, Status.HOPED, Status.CONDITIONAL})
DUE = "(due)"  # a decision that is still to come, whichever way it goes
_HANDING = frozenset({"accord", "view", "opinion"})
_OPENING = 4  # words at the head of a clause in which a time stands: "On late Tuesday"
_STANDING_IN = ("PNP", "DPS", "DT0")


@dataclass(frozen=True, slots=True)
class DeedOrder:
    """What a deed was done before, or after, and by which interval; `main` are the words of the deed itself."""

    before: bool
    main: Words
    anchor: Words
    interval: Words


@dataclass(frozen=True, slots=True)
class Deed:
    """One predicate of an article: `called` are its lemma, class and sections of contraries, each with its side.

    `doer` and `object` are the content words of who does it and of what it is done to, `matter` those of the whole
    clause; `wider` also has those of the sentence and of what a pronoun may stand for. What is `open` is denied of a
    part, or all but denied: it speaks neither for nor against anything.
    """

    sentence: Sentence
    span: Span
    clause: Span
    verb: str
    called: Mapping[str, bool]
    status: Status
    negated: bool
    open: bool
    quoted: bool
    doer: Words
    heads: Words
    none: bool
    beside: Mapping[str, Words]
    names: Words
    ordinals: Words
    object: Words
    speaker: Words
    said: bool
    matter: Words
    wider: Words
    whole: Words
    days: Words
    stage: Stage
    past: bool
    reduced: bool
    defining: bool
    denied_above: bool
    noun: bool
    pronoun: bool
    orders: tuple[DeedOrder, ...]


class Teller:
    """Reads deeds out of accounts."""

    def __init__(self, lexicons: Lexicons, parser: Parser) -> None:
        self.lexicons, self.parser = lexicons, parser
        self.vocabulary = Vocabulary(lexicons)

    def deeds(self, account: Account) -> Iterator[Deed]:
        """Yield what each predicate of an account tells, in the order of the text; questions tell nothing."""
        parses = self.parser.parse([sentence.tokens for sentence in account.sentences])
        given = frozenset(
            name.span.start + match.start()
            for name in account.names
            if name.sort == "person"
            for match in re.finditer(r"\S+(?=\s)", name.text)
        )
        before: Sentence | None = None
        for sentence, parse in zip(account.sentences, parses, strict=True):
            if not sentence.text.rstrip(" \"”'’»)").endswith("?"):
                reading = _DeedReading(sentence, before, given, self.vocabulary)
                for clause in read_clauses(sentence, parse, self.lexicons, self.vocabulary.phrasal):
                    yield reading.deed(clause)
            before = sentence


@dataclass(frozen=True)
class _DeedReading:
    sentence: Sentence
    before: Sentence | None
    given: frozenset[int]
    vocabulary: Vocabulary

    def deed(self, clause: Clause) -> Deed:
        frame, tokens = clause.frame, self.sentence.tokens
        i, verb = frame.predicate, clause.called[0]
        inside = [tokens[k] for k in clause.matter]
        own = {self.vocabulary.concept(tokens[i]), tokens[i].lemma, frame.lemma, *verb.split()}
        doer, done_to = self._named(clause.subject) - own, self._named(clause.object) - own
        if frame.passive:
            margins = self.vocabulary.lists.margins
            by = [o.token for o in frame.obliques if o.preposition == "by" and tokens[o.token].lemma not in margins]
            doer, done_to = self._words(by) - own, doer
        matter = self._words(clause.matter) - own
        stands_in = any(t.tag in _STANDING_IN for t in inside)
        earlier = self._of(self.before.tokens) if self.before and stands_in else frozenset()
        dated = days(t for t in inside if t.start >= tokens[i].start) or days(inside[:_OPENING])
        return Deed(
            sentence=self.sentence,
            span=self._span(clause),
            clause=Span(inside[0].start, inside[-1].end),
            verb=verb,
            called=self._called(clause),
            status=frame.status,
            negated=frame.negated and not self._undone(clause),
            open=self._open(clause, inside),
            quoted=any(quote.start <= tokens[i].start < quote.end for quote in self.sentence.quoted),
            doer=doer,
            heads=frozenset() if frame.passive else self._named(clause.heads),
            none=clause.none,
            beside={p: self._of([tokens[k] for k in found]) for p, found in clause.by_preposition.items()},
            names=frozenset(t.lemma for t in inside if t.tag == "NP0" and t.lemma in matter and t.text[:1].isupper()),
            object=done_to,
            speaker=self._named(clause.speaker),
            said=frame.speaker is not None or self._handed,
            matter=matter,
            wider=matter | self._of(tokens) | earlier,
            whole=self._of(tokens),
            days=dated,
            stage=stage(inside, tokens[max(0, min([i, *clause.helpers]) - 1) : i + 1], dated, self.vocabulary.lists),
            past=clause.past,
            reduced=clause.reduced,
            defining=clause.defining,
            ordinals=frozenset(t.lemma for t in inside if t.tag == "ORD"),
            denied_above=clause.denied_above,
            noun=frame.sort is PredicateSort.NOUN,
            pronoun=frame.subject is not None and tokens[frame.subject].tag == "PNP",
            orders=tuple(self._orders(clause)),
        )

    @cached_property
    def _handed(self) -> bool:
        """Whether the sentence, or the one before, hands what it tells to somebody."""
        lists, words = self.vocabulary.lists, {t.lemma for t in self.sentence.tokens}
        last = {t.lemma for t in self.before.tokens} if self.before else set()
        return bool(words & _HANDING or last & (lists.alleging | lists.said_of | {"accord"}))

    def _orders(self, clause: Clause) -> Iterator[DeedOrder]:
        for one in clause.orders:
            around = [k for k in clause.matter if k not in {*one.anchor, *one.interval}]
            anchor = self._words(one.anchor)
            if anchor and around:
                interval = frozenset(self.sentence.tokens[k].lemma for k in one.interval) - {"the", "a", "an"}
                yield DeedOrder(one.before, self._words(around), anchor, interval)

    def _called(self, clause: Clause) -> dict[str, bool]:
        verb, frame, lists = clause.called[0], clause.frame, self.vocabulary.lists
        name = f"not {frame.lemma}" if self._undone(clause) else verb
        called = {name: True, **self.vocabulary.sides.get(name, {})}
        if name == frame.lemma:
            called |= {self.vocabulary.classes.get(verb, verb): True}
        ahead = frame.status in AHEAD and (verb in lists.deliberating or frame.lemma in lists.decisions)
        return called | ({DUE: True} if ahead else {})

    def _undone(self, clause: Clause) -> bool:
        """Whether not to do it is what a section of contraries has: "did not vote", but not "did not vote for it"."""
        frame = clause.frame
        bare = clause.called[0] in {frame.lemma, *self.vocabulary.lists.deliberating}
        return frame.negated and bare and f"not {frame.lemma}" in self.vocabulary.sides

    def _open(self, clause: Clause, inside: Sequence[Token]) -> bool:
        lists = self.vocabulary.lists
        words = {t.text.lower() for t in inside}
        part = next(occurrences(inside, lists.part_anywhere), None) is not None
        barely = bool(words & lists.barely)
        i, tokens = clause.frame.predicate, self.sentence.tokens
        behind = {t.text.lower() for t in tokens[i + 1 : i + 3]}
        whole = clause.frame.negated and bool(behind & lists.whole)
        turned = clause.frame.negated and bool(words & {"unless", "except"})
        either = any(t.text == "or" for t in tokens[max(0, i - 1) : i + 2])  # "will accept or reject"
        until = bool(words & {"until", "till"})
        manner = clause.frame.negated and any(
            t.tag == "AV0" and t.text.endswith("ly") for t in tokens[max(0, i - 2) : i]
        )
        not_before = clause.frame.negated and "before" in words and clause.frame.lemma in lists.ahead
        return manner or not_before or barely or whole or turned or until or either or (clause.frame.negated and part)

    def _span(self, clause: Clause) -> Span:
        """The words from what denies or puts off a deed to its predicate."""
        tokens, i = self.sentence.tokens, clause.frame.predicate
        first = min([k for k in clause.helpers if k < i] or [i])
        lists = self.vocabulary.lists
        cues: set[str] = set()
        if clause.frame.negated:
            cues |= {"not", "n't", "never", "no", "neither", "none", "nobody", "nothing", "nor", "without"}
            cues |= lists.undone | lists.undone_nouns
        if clause.frame.status in AHEAD:
            cues |= lists.ahead | lists.hoping | {"if"}
        if clause.frame.status in (Status.ALLEGED, Status.DENIED):
            cues |= lists.alleging | lists.denying | lists.denied | lists.said_of | lists.rejecting | lists.hearsay
        over = [k for k in range(first + 1) if tokens[k].lemma in cues or tokens[k].text.lower() in cues]
        return Span(tokens[over[-1] if over else first].start, tokens[i].end)

    def _words(self, places: Sequence[int]) -> Words:
        return self._of([self.sentence.tokens[k] for k in places])

    def _named(self, places: Sequence[int]) -> Words:
        """The words of a phrase, of a name also what the parser took for something else."""
        tokens = [self.sentence.tokens[k] for k in places]
        capital = {t.text.lower() for t in tokens if t.text[:1].isupper() and t.tag.startswith("AV")}
        return self._of(tokens) | capital

    def _of(self, tokens: Sequence[Token]) -> Words:
        return self.vocabulary.words(tokens, self.given)
