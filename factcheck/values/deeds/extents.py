"""How far the clause of a verb reaches: its subject, its particle, its object, its end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from factcheck.domain import Sentence, Token
from factcheck.text.clauses import clause_at, clauses
from factcheck.values.deeds.standing import Grammar
from factcheck.values.deeds.vocabulary import Vocabulary

PHRASE = ("AT0", "DPS", "DT0", "AJ", "ORD", "CRD", "NN", "NP", "POS", "AV0")  # how tags inside a noun phrase begin
_ANTECEDENT = 6  # tokens before "which" in which the noun it stands for is looked for
_VOTING = frozenset({"for", "against", "down"})
_PARTICLE = 5  # tokens from a verb to its particle: "turned the second offer down"


class Extents:
    """One sentence and how far the clauses of its verbs reach, as indexes of tokens."""

    def __init__(self, sentence: Sentence, grammar: Grammar, vocabulary: Vocabulary) -> None:
        self.tokens = sentence.tokens
        self.grammar = grammar
        self.vocabulary = vocabulary
        self.clauses = clauses(sentence)

    def particle(self, i: int) -> int:
        """Return the index of the "down" of "turned (the offer) down", the "against" of a vote; 0 for none."""
        if self.tokens[i].lemma == "vote":
            return next((k for k in range(i + 1, self.end(i)) if self.tokens[k].lemma in _VOTING), 0)
        for k in range(i + 1, min(i + _PARTICLE, len(self.tokens))):
            together = f"{self.tokens[i].lemma} {self.tokens[k].lemma}"
            if self.tokens[k].tag == "AVP" or (k == i + 1 and together in self.vocabulary.phrasal):
                return k
            if not self.tokens[k].tag.startswith(("AT", "DPS", "AJ", "NN", "NP", "PNP", "AV")):
                break
        return 0

    def start(self, first: int) -> int:
        """Return where the clause of a verb group begins, its subject included."""
        k = self.grammar.heads.boundary(first)
        if k >= 0 and self.tokens[k].tag in ("DTQ", "PNQ", "CJT") and k + 1 >= first:
            return max(0, k - _ANTECEDENT)
        joined = k >= 0 and self.tokens[k].tag == "CJC"
        if joined and not any(t.tag.startswith(("NN", "NP", "PN", "DT")) for t in self.tokens[k + 1 : first]):
            return self.start(
                next((self.grammar.groups.group(v) for v in reversed(self.grammar.groups.verbs) if v < k), 0)
            )
        return k + 1

    def subject_over(self, first: int) -> tuple[Token, ...]:
        """Return who is to do it or is said to: the noun right before the infinitive ("for the city to borrow"), the
        one who is accused ("accuse the mayor of hiding"), else the subject of the verb over it.
        """
        over = next((v for v in reversed(self.grammar.groups.verbs) if v < first), None)
        if over is None:
            return ()
        accused = self.tokens[first].tag != "TO0" and self.tokens[first - 1].lemma in ("of", "with", "from")
        last = first - 1 if accused else first
        before = next((k for k in range(last - 1, over, -1) if self.tokens[k].tag.startswith(("PR", "V", "PUN"))), over)
        between = self.tokens[before + 1 : last]
        if any(t.tag.startswith(("NN", "NP", "PN")) for t in between) and (accused or self.tokens[first].tag == "TO0"):
            return () if between[-1].lemma in self.vocabulary.lists["ahead_nouns"] else between
        group = self.grammar.groups.group(over)
        return self.tokens[self.start(group) : group]

    def end(self, i: int) -> int:
        """Return where the clause of a verb ends, before a speaker's tag."""
        end = clause_at(self.clauses, self.tokens[i].start).end
        return next(
            (k for k in range(i + 1, len(self.tokens)) if self.tokens[k].start >= end or self._tag(k)), len(self.tokens)
        )

    def _tag(self, k: int) -> bool:
        """Whether the comma at `k` sets off a speaker's tag: ", a police spokesman said."."""
        if self.tokens[k].text != ",":
            return False
        verb = next(
            (n for n in range(k + 1, len(self.tokens)) if not self.tokens[n].tag.startswith((*PHRASE, "PR"))), k
        )
        return self.tokens[verb].tag in ("VVD", "VVZ", "VVB") and self.tokens[verb].lemma in self.vocabulary.saying

    def object(self, i: int, end: int) -> Iterator[Token]:
        """Yield what stands right behind a verb, before any preposition."""
        return takewhile(lambda t: t.tag.startswith((*PHRASE, "PRF", "AVP", "XX0")), self.tokens[i + 1 : end])
