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

from factcheck.domain.account import Account
from factcheck.domain.text import Sentence, Span, Token
from factcheck.domain.values import Status
from factcheck.settings.lexicons import Lexicons
from factcheck.text.clauses import FULL, clause_at, clauses
from factcheck.values.deeds.stages import Stage, stage
from factcheck.values.deeds.standing import Grammar
from factcheck.values.deeds.subjects import head_nouns
from factcheck.values.deeds.verb_groups import OPEN, Standing
from factcheck.values.deeds.verbs import deeds_of, particle_of
from factcheck.values.deeds.vocabulary import Vocabulary, Words, days
from factcheck.values.speech.phrases import occurrences

_PRONOUNS = frozenset(
    {"it", "they", "them", "he", "she", "him", "her", "this", "these", "both", "one", "other", "neither"}
)
_PAST = frozenset({"VBD", "VHD", "VDD", "VHZ", "VHB"})
_PHRASE = ("AT0", "DPS", "DT0", "AJ", "ORD", "CRD", "NN", "NP", "POS", "AV0")
AHEAD = frozenset({Status.PLANNED, Status.HOPED, Status.CONDITIONAL})
NEGATIONS = frozenset(
    {"not", "n't", "n’t", "never", "no", "neither", "none", "nobody", "nothing", "nor", "cannot", "without"}
)
_ANYBODY = frozenset({"people", "person", "man", "woman", "one"})
DUE = "(due)"  # a decision that is still to come, whichever way it goes
_OPENING = 4  # tokens at the head of a clause in which a time stands: "On late Tuesday"
_ANTECEDENT = 6  # tokens before "which" in which the noun it stands for is looked for


@dataclass(frozen=True, slots=True)
class Telling:
    """One verb of an article: `deeds` are its lemma and class with their sides, `span` its group of words.

    `subject` and `matter` are the content words before the verb and of its whole clause; `heads` name the subject,
    `doers` who does it, "by" behind a passive; `wider` also has the words of the rest of the sentence and of what a
    pronoun may stand for. `days` are the weekday, month and year in the clause. What stands `after_claim` may go on
    with what the sentence before hands to a speaker.
    """

    sentence: Sentence
    span: Span
    clause: Span
    verb: str
    deeds: Mapping[str, bool]
    standing: Standing
    quoted: bool
    subject: Words
    heads: Words
    doers: Words
    matter: Words
    wider: Words
    days: Words
    stage: Stage
    passive: bool
    past: bool
    reduced: bool
    pronoun: bool
    relative: bool
    after_claim: bool


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
            yield from _DeedReading(sentence, before, given, self.vocabulary, self.lexicons).tellings()
            before = sentence


@dataclass(frozen=True)
class _DeedReading:
    """One sentence, read for what its verbs tell."""

    sentence: Sentence
    before: Sentence | None
    given: frozenset[int]
    vocabulary: Vocabulary
    lexicons: Lexicons

    @cached_property
    def grammar(self) -> Grammar:
        return Grammar(self.sentence, self.lexicons.speech, self.lexicons.standing, self.lexicons.statuses)

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        return clauses(self.sentence)

    @cached_property
    def _after_claim(self) -> bool:
        claiming = {*self.vocabulary.lists.alleging, *self.vocabulary.lists.said_of, "accord"}
        return self.before is not None and any(t.lemma in claiming for t in self.before.tokens)

    def tellings(self) -> Iterator[Telling]:
        if self.sentence.text.rstrip(" \"”'’»)").endswith("?"):
            return
        for i in self.grammar.groups.verbs:
            yield self._telling(i)

    def _telling(self, i: int) -> Telling:
        tokens, grammar = self.sentence.tokens, self.grammar
        first, end = grammar.groups.group(i), self._end(i)
        start, particle = self._start(first), particle_of(tokens, i, end, self.vocabulary)
        boundary = grammar.heads.boundary(first)
        start_of = tokens[boundary].tag if boundary >= 0 else None
        subject, clause = tokens[start:first], tokens[start:end]
        if tokens[first].tag == "TO0" or (first == i and tokens[i].tag == "VVG"):
            subject = self._subject_over(first)
            clause = (*subject, *tokens[first:end])
        verb = " ".join([tokens[i].lemma, *([tokens[particle].lemma] if particle else [])])
        own = {self.vocabulary.concept(tokens[i]), tokens[i].lemma}
        matter = self._words(clause) - own
        if matter <= _ANYBODY:  # "nobody was hurt": the rest of the sentence says where
            matter |= self._words(tokens) - own
        last = tokens[particle] if particle == i + 1 else tokens[i]
        due = self._due(i, verb)
        deeds = deeds_of(tokens, i, verb, self.vocabulary)
        if due is not None or (verb in self.vocabulary.lists.deliberating and grammar.standing(i).status in AHEAD):
            deeds[DUE] = True
        standing = grammar.standing(i) if due is None else due
        if standing.negated and next(occurrences(clause, self.vocabulary.lists.part_anywhere), None):
            standing = OPEN
        relative = start_of is not None and start_of in ("DTQ", "PNQ", "CJT") and boundary + 1 >= first
        passive = tokens[i].tag in ("VVN", "VVD") and any(t.lemma == "be" for t in tokens[first:i])
        heads = self._heads(subject, relative=relative) - own
        dated = days(tokens[i:end]) or days(tokens[start : min(first, start + _OPENING)])
        return Telling(
            sentence=self.sentence,
            span=self._marked(i, first, last.end),
            clause=Span(tokens[start].start, tokens[end - 1].end),
            verb=verb,
            deeds=deeds,
            standing=standing,
            quoted=any(quote.start <= tokens[i].start < quote.end for quote in self.sentence.quoted),
            subject=self._words(subject) - own,
            heads=heads,
            doers=self._agent(tokens[i + 1 : end]) if passive else heads,
            matter=matter,
            wider=matter | self._wider(clause),
            days=dated,
            stage=stage(clause, tokens[max(0, first - 1) : i + 1], dated, self.vocabulary.lists),
            passive=passive,
            past=tokens[i].tag in ("VVD", "VBD", "VHD") or any(t.tag in _PAST for t in tokens[first:i]),
            reduced=first == i and tokens[i].tag in ("VVN", "VVG", "VVI"),
            relative=relative,
            after_claim=self._after_claim,
            pronoun=any(t.tag == "PNP" for t in tokens[i + 1 : end]),
        )

    def _due(self, i: int, verb: str) -> Standing | None:
        """How a decision stands that is told by a noun: "needs a final vote", "a vote is set for Monday"."""
        tokens, standing = self.sentence.tokens, self.grammar.standing(i)
        lists = self.vocabulary.lists
        if not standing.sure or standing.status is not Status.ASSERTED:
            return None
        phrase = list(takewhile(lambda t: t.tag.startswith(_PHRASE), tokens[i + 1 : self._end(i)]))
        objects = [t for t in phrase if t.tag.startswith("NN")][-1:]
        subjects = [t for t in tokens[self._start(self.grammar.groups.group(i)) : i] if t.tag.startswith("NN")]
        needed = verb in lists.needing and any(t.lemma in lists.decisions for t in objects)
        appointed = (
            verb in lists.appointing
            and tokens[i].tag in ("VVN", "VVD")
            and any(t.lemma in lists.decisions for t in subjects)
        )
        return replace(standing, status=Status.PLANNED) if needed or appointed else None

    def _marked(self, i: int, first: int, end: int) -> Span:
        """The words of a telling, from the word that denies or alleges it, or puts it off, to its verb."""
        tokens, standing, lists = self.sentence.tokens, self.grammar.standing(i), self.vocabulary.lists
        cues: set[str] = set()
        if standing.negated:
            cues |= {*NEGATIONS, *lists.undone, *lists.undone_nouns}
        if standing.status in AHEAD:
            cues |= {*lists.ahead, *lists.hoping, "if"} if tokens[first].tag == "TO0" or standing.said else {"if"}
        if standing.status in (Status.ALLEGED, Status.DENIED):
            cues |= lists.alleging | lists.denying | lists.denied | lists.said_of | lists.rejecting
            cues |= lists.hearsay | lists.perhaps
        before = next(
            (k for k in range(first, -1, -1) if tokens[k].lemma in cues or tokens[k].text.lower() in cues), None
        )
        if before is not None:
            return Span(min(tokens[before].start, tokens[first].start), end)
        behind = next((t for t in tokens[i + 1 :] if t.lemma in cues), None)
        return Span(tokens[first].start, behind.end if behind is not None and cues else end)

    def _start(self, first: int) -> int:
        """Where the clause of a verb group begins, its subject included."""
        tokens = self.sentence.tokens
        k = self.grammar.heads.boundary(first)
        if k >= 0 and tokens[k].tag in ("DTQ", "PNQ", "CJT") and k + 1 >= first:
            return max(0, k - _ANTECEDENT)
        joined = k >= 0 and tokens[k].tag == "CJC"
        if joined and not any(t.tag.startswith(("NN", "NP", "PN", "DT")) for t in tokens[k + 1 : first]):
            return self._start(
                next((self.grammar.groups.group(v) for v in reversed(self.grammar.groups.verbs) if v < k), 0)
            )
        return k + 1

    def _heads(self, subject: Sequence[Token], *, relative: bool) -> Words:
        """The words that name the subject; that of a relative clause stands behind the verb of the clause before."""
        if relative:
            subject = subject[max((k + 1 for k, t in enumerate(subject) if t.tag.startswith("V")), default=0) :]
        return self._words(head_nouns(subject, self.lexicons.deeds.quantity))

    def _agent(self, behind: Sequence[Token]) -> Words:
        """The words that name who did what a passive tells; "by 12 votes" and "by Friday" name nobody."""
        by = next((k for k, t in enumerate(behind) if t.lemma == "by" and t.tag == "PRP"), len(behind))
        heads = head_nouns(behind[by + 1 :], self.lexicons.deeds.quantity)
        counted = any(t.tag == "CRD" for t in behind[by + 1 : by + 2])
        measure = counted or any(t.lemma in self.vocabulary.lists.margins for t in heads)
        return frozenset() if measure else self._words(heads)

    def _subject_over(self, first: int) -> tuple[Token, ...]:
        """Who is to do it or is said to: the noun right before the infinitive ("for the city to borrow"), the one who
        is accused ("accuse the mayor of hiding"), else the subject of the verb over it.
        """
        tokens = self.sentence.tokens
        over = next((v for v in reversed(self.grammar.groups.verbs) if v < first), None)
        if over is None:
            return ()
        accused = tokens[first].tag != "TO0" and tokens[first - 1].lemma in ("of", "with", "from")
        last = first - 1 if accused else first
        before = next((k for k in range(last - 1, over, -1) if tokens[k].tag.startswith(("PR", "V", "PUN"))), over)
        between = tokens[before + 1 : last]
        if any(t.tag.startswith(("NN", "NP", "PN")) for t in between) and (accused or tokens[first].tag == "TO0"):
            return () if between[-1].lemma in self.vocabulary.lists.ahead_nouns else between
        group = self.grammar.groups.group(over)
        return tokens[self._start(group) : group]

    def _end(self, i: int) -> int:
        tokens = self.sentence.tokens
        end = clause_at(self.clauses, tokens[i].start).end
        return next((k for k in range(i + 1, len(tokens)) if tokens[k].start >= end or self._tag(k)), len(tokens))

    def _tag(self, k: int) -> bool:
        """Whether the comma at `k` sets off a speaker's tag: ", a police spokesman said."."""
        tokens = self.sentence.tokens
        if tokens[k].text != ",":
            return False
        verb = next((n for n in range(k + 1, len(tokens)) if not tokens[n].tag.startswith((*_PHRASE, "PR"))), k)
        return tokens[verb].tag in FULL and tokens[verb].lemma in self.vocabulary.saying

    def _words(self, tokens: Iterable[Token]) -> Words:
        return self.vocabulary.words(tokens, self.given)

    def _wider(self, clause: Sequence[Token]) -> Words:
        stands_in = any(t.lemma in _PRONOUNS or t.text.lower() in _PRONOUNS or t.tag == "DPS" for t in clause)
        earlier = self._words(self.before.tokens) if self.before and stands_in else frozenset()
        return self._words(self.sentence.tokens) | earlier
