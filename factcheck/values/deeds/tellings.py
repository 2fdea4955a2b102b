"""What an article tells of each deed: the verb, how the deed stands, and the words that say whose deed it is.

Two tellings are of one deed when a verb or its class is shared, or their verbs stand in `config/lexicons/contraries.toml`,
and the words around it coincide, rare ones counting more.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from factcheck.config import Lexicons
from factcheck.domain import Account, Sentence, Span, Status, Token
from factcheck.text.clauses import clause_at, clauses
from factcheck.values.deeds.deeds import Deeds
from factcheck.values.deeds.standing import Grammar, Standing
from factcheck.values.names.spelling import homes

Words = frozenset[str]

_MATTER = ("NN", "NP", "AJ", "ORD", "VV", "CRD")
_PRONOUNS = frozenset(
    {"it", "they", "them", "he", "she", "him", "her", "this", "these", "both", "one", "other", "neither"}
)
_PAST = frozenset({"VBD", "VHD", "VDD", "VHZ", "VHB"})
_PHRASE = ("AT0", "DPS", "DT0", "AJ", "ORD", "CRD", "NN", "NP", "POS", "AV0")
AHEAD = frozenset({Status.PLANNED, Status.HOPED, Status.CONDITIONAL})
NEGATIONS = frozenset(
    {"not", "n't", "n’t", "never", "no", "neither", "none", "nobody", "nothing", "nor", "cannot", "without"}
)
DUE = "(due)"  # a decision that is still to come, whichever way it goes
_LETTERS = 2
_OPENING = 4  # tokens at the head of a clause in which a time stands: "On late Tuesday"
_ANTECEDENT = 6  # tokens before "which" in which the noun it stands for is looked for


@dataclass(frozen=True, slots=True)
class Telling:
    """One verb of an article: `deeds` are its lemma and class with their sides, `span` its group of words.

    `subject` and `matter` are the content words before the verb and of its whole clause; `wider` also those of the
    rest of the sentence and of what a pronoun may stand for. `days` are the weekdays and months in the clause.
    """

    sentence: Sentence
    span: Span
    clause: Span
    verb: str
    deeds: Mapping[str, bool]
    standing: Standing
    quoted: bool
    subject: Words
    matter: Words
    wider: Words
    days: Words
    passive: bool
    past: bool
    reduced: bool
    pronoun: bool


class Teller:
    """Reads tellings out of accounts."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.lexicons = lexicons
        self.classes = Deeds.of(lexicons.deeds).classes
        self.sides: dict[str, dict[str, bool]] = {}
        for section, sides in lexicons.contraries.items():
            for side, words in sides.items():
                for word in words:
                    self.sides.setdefault(word, {})[f"({section})"] = side == "yes"
        self.deliberating = frozenset(lexicons.standing["deliberating"])
        self.phrasal = frozenset(word for word in (*self.sides, *self.deliberating) if " " in word)
        self.saying = frozenset((*lexicons.speech["verbs"], *lexicons.speech["announcing"]))

    def tellings(self, account: Account) -> Iterator[Telling]:
        """Yield what each verb of an account tells, in the order of the text."""
        before: Sentence | None = None
        for sentence in account.sentences:
            yield from _Reading(self, sentence, before).tellings()
            before = sentence

    def concept(self, token: Token) -> str:
        return homes().get(token.lemma) or self.classes.get(token.lemma, token.lemma)

    def words(self, tokens: Iterable[Token]) -> Words:
        """The content words of a stretch, as they count for likeness; days and months stand apart."""
        listed = [*tokens]
        dated = {k for n, t in enumerate(listed) if t.lemma in DAYS for k in (n - 1, n, n + 1)}
        return frozenset(
            self.concept(t)
            for n, t in enumerate(listed)
            if t.tag.startswith(_MATTER)
            and len(t.lemma) >= _LETTERS
            and t.lemma not in DAYS
            and t.text not in ("’s", "'s")
            and not (t.tag == "CRD" and n in dated)
            and not (t.tag.startswith("VV") and t.lemma in self.saying)
        )


DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec "
    "jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.".split()
)


@dataclass(frozen=True)
class _Reading:
    """One sentence, read for what its verbs tell."""

    teller: Teller
    sentence: Sentence
    before: Sentence | None

    @cached_property
    def grammar(self) -> Grammar:
        return Grammar(self.sentence, self.teller.lexicons)

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        return clauses(self.sentence)

    def tellings(self) -> Iterator[Telling]:
        if self.sentence.text.rstrip(" \"”'’»)").endswith("?"):
            return
        for i in self.grammar.verbs:
            yield self._telling(i)

    def _telling(self, i: int) -> Telling:
        tokens, grammar = self.sentence.tokens, self.grammar
        first, particle = grammar.group(i), self._particle(i)
        start, end = self._start(first), self._end(i)
        subject, clause = tokens[start:first], tokens[start:end]
        if tokens[first].tag == "TO0":
            subject = self._subject_of_infinitive(start, first)
            clause = (*subject, *tokens[first:end])
        verb = " ".join([tokens[i].lemma, *([tokens[particle].lemma] if particle else [])])
        own = {self.teller.concept(tokens[i]), tokens[i].lemma}
        matter = self.teller.words(clause) - own
        last = tokens[particle] if particle == i + 1 else tokens[i]
        due = self._due(i, verb)
        deeds = self._deeds(i, verb)
        if due is not None or (verb in self.teller.deliberating and grammar.standing(i).status in AHEAD):
            deeds[DUE] = True
        return Telling(
            sentence=self.sentence,
            span=self._marked(i, first, last.end),
            clause=Span(tokens[start].start, tokens[end - 1].end),
            verb=verb,
            deeds=deeds,
            standing=grammar.standing(i) if due is None else due,
            quoted=any(quote.start <= tokens[i].start < quote.end for quote in self.sentence.quoted),
            subject=self.teller.words(subject) - own,
            matter=matter,
            wider=matter | self._wider(clause),
            days=_days(tokens[i:end]) or _days(tokens[start : min(first, start + _OPENING)]),
            passive=tokens[i].tag in ("VVN", "VVD") and any(t.lemma == "be" for t in tokens[first:i]),
            past=tokens[i].tag in ("VVD", "VBD", "VHD") or any(t.tag in _PAST for t in tokens[first:i]),
            reduced=first == i and tokens[i].tag in ("VVN", "VVG", "VVI"),
            pronoun=any(t.tag == "PNP" for t in tokens[i + 1 : end]),
        )

    def _due(self, i: int, verb: str) -> Standing | None:
        """How a decision stands that is told by a noun: "needs a final vote", "a vote is set for Monday"."""
        tokens, standing = self.sentence.tokens, self.grammar.standing(i)
        lists = self.teller.lexicons.standing
        if not standing.sure or standing.status is not Status.ASSERTED:
            return None
        phrase = list(takewhile(lambda t: t.tag.startswith(_PHRASE), tokens[i + 1 : self._end(i)]))
        objects = [t for t in phrase if t.tag.startswith("NN")][-1:]
        subjects = [t for t in tokens[self._start(self.grammar.group(i)) : i] if t.tag.startswith("NN")]
        needed = verb in lists["needing"] and any(t.lemma in lists["decisions"] for t in objects)
        appointed = (
            verb in lists["appointing"]
            and tokens[i].tag in ("VVN", "VVD")
            and any(t.lemma in lists["decisions"] for t in subjects)
        )
        return replace(standing, status=Status.PLANNED) if needed or appointed else None

    def _marked(self, i: int, first: int, end: int) -> Span:
        """The words of a telling, from the word that denies or alleges it, or puts it off, to its verb."""
        tokens, standing, lists = self.sentence.tokens, self.grammar.standing(i), self.teller.lexicons.standing
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
            deeds |= {self.teller.classes.get(verb, verb): True}
        deeds |= self.teller.sides.get(verb, {})
        if token.lemma in ("be", "remain", "stay", "plead", "find") and (state := self._state(i)):
            deeds |= {state: True, **self.teller.sides.get(state, {})}
        return deeds

    def _state(self, i: int) -> str:
        """The adjective of "was found guilty", "is open"."""
        for token in self.sentence.tokens[i + 1 : i + 4]:
            if token.lemma in self.teller.sides and token.tag.startswith(("AJ", "VVN", "NN")):
                return token.lemma
            if not token.tag.startswith(("AV", "XX", "AT")):
                break
        return ""

    def _particle(self, i: int) -> int:
        """The index of the "down" of "turned down" or "turned the offer down", the "against" of a vote; 0 for none."""
        tokens = self.sentence.tokens
        if tokens[i].lemma == "vote":
            ahead = range(i + 1, self._end(i))
            return next(
                (k for k in ahead if tokens[k].lemma in ("for", "against", "down") and tokens[k].tag != "CRD"), 0
            )
        for k in range(i + 1, min(i + 5, len(tokens))):
            if tokens[k].tag == "AVP" or (k == i + 1 and f"{tokens[i].lemma} {tokens[k].lemma}" in self._phrasal):
                return k
            if not tokens[k].tag.startswith(("AT", "DPS", "AJ", "NN", "NP", "PNP", "AV")):
                break
        return 0

    @property
    def _phrasal(self) -> frozenset[str]:
        return self.teller.phrasal

    def _start(self, first: int) -> int:
        """Where the clause of a verb group begins, its subject included."""
        tokens = self.sentence.tokens
        k = self.grammar.boundary(first)
        if k >= 0 and tokens[k].tag in ("DTQ", "PNQ", "CJT") and k + 1 >= first:
            return max(0, k - _ANTECEDENT)
        joined = k >= 0 and tokens[k].tag == "CJC"
        if joined and not any(t.tag.startswith(("NN", "NP", "PN", "DT")) for t in tokens[k + 1 : first]):
            return self._start(next((self.grammar.group(v) for v in reversed(self.grammar.verbs) if v < k), 0))
        return k + 1

    def _subject_of_infinitive(self, start: int, first: int) -> tuple[Token, ...]:
        """Who is to do it: the noun right before ("for the city to borrow"), else the subject of the verb over it."""
        tokens = self.sentence.tokens
        over = next((v for v in reversed(self.grammar.verbs) if v < first), None)
        if over is None:
            return tokens[start:first]
        before = next((k for k in range(first - 1, over, -1) if tokens[k].tag.startswith(("PR", "V", "PUN"))), over)
        if any(t.tag.startswith(("NN", "NP", "PN")) for t in tokens[before + 1 : first]):
            return tokens[before + 1 : first]
        return tokens[start : max(start, self.grammar.group(over))]

    def _end(self, i: int) -> int:
        tokens = self.sentence.tokens
        end = clause_at(self.clauses, tokens[i].start).end
        return next((k for k in range(i + 1, len(tokens)) if tokens[k].start >= end), len(tokens))

    def _wider(self, clause: Sequence[Token]) -> Words:
        stands_in = any(t.lemma in _PRONOUNS or t.text.lower() in _PRONOUNS or t.tag == "DPS" for t in clause)
        earlier = self.teller.words(self.before.tokens) if self.before and stands_in else frozenset()
        return self.teller.words(self.sentence.tokens) | earlier


def _days(tokens: Iterable[Token]) -> Words:
    """The weekdays and months of a stretch, by their first letters."""
    return frozenset(t.lemma.rstrip(".")[:3] for t in tokens if t.lemma in DAYS and t.text[0].isupper())


class Weights:
    """How much a word of a story's texts says: rare ones more."""

    def __init__(self, accounts: Sequence[Account], teller: Teller) -> None:
        found = [teller.words(s.tokens) for account in accounts for s in account.sentences]
        self.counts = Counter(word for words in found for word in words)
        self.sentences = max(1, len(found))

    def of(self, words: Iterable[str]) -> float:
        """The weight of some words together."""
        return sum(math.log(1 + self.sentences / max(1, self.counts[word])) for word in words)

    def covered(self, words: Words, by: Words) -> float:
        """Which share of the words, by weight, others have too: 0 to 1, 1 for none."""
        return self.of(words & by) / self.of(words) if words else 1.0
