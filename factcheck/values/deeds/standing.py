"""Whether the deed of each verb of a sentence is told as done, not done, to come, alleged or denied.

Read off the verb's own group ("will sign", "has not signed"), the word that governs it ("failed to sign", "accused of
signing") and the clause that stands over its own ("alleges that he signed"). Where grammar leaves it open the answer
is not `sure`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from factcheck.config import Lexicons
from factcheck.domain import Sentence, Status, Token
from factcheck.values.speech.phrases import occurrences

_AUXILIARIES = frozenset("VBB VBD VBG VBI VBN VBZ VDB VDD VDI VDN VDZ VHB VHD VHG VHI VHN VHZ".split())  # noqa: SIM905
_GROUP = _AUXILIARIES | {"VM0", "XX0", "AV0", "TO0"}
_TO_COME = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d"})
_OPEN_MODALS = frozenset({"may", "might", "could", "can", "must", "should", "ought", "ca"})
_NOT = frozenset({"not", "n't", "n’t", "never", "cannot"})
_NONE = frozenset({"no", "neither", "none", "nobody", "nothing", "nor"})
_FINITE = frozenset({"VVD", "VVZ", "VVB", "VBD", "VBZ", "VBB", "VHD", "VHZ", "VHB"})
_HARD = frozenset({";", ":", "--", "–", "—"})
_RELATIVE = frozenset({"DTQ", "PNQ"})
_UNSETTLED_TIMES = frozenset({"until", "till", "before", "once", "when", "whenever", "after", "unless"})
_PRESENT = frozenset({"VVB", "VVZ", "VBB", "VBZ", "VHB", "VHZ"})
_TAIL = 9  # tokens of a speaker's tag behind a clause: ", the Chemical Workers' Federation alleges"
_BACK = 8  # tokens between a governing word and its infinitive: "allowed the old port city of Tarn to borrow"
_HEAD = 4  # tokens between the head of a clause and the "that" of the next: "told reporters on Monday that"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a deed stands. What is not `sure` speaks neither for nor against it; `said` is handed to a speaker."""

    status: Status = Status.ASSERTED
    negated: bool = False
    sure: bool = True
    said: bool = False


_OPEN = Standing(sure=False)


def _weaker(lists: Mapping[str, Sequence[str]]) -> set[str]:
    """The verbs of saying that do more than hand a statement on."""
    return {word for name in ("alleging", "believing", "hoping", "denying") for word in lists[name]}


class Grammar:
    """One sentence and how each of its verbs stands."""

    def __init__(self, sentence: Sentence, lexicons: Lexicons) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.words = [t.text.lower() for t in self.tokens]
        self.lists = lexicons.standing
        self.speech = {*lexicons.speech["verbs"], *lexicons.speech["announcing"]} - _weaker(self.lists)
        self.harmless = {i for a, b in occurrences(self.tokens, lexicons.statuses["harmless"]) for i in range(a, b)}
        self._known: dict[int, Standing] = {}

    @cached_property
    def verbs(self) -> tuple[int, ...]:
        """The indexes of the verbs that tell something: full verbs, and "be", "have", "do" where they are ones."""
        full = (i for i, t in enumerate(self.tokens) if t.tag.startswith("VV") or self._main(i))
        return tuple(i for i in full if self.tokens[i].lemma != "accord")

    @cached_property
    def _inserted(self) -> frozenset[int]:
        """The indexes inside inserted relative clauses: ", who has denied it,"."""
        inside: set[int] = set()
        for k, token in enumerate(self.tokens):
            if token.tag in _RELATIVE and k and self.words[k - 1] == ",":
                inside |= set(range(k, next((n for n in range(k, len(self.words)) if self.words[n] == ","), k)))
        return frozenset(inside)

    def _main(self, i: int) -> bool:
        if self.tokens[i].tag not in _AUXILIARIES:
            return False
        rest = (t for t in self.tokens[i + 1 :] if t.tag not in ("AV0", "XX0"))
        following = next(rest, None)
        return following is None or not (following.tag.startswith("V") or following.tag == "TO0")

    def group(self, i: int) -> int:
        """Return the index at which the group of the verb at `i` begins: "has" in "has not yet been signed"."""
        first = i
        while first and self.tokens[first - 1].tag in _GROUP:
            if self.tokens[first - 1].tag == "TO0":
                return first - 1
            first -= 1
        while first < i and self.tokens[first].tag == "AV0" and self.words[first] not in _NOT:
            first += 1
        return first

    def standing(self, i: int, depth: int = 0) -> Standing:
        """Return how the verb at `i` stands."""
        if i not in self._known:
            self._known[i] = _OPEN  # a ring of words that govern each other
            self._known[i] = self._standing(i, depth) if depth < _BACK else _OPEN
        return self._known[i]

    def _standing(self, i: int, depth: int) -> Standing:
        first = self.group(i)
        own = self._own(i, first)
        if not own.sure:
            return own
        if self.tokens[first].tag == "TO0":
            return self._under(own, self._infinitive(i, first, depth))
        bare = not any(t.tag in _AUXILIARIES or t.tag == "VM0" for t in self.tokens[first:i])
        if bare and self._joined(first):
            before = next((v for v in reversed(self.verbs) if v < first and self._level(v, first)), None)
            tag = self.tokens[i].tag
            if before is not None and tag in ("VVI", "VVN", "VVG"):
                above = self.standing(before, depth + 1)
                loose = above.negated and tag == "VVN" and self.words[first - 1] == "and"  # "was not hurt and left"
                return _OPEN if loose else self._under(own, above)
            if before is not None and self.tokens[before].tag == "VVN" and self.group(before) < before:
                above = self.standing(before, depth + 1)
                return own if above == Standing() else _OPEN  # "was not hurt and walked home", "has not met or called"
        if self.tokens[i].tag in ("VVG", "VBG", "VHG") and bare:
            return self._under(own, self._gerund(i, first, depth))
        if self.tokens[i].tag == "VVI" and bare:
            return _OPEN
        if self.tokens[i].tag == "VVN" and bare:
            kept = first and self.tokens[first - 1].tag.startswith("VV")  # "was kept chained"
            return self._under(own, self.standing(first - 1, depth + 1)) if kept else self._hearsay(own, i, first)
        return self._hearsay(self._under(own, self._over(i, first, depth)), i, first)

    def _under(self, own: Standing, above: Standing) -> Standing:
        """The standing of a deed under what governs it: what is alleged to be planned is alleged."""
        status = own.status if above.status is Status.ASSERTED else above.status
        return Standing(status, own.negated != above.negated, own.sure and above.sure, own.said or above.said)

    # --- the verb's own group, its subject and object -----------------------------------------------------------

    def _own(self, i: int, first: int) -> Standing:
        inside = range(first, i + 1)
        negations = [k for k in inside if self.words[k] in _NOT and k not in self.harmless]
        if any(self._partial(k) for k in negations) or any(self.words[k] in self.lists["barely"] for k in inside):
            return _OPEN
        negated = len(negations) % 2 == 1
        reduced = first == i and self.tokens[i].tag in ("VVN", "VVG", "VVI")  # has no subject of its own
        denial = False if reduced else self._denying_subject(first)
        if denial is None:
            return _OPEN
        negated = negated != denial
        nothing = self._denied_object(i)
        if nothing is None:
            return _OPEN
        negated = negated != nothing
        modal = next((self.words[k] for k in inside if self.tokens[k].tag == "VM0" or self.words[k] == "wo"), "")
        if self._contrasted(i) and negated:
            return _OPEN
        if modal in _TO_COME:
            perfect = (
                modal not in ("will", "shall") and any(self.tokens[k].tag == "VHI" for k in inside) and i != first + 1
            )
            to = any(self.tokens[k].tag == "TO0" for k in inside)
            return Standing(Status.CONDITIONAL if perfect and not to else Status.PLANNED, negated)
        if modal:
            able = negated and modal in ("could", "can", "ca", "cannot")
            return Standing(Status.ASSERTED if able else Status.CONDITIONAL, negated)
        return Standing(Status.ASSERTED, negated)

    def _partial(self, k: int) -> bool:
        return any(word in self.lists["partly"] for word in self.words[k + 1 : k + 2])

    def _contrasted(self, i: int) -> bool:
        """Whether a "but" or "until" goes on: "did not fly to Tarn but to Ley", "did not sign until Monday"."""
        for k in range(i + 1, len(self.tokens)):
            word = self.words[k]
            if word in ("until", "till", "unless", "except"):
                return True
            if word == "but":
                return not any(t.tag in _FINITE or t.tag in ("VM0", "VDD", "VDZ") for t in self.tokens[k + 1 : k + 6])
            if word in _HARD:
                return False
        return False

    def _denying_subject(self, first: int) -> bool | None:
        """Whether the subject negates ("no charges were brought"); None where it denies a part only."""
        for k in range(first - 1, -1, -1):
            word, tag = self.words[k], self.tokens[k].tag
            if tag in ("CJT", "CJS") or (tag.startswith("V") and tag != "VVN" and tag != "VVG") or word in _HARD:
                return False
            starts = (
                k == 0 or self.tokens[k - 1].tag in ("CJC", "CJS", "CJT", "PUN", "PUQ", "AV0") or self._speaks(k - 1)
            )
            if word in _NONE and k not in self.harmless and starts:
                return None if k and self.words[k - 1] in self.lists["barely"] else True
            if word in ("not", "few", "hardly", "only") and starts:
                return True if word == "not" and self.words[k + 1] in ("one", "a") else None
        return False

    def _denied_object(self, i: int) -> bool | None:
        """Whether the object negates ("found no evidence"); None where it denies a part only."""
        k = i + 1
        while k < len(self.tokens) and self.tokens[k].tag in ("AV0", "AVP"):
            if self.words[k] in self.lists["barely"]:
                return None
            k += 1
        if k >= len(self.tokens) or k in self.harmless:
            return False
        word = self.words[k]
        if word in ("few", "little") and self.tokens[k].tag != "AJ0":
            return None
        if word in ("not", "neither") and self.tokens[i].tag in _AUXILIARIES:
            return None if self._partial(k) else True
        return word in _NONE

    # --- what governs the verb ----------------------------------------------------------------------------------

    def _infinitive(self, i: int, first: int, depth: int) -> Standing:
        """What stands over "to sign": "has to", "failed to", "a plan to", "is accused of having agreed to"."""
        k = first - 1
        while k >= 0 and self.tokens[k].tag in ("AV0", "XX0"):
            k -= 1
        turned = sum(self.words[n] in _NOT for n in range(k + 1, first)) % 2 == 1
        if k < 0:
            return _OPEN
        token = self.tokens[k]
        if token.tag in _AUXILIARIES:  # "is to sign", "would have to ratify"; "had to turn back" was done
            past = token.tag == "VHD" or (token.tag == "VHN")
            outer = self._own(k, self.group(k))
            return _OPEN if past else Standing(Status.PLANNED, outer.negated != turned, outer.sure)
        if token.tag == "VM0":
            return Standing(Status.PLANNED, turned)
        if token.tag.startswith("NN") and token.lemma in self.lists["ahead_nouns"]:
            return Standing(Status.PLANNED, turned, sure=not turned)
        for n in range(k, max(-1, k - _BACK), -1):
            if self.tokens[n].tag in ("CJS", "CJT") or self.words[n] in (*_HARD, ","):
                break
            if above := self._governs(n, depth):
                return replace(above, negated=above.negated != turned)
            if self.tokens[n].tag.startswith("VV"):
                break
        return _OPEN

    def _governs(self, n: int, depth: int) -> Standing | None:
        """What a word says of its infinitive; None where it governs none."""
        token, lists = self.tokens[n], self.lists
        verb = token.tag.startswith("VV")
        if not verb and not token.tag.startswith(("AJ", "NN", "AV", "PRP", "VBN")):
            return None
        if token.tag.startswith("NN"):
            if token.lemma in ("failure", "refusal", "inability"):
                return Standing(negated=True)
            return Standing(Status.PLANNED) if token.lemma == "way" else None
        over = self.standing(n, depth + 1) if verb else self._copula(n, depth)
        if token.lemma in lists["done"]:
            return over
        if token.lemma in lists["undone"]:
            return replace(over, negated=not over.negated)
        if verb and token.lemma in lists["said_of"] and token.tag in ("VVN", "VVD"):
            return replace(over, status=Status.ALLEGED) if not over.negated else _OPEN
        if token.lemma in lists["ahead"] or token.text.lower() in lists["ahead"]:
            status = (
                Status.HOPED
                if token.lemma in ("hope", "want", "wish", "seek", "aim", "try", "attempt")
                else Status.PLANNED
            )
            return Standing(status, over.negated, over.sure, over.said)
        return None

    def _copula(self, n: int, depth: int) -> Standing:
        """How the "be" of "was not able" stands."""
        verb = next((v for v in reversed(self.verbs) if v < n and n - v <= _HEAD), None)
        return (
            self.standing(verb, depth + 1)
            if verb is not None and self.tokens[verb].tag.startswith("VB")
            else Standing()
        )

    def _gerund(self, i: int, first: int, depth: int) -> Standing:
        """What stands over "signing": "accused of", "denied", "without"."""
        k = first - 1
        if k < 0:
            return _OPEN
        if self.words[k] == "without":
            return Standing(negated=True)
        preposition = self.tokens[k].tag.startswith("PR")
        for n in range(k, max(-1, k - _HEAD - 1), -1):
            token = self.tokens[n]
            if token.tag in ("CJS", "CJT", "CJC") or self.words[n] in (*_HARD, ","):
                break
            if not token.tag.startswith(("VV", "NN", "AJ")):
                continue
            over = self.standing(n, depth + 1) if token.tag.startswith("VV") else Standing()
            if not over.sure:
                return _OPEN
            lists = self.lists
            if token.lemma in lists["denied"]:
                return Standing(Status.DENIED, over.negated, said=True)
            if preposition and token.lemma in lists["found"]:
                return over
            if preposition and token.lemma in lists["said_of"]:
                return replace(over, status=Status.ALLEGED) if not over.negated else _OPEN
            if token.lemma in lists["done"] and token.tag.startswith("VV"):
                return over
            if token.lemma in lists["undone"]:
                return replace(over, negated=not over.negated)
            if token.tag.startswith("VV"):
                ahead = token.lemma in lists["ahead"]
                return Standing(Status.PLANNED, over.negated, said=over.said) if ahead and not preposition else _OPEN
        return _OPEN

    def _joined(self, first: int) -> bool:
        return bool(first) and (self.tokens[first - 1].tag == "CJC" or self.words[first - 1] == ",")

    def _level(self, a: int, b: int) -> bool:
        """Whether a verb may be joined to one behind it: no clause of its own lies between, none is inserted."""
        if a in self._inserted and b not in self._inserted:
            return False
        return not any(t.tag in ("CJS", "CJT", *_RELATIVE) or t.text in _HARD for t in self.tokens[a:b])

    # --- the clause over the verb's own -------------------------------------------------------------------------

    def boundary(self, first: int) -> int:
        """Return the index of the word that joins the clause of a verb group to what stands before it, -1 if none."""
        finite = False
        for k in range(first - 1, -1, -1):
            if k in self._inserted and first not in self._inserted:
                continue
            tag = self.tokens[k].tag
            finite = finite or tag in _FINITE or tag == "VM0"
            if finite and (tag in _RELATIVE or (tag == "CJT" and self.tokens[k - 1].tag.startswith(("NN", "NP")))):
                finite = False  # the relative clause of the subject: "the man who fell was found"
                continue
            if tag in ("CJT", "CJS") or self.words[k] in (*_HARD, "if", "whether") or tag in _RELATIVE:
                return k
            if (
                tag == "CJC"
                and any(self.tokens[n].tag in _FINITE | {"VM0"} for n in range(k))
                and not self._list(k, first)
            ):
                return k
            if self._speaks(k) and not self._tagged(k):
                return k
        return -1

    def _list(self, k: int, first: int) -> bool:
        """Whether an "and" joins two nouns of the subject rather than two clauses: nothing but nouns behind it and
        no comma or verb before them.
        """
        before = next(
            (n for n in range(k - 1, -1, -1) if self.words[n] == "," or self.tokens[n].tag.startswith("V")), -1
        )
        return before == -1

    def _speaks(self, k: int) -> bool:
        token = self.tokens[k]
        lists = (
            *self.speech,
            *self.lists["alleging"],
            *self.lists["believing"],
            *self.lists["hoping"],
            *self.lists["denying"],
        )
        finite = (
            token.tag in ("VVD", "VVZ", "VVB", "VVI")
            or (token.tag == "VVN" and self.group(k) < k)
            or token.tag == "VVG"
        )
        return finite and token.lemma in lists

    def _tagged(self, k: int) -> bool:
        """Whether a verb of saying stands in an inserted tag (", it added,")."""
        return k + 1 < len(self.words) and self.words[k + 1] == ","

    def _over(self, i: int, first: int, depth: int) -> Standing:
        k = self.boundary(first)
        if k < 0:
            return self._tail(i, Standing())
        word, tag = self.words[k], self.tokens[k].tag
        if word in ("if", "unless"):
            return Standing(Status.CONDITIONAL)
        if word == "whether":
            return Standing(Status.QUESTION, sure=False)
        if tag == "CJT" and k + 1 < first and self.words[k + 1] != ",":
            return self._head(k - 1, depth)
        if tag == "CJT" or tag in _RELATIVE:
            return Standing() if tag == "CJT" or word in ("which", "who", "whom", "whose") else _OPEN
        if tag == "CJS":
            present = any(t.tag in _PRESENT for t in self.tokens[first : i + 1])
            return (
                _OPEN
                if word in _UNSETTLED_TIMES and (present or word in ("until", "till", "before"))
                else self._tail(i, Standing())
            )
        if tag == "CJC":
            return self._tail(i, self._carried_on(k, depth))
        if self._speaks(k):
            return self._of(k, depth)
        return self._tail(i, Standing())

    def _carried_on(self, k: int, depth: int) -> Standing:
        """What an "and" takes along: "alleges that the exit was locked and the alarm was off" may allege both."""
        if k and self.words[k - 1] == ",":
            return Standing()
        before = next((v for v in reversed(self.verbs) if v < k), None)
        above = self.standing(before, depth + 1) if before is not None else Standing()
        return Standing() if above.sure and above.status in (Status.ASSERTED, Status.PLANNED) else _OPEN

    def _head(self, k: int, depth: int) -> Standing:
        """What the word before a "that" makes of the clause behind it."""
        for n in range(k, max(-1, k - _HEAD), -1):
            token = self.tokens[n]
            if token.tag.startswith(("VV", "NN", "AJ")) and self._heads(token):
                return self._of(n, depth)
            if token.tag.startswith("VV"):
                break
        return _OPEN

    def _heads(self, token: Token) -> bool:
        lists = self.lists
        known = (
            *lists["alleging"],
            *lists["believing"],
            *lists["hoping"],
            *lists["denying"],
            "evidence",
            "proof",
            "fact",
        )
        return token.lemma in known or token.lemma in self.speech

    def _of(self, n: int, depth: int) -> Standing:
        """What a word of saying, alleging, denying, hoping makes of the clause under it."""
        token, lists = self.tokens[n], self.lists
        over = self.standing(n, depth + 1) if token.tag.startswith("VV") else Standing()
        if not over.sure or over.status is not Status.ASSERTED:
            return _OPEN
        noun = token.tag.startswith("NN")
        if noun and any(self.tokens[m].lemma in lists["rejecting"] for m in range(max(0, n - _HEAD), n)):
            return Standing(Status.DENIED, said=True)
        if token.lemma in lists["denying"]:
            return Standing(Status.DENIED, said=True) if not over.negated else _OPEN
        if over.negated:
            return _OPEN
        if token.lemma in lists["alleging"]:
            return Standing(Status.ALLEGED, said=True)
        if token.lemma in self.speech and not noun:
            return Standing(said=True)
        if token.lemma in lists["hoping"]:
            return Standing(Status.HOPED if token.lemma in ("hope", "wish", "want") else Status.PLANNED, said=True)
        return Standing() if token.lemma in ("fact", "evidence", "proof") else replace(_OPEN, said=True)

    def _tail(self, i: int, standing: Standing) -> Standing:
        """Read a speaker's tag behind the clause or in it: ", the union alleges.", "according to the union"."""
        if "according" in self.words:
            return replace(standing, said=True)
        lists = self.lists
        for k in range(i + 1, len(self.tokens)):
            if self.words[k] in _HARD:
                break
            if not self.tokens[k].tag.startswith("VV") or self.tokens[k].lemma not in (
                *self.speech,
                *lists["alleging"],
                *lists["believing"],
            ):
                continue
            comma = next((n for n in range(k, i, -1) if self.words[n] in (",", '"', "”", "’", "'")), None)
            closing = k + _HEAD >= len(self.tokens) or self.words[k + 1] in (",", ".") or comma == k - 1
            if comma is not None and k - comma <= _TAIL and closing:
                alleged = self.tokens[k].lemma in lists["alleging"]
                return replace(standing, status=Status.ALLEGED if alleged else standing.status, said=True)
        before = [k for k in range(i) if self._speaks(k) and self._tagged(k)]
        return replace(standing, said=standing.said or bool(before))

    def _hearsay(self, standing: Standing, i: int, first: int) -> Standing:
        """An "allegedly" beside the verb."""
        near = self.words[max(0, first - 2) : i + 3]
        if not any(word in self.lists["hearsay"] for word in near):
            return standing
        sure = standing.sure and any(word in ("allegedly", "reportedly", "supposedly", "purportedly") for word in near)
        return replace(standing, status=Status.ALLEGED, sure=sure)
