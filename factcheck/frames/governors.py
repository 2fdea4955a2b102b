"""What the word that governs a deed says of it: "failed to sign", "denied that he signed", "a plan to sign"."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.domain.values import Status
from factcheck.settings.lexicons import Lexicons


@dataclass(frozen=True, slots=True)
class Stance:
    """Whether what a predicate tells was done."""

    status: Status = Status.ASSERTED
    negated: bool = False

    def under(self, above: Stance) -> Stance:
        """What is alleged to be planned is alleged, a question stays one; two negations cancel each other."""
        kept = above.status is Status.ASSERTED or self.status is Status.QUESTION
        return Stance(self.status if kept else above.status, self.negated != above.negated)

    def turned(self) -> Stance:
        return Stance(self.status, not self.negated)


PLAIN, ALLEGED, PLANNED = Stance(), Stance(Status.ALLEGED), Stance(Status.PLANNED)
DENIED = Stance(Status.DENIED, negated=True)
_HOPED = Stance(Status.HOPED)


class Governors:
    """The word lists of what stands over a deed. `word` is the lemma that governs, `above` how it stands itself."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._lists, self._saying = lexicons.standing, lexicons.speech.saying
        self._factive = lexicons.statuses.standing

    def clause(self, word: str, above: Stance, *, told: bool) -> Stance:
        """Return what a verb or an adjective says of the "that" behind it, and whether that is `told` as past."""
        lists = self._lists
        if word in lists.denying:
            return PLAIN if above.negated else DENIED
        carried = Stance(negated=above.negated and word not in self._factive)
        if word in lists.alleging:
            return carried.under(ALLEGED)
        if word in self._saying - lists.believing - lists.hoping:
            return carried
        if word in lists.hoping:
            return carried if told and word not in lists.wishing else carried.under(self._to_come(word))
        return carried.under(ALLEGED) if word in lists.believing else carried

    def infinitive(self, word: str, above: Stance, *, tag: str) -> Stance:
        """Return what a verb or an adjective says of the "to" or the gerund behind it; `tag` is its own."""
        lists = self._lists
        if word in ("be", "have"):  # "is to sign", "has to sign", "had to sign"
            return above if (word, tag) in (("have", "VBD"), ("have", "VBN")) else PLANNED.under(above)
        if (word, tag) == ("go", "VBG"):
            return PLANNED.under(above)
        told = word in lists.said_of and tag in ("VBN", "VBD")  # "is believed to have", not "believes"
        if told or word in lists.denied | lists.undone | lists.done:
            return self.preposition(word, above)
        left_open = ALLEGED if word in lists.believing else PLAIN
        return (self._to_come(word) if word in lists.ahead else left_open).under(above)

    def preposition(self, word: str, above: Stance, *, led: str = "") -> Stance:
        """Return what a verb or an adjective says of the deed behind its preposition `led`; mostly nothing."""
        lists = self._lists
        if word in lists.denied:
            return PLAIN if above.negated else DENIED
        if word in lists.undone or f"{word} {led}" in lists.undone:
            return above.turned()
        if word in lists.found or word in lists.done:
            return above
        if word in lists.said_of:
            return ALLEGED.under(above)
        return self._to_come(word).under(above) if word in lists.ahead else PLAIN

    def object(self, word: str, above: Stance, *, there: bool) -> Stance:
        """Return what a verb says of the deed that is its object; of one that is `there` few say that it is not."""
        lists = self._lists
        if word in lists.denied or word in lists.rejecting:
            return PLAIN if above.negated else DENIED
        if word in lists.undone:
            return above.turned()
        if word in lists.ahead:
            return self._to_come(word).under(above)
        return PLAIN if there else above  # "did not cause an injury", but "did not end the fighting"

    def noun(self, word: str) -> Stance:
        """Return what a noun says of the deed behind it."""
        lists = self._lists
        if word in lists.undone_nouns:
            return Stance(negated=True)
        if word in lists.denying:
            return DENIED
        if word in lists.alleging or word in lists.said_of or word in lists.believing:
            return ALLEGED
        return self._to_come(word) if word in lists.ahead_nouns or word in lists.hoping else PLAIN

    def rejects(self, word: str) -> bool:
        """Whether a verb makes a denial of the noun behind it: "rejected claims that"."""
        return word in self._lists.rejecting

    def _to_come(self, word: str) -> Stance:
        return _HOPED if word in self._lists.wishing else PLANNED
