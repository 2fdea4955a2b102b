"""The offices that a draft gives to people, and what is known of each from what its sources attach to the same people.

No list decides whether an office is somebody's: what speaks for and against it is evidence, which a logistic model
weighs. Left out is whoever has no office in the sources. The names of the evidence and their order belong to the
shipped card (models/offices.json); training/fit_offices.py fits it on drafts with planted errors.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factcheck.checks._support.evidence.charges import Charges
from factcheck.checks._support.evidence.exclusions import Exclusions
from factcheck.checks._support.people.attachments import Attachments
from factcheck.checks._support.people.epithets import BearerMention
from factcheck.checks._support.people.office_phrases import OfficePhrase
from factcheck.settings.lexicons import Lexicons, Words

CARD = "offices.json"  # of the shipped weights

# Every piece of evidence, in the order of the card, and how a report calls it.
EVIDENCE: Mapping[str, str] = {
    "rest": "that the sources give the person an office with another noun and words of this one",
    "missing": "how many of its words stand nowhere near the person",
    "noun near": "whether its noun stands near the person",
    "beside another": "whether whoever has it may have another",
    "known": "how many offices the sources give the person",
    "public": "whether it is a public office",
    "said": "whether the sources have its noun, with the word before it",
    "noun elsewhere": "that the sources have its noun of somebody else",
    "of others": "to how many others the sources give its noun",
    "other words": "that the sources give the person its noun with other words",
    "other words of another": "that the sources give another the words that are missing",
    "exclusive": "that two such offices exclude each other",
    "other charge": "that two such offices exclude each other",
    "other seat": "that two such offices exclude each other",
}
_MOST = 2  # words that an office shares with another, or lacks, which count
_WHOSE = 2  # words of an office, at least, that the sources attach to another


@dataclass(frozen=True, slots=True)
class GivenOffice:
    """An office that a draft gives to a person, and the office most like it that a source gives the same one.

    `missing` are its words that stand nowhere near the person in the sources; `row` is the evidence against it.
    """

    mention: BearerMention
    office: OfficePhrase
    known_at: BearerMention
    known: OfficePhrase
    missing: Words
    row: tuple[float, ...]


class OfficeEvidence:
    """Gathers it."""

    def __init__(self, sources: Attachments, lexicons: Lexicons) -> None:
        self._sources, self._titles = sources, lexicons.titles
        self._charges, self._exclusions = Charges(lexicons), Exclusions(lexicons)

    def of(self, mentions: Iterable[BearerMention]) -> Iterator[GivenOffice]:
        """Yield the offices of those to whom a source gives one, each of one person once; none in a quotation."""
        met: set[tuple[str, Words]] = set()
        for one in mentions:
            known = [(other, office) for other in self._sources.named(one.key) for office in other.offices]
            if not known or any(quoted.overlaps(one.name.span) for quoted in one.sentence.quoted):
                continue
            for office in one.offices:
                if (one.key, office.words) not in met:
                    met.add((one.key, office.words))
                    yield self._given(one, office, known)

    def _given(
        self, mention: BearerMention, office: OfficePhrase, known: Sequence[tuple[BearerMention, OfficePhrase]]
    ) -> GivenOffice:
        near, initials = self._sources.near(mention.key), "".join(word[:1] for word in office.body)
        in_short = frozenset(office.body) if len(initials) > 1 and initials in near else frozenset[str]()
        missing = self._telling(office) - near - in_short
        row = {
            **self._of_the_person(mention.key, office, missing, [other for _, other in known]),
            **self._of_others(mention.key, office, missing),
        }
        row["other words of another"] *= row["other words"] > 0 and bool(missing)
        at, nearest = max(known, key=lambda one: (self._excludes(one[1], office, missing), _likeness(office, one[1])))
        return GivenOffice(mention, office, at, nearest, missing, tuple(float(row[name]) for name in EVIDENCE))

    def _of_the_person(
        self, key: str, office: OfficePhrase, missing: Words, known: Sequence[OfficePhrase]
    ) -> dict[str, float]:
        titles, head, telling = self._titles, office.head, self._telling(office)
        same = [other for other in known if other.head == head]
        told_so = any(telling <= other.words for other in same)
        more = [] if told_so else [len(other.words - office.words) for other in same]
        rest = [len((office.words & other.words) - {head, other.head}) for other in known if other.head != head]
        return {
            "rest": min(_MOST, max(rest, default=0)),
            "missing": len(missing) / len(telling),
            "noun near": head in self._sources.near(key),
            "beside another": head in missing and head in titles.beside_others,
            "known": math.log1p(len(known)),
            "other words": min(_MOST, max(more, default=0)),
            "exclusive": any(self._excludes(other, office, missing) for other in known),
            "other charge": bool(missing and any(more)) and self._has_other_charge(office, known),
            "other seat": head in titles.seats and head in missing and any(k.head in titles.seats for k in known),
        }

    def _of_others(self, key: str, office: OfficePhrase, missing: Words) -> dict[str, float]:
        head, before = office.head, office.which[-1] if office.which else ""
        others = [*self._sources.others(key)]
        holders = sum(any(theirs.head == head for theirs in other.offices) for other, _ in others)
        telling = self._telling(office)
        return {
            "public": head in self._titles.civil or f"{before} {head}" in self._titles.civil,
            "said": self._sources.says(before, head),
            "noun elsewhere": head in missing and self._sources.says("", head),
            "of others": math.log1p(holders),
            "other words of another": any(missing <= words and len(telling & words) >= _WHOSE for _, words in others),
        }

    def _telling(self, office: OfficePhrase) -> Words:
        return (office.words - self._titles.uncharged) | {office.head}

    def _excludes(self, known: OfficePhrase, office: OfficePhrase, missing: Words) -> bool:
        """Whether an office of the person excludes another: one "leader" the "majority", the "minority" the other."""
        ours = missing - {office.head} if known.head == office.head else missing & {office.head}
        theirs = known.words - office.words if known.head == office.head else frozenset((known.head,))
        return self._exclusions.contrary(ours, theirs) or self._exclusions.of_one_family(ours, theirs)

    def _has_other_charge(self, office: OfficePhrase, known: Sequence[OfficePhrase]) -> bool:
        """Whether the sources give another charge of the same sort, and not this one: "defence" the secretary."""
        sort, charge = self._charges.of(office)
        same = [words for other, words in map(self._charges.of, known) if other == sort and words]
        return bool(charge and same) and all(charge.isdisjoint(words) for words in same)


def _likeness(one: OfficePhrase, other: OfficePhrase) -> float:
    return len(one.words & other.words) / len(one.words | other.words)
