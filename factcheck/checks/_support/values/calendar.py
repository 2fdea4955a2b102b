"""Which times the sources bear out: what they say, when they came out, and what can be counted from both."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from factcheck.checks._support.words.titled import in_text, titled
from factcheck.domain.account import Account
from factcheck.domain.text import Sentence, Span
from factcheck.domain.values import AGREEING, Hedge, Moment
from factcheck.text.in_order import InOrder
from factcheck.text.nearness import Bag, around
from factcheck.text.numerals import ONES, TENS
from factcheck.values.times.days import MONTHS, Days, year
from factcheck.values.times.moments import find_moments
from factcheck.values.times.readings import readings
from factcheck.values.times.relations import compare_moments

_WEEK = 7  # days: up to here a source's stretch bears out a single day of it ("over the weekend")
_NUMBERS = {word: n for n, word in enumerate(ONES, start=1)} | {"a": 1, "an": 1}
_NUMBERS |= {ten: 10 * n for n, ten in enumerate(TENS, start=2)}
_NUMBERS |= {f"{ten}{join}{one}": _NUMBERS[ten] + _NUMBERS[one] for ten in TENS for join in "- " for one in ONES[:9]}
_LENGTH = (
    rf"\b(\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})[\s-]+(hour|day|night|week|month|year)s?\b"
)
_LENGTHS = re.compile(_LENGTH, re.IGNORECASE)
_BESIDE = (
    r"\b(?:next|following|previous|same|that)\s+(?:day|night|morning|evening)"
    r"|\bday\s+(?:after|before|earlier|later)|\bovernight\b"
)
_DAY_BESIDE = re.compile(_BESIDE, re.IGNORECASE)
_LATER = re.compile(rf"{_LENGTH}\s+(?:later|earlier|after|before|on)\b|{_BESIDE}", re.IGNORECASE)
_YEAR_SAID = re.compile(r"(?<![\d.,$€£])(?:1[5-9]|20)\d\d(?![\d,.]\d|\d)")
_BEFORE_A_YEAR = re.compile(
    r"\b(?:in|since|by|until|from|of|during|after|before|(?:1[5-9]|20)\d\d(?:\s+and|\s+or|,))\s+$", re.IGNORECASE
)
_BEHIND_A_YEAR = re.compile(r"\s*(?:$|[.,;:)?!]|(?:and|or|to|when|as|at|by|with|after|before|until|while|but)\b)")
_THAT_MONTH = re.compile(rf"\b(?:that|the same)\s+({'|'.join(MONTHS)})\b", re.IGNORECASE)
_UNITS = {"hour": 1 / 24, "day": 1.0, "night": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}  # days
_LEAST, _MOST = 0.8, 62  # days that are counted from another: 20 hours to two months
_DAY = 1440  # minutes
_FAR_BACK = 2  # sentences over which a day goes on to be spoken of
_MONTH = 31  # days, over which a stretch says too little to count from
_OF_A_YEAR = frozenset({"year", "decade", "range", "season"})

Place = tuple[str, int]  # article and sentence index


@dataclass(frozen=True, slots=True, eq=False)
class Dated:
    """A time as an article gives it, the stretches of days that it may be, and the words of matter beside it.

    Each is itself alone, whatever another says.
    """

    moment: Moment
    sentence: Sentence
    span: Span
    stretches: tuple[Days, ...]
    beside: Bag

    @classmethod
    def read(cls, moment: Moment, sentence: Sentence, span: Span, stretches: tuple[Days, ...]) -> Dated:
        """Return a time with the words of matter beside it, its own left out: two Mondays differ by what happened."""
        own = {t.lemma for t in sentence.tokens if span.start <= t.start < span.end}
        return cls(moment, sentence, span, stretches, around(sentence, span, numbers=True) - own)

    @property
    def place(self) -> Place:
        return self.sentence.article, self.sentence.index

    @property
    def is_day(self) -> bool:
        """Whether it is one day, or one of a few."""
        return bool(self.stretches) and all(first == last for first, last in self.stretches)


def years_named(sentence: Sentence) -> Iterator[tuple[Span, Moment]]:
    """Yield the years that a sentence names by a number alone, of any century, with where they stand.

    A number is one behind such a word as "in", in a list also behind "and"; "the 1500 of them" are counted.
    """
    for match in _YEAR_SAID.finditer(sentence.text):
        before, behind = sentence.text[: match.start()], sentence.text[match.end() :]
        if not _BEFORE_A_YEAR.search(before) or not _BEHIND_A_YEAR.match(behind):
            continue
        first, last = year(int(match.group()))
        span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
        yield span, Moment(words=match.group(), granularity="year", first=first, last=last)


class Calendar:
    """What the sources say of time. `drafted` is the day of the draft."""

    def __init__(self, sources: Iterable[Account], drafted: date | None) -> None:
        accounts = sorted(sources, key=lambda a: a.article.id)
        texts = [sentence.text for account in accounts for sentence in titled(account)]
        self.known = [one for account in accounts for one in _dated(account)]
        self._told = [n for n, one in enumerate(self.known) if in_text(one.sentence)]
        self._undated = [n for n, one in enumerate(self.known) if not one.stretches]
        stretches = ((n, stretch) for n, one in enumerate(self.known) for stretch in one.stretches)
        self._dated = InOrder(stretches, span_of=lambda one: _numbered(one[1]))
        self._published = {day for account in accounts for day in _days(account)} | ({drafted} if drafted else set())
        self._months = {pair for text in texts for pair in _months_of_years(text)}
        self._years = {int(year) for text in texts for year in _YEAR_SAID.findall(text)}
        self._ages = {round(n / _UNITS["year"]) for text in texts for n in _lengths(text) if n >= _UNITS["year"]}
        beside = _beside(accounts)
        self._counted = {day for known in self.known for day in _counted_from(known, beside)}

    def given(self, said: Dated) -> tuple[Dated, ...]:
        """Return the times of the sources that are on a day or in a stretch of `said`, at its hour if it has one."""
        same_day = (self.known[n] for n in self._on_its_days(said))
        return tuple(known for known in same_day if _same_clock(said.moment, known.moment))

    def follows(self, said: Dated) -> bool:
        """Whether a time can be worked out: it is a source's own day, is counted from one, or comes of an age."""
        if not self._clock_known(said.moment):
            return False
        if not said.stretches and said.moment.month is None:
            return True  # a time of day that is known, or words that nothing can be said of
        holds = (_holds(stretch, (day, day)) for stretch in said.stretches for day in self._published)
        counted = (first <= day <= last for first, last in said.stretches for day in self._counted)
        on_a_day = any(holds) or any(counted) or bool(self._on_its_days(said))
        return on_a_day or self._year_known(said) or self._month_known(said)

    def on_other_days(self, said: Dated) -> tuple[Dated, ...]:
        """Return the days of the sources that `said` is not on, but for those told beside its own."""
        same = self._on_its_days(said)
        places = (self.known[n].place for n in same)
        beside = {(article, index + step) for article, index in places for step in (-1, 0, 1)}
        days = (self.known[n] for n in self._told if n not in same and self.known[n].is_day)
        return tuple(known for known in days if known.place not in beside)

    def on_other_years(self, said: Dated) -> tuple[Dated, ...]:
        """Return the years of the sources that `said` is not, but for those that a sentence tells beside it."""
        same = self._on_its_days(said)
        beside = {self.known[n].place for n in same}
        others = (self.known[n] for n in self._told if n not in same)
        years = (known for known in others if known.moment.granularity == "year")
        return tuple(known for known in years if known.place not in beside)

    def clashing(self, said: Dated) -> tuple[Dated, ...]:
        """Return what gives the same hour to another day; none where some source gives it to this one, or to none."""
        if not (_on_the_clock(said.moment) and said.stretches):
            return ()
        same = [k for k in self.known if _on_the_clock(k.moment) and _same_clock(said.moment, k.moment)]
        borne_out = any(not k.stretches or _same_days(said, k) for k in same)
        return () if borne_out else tuple(k for k in same if in_text(k.sentence))

    def _on_its_days(self, said: Dated) -> Mapping[int, None]:
        """The numbers of the sources' times that are on a day or in a stretch of `said`, in their order."""
        if said.stretches:  # and the day after, of which its small hours are
            met = (self._dated.meeting(Span(day.start, day.end + 1)) for day in map(_numbered, said.stretches))
            near: Iterable[int] = sorted({*self._undated, *(n for several in met for n, _ in several)})
        else:
            near = range(len(self.known))
        return dict.fromkeys(n for n in near if _same_days(said, self.known[n]))

    def lasts(self, least: float, most: float) -> bool:
        """Whether so many days lie between two times of one source, or between one and a day of publication."""
        return any(least <= longest and shortest <= most for shortest, longest in self._lengths())

    def hours(self) -> frozenset[int]:
        """Return the seconds, less than a day, between two times of day that one source gives."""
        by_article: dict[str, set[int]] = defaultdict(set)
        for known in self.known:
            if known.moment.clock:
                by_article[known.sentence.article].add(known.moment.clock[0])
        pairs = (pair for clocks in by_article.values() for pair in combinations(sorted(clocks), 2))
        return frozenset(60 * minutes for one, two in pairs for minutes in (two - one, _DAY - (two - one)))

    def years_between(self) -> Iterator[int]:
        """Yield how many years lie between two that are named, or between one and a day of publication."""
        named = self._years | {day.year for day in self._published}
        for early, late in combinations(sorted(named), 2):
            yield late - early
            yield late - early - 1  # before its anniversary

    def _lengths(self) -> Iterator[tuple[float, float]]:
        by_article: dict[str, set[Days]] = defaultdict(set)
        for known in self.known:
            first, last = known.moment.first, known.moment.last
            if first and last and (last - first).days <= _MONTH:
                by_article[known.sentence.article].add((first, last))
        issued = {(day, day) for day in self._published}
        for found in by_article.values():
            for early, late in combinations(sorted(found | issued), 2):
                yield max(0, (late[0] - early[1]).days), (late[1] - early[0]).days + 1

    def _clock_known(self, moment: Moment) -> bool:
        if not _on_the_clock(moment):
            return True
        return any(_same_clock(moment, known.moment) for known in self.known if known.moment.clock)

    def _month_known(self, said: Dated) -> bool:
        """Whether one sentence names the year and looks back to the month: "the summer of 2016, and that June"."""
        if said.moment.granularity != "month" or not said.stretches:
            return False
        return any((first.year, first.month) in self._months for first, _ in said.stretches)

    def _year_known(self, said: Dated) -> bool:
        """Whether a year is named, or comes of an age or a length of time: a "61-year-old park" was built in 1963."""
        if said.moment.granularity not in _OF_A_YEAR or not said.stretches:
            return False
        first, last = said.stretches[0][0].year, said.stretches[0][1].year
        aged = {day.year - age - grace for day in self._published for age in self._ages for grace in (0, 1)}
        return any(first <= year <= last for year in self._years | (aged if first == last else set()))


def _dated(account: Account) -> Iterator[Dated]:
    """Yield the times of an account, in the order of its text.

    An hour without a day is on the day that was spoken of last, if that is not far back.
    """
    published = account.article.published or account.article.updated
    today = published.date() if published else None
    last: Dated | None = None
    for sentence in titled(account):
        for span, moment in find_moments(sentence, published):
            stretches = readings(sentence, span, moment, today)
            if not stretches and _on_the_clock(moment) and last and sentence.index - last.sentence.index <= _FAR_BACK:
                stretches = last.stretches
            found = Dated.read(moment, sentence, span, stretches)
            last = found if found.is_day else last
            yield found


def _days(account: Account) -> Iterator[date]:
    yield from (stamp.date() for stamp in (account.article.published, account.article.updated) if stamp)


def _months_of_years(text: str) -> Iterator[tuple[int, int]]:
    """Yield the years that a sentence names, each with every month that it looks back to by "that"."""
    months = [MONTHS.index(name.lower()) + 1 for name in _THAT_MONTH.findall(text)]
    yield from ((int(year), month) for year in _YEAR_SAID.findall(text) for month in months)


def _lengths(text: str) -> Iterator[float]:
    """Yield the lengths of time that a text names, in days."""
    for count, unit in _LENGTHS.findall(text):
        yield (_NUMBERS.get(count.lower()) or int(count)) * _UNITS[unit.lower()]


def _beside(accounts: Sequence[Account]) -> Mapping[Place, str]:
    """Return, by the place of each sentence, what it and the next one say that may count days from its own."""
    texts: dict[Place, str] = {}
    for account in accounts:
        read = titled(account)
        following = [sentence.text for sentence in read[1:]] + [""]
        for sentence, after in zip(read, following, strict=True):
            later = " ".join(match.group() for match in _LATER.finditer(after))
            texts[account.article.id, sentence.index] = f"{sentence.text} {later}"
    return texts


def _counted_from(known: Dated, texts: Mapping[Place, str]) -> Iterator[date]:
    """Yield the days that lie a named length of time before or after a source's day."""
    text = texts[known.place]
    named = [n for n in _lengths(text) if _LEAST <= n <= _MOST] + ([1] if _DAY_BESIDE.search(text) else [])
    lengths = {math.floor(n) for n in named} | {math.ceil(n) for n in named}
    for first, last in known.stretches:
        if first == last:
            yield from (first + sign * timedelta(days=n) for n in lengths for sign in (1, -1))


def _numbered(days: Days) -> Span:
    """A stretch of days by their numbers in the calendar."""
    return Span(days[0].toordinal(), days[1].toordinal())


def _on_the_clock(moment: Moment) -> bool:
    return moment.clock is not None and moment.granularity == "minute"


def _same_days(said: Dated, known: Dated) -> bool:
    if said.stretches and known.stretches:
        small_hours = _into_small_hours(said.moment, known.moment)
        return any(
            _holds(ours, theirs, small_hours=small_hours) for ours in said.stretches for theirs in known.stretches
        )
    one, other = (replace(moment, words="", clock=None, zone=None) for moment in (said.moment, known.moment))
    if one.month and one.weekday is not None:
        return (one.weekday, one.month, one.day) == (other.weekday, other.month, other.day)
    return compare_moments(one, other) in AGREEING


def _into_small_hours(said: Moment, known: Moment) -> bool:
    """Whether "Tuesday night" may be the day after: a source has a clock there of before the night ends."""
    return bool(said.clock and known.clock and known.clock[0] < said.clock[1] - _DAY)


def _holds(said: Days, known: Days, *, small_hours: bool = False) -> bool:
    """Whether a stretch of the draft holds a source's, or lies in one that is hardly longer than a day.

    In the `small_hours` of the day after it still goes on.
    """
    first, last = said[0], said[1] + timedelta(days=1) if small_hours else said[1]
    if first > known[1] or known[0] > last:
        return False
    within = first <= known[0] and known[1] <= last
    return within or (known[1] - known[0]).days <= max(_WEEK, 2 * (last - first).days)


def _same_clock(said: Moment, known: Moment) -> bool:
    if not (_on_the_clock(said) and known.clock):
        return True
    ours, theirs = (Moment(words="", clock=m.clock, zone=m.zone, hedge=_unbounded(m.hedge)) for m in (said, known))
    return compare_moments(ours, theirs) in AGREEING


def _unbounded(hedge: Hedge) -> Hedge:
    return Hedge.EXACT if hedge in (Hedge.AT_LEAST, Hedge.AT_MOST) else hedge
