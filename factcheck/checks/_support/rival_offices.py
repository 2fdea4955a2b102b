"""Which office the sources give a person where a draft gives another that it excludes, or that is somebody else's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from factcheck.checks._support.attachments import Attachments
from factcheck.checks._support.charges import Charges
from factcheck.checks._support.epithets import BearerMention
from factcheck.checks._support.office_phrases import OfficePhrase
from factcheck.checks._support.verdict import Where, Why
from factcheck.domain.text import Span
from factcheck.settings.lexicons import Lexicons

_SHARED = 2  # words of an office, at least, that the sources attach to another

ANOTHER = Why("The sources give the person another office of this sort, and this one nowhere near.", Where.ELSEWHERE)
OF_OTHERS = Why("The sources say this of somebody else by name, and of the person something else.", Where.ELSEWHERE)
_OF_ANOTHER_BODY = Why("The sources give the person this office, but of another body.", Where.ELSEWHERE)


@dataclass(frozen=True, slots=True)
class RivalBearer:
    """What a source attaches to the person instead, and why that is in doubt which the draft attaches."""

    mention: BearerMention
    span: Span
    why: Why


class RivalOffices:
    """Finds the rivals of the offices that a draft gives to people."""

    def __init__(self, sources: Attachments, lexicons: Lexicons) -> None:
        self._sources, self._titles, self._charges = sources, lexicons.titles, Charges(lexicons)

    def of(self, office: OfficePhrase, key: str) -> RivalBearer | None:
        """Return what the sources give the person of that key; None where they may give this office as well."""
        ways: tuple[Callable[[OfficePhrase, str], RivalBearer | None], ...] = (
            self._of_another_seat,
            self._of_another_charge,
            self._of_others,
            self._of_another_body,
        )
        return next(filter(None, (way(office, key) for way in ways)), None)

    def _known(self, key: str) -> Iterator[tuple[BearerMention, OfficePhrase]]:
        """Yield all offices that the sources give the person."""
        return ((one, office) for one in self._sources.of[key] for office in one.offices)

    def _of_another_seat(self, office: OfficePhrase, key: str) -> RivalBearer | None:
        seats = self._titles.seats
        if office.head not in seats or office.head in self._sources.near(key):
            return None
        return next(
            (RivalBearer(one, known.span, ANOTHER) for one, known in self._known(key) if known.head in seats), None
        )

    def _of_another_charge(self, office: OfficePhrase, key: str) -> RivalBearer | None:
        """What excludes it: "defence secretary" for "secretary of state"."""
        sort, charge = self._charges.of(office)
        if not charge or charge <= self._sources.near(key):
            return None
        told = [(one, known, self._charges.of(known)) for one, known in self._known(key)]
        same = [(one, known, words) for one, known, (other, words) in told if other == sort and words]
        if any(words & charge for *_, words in same):
            return None
        return next((RivalBearer(one, known.span, ANOTHER) for one, known, _ in same), None)

    def _of_others(self, office: OfficePhrase, key: str) -> RivalBearer | None:
        """What the sources give the person where they give this office, by two of its words, to somebody else."""
        missing = office.words - self._sources.near(key) - self._titles.uncharged
        if office.head in self._titles.vague or not (office.head in missing or len(missing) >= _SHARED):
            return None
        if any(known.head == office.head for _, known in self._known(key)):
            return None  # the same in other words
        held = any(
            missing <= words
            and len(office.words & words) >= _SHARED
            and any(theirs.head == office.head for theirs in other.offices)
            for other, words in self._sources.others(key)
        )
        pair = (office.which[-1], office.head) if office.which else None
        if not held or self._sources.is_loose(missing | {office.head}, pair):
            return None
        return next((RivalBearer(one, known.full, OF_OTHERS) for one, known in self._known(key)), None)

    def _of_another_body(self, office: OfficePhrase, key: str) -> RivalBearer | None:
        """What the sources give the person with the same noun, where they name this body, but not near the person."""
        body, near = self._charges.telling(office.body), self._sources.near(key)
        if not body or body & near or _letters(office) in near or not self._sources.has(frozenset(office.body)):
            return None
        same = [(one, known) for one, known in self._known(key) if known.head == office.head]
        told = [(one, known, self._charges.telling(known.body)) for one, known in same]
        if any(words & body or _letters(known) in body for _, known, words in told):
            return None
        return next((RivalBearer(one, known.full, _OF_ANOTHER_BODY) for one, known, words in told if words), None)


def _letters(office: OfficePhrase) -> str:
    """The first letters of its body's words."""
    return "".join(word[:1] for word in office.body)
