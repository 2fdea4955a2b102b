"""A verb's own group of words: where it begins ("has not yet been signed"), and what it says of the deed by itself.

That is its tense and modal, and the negations of the verb, its subject and its object. What stands over the verb is
read elsewhere; where grammar leaves it open the answer is not `sure`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from factcheck.domain.text import Sentence
from factcheck.domain.values import Status
from factcheck.settings.lexicons import Speech, StandingWords, Statuses, Words
from factcheck.text.clauses import DO, FINITE
from factcheck.values.speech.phrases import occurrences

AUXILIARIES = frozenset("VBB VBD VBG VBI VBN VBZ VDB VDD VDI VDN VDZ VHB VHD VHG VHI VHN VHZ".split())  # noqa: SIM905
FINITE_BUT_DO = FINITE - DO  # "do" stands beside the verb that it denies or stresses
RELATIVE = frozenset({"DTQ", "PNQ"})
HARD = frozenset({";", ":", "--", "–", "—"})
NOT = frozenset({"not", "n't", "n’t", "never", "cannot"})
_NONE = frozenset({"no", "neither", "none", "nobody", "nothing", "nor"})
_GROUP = AUXILIARIES | {"VM0", "XX0", "AV0", "TO0"}
_FLOATING = frozenset({"all", "both", "each"})  # "were all signed"
_TO_COME = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How a deed stands. What is not `sure` speaks neither for nor against it; `said` is handed to a speaker."""

    status: Status = Status.ASSERTED
    negated: bool = False
    sure: bool = True
    said: bool = False


OPEN = Standing(sure=False)


def under(own: Standing, above: Standing) -> Standing:
    """Return the standing of a deed under what governs it: what is alleged to be planned is alleged."""
    status = own.status if above.status is Status.ASSERTED else above.status
    return Standing(status, own.negated != above.negated, own.sure and above.sure, own.said or above.said)


def _weaker(lists: StandingWords) -> Words:
    """The verbs of saying that do more than hand a statement on."""
    return lists.alleging | lists.believing | lists.hoping | lists.denying


class Groups:
    """One sentence and the groups of its verbs."""

    def __init__(self, sentence: Sentence, speech: Speech, standing: StandingWords, statuses: Statuses) -> None:
        self.tokens = sentence.tokens
        self.words = [t.text.lower() for t in self.tokens]
        self.lists = standing
        weaker = _weaker(self.lists)
        self.speech = speech.saying - weaker
        self.heading = self.speech | weaker
        self._harmless = {i for a, b in occurrences(self.tokens, statuses.harmless) for i in range(a, b)}

    @cached_property
    def verbs(self) -> tuple[int, ...]:
        """The indexes of the verbs that tell something: full verbs, and "be", "have", "do" where they are ones."""
        full = (i for i, t in enumerate(self.tokens) if t.tag.startswith("VV") or self._main(i))
        return tuple(i for i in full if self.tokens[i].lemma != "accord")

    @cached_property
    def inserted(self) -> frozenset[int]:
        """The indexes inside inserted clauses: ", who has denied it,", ", when he was in office,"."""
        inside: set[int] = set()
        for k, token in enumerate(self.tokens):
            if token.tag in (*RELATIVE, "CJS") and k and self.words[k - 1] == ",":
                inside |= set(range(k, next((n for n in range(k, len(self.words)) if self.words[n] == ","), k)))
        return frozenset(inside)

    def _main(self, i: int) -> bool:
        if self.tokens[i].tag not in AUXILIARIES:
            return False
        rest = (t for t in self.tokens[i + 1 :] if t.tag not in ("AV0", "XX0"))
        following = next(rest, None)
        return following is None or not (following.tag.startswith("V") or following.tag == "TO0")

    def group(self, i: int) -> int:
        """Return the index at which the group of the verb at `i` begins: "has" in "has not yet been signed"."""
        first = i
        while first and (self.tokens[first - 1].tag in _GROUP or self.words[first - 1] in _FLOATING):
            if self.tokens[first - 1].tag == "TO0":
                return first - 1
            first -= 1
        while first < i and self.tokens[first].tag not in AUXILIARIES | {"VM0"} and self.words[first] not in NOT:
            first += 1
        return first

    def joined(self, first: int) -> bool:
        return bool(first) and (self.tokens[first - 1].tag == "CJC" or self.words[first - 1] == ",")

    def level(self, a: int, b: int) -> bool:
        """Whether a verb may be joined to one behind it: no clause of its own lies between, none is inserted."""
        if a in self.inserted and b not in self.inserted:
            return False
        return not any(t.tag in ("CJS", "CJT", *RELATIVE) or t.text in HARD for t in self.tokens[a:b])

    def own(self, i: int, first: int) -> Standing:
        inside = range(first, i + 1)
        negations = [k for k in inside if self.words[k] in NOT and k not in self._harmless]
        if any(self.partial(k) for k in negations) or any(self.words[k] in self.lists.barely for k in inside):
            return OPEN
        manner = any(self.tokens[k].tag == "AV0" and self.words[k].endswith("ly") for k in inside)
        negated = len(negations) % 2 == 1
        reduced = first == i and self.tokens[i].tag in ("VVN", "VVG", "VVI")  # has no subject of its own
        denial = False if reduced else self._denying_subject(first)
        if denial is None:
            return OPEN
        paired = first and self.words[first - 1] in ("neither", "nor") and self.tokens[first - 1].tag == "CJC"
        negated = negated != (denial or bool(paired and not reduced))  # "neither signed nor met"
        nothing = self._denied_object(i)
        if nothing is None:
            return OPEN
        negated = negated != nothing
        whole = any(word in self.lists.whole for word in self.words[i + 1 : i + 3])
        if negated and (manner or whole):
            return OPEN  # "nobody was seriously hurt", "did not find all of them"
        if negated and self._contrasted(i):
            return OPEN
        modal = next((self.words[k] for k in inside if self.tokens[k].tag == "VM0" or self.words[k] == "wo"), "")
        if modal in _TO_COME:
            counterfactual = modal not in ("will", "shall") and self._perfect(first, i)
            return Standing(Status.CONDITIONAL if counterfactual else Status.PLANNED, negated)
        if modal:
            able = negated and modal in ("could", "can", "ca", "cannot")
            return Standing(Status.ASSERTED if able else Status.CONDITIONAL, negated)
        return Standing(Status.ASSERTED, negated)

    def _perfect(self, first: int, i: int) -> bool:
        """Whether a group has the "have" of "would have signed", not that of "would have to sign"."""
        tags = [t.tag for t in self.tokens[first + 1 : i]]
        return "VHI" in tags and "TO0" not in tags

    def partial(self, k: int) -> bool:
        return any(word in self.lists.partly for word in self.words[k + 1 : k + 2])

    def _contrasted(self, i: int) -> bool:
        """Whether a "but" or "until" goes on: "did not fly to Tarn but to Ley", "did not sign until Monday"."""
        for k in range(i + 1, len(self.tokens)):
            word = self.words[k]
            if word in ("until", "till", "unless", "except"):
                return True
            if word == "but":
                return not any(t.tag in FINITE for t in self.tokens[k + 1 : k + 6])
            if word in HARD:
                return False
        return False

    def _denying_subject(self, first: int) -> bool | None:
        """Whether the subject negates ("no charges were brought"); None where it denies a part only."""
        for k in range(first - 1, -1, -1):
            word, tag = self.words[k], self.tokens[k].tag
            if tag in ("CJT", "CJS") or (tag.startswith("V") and tag not in ("VVN", "VVG")) or word in HARD:
                return False
            starts = (
                k == 0 or self.tokens[k - 1].tag in ("CJC", "CJS", "CJT", "PUN", "PUQ", "AV0") or self.speaks(k - 1)
            )
            if word in _NONE and k not in self._harmless and starts:
                return None if k and self.words[k - 1] in self.lists.barely else True
            if word in ("not", "few", "hardly", "only") and starts:
                return True if word == "not" and self.words[k + 1] in ("one", "a") else None
        return False

    def _denied_object(self, i: int) -> bool | None:
        """Whether the object negates ("found no evidence"); None where it denies a part only."""
        k = i + 1
        while k < len(self.tokens) and self.tokens[k].tag in ("AV0", "AVP"):
            if self.words[k] in self.lists.barely:
                return None
            k += 1
        if k >= len(self.tokens) or k in self._harmless:
            return False
        word = self.words[k]
        if word == "not" and any(t.tag.startswith("AJ") for t in self.tokens[k + 1 : k + 2]):
            return True  # "was found not guilty"
        if word in ("few", "little") and self.tokens[k].tag != "AJ0":
            return None
        if word in ("not", "neither", "n't", "n’t") and self.tokens[i].tag in AUXILIARIES:
            return None if self.partial(k) else True
        return word in _NONE

    def speaks(self, k: int) -> bool:
        """Whether a word is a verb of saying, alleging, hoping, denying that may stand over a clause."""
        token = self.tokens[k]
        finite = token.tag in ("VVD", "VVZ", "VVB", "VVI", "VVG") or (token.tag == "VVN" and self.group(k) < k)
        return finite and token.lemma in self.heading
