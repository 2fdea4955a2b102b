"""What an article tells of each deed: the verb, how the deed stands, and the words that say whose deed it is.

Two tellings may be of one deed when a verb, its class or a section of `config/lexicons/contraries.toml` is shared; they
are when the words around it coincide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from factcheck.config import Lexicons
from factcheck.domain import Account, Sentence, Span, Status, Token
from factcheck.values.deeds.extents import PHRASE, Extents
from factcheck.values.deeds.standing import Grammar
from factcheck.values.deeds.verb_groups import Standing
from factcheck.values.deeds.vocabulary import Vocabulary, Words, days

_PRONOUNS = frozenset(
    {"it", "they", "them", "he", "she", "him", "her", "this", "these", "both", "one", "other", "neither"}
)
_PAST = frozenset({"VBD", "VHD", "VDD", "VHZ", "VHB"})
AHEAD = frozenset({Status.PLANNED, Status.HOPED, Status.CONDITIONAL})
NEGATIONS = frozenset(
    {"not", "n't", "n’t", "never", "no", "neither", "none", "nobody", "nothing", "nor", "cannot", "without"}
)
_ANYBODY = frozenset({"people", "person", "man", "woman", "one"})
DUE = "(due)"  # a decision that is still to come, whichever way it goes
_OPENING = 4  # tokens at the head of a clause in which a time stands: "On late Tuesday"


@dataclass(frozen=True, slots=True)
class Telling:
    """One verb of an article: `deeds` are its lemma and class with their sides, `span` its group of words.

    `subject`, `object` and `matter` are the content words before the verb, right behind it, and of its whole clause;
    `wider` also those of the rest of the sentence and of what a pronoun may stand for. `days` are the weekday and month
    in the clause. What stands `after_claim` may go on with what the sentence before hands to a speaker.
    """

    sentence: Sentence
    span: Span
    clause: Span
    verb: str
    deeds: Mapping[str, bool]
    standing: Standing
    quoted: bool
    subject: Words
    object: Words
    matter: Words
    wider: Words
    days: Words
    passive: bool
    past: bool
    reduced: bool
    pronoun: bool
    relative: bool
    after_claim: bool

    @property
    def transitive(self) -> bool:
        """Whether it is done to something: no object is named where a passive or a pronoun stands for it."""
        return bool(self.object) or self.passive or self.pronoun

    @property
    def theme(self) -> Words:
        """To what it is done, or what does it where it is done to nothing: "the bill" that passes or is passed."""
        return self.object if self.transitive and not self.passive else self.subject


class Teller:
    """Reads tellings out of accounts."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.lexicons = lexicons
        self.vocabulary = Vocabulary(lexicons)

    def tellings(self, account: Account) -> Iterator[Telling]:
        """Yield what each verb of an account tells, in the order of the text."""
        before: Sentence | None = None
        given = frozenset(
            name.span.start + match.start()
            for name in account.names
            if name.sort == "person"
            for match in re.finditer(r"\S+(?=\s)", name.text)
        )
        for sentence in account.sentences:
            yield from _Reading(sentence, before, given, self.vocabulary, self.lexicons).tellings()
            before = sentence


@dataclass(frozen=True)
class _Reading:
    """One sentence, read for what its verbs tell."""

    sentence: Sentence
    before: Sentence | None
    given: frozenset[int]
    vocabulary: Vocabulary
    lexicons: Lexicons

    @cached_property
    def grammar(self) -> Grammar:
        return Grammar(self.sentence, self.lexicons)

    @cached_property
    def _after_claim(self) -> bool:
        claiming = {*self.vocabulary.lists["alleging"], *self.vocabulary.lists["said_of"], "accord"}
        return self.before is not None and any(t.lemma in claiming for t in self.before.tokens)

    @cached_property
    def extents(self) -> Extents:
        return Extents(self.sentence, self.grammar, self.vocabulary)

    def tellings(self) -> Iterator[Telling]:
        if self.sentence.text.rstrip(" \"”'’»)").endswith("?"):
            return
        for i in self.grammar.groups.verbs:
            yield self._telling(i)

    def _telling(self, i: int) -> Telling:
        tokens, grammar = self.sentence.tokens, self.grammar
        first, particle = grammar.groups.group(i), self.extents.particle(i)
        start, end = self.extents.start(first), self.extents.end(i)
        boundary = grammar.heads.boundary(first)
        start_of = tokens[boundary].tag if boundary >= 0 else None
        subject, clause = tokens[start:first], tokens[start:end]
        if tokens[first].tag == "TO0" or (first == i and tokens[i].tag == "VVG"):
            subject = self.extents.subject_over(first)
            clause = (*subject, *tokens[first:end])
        verb = " ".join([tokens[i].lemma, *([tokens[particle].lemma] if particle else [])])
        own = {self.vocabulary.concept(tokens[i]), tokens[i].lemma}
        matter = self._words(clause) - own
        if matter <= _ANYBODY:  # "nobody was hurt": the rest of the sentence says where
            matter |= self._words(tokens) - own
        last = tokens[particle] if particle == i + 1 else tokens[i]
        due = self._due(i, verb)
        deeds = self._deeds(i, verb)
        if due is not None or (verb in self.vocabulary.lists["deliberating"] and grammar.standing(i).status in AHEAD):
            deeds[DUE] = True
        return Telling(
            sentence=self.sentence,
            span=self._marked(i, first, last.end),
            clause=Span(tokens[start].start, tokens[end - 1].end),
            verb=verb,
            deeds=deeds,
            standing=grammar.standing(i) if due is None else due,
            quoted=any(quote.start <= tokens[i].start < quote.end for quote in self.sentence.quoted),
            subject=self._words(subject) - own,
            object=self._words(self.extents.object(max(i, particle), end)),
            matter=matter,
            wider=matter | self._wider(clause),
            days=days(tokens[i:end]) or days(tokens[start : min(first, start + _OPENING)]),
            passive=tokens[i].tag in ("VVN", "VVD") and any(t.lemma == "be" for t in tokens[first:i]),
            past=tokens[i].tag in ("VVD", "VBD", "VHD") or any(t.tag in _PAST for t in tokens[first:i]),
            reduced=first == i and tokens[i].tag in ("VVN", "VVG", "VVI"),
            relative=start_of is not None and start_of in ("DTQ", "PNQ", "CJT") and boundary + 1 >= first,
            after_claim=self._after_claim,
            pronoun=any(t.tag == "PNP" for t in tokens[i + 1 : end]),
        )

    def _due(self, i: int, verb: str) -> Standing | None:
        """How a decision stands that is told by a noun: "needs a final vote", "a vote is set for Monday"."""
        tokens, standing = self.sentence.tokens, self.grammar.standing(i)
        lists = self.vocabulary.lists
        if not standing.sure or standing.status is not Status.ASSERTED:
            return None
        phrase = list(takewhile(lambda t: t.tag.startswith(PHRASE), tokens[i + 1 : self.extents.end(i)]))
        objects = [t for t in phrase if t.tag.startswith("NN")][-1:]
        subjects = [t for t in tokens[self.extents.start(self.grammar.groups.group(i)) : i] if t.tag.startswith("NN")]
        needed = verb in lists["needing"] and any(t.lemma in lists["decisions"] for t in objects)
        appointed = (
            verb in lists["appointing"]
            and tokens[i].tag in ("VVN", "VVD")
            and any(t.lemma in lists["decisions"] for t in subjects)
        )
        return replace(standing, status=Status.PLANNED) if needed or appointed else None

    def _marked(self, i: int, first: int, end: int) -> Span:
        """The words of a telling, from the word that denies or alleges it, or puts it off, to its verb."""
        tokens, standing, lists = self.sentence.tokens, self.grammar.standing(i), self.vocabulary.lists
        cues: set[str] = set()
        if standing.negated:
            cues |= {*NEGATIONS, *lists["undone"]}
        if standing.status in AHEAD:
            cues |= {*lists["ahead"], *lists["hoping"], "if"} if tokens[first].tag == "TO0" or standing.said else {"if"}
        if standing.status in (Status.ALLEGED, Status.DENIED):
            cues |= {
                w for name in ("alleging", "denying", "denied", "said_of", "rejecting", "hearsay") for w in lists[name]
            }
        before = next(
            (k for k in range(first, -1, -1) if tokens[k].lemma in cues or tokens[k].text.lower() in cues), None
        )
        if before is not None:
            return Span(min(tokens[before].start, tokens[first].start), end)
        behind = next((t for t in tokens[i + 1 :] if t.lemma in cues), None)
        return Span(tokens[first].start, behind.end if behind is not None and cues else end)

    def _deeds(self, i: int, verb: str) -> dict[str, bool]:
        """The verb and what it counts as; a light verb counts with its own complement alone."""
        token = self.sentence.tokens[i]
        deeds = {verb: True}
        if verb == token.lemma:
            deeds |= {self.vocabulary.classes.get(verb, verb): True}
        deeds |= self.vocabulary.sides.get(verb, {})
        deeds |= self.vocabulary.outcomes(token.lemma, self.sentence.tokens)
        if token.lemma in ("be", "remain", "stay", "plead", "find") and (state := self._state(i)):
            deeds |= {state: True, **self.vocabulary.sides.get(state, {})}
        return deeds

    def _state(self, i: int) -> str:
        """The adjective of "was found guilty", "is open"."""
        for token in self.sentence.tokens[i + 1 : i + 4]:
            if token.lemma in self.vocabulary.sides and token.tag.startswith(("AJ", "VVN", "NN")):
                return token.lemma
            if not token.tag.startswith(("AV", "XX", "AT")):
                break
        return ""

    def _words(self, tokens: Iterable[Token]) -> Words:
        return self.vocabulary.words(tokens, self.given)

    def _wider(self, clause: Sequence[Token]) -> Words:
        stands_in = any(t.lemma in _PRONOUNS or t.text.lower() in _PRONOUNS or t.tag == "DPS" for t in clause)
        earlier = self._words(self.before.tokens) if self.before and stands_in else frozenset()
        return self._words(self.sentence.tokens) | earlier
