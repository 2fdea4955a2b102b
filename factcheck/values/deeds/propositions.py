"""Who does what to whom or what: "Merania backs Tarn", "Tarn is backed by Merania", "Egypt and Jordan back Tarn"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from factcheck.domain.text import Sentence, Span, Token
from factcheck.domain.values import Proposition
from factcheck.text.clauses import FINITE, clause_at
from factcheck.text.relatives import group_start, relative_clauses

Names = Sequence[tuple[Span, str]]  # where a name stands, and its key

_HELPERS = frozenset(
    {"be", "have", "do", "say", "tell", "get", "accuse", "allege", "suspect", "deny", "claim", "reject"}
)
_BEFORE_NOUN = {"AT0", "DPS", "AJ0", "AV0", "CRD", "DT0"}
_IN_LIST = {"AT0", "DPS"}  # what may stand between two names of a list: "Egypt and the Jordan"
_BEFORE_AGENT = {"AT0", "DPS", "AJ0", "NN1", "NN2", "NN0", "POS", "NP0"}
_PRONOUNS = {"DTQ", "PNQ", "PNP"}  # subjects of a finite verb: "who stood by"
_BY = 3  # words behind a participle in which its "by" stands: "was shot dead by"
_NAMED_LAST = 4  # words of the last name of several, with its "and"
_PARTICIPLES = {"VVN", "VVD"}  # the parser takes one for the other


def find_propositions(
    sentence: Sentence, names: Names, clauses: Sequence[Span], speech: AbstractSet[str]
) -> Iterator[tuple[Span, Proposition]]:
    """Yield what each verb says of the names around it, with the verb's words; of several subjects one for each.

    Passives are turned round. `speech` are the lemmas of verbs over whole statements. Without a
    name behind it, a verb has the noun that is its object.
    """
    reading = _Doings(sentence.tokens, sorted(names), relative_clauses(sentence.tokens), speech)
    for i, verb in enumerate(sentence.tokens):
        if (verb.tag.startswith("VV") or _plural_verb(sentence.tokens, i)) and verb.lemma not in _HELPERS:
            for doer, target in reading.pairs(i, clause_at(clauses, verb.start)):
                yield Span(verb.start, verb.end), Proposition(verb.lemma, doer, target)


@dataclass(frozen=True)
class _Doings:
    tokens: Sequence[Token]
    names: Names
    relatives: Sequence[range]
    speech: AbstractSet[str]

    def pairs(self, verb: int, clause: Span) -> Iterator[tuple[str, str]]:
        """Yield who does it and to whom or what, for the verb at an index."""
        by = self._by(verb, clause)
        subjects = self._subjects(verb, clause)
        if by and self._passive(verb, by, clause):
            yield from ((doer, target) for doer in self._agents(by, clause) for target in subjects)
            return
        behind = [t for t in self.tokens[verb + 1 :] if t.end <= clause.end]
        named = [
            key
            for span, key in self.names
            if self.tokens[verb].end <= span.start < clause.end and _direct(behind, span)
        ]
        target = named[0] if named else _object_noun(behind)
        yield from ((doer, target) for doer in subjects if target)

    def _by(self, verb: int, clause: Span) -> int:
        """Where the "by" behind a verb stands that may name who did it, 0 for none."""
        if self.tokens[verb].tag not in _PARTICIPLES:
            return 0
        ahead = range(verb + 1, min(verb + _BY, len(self.tokens) - 1))
        return next((k for k in ahead if self.tokens[k].lemma == "by" and self.tokens[k].end <= clause.end), 0)

    def _passive(self, verb: int, by: int, clause: Span) -> bool:
        """Whether a participle is one: behind a "be", or beside the finite verb of its clause ("Tarn, backed by")."""
        if self.tokens[by + 1].tag.endswith("G"):
            return False  # "by beating" tells how
        helper = next((t for t in reversed(self.tokens[:verb]) if t.tag not in ("AV0", "XX0")), None)
        if helper is None or helper.tag.startswith("VH"):
            return False
        if helper.tag.startswith("VB") or helper.lemma == "get":
            return True
        if self.tokens[verb - 1].text == "," and self._goes_on(by):
            return True
        if helper.tag in _PRONOUNS:
            return False
        before = [t for t in self.tokens[:verb] if t.tag in FINITE and t.start >= clause.start]
        if before:  # "met the man backed by Tarn", not "said Merania stood by Tarn"
            return before[-1].lemma not in self.speech
        return self.tokens[verb].tag == "VVN" and self._goes_on(by)

    def _goes_on(self, by: int) -> bool:
        """Whether a finite verb comes right behind the agent: "Tarn, backed by Merania, won"."""
        k = by + 1
        while k < len(self.tokens) and self.tokens[k].tag in _BEFORE_AGENT:
            k += 1
        k += k < len(self.tokens) and self.tokens[k].text == ","
        return k < len(self.tokens) and self.tokens[k].tag in FINITE

    def _agents(self, by: int, clause: Span) -> list[str]:
        """The keys of those named right behind a "by": not the place in "by a man from Zerifa"."""
        behind = self.tokens[by + 1 :]
        found = [n for n, (span, _) in enumerate(self.names) if self.tokens[by].end <= span.start < clause.end]
        if not found or any(t.tag not in _BEFORE_AGENT for t in behind if t.end <= self.names[found[0]][0].start):
            return []
        last = next((n for n in found if not self._joined(n)), found[-1])
        return [self.names[n][1] for n in found if n <= last]

    def _subjects(self, verb: int, clause: Span) -> list[str]:
        """The keys of the names that a verb is said of: the last before it, and those joined to it by "and"."""
        first = group_start(self.tokens, verb)
        relative = next((r for r in self.relatives if 0 <= first - r.stop <= self._commas(r)), None)
        if relative:
            end = relative.start - self._commas(relative)
            found = [n for n, (span, _) in enumerate(self.names) if end and span.end == self.tokens[end - 1].end]
        else:
            start = self.tokens[verb].start
            found = [n for n, (span, _) in enumerate(self.names) if clause.start < span.end <= start]
            found = found or self._over_apposition(first)
        return self._list_to(found[-1]) if found else []

    def _over_apposition(self, first: int) -> list[int]:
        """The name before ", the general whose men fled," for the verb behind it: no verb stands in between."""
        opened = next((k for k in range(first - 1, 0, -1) if self.tokens[k].tag in ("DTQ", "PNQ")), 0)
        if not opened or self.tokens[first - 1].text != ",":
            return []
        verb = max((t.end for t in self.tokens[:opened] if t.tag in FINITE), default=0)
        return [
            n for n, (span, _) in enumerate(self.names) if verb <= span.start and span.end <= self.tokens[opened].start
        ]

    def _commas(self, relative: range) -> bool:
        return self.tokens[relative.start - 1].text == ","

    def _list_to(self, last: int) -> list[str]:
        """The names of a list that ends with a name; only the last of one behind a preposition or a verb."""
        first = last
        while first and self._joined(first - 1):
            first -= 1
        start = self.names[first][0].start
        before = next((t for t in reversed(self.tokens) if t.end <= start and t.tag not in _IN_LIST), None)
        hangs = before is not None and before.tag.startswith(("PR", "VV"))
        return [key for _, key in self.names[last if hangs else first : last + 1]]

    def _joined(self, n: int) -> bool:
        """Whether a list of names goes on behind one: "and", "&", or a comma before a further "and"."""
        if n + 1 >= len(self.names):
            return False
        left, right = self.names[n][0], self.names[n + 1][0]
        between = [t for t in self.tokens if left.end <= t.start and t.end <= right.start and t.tag not in _IN_LIST]
        words = [t.text for t in between]
        return words in (["and"], ["&"], [",", "and"]) or (words == [","] and self._joined(n + 1))


def _plural_verb(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word tagged as a noun or an adverb is the verb of several: "Merania and Lindal back Tarn"."""
    around = [tokens[k].tag if 0 <= k < len(tokens) else "" for k in (i - 1, i + 1)]
    several = any(t.lemma == "and" for t in tokens[max(0, i - _NAMED_LAST) : i])
    between = tokens[i].tag in ("NN1", "AV0") and around == ["NP0", "NP0"]
    return between and several and not any(t.tag in FINITE for t in tokens)


def _object_noun(tokens: Sequence[Token]) -> str:
    """The noun of the object that stands right after a verb: "bribe" in "took large bribes from", "" if none does."""
    noun = ""
    for token in tokens:
        if token.tag.startswith("NN"):
            noun = token.lemma
        elif noun or token.tag not in _BEFORE_NOUN:
            break
    return noun


def _direct(tokens: Sequence[Token], name: Span) -> bool:
    """Whether nothing but the object's own words stands between a verb and the name: no "along the High Street"."""
    return not any(t.tag in {"PRP", "PRF", "CJC"} or t.text == "," for t in tokens if t.end <= name.start)
