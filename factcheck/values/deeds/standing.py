"""Whether the deed of each verb of a sentence is told as done, not done, to come, alleged or denied.

Read off the verb's own group ("will sign", "has not signed"), the word that governs it ("failed to sign", "accused of
signing") and the clause that stands over its own ("alleges that he signed"). Where grammar leaves it open the answer
is not `sure`.
"""

from __future__ import annotations

from dataclasses import replace

from factcheck.domain.text import Sentence
from factcheck.domain.values import Status
from factcheck.settings.lexicons import Speech, StandingWords, Statuses
from factcheck.values.deeds.clause_heads import Heads
from factcheck.values.deeds.verb_groups import AUXILIARIES, HARD, NOT, OPEN, Groups, Standing, under

_BACK = 8  # tokens between a governing word and its infinitive: "allowed the old port city of Tarn to borrow"
_HEAD = 4  # tokens between a governing word and its gerund: "accused by his own lawyers of taking"


class Grammar:
    """One sentence and how each of its verbs stands."""

    def __init__(self, sentence: Sentence, speech: Speech, standing: StandingWords, statuses: Statuses) -> None:
        self.groups = Groups(sentence, speech, standing, statuses)
        self.heads = Heads(self.groups, self.standing)
        self.tokens, self.words, self.lists = self.groups.tokens, self.groups.words, self.groups.lists
        self._known: dict[int, Standing] = {}

    def standing(self, i: int) -> Standing:
        """Return how the verb at `i` stands."""
        if i not in self._known:
            self._known[i] = OPEN  # a ring of words that govern each other
            self._known[i] = self._standing(i)
        return self._known[i]

    def _standing(self, i: int) -> Standing:
        first = self.groups.group(i)
        own = self.groups.own(i, first)
        if not own.sure:
            return own
        if self.tokens[first].tag == "TO0":
            return under(own, self._infinitive(first))
        bare = not any(t.tag in AUXILIARIES or t.tag == "VM0" for t in self.tokens[first:i])
        if bare and self.groups.joined(first):
            before = next((v for v in reversed(self.groups.verbs) if v < first and self.groups.level(v, first)), None)
            tag = self.tokens[i].tag
            if before is not None and tag in ("VVI", "VVN", "VVG"):
                above = self.standing(before)
                loose = above.negated and tag == "VVN" and self.words[first - 1] == "and"  # "was not hurt and left"
                return OPEN if loose else under(own, above)
            if before is not None and self.tokens[before].tag == "VVN" and self.groups.group(before) < before:
                above = self.standing(before)
                return own if above == Standing() else OPEN  # "was not hurt and walked home", "has not met or called"
        if self.tokens[i].tag in ("VVG", "VBG", "VHG") and bare:
            return under(own, self._gerund(first))
        if self.tokens[i].tag == "VVI" and bare:
            return OPEN
        if self.tokens[i].tag == "VVN" and bare:
            kept = first and self.tokens[first - 1].tag.startswith("VV")  # "was kept chained"
            return under(own, self.standing(first - 1)) if kept else self.heads.hearsay(own, i, first)
        return self.heads.hearsay(under(own, self.heads.over(i, first)), i, first)

    def _infinitive(self, first: int) -> Standing:
        """What stands over "to sign": "has to", "failed to", "a plan to", "is accused of having agreed to"."""
        k = first - 1
        while k >= 0 and self.tokens[k].tag in ("AV0", "XX0"):
            k -= 1
        turned = sum(self.words[n] in NOT for n in range(k + 1, first)) % 2 == 1
        if k < 0:
            return OPEN
        token = self.tokens[k]
        if self.words[first - 1] == "yet":
            return Standing(negated=True)
        if token.tag in AUXILIARIES:  # "is to sign", "would have to ratify"; "had to turn back" was done
            past = token.tag in ("VHD", "VHN")
            outer = self.groups.own(k, self.groups.group(k))
            return OPEN if past else Standing(Status.PLANNED, outer.negated != turned, outer.sure)
        if token.tag == "VM0":
            return Standing(Status.PLANNED, turned)
        if token.tag.startswith("NN") and token.lemma in self.lists.ahead_nouns:
            return Standing(Status.PLANNED, turned, sure=not turned)
        for n in range(k, max(-1, k - _BACK), -1):
            if self.tokens[n].tag in ("CJS", "CJT") or self.words[n] in (*HARD, ","):
                break
            if above := self._governs(n):
                return replace(above, negated=above.negated != turned)
            if self.tokens[n].tag.startswith("VV"):
                break
        return OPEN

    def _governs(self, n: int) -> Standing | None:
        """What a word says of its infinitive; None where it governs none."""
        token, lists = self.tokens[n], self.lists
        verb = token.tag.startswith("VV")
        if not verb and not token.tag.startswith(("AJ", "NN", "AV", "PRP", "VBN")):
            return None
        if token.tag.startswith("NN"):
            if token.lemma in lists.undone_nouns:
                return Standing(negated=True)
            handed_on = token.lemma in lists.ahead_nouns and self.words[n + 1] == "for"  # "the way for it to sign"
            return Standing(Status.PLANNED) if handed_on else None
        over = self.standing(n) if verb else self._copula(n)
        if token.lemma in lists.done:
            return over
        if token.lemma in lists.undone:
            return replace(over, negated=not over.negated)
        if verb and token.lemma in lists.said_of and token.tag in ("VVN", "VVD"):
            return replace(over, status=Status.ALLEGED) if not over.negated else OPEN
        if token.lemma in lists.ahead or token.text.lower() in lists.ahead:
            status = Status.HOPED if token.lemma in lists.wishing else Status.PLANNED
            return Standing(status, over.negated, over.sure, over.said)
        return None

    def _copula(self, n: int) -> Standing:
        """How the "be" of "was not able" stands."""
        verb = next((v for v in reversed(self.groups.verbs) if v < n and n - v <= _HEAD), None)
        return self.standing(verb) if verb is not None and self.tokens[verb].tag.startswith("VB") else Standing()

    def _gerund(self, first: int) -> Standing:
        """What stands over "signing": "accused of", "denied", "without"."""
        k = first - 1
        if k < 0:
            return OPEN
        if self.words[k] == "without":
            return Standing(negated=True)
        preposition = self.tokens[k].tag.startswith("PR")
        for n in range(k, max(-1, k - _HEAD - 1), -1):
            token = self.tokens[n]
            if token.tag in ("CJS", "CJT", "CJC") or self.words[n] in (*HARD, ","):
                break
            if not token.tag.startswith(("VV", "NN", "AJ")):
                continue
            over = self.standing(n) if token.tag.startswith("VV") else Standing()
            if not over.sure:
                return OPEN
            lists = self.lists
            if token.lemma in lists.denied:
                return Standing(Status.DENIED, over.negated, said=True)
            if preposition and token.lemma in lists.found:
                return over
            if preposition and token.lemma in lists.said_of:
                return replace(over, status=Status.ALLEGED) if not over.negated else OPEN
            if token.lemma in lists.done and token.tag.startswith("VV"):
                return over
            if token.lemma in (lists.undone_nouns if token.tag.startswith("NN") else lists.undone):
                return replace(over, negated=not over.negated)
            if token.tag.startswith("VV"):
                ahead = token.lemma in lists.ahead
                return Standing(Status.PLANNED, over.negated, said=over.said) if ahead and not preposition else OPEN
        return OPEN
