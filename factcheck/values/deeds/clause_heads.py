"""The clause that stands over a verb's own: "alleges that he signed", "if he signs", "he signed, the union claims"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from factcheck.domain.text import Token
from factcheck.domain.values import Status
from factcheck.text.clauses import FULL
from factcheck.values.deeds.verb_groups import FINITE_BUT_DO, HARD, OPEN, RELATIVE, Groups, Standing

_UNSETTLED_TIMES = frozenset({"until", "till", "before", "once", "when", "whenever", "after", "unless"})
_PRESENT = frozenset({"VVB", "VVZ", "VBB", "VBZ", "VHB", "VHZ"})
_TAIL = 9  # tokens of a speaker's tag behind a clause: ", the Chemical Workers' Federation alleges"
_HEAD = 4  # tokens between the head of a clause and the "that" of the next: "told reporters on Monday that"
_SETTLED = frozenset({"fact", "evidence", "proof"})  # nouns whose "that" tells what is so


class Heads:
    """What the clauses of one sentence make of those under them; `standing` says how a head verb itself stands."""

    def __init__(self, groups: Groups, standing: Callable[[int], Standing]) -> None:
        self.groups = groups
        self.standing = standing
        self.tokens, self.words, self.lists = groups.tokens, groups.words, groups.lists

    def boundary(self, first: int) -> int:
        """Return the index of the word that joins the clause of a verb group to what stands before it, -1 if none."""
        finite = False
        for k in range(first - 1, -1, -1):
            if k in self.groups.inserted and first not in self.groups.inserted:
                continue
            tag = self.tokens[k].tag
            finite = finite or tag in FINITE_BUT_DO
            if finite and (tag in RELATIVE or (tag == "CJT" and self.tokens[k - 1].tag.startswith(("NN", "NP")))):
                finite = False  # the relative clause of the subject: "the man who fell was found"
                continue
            if tag in ("CJT", "CJS") or self.words[k] in (*HARD, "if", "whether") or tag in RELATIVE:
                if self.words[k] in HARD or not self._over_by(k, first):
                    return k
                finite = False
            if tag == "CJC" and any(self.tokens[n].tag in FINITE_BUT_DO for n in range(k)) and not self._list(k):
                return k
            if self.groups.speaks(k) and not self._tagged(k):
                return k
        return -1

    def _over_by(self, k: int, first: int) -> bool:
        """Whether the clause that begins at `k` has its verb and ends before `first`: "If it rains, he ..."."""
        verb = next((n for n in range(k, first) if self.tokens[n].tag in FINITE_BUT_DO), first)
        return any(self.words[n] == "," and n not in self.groups.inserted for n in range(verb, first))

    def _list(self, k: int) -> bool:
        """Whether an "and" joins two nouns of the subject rather than two clauses: no comma or verb before it."""
        return not any(self.words[n] == "," or self.tokens[n].tag.startswith("V") for n in range(k))

    def _tagged(self, k: int) -> bool:
        """Whether a verb of saying stands in an inserted tag (", it added,")."""
        return k + 1 < len(self.words) and self.words[k + 1] == ","

    def over(self, i: int, first: int) -> Standing:
        k = self.boundary(first)
        if k < 0:
            return self._tail(i, Standing())
        word, tag = self.words[k], self.tokens[k].tag
        if word in ("if", "unless"):
            return Standing(Status.CONDITIONAL)
        if word == "whether":
            return Standing(Status.QUESTION, sure=False)
        if tag == "CJT" and k + 1 < first and self.words[k + 1] != ",":
            return self._head(k - 1)
        if tag == "CJT" or tag in RELATIVE:
            return Standing() if tag == "CJT" or word in ("which", "who", "whom", "whose") else OPEN
        if tag == "CJS":
            present = any(t.tag in _PRESENT for t in self.tokens[first : i + 1])
            unsettled = word in _UNSETTLED_TIMES and (present or word in ("until", "till", "before"))
            return OPEN if unsettled else self._tail(i, Standing())
        if tag == "CJC":
            return self._tail(i, self._carried_on(k))
        if self.groups.speaks(k):
            return self._of(k)
        return self._tail(i, Standing())

    def _carried_on(self, k: int) -> Standing:
        """What an "and" takes along: "alleges that the exit was locked and the alarm was off" may allege both."""
        if k and self.words[k - 1] == ",":
            return Standing()
        before = next((v for v in reversed(self.groups.verbs) if v < k), None)
        above = self.standing(before) if before is not None else Standing()
        plain = above.sure and above.status in (Status.ASSERTED, Status.PLANNED)
        return Standing(said=above.said) if plain else OPEN

    def _head(self, k: int) -> Standing:
        """What the word before a "that" makes of the clause behind it."""
        for n in range(k, max(-1, k - _HEAD), -1):
            token = self.tokens[n]
            if token.tag.startswith(("VV", "NN", "AJ")) and self._heads(token):
                return self._of(n)
            if token.tag.startswith("VV"):
                break
        return OPEN

    def _heads(self, token: Token) -> bool:
        return token.lemma in self.groups.heading or token.lemma in _SETTLED

    def _of(self, n: int) -> Standing:
        """What a word of saying, alleging, denying, hoping makes of the clause under it."""
        token, lists = self.tokens[n], self.lists
        over = self.standing(n) if token.tag.startswith("VV") else Standing()
        if not over.sure or over.status is not Status.ASSERTED:
            return OPEN
        noun = token.tag.startswith("NN")
        if noun and any(self.tokens[m].lemma in lists.rejecting for m in range(max(0, n - _HEAD), n)):
            return Standing(Status.DENIED, said=True)
        if token.lemma in lists.denying:
            return Standing(Status.DENIED, said=True) if not over.negated else OPEN
        if over.negated:
            return OPEN
        if token.lemma in lists.alleging:
            return Standing(Status.ALLEGED, said=True)
        if token.lemma in self.groups.speech and not noun:
            return Standing(said=True)
        if token.lemma in lists.hoping:
            return Standing(Status.HOPED if token.lemma in lists.wishing else Status.PLANNED, said=True)
        return Standing() if token.lemma in _SETTLED else replace(OPEN, said=True)

    def _tail(self, i: int, standing: Standing) -> Standing:
        """Read a speaker's tag behind the clause or in it: ", the union alleges.", "according to the union"."""
        if "according" in self.words:
            return replace(standing, said=True)
        telling = {*self.groups.speech, *self.lists.alleging, *self.lists.believing}
        for k in range(i + 1, len(self.tokens)):
            if self.words[k] in HARD:
                break
            if self.tokens[k].tag not in FULL or self.tokens[k].lemma not in telling:
                continue
            comma = next((n for n in range(k, i, -1) if self.words[n] in (",", '"', "”", "’", "'")), None)
            closing = k + _HEAD >= len(self.tokens) or self.words[k + 1] in (",", ".") or comma == k - 1
            if comma is not None and k - comma <= _TAIL and closing:
                alleged = self.tokens[k].lemma in self.lists.alleging
                return replace(standing, status=Status.ALLEGED if alleged else standing.status, said=True)
        before = [k for k in range(i) if self.groups.speaks(k) and self._tagged(k)]
        return replace(standing, said=standing.said or bool(before))

    def hearsay(self, standing: Standing, i: int, first: int) -> Standing:
        """An "allegedly" or a "perhaps" beside the verb."""
        near = {*self.words[max(0, first - 2) : i + 3]}
        alleged = not near.isdisjoint(self.lists.hearsay)
        if not alleged and near.isdisjoint(self.lists.perhaps):
            return standing
        return replace(standing, status=Status.ALLEGED, sure=standing.sure and alleged)
