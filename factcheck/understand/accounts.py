"""From an article to its account: sentences, names, and every claim that can be held against another's.

A claim is one statement of one value: a figure, a time, an outcome, or who does what to whom. This file only
puts together what `text/` and `values/` find; it knows no kind of discrepancy.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import KW_ONLY, dataclass, replace
from datetime import date, datetime
from functools import cache, cached_property, partial
from typing import TypeVar

from factcheck.domain.account import Account, Claim, Claimant, Cleared, Name, Read
from factcheck.domain.parses import Parse
from factcheck.domain.story import Book
from factcheck.domain.text import TITLE, Article, Part, Places, Sentence, SetAside, Skipped, Span, Token
from factcheck.domain.values import Boundary, Course, Figure, Moment, Outcome, Statement, Status, Timing, Value
from factcheck.errors import contained
from factcheck.frames.reading import Frames
from factcheck.frames.sentences import read_sentences
from factcheck.interfaces import ALONE, Crew, Parser
from factcheck.settings.lexicons import Lexicons
from factcheck.text.boilerplate import repeated_lines, set_aside
from factcheck.text.clauses import clause_at, clauses
from factcheck.text.headlines import headline_of
from factcheck.text.relatives import relative_clauses
from factcheck.text.sentences import sentences
from factcheck.text.tokens import tokens
from factcheck.understand.counts import Counts, find_counts
from factcheck.understand.memory import Memory, Understood, completed, way_of
from factcheck.values.deeds.deeds import deed_of, governing_word, lasting_deed, manner
from factcheck.values.deeds.outcomes import find_outcomes
from factcheck.values.deeds.propositions import find_propositions
from factcheck.values.figures.agreement import total
from factcheck.values.figures.counting_days import counted_to, nearest
from factcheck.values.figures.earlier import find_earlier
from factcheck.values.figures.finding import find_figures
from factcheck.values.figures.holders import holder_of
from factcheck.values.marks import mark_of, particular
from factcheck.values.names.finding import NameBook, find_names
from factcheck.values.names.spelling import homes
from factcheck.values.speech.claimants import claimant_of
from factcheck.values.speech.course import course_of, is_denied, withdrawn
from factcheck.values.speech.overruling import is_unsaid
from factcheck.values.speech.status import status_of
from factcheck.values.times.moments import find_moments

T = TypeVar("T")

_CONTENT = ("NN", "VV", "AJ", "NP", "ORD")  # tags of words that carry matter
_LONGEST_CLAUSE = 60  # words; what is longer is a list
_BESIDE_IN_LIST = 12  # words on either side that belong to one of its values
_START = {"begin", "start", "launch", "erupt", "break", "open", "commence", "found", "establish"}
_END = {"end", "finish", "conclude", "close", "expire", "cease"}
_SINCE, _UNTIL = {"since", "from"}, {"until", "till"}  # right before the time


def understand(
    articles: Sequence[Article],
    lexicons: Lexicons,
    *,
    parser: Parser,
    statements: bool = False,
    progress: Callable[[Sequence[Article]], Iterable[Article]] = iter,
    memory: Memory | None = None,
    skip: Callable[[Skipped], None] | None = None,
    crew: Crew = ALONE,
) -> tuple[Account, ...]:
    """Read every article into an account; names are joined across all of them.

    The `parser` reads an article at a time: its tags and lemmas are what each word is, and whoever looks at the grammar
    of a sentence asks it again.
    `statements` asks for what each clause says as a whole, beside the values in it. With a `memory`, what it holds of
    an article is taken as long as it is still so, and what else there is to say is kept there for the next time.
    The `crew` reads the articles and, when the names of all are known, makes their accounts.

    A sentence that cannot be read because of a bug is left out and noted in its account. An article of which that is
    true is left out and given to `skip`; without `skip` the error passes. Where names cannot be joined across the
    articles, each article keeps its own.
    """
    way = way_of(lexicons, parser.name, statements=statements)
    before = memory.recalled(articles, way) if memory else {}
    steps = Understanding(lexicons, parser, statements=statements, skips=skip is not None)
    cleared = _cleared(articles, lexicons, skip)
    held = [_held(one, before, way) for one in cleared]
    fresh = crew.each(steps.read, [one for one, known in zip(cleared, held, strict=True) if known is None])
    shown = progress([one.article for one in cleared])
    read: list[Read | Understood] = _without_skipped(
        (one for _, one in zip(shown, completed(held, fresh), strict=True)), skip
    )
    book: NameBook | None = None
    with _told(skip, "all articles", "their names could not be joined across them, and each keeps its own"):
        book = _book(read, lexicons)
    still = [
        one if isinstance(one, Understood) and one.called_so(book or _book([one], lexicons)) else None for one in read
    ]
    rest = [_unread(one) for one, known in zip(read, still, strict=True) if known is None]
    understood: list[Understood] = _without_skipped(completed(still, crew.each(steps.account, rest, book, way)), skip)
    if memory:
        memory.keep(understood, before)
    return tuple(one.account for one in understood)


@dataclass(frozen=True)
class Understanding:
    """What is done with each article by itself, by the crew of a run: it is read, and its account is made.

    Where `skips` is set an article that a bug has spoilt is returned as skipped; else the error passes.
    """

    lexicons: Lexicons
    parser: Parser
    _: KW_ONLY
    statements: bool
    skips: bool

    def read(self, cleared: Sequence[Cleared]) -> list[Read | Skipped]:
        """Find the sentences of each article and the names in it."""
        return [self._unless_spoilt(one.article, partial(_read, one, self.lexicons, self.parser)) for one in cleared]

    def account(self, read: Sequence[Read | Cleared], book: NameBook | None, way: str) -> list[Understood | Skipped]:
        """Make the account of each, by the names of the run; without a book by the article's own. `way`: see way_of."""
        return [self._unless_spoilt(one.article, partial(self._account, one, book, way)) for one in read]

    def _account(self, read: Read | Cleared, book: NameBook | None, way: str) -> Understood:
        whole = _read(read, self.lexicons, self.parser) if isinstance(read, Cleared) else read
        draft = _Draft(whole, self.lexicons, self.parser)
        return _understood(draft, book or _book([whole], self.lexicons), way, statements=self.statements)

    def _unless_spoilt(self, article: Article, make: Callable[[], T]) -> T | Skipped:
        told: list[Skipped] = []
        with _skipping(article, told.append if self.skips else None):
            return make()
        return told[0]


def _cleared(
    articles: Sequence[Article], lexicons: Lexicons, skip: Callable[[Skipped], None] | None
) -> Sequence[Cleared]:
    """The articles with what of each is page furniture, as all of them together tell it."""
    repeated = repeated_lines([article.text for article in articles])
    cleared: list[Cleared] = []
    for article in articles:
        with _skipping(article, skip):
            cleared.append(Cleared(article, set_aside(article.text, lexicons.furniture, repeated=repeated)))
    return cleared


def _held(cleared: Cleared, before: Mapping[str, Understood], way: str) -> Understood | None:
    """What was understood before, where it would be read again just so."""
    known = before.get(cleared.article.id)
    return known if known and known.holds(cleared.article, cleared.set_aside, way) else None


def _unread(read: Read | Understood) -> Read | Cleared:
    """What an account can be made of: of one that was kept it is not known how its article was read."""
    return Cleared(read.article, read.account.set_aside) if isinstance(read, Understood) else read


def _without_skipped(found: Iterable[T | Skipped], skip: Callable[[Skipped], None] | None) -> list[T]:
    kept: list[T] = []
    for one in found:
        if not isinstance(one, Skipped):
            kept.append(one)
        elif skip:
            skip(one)
    return kept


def _skipping(article: Article, skip: Callable[[Skipped], None] | None) -> AbstractContextManager[None]:
    return _told(skip, article.path, "the article could not be understood and was left out")


def _told(skip: Callable[[Skipped], None] | None, where: str, why: str) -> AbstractContextManager[None]:
    if skip is None:
        return nullcontext()
    return contained(lambda error: skip(Skipped(where, f"{why}; report it as a bug ({error})")))


def _book(read: Sequence[Read | Understood], lexicons: Lexicons) -> NameBook:
    return NameBook.of({one.article.id: one.names for one in read}, given=lexicons.titles.given)


def _read(cleared: Cleared, lexicons: Lexicons, parser: Parser) -> Read:
    article, aside = cleared.article, cleared.set_aside
    split = sentences(article.id, article.text, aside, places=article.stands)
    read = read_sentences([*split, *_titles(article)], parser, lexicons)  # in one go, which takes a parser least
    found, titles = read[: len(split)], read[len(split) :]
    names: tuple[Name, ...] | None = None
    notes: list[str] = []
    with contained(lambda _: None):  # nothing is lost yet: it is found out below which sentence it is
        names = _standing_names(found, lexicons)
    if names is None:
        found = tuple(sentence for sentence in found if _readable(sentence, lexicons, notes))
        names = _standing_names(found, lexicons)
    headline = _headline(article, lexicons, parser)
    return Read(article, aside, found, names, tuple(notes), headline, next(iter(titles), None))


def _titles(article: Article) -> list[Sentence]:
    """The whole title as one sentence, if there is one."""
    title = article.title
    if not title:
        return []
    places, span = article.title_places or Places((), (0,)), Span(0, len(title))
    return [Sentence(article.id, TITLE, span, title, tokens(title), places=places, field=Part.TITLE)]


def _headline(article: Article, lexicons: Lexicons, parser: Parser) -> Read | None:
    """The headline by itself; nothing is lost of the text where it cannot be read."""
    title = headline_of(article)
    if title is None:
        return None
    text, places = article.text, article.stands
    if title.field is Part.TITLE:
        text, places = article.title or "", article.title_places or Places((), (0,))
    ends = (Span(0, title.span.start), Span(title.span.end, len(text)))
    outside = tuple(SetAside(end, "") for end in ends if end.start < end.end)
    read: list[Read] = []
    with contained(lambda _: None):
        split = sentences(article.id, text, outside, places=places)
        found = read_sentences([replace(sentence, field=title.field) for sentence in split], parser, lexicons)
        names = find_names(found, lexicons.nouns, lexicons.titles)
        read.append(Read(article, outside, found, names))
    return read[0] if read else None


def _standing_names(found: Sequence[Sentence], lexicons: Lexicons) -> tuple[Name, ...]:
    """The names of an article, without those in what it takes back."""
    wrong = [stretch for sentence in found for stretch in withdrawn(sentence, lexicons.updates)]
    names = find_names(found, lexicons.nouns, lexicons.titles)
    return tuple(name for name in names if not any(name.span.overlaps(stretch) for stretch in wrong))


def _readable(sentence: Sentence, lexicons: Lexicons, notes: list[str]) -> bool:
    before = len(notes)
    with _noted(sentence, notes):
        _standing_names([sentence], lexicons)
    return len(notes) == before


def _noted(sentence: Sentence, notes: list[str]) -> AbstractContextManager[None]:
    """What goes wrong inside costs this sentence, and a note says so."""
    line, column = sentence.places.of(sentence.span)
    known = (f"{name} {number}" for name, number in (("line", line), ("column", column)) if number)
    where = ", ".join(known) or f"character {sentence.span.start} of the text"
    why = "a sentence could not be understood and was left out; report it as a bug"
    return contained(lambda error: notes.append(f"{where}: {why} ({error})"))


def _understood(draft: _Draft, book: Book, way: str, *, statements: bool) -> Understood:
    keys: dict[str, str] = {}

    def key_of(text: str) -> str:
        return keys.setdefault(text, book.key(text))

    return Understood(draft.account(key_of, statements=statements), keys, way)


@dataclass(frozen=True)
class _Draft:
    """An article that is read, with what it takes to say what it claims."""

    read: Read
    lexicons: Lexicons
    parser: Parser

    @cached_property
    def parses(self) -> Mapping[int, Parse]:
        """How each sentence is built, by its index: all in one go, which is what takes a parser least."""
        sentences = self.read.sentences
        parses = self.parser.parse([sentence.tokens for sentence in sentences])
        return {sentence.index: parse for sentence, parse in zip(sentences, parses, strict=True)}

    @cached_property
    def names_in(self) -> Mapping[int, Sequence[Name]]:
        """The names in each sentence, by its index."""
        sentences = self.read.sentences
        found: dict[int, list[Name]] = {sentence.index: [] for sentence in sentences}
        ends = [sentence.span.end for sentence in sentences]
        for name in self.read.names:
            n = bisect_right(ends, name.span.start)
            while n < len(ends) and sentences[n].span.start < name.span.end:
                found[sentences[n].index].append(name)
                n += 1
        return found

    @property
    def published(self) -> datetime | None:
        return self.read.article.published or self.read.article.updated

    def account(self, key_of: Callable[[str], str], *, statements: bool) -> Account:
        read = self.read
        claims: list[Claim] = []
        whole: list[Claim] = []
        notes = list(read.notes)
        speaker: Claimant | None = None
        places = cache(lambda: frozenset(key_of(name.text) for name in read.names if name.sort == "place"))
        for sentence in read.sentences:
            with _noted(sentence, notes):
                view = _View(self, sentence, key_of, places, speaker)
                here, said = view.claims(), view.statements() if statements else []
                speaker = view.speaker or speaker
                claims += here
                whole += said
        return Account(
            read.article,
            read.sentences,
            read.set_aside,
            read.names,
            _in_their_course(claims),
            self._headlined(key_of),
            tuple(whole),
            tuple(notes),
            read.title,
        )

    def _headlined(self, key_of: Callable[[str], str]) -> tuple[Claim, ...]:
        """What the headline claims; a date in it is mostly its page's, and it tells what was and what will be alike."""
        if self.read.headline is None:
            return ()
        told = _Draft(self.read.headline, self.lexicons, self.parser).account(key_of, statements=False).claims
        return tuple(claim for claim in told if not isinstance(claim.value, Timing))


@dataclass(frozen=True)
class _View:
    """One sentence with all that is found in it, and the claims that come of it."""

    draft: _Draft
    sentence: Sentence
    key_of: Callable[[str], str]  # what a name is called across the run
    places: Callable[[], frozenset[str]]  # what the places of the article are called
    previous: Claimant | None

    @property
    def lexicons(self) -> Lexicons:
        return self.draft.lexicons

    @property
    def parse(self) -> Parse:
        return self.draft.parses[self.sentence.index]

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        return clauses(self.sentence)

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where each token ends. A sentence may be a table of hundreds of dates: each asks what stands before it."""
        return tuple(token.end for token in self.sentence.tokens)

    @cached_property
    def names(self) -> tuple[tuple[Span, str], ...]:
        return tuple((n.span, self.key_of(n.text)) for n in self.draft.names_in[self.sentence.index])

    @cached_property
    def people(self) -> tuple[tuple[Span, str], ...]:
        people = {n.span for n in self.draft.names_in[self.sentence.index] if n.sort == "person"}
        return tuple((span, key) for span, key in self.names if span in people)

    @cached_property
    def moments(self) -> tuple[tuple[Span, Moment], ...]:
        return find_moments(self.sentence, self.draft.published)

    @cached_property
    def times(self) -> tuple[Span, ...]:
        return tuple(span for span, _ in self.moments)

    @cached_property
    def figures(self) -> tuple[tuple[Span, Figure], ...]:
        return tuple(sorted([*self.plain_figures, *self.counts.figures], key=lambda one: one[0].start))

    @cached_property
    def plain_figures(self) -> tuple[tuple[Span, Figure], ...]:
        """The figures that words side by side tell."""
        taken = self.times
        found = find_figures(self.sentence, self.lexicons)
        return tuple((s, f) for s, f in found if not any(s.overlaps(other) for other in taken))

    @cached_property
    def counts(self) -> Counts:
        """The figures that only the grammar of the sentence tells."""
        taken = [*self.times, *(span for span, _ in self.plain_earlier)]
        return find_counts(self.sentence, self.plain_figures, taken, lambda: self.frames, self.lexicons)

    @cached_property
    def frames(self) -> Frames:
        return Frames(self.sentence, self.parse, self.lexicons, self.times)

    @cached_property
    def earlier(self) -> tuple[tuple[Span, Figure], ...]:
        found = find_earlier(self.sentence, self.figures, self.lexicons.hedges, self.lexicons.updates)
        told = [(s, f) for s, f in self.counts.earlier if not any(s.overlaps(other) for other, _ in found)]
        return tuple(sorted([*found, *told], key=lambda one: one[0].start))

    @cached_property
    def plain_earlier(self) -> tuple[tuple[Span, Figure], ...]:
        return find_earlier(self.sentence, self.plain_figures, self.lexicons.hedges, self.lexicons.updates)

    @cached_property
    def current(self) -> tuple[tuple[Span, Figure], ...]:
        """The figures without those that the sentence gives as the earlier ones of others."""
        return tuple((s, f) for s, f in self.figures if not any(s.overlaps(other) for other, _ in self.earlier))

    @cached_property
    def counted_to(self) -> tuple[Span, ...]:
        """The moments to which the sentence counts: "as of Tuesday, 31 people had died"."""
        moments = [span for span, _ in self.moments]
        return counted_to(self.sentence, self.clauses, moments, self.figures, self.lexicons.updates)

    @cached_property
    def speaker(self) -> Claimant | None:
        return claimant_of(self.sentence, self.sentence.span, previous=self.previous)

    def claims(self) -> list[Claim]:
        lexicons = self.lexicons
        wrong = withdrawn(self.sentence, lexicons.updates)
        made = [
            self._claim(span, value, slot)
            for span, value, slot in self._values()
            if not any(span.overlaps(stretch) for stretch in wrong)
            and not (isinstance(value, Figure | Timing) and is_denied(self.sentence, span, lexicons.updates))
            and not is_unsaid(self.sentence, span, lexicons.statuses)
        ]
        where = self.sentence.article if self.sentence.field is Part.TEXT else f"{self.sentence.article}:title"
        return [replace(claim, id=f"{where}:{claim.span.start}:{i}") for i, claim in enumerate(made)]

    def statements(self) -> list[Claim]:
        """Return what each clause says as a whole."""
        return [
            Claim(
                id=f"{self.sentence.article}:{clause.start}",
                sentence=self.sentence,
                span=clause,
                clause=clause,
                value=Statement(self._valueless(clause)),
                slot="",
                masked="",
                context=frozenset(self._concept(t) for t in self._words(clause)),
                names=frozenset(key for span, key in self.names if clause.overlaps(span)),
                claimant=self._keyed(claimant_of(self.sentence, clause, previous=self.previous)),
                quoted=any(quote.overlaps(clause) for quote in self.sentence.quoted),
                status=status_of(self.sentence, clause, self.lexicons.statuses)[0],
                as_of=self.draft.published.date() if self.draft.published else None,
            )
            for clause in self.clauses
            if len(self._words(clause)) >= _TELLING
        ]

    def _valueless(self, clause: Span) -> str:
        """The clause with marks for its figures and times."""
        values: list[tuple[Span, Figure | Moment]] = [*self.figures, *self.moments]
        marks = {span: mark_of(value) for span, value in values}
        text, start, at = "", self.sentence.span.start, clause.start
        for span in sorted(marks):
            if at <= span.start and span.end <= clause.end:
                text += self.sentence.text[at - start : span.start - start] + marks[span]
                at = span.end
        return _squeezed(text + self.sentence.text[at - start : clause.end - start])

    def _values(self) -> Iterator[tuple[Span, Value, str]]:
        for span, figure in (*self.current, *self.totals, *self.earlier):
            yield span, figure, _slot_of_figure(figure)
        for span, moment in self.moments:
            if span not in self.counted_to and not self._speech(span) and not self._stamp(span, moment):
                timing = self._timing(span, moment)
                yield span, timing, self._deed(span) if timing.boundary is Boundary.AT else self._matter(span)
        for span, outcome in find_outcomes(self.sentence.tokens, self.lexicons.opposites):
            yield span, outcome, outcome.event
        speech = self.lexicons.speech.saying
        for span, proposition in find_propositions(self.sentence, self.names, self.clauses, speech):
            yield span, proposition, f"{proposition.doer} {proposition.verb} {proposition.object}"

    @cached_property
    def totals(self) -> tuple[tuple[Span, Figure], ...]:
        return tuple(self._totals())

    def _keyed(self, claimant: Claimant | None) -> Claimant | None:
        return replace(claimant, key=self.key_of(_THE.sub("", claimant.name))) if claimant else None

    def _totals(self) -> Iterator[tuple[Span, Figure]]:
        """The sum of the people whom one fate befell in one clause: "280 civilians and 2,000 fighters were killed"."""
        fates: dict[tuple[str, Span], list[tuple[Span, Figure]]] = defaultdict(list)
        for span, figure in self.current:
            if figure.unit == "count" and figure.role and figure.noun:
                fates[figure.role, clause_at(self.clauses, span.start)].append((span, figure))
        for parts in fates.values():
            whole = total([figure for _, figure in parts], nouns=self.lexicons.nouns)
            if whole and len({figure.noun for _, figure in parts}) == len(parts) > 1:
                yield Span(parts[0][0].start, parts[-1][0].end), whole

    @cached_property
    def relatives(self) -> tuple[Span, ...]:
        tokens = self.sentence.tokens
        return tuple(Span(tokens[r.start].start, tokens[r.stop - 1].end) for r in relative_clauses(tokens))

    @cached_property
    def statuses(self) -> dict[tuple[Span, Span | None], tuple[Status, bool]]:
        """What is known already by `_status`."""
        return {}

    def _status(self, span: Span, clause: Span) -> tuple[Status, bool]:
        """What is done with a value: the same for all that stand in one clause and in one relative clause."""
        key = (clause, next((r for r in reversed(self.relatives) if r.start <= span.start < r.end), None))
        if key not in self.statuses:
            self.statuses[key] = status_of(self.sentence, clause, self.lexicons.statuses, value=span)
        return self.statuses[key]

    def _came_about(self, span: Span, by_words: Status) -> Status:
        """What is done with an outcome, by its own frame: "urged her to accept" and "a veto threat" tell of none.

        Headlines are no sentences that a parser knows; what one is "to" do has not come about.
        """
        i = next(k for k, token in enumerate(self.sentence.tokens) if token.end == span.end)
        token, before = self.sentence.tokens[i], {t.lemma for t in self.sentence.tokens[:i]}
        if token.tag == "VVI" and before & self.lexicons.standing.requesting:
            return Status.CONDITIONAL
        if self.sentence.field is Part.TITLE and i and self.sentence.tokens[i - 1].text.lower() == "to":
            return Status.CONDITIONAL
        if self.sentence.field is Part.TITLE:
            return by_words
        frame = self.frames.of(i)
        if frame is None:
            return Status.CONDITIONAL if token.tag.startswith("N") else by_words
        unplanned = frame.status is Status.PLANNED and frame.negated  # "not prepared to pass it": nothing failed
        return Status.CONDITIONAL if unplanned else frame.status

    def _claim(self, span: Span, value: Value, slot: str) -> Claim:
        clause = clause_at(self.clauses, span.start)
        status, negated = self._status(span, clause)
        status = self._came_about(span, status) if isinstance(value, Outcome) else status
        negated = negated and not (isinstance(value, Figure) and value.upper == 0)  # the nought says it
        others: list[Figure | Moment] = [f for s, f in self.figures if s != span]
        others += [m for s, m in self.moments if s != span]
        return Claim(
            id="",
            sentence=self.sentence,
            span=span,
            clause=clause,
            value=value,
            slot=slot,
            masked=self._masked(span, clause, value),
            predicate=value.event if isinstance(value, Timing) else self._done(span, value),
            context=frozenset(self._concept(t) for t in self._words(self.sentence.span) if not _inside(t, span)),
            particulars=frozenset(particular(other) for other in others),
            names=frozenset(key for _, key in self.names),
            owner=self._owner(span, clause, value),
            person=_nearest(self.people, span, clause),
            holder=self._holder(span, value),
            when=self._bound(span, clause, since=False),
            since=self._bound(span, clause, since=True),
            claimant=self._keyed(claimant_of(self.sentence, span, previous=self.previous)),
            quoted=any(quote.overlaps(span) for quote in self.sentence.quoted),
            status=status,
            negated=negated,
            as_of=self._as_of(span),
            course=self._course(span, value),
            summed=any(span != whole and span.overlaps(whole) for whole, _ in self.totals),
        )

    def _course(self, span: Span, value: Value) -> Course:
        if any(span == earlier for earlier, _ in self.earlier):
            return Course.EARLIER
        sort = self.figures if isinstance(value, Figure) else self.moments
        others = [s for s, _ in sort if not s.overlaps(span)]
        return course_of(self.sentence, span, self.lexicons.updates, others=others)

    def _as_of(self, span: Span) -> date | None:
        """The day to which a value counts: the one that the sentence gives, or that of publication."""
        day = None if span in self.counted_to else nearest(self.counted_to, span)
        if day:
            return next(moment.first for s, moment in self.moments if s == day)
        return self.draft.published.date() if self.draft.published else None

    def _owner(self, span: Span, clause: Span, value: Value) -> str:
        """The name that a value belongs to; an age belongs to a name right beside it alone."""
        if not (isinstance(value, Figure) and value.unit == "year of age"):
            return _nearest(self.names, span, clause)
        following = [n for n in self.names if 0 <= n[0].start - span.end <= 1]  # "36-year-old Ada Bloom"
        return _nearest(following or [n for n in self.names if _gap(n[0], span) <= _BESIDE], span, clause)

    def _holder(self, span: Span, value: Value) -> str:
        """The name whose count it is; a place has none, but is where it was counted."""
        if not (isinstance(value, Figure) and value.unit == "count" and value.role is None):
            return ""
        key = holder_of(self.sentence.tokens, span, self.names)
        return "" if key in self.places() else key

    def _masked(self, span: Span, clause: Span, value: Value) -> str:
        """The clause with a word for the kind of value in the value's place; of a list what is beside it."""
        text, start = self.sentence.text, self.sentence.span.start
        low, high = min(clause.start, span.start) - start, max(clause.end, span.end) - start
        if isinstance(value, Figure):
            put = f"some {value.noun or value.unit}"
        elif isinstance(value, Timing):
            put = "at some time"
        else:
            put = text[span.start - start : span.end - start]
        before, after = text[low : span.start - start], text[span.end - start : high]
        if len(before.split()) + len(after.split()) > _LONGEST_CLAUSE:
            before, after = (
                " ".join(before.split()[-_BESIDE_IN_LIST:]) + " ",
                " " + " ".join(after.split()[:_BESIDE_IN_LIST]),
            )
        return _squeezed(f"{before}{put}{after}")

    def _words(self, span: Span) -> list[Token]:
        return [t for t in self.sentence.tokens if _inside(t, span) and t.tag.startswith(_CONTENT)]

    def _concept(self, token: Token) -> str:
        """A word as it counts for likeness: "fighting" and "conflict" are one, and so are "Libyan" and "Libya"."""
        return homes().get(token.lemma) or self.lexicons.deeds.classes.get(token.lemma, token.lemma)

    def _clause_tokens(self, span: Span) -> list[Token]:
        clause = clause_at(self.clauses, span.start)
        return [t for t in self.sentence.tokens if _inside(t, clause)]

    def _word(self, span: Span) -> Token | None:
        word = governing_word(self._clause_tokens(span), span)
        return manner(word, self.sentence.tokens, self.lexicons.deeds) if word else None

    def _speech(self, span: Span) -> bool:
        """Whether a time tells only when somebody said so: "police said Saturday"."""
        word, speech = self._word(span), self.lexicons.speech
        if word is None or not (word.lemma in speech.saying or word.lemma in speech.publishing):
            return False
        said = any(one.verb == word.start for one in self.sentence.attributions if one.by_saying)
        return said or word.lemma not in speech.doing

    def _stamp(self, span: Span, moment: Moment) -> bool:
        """Whether a time is a dateline ("Mumbai, Nov 11 - ") or a page's stamp run into the text."""
        tokens = self.sentence.tokens
        after = next((t for t in tokens if t.start >= span.end), None)
        before = [t for t in tokens if t.end <= span.start]
        if after is None or (before and before[-1].tag.startswith(("PRP", "AV0", "CJS"))):
            return False
        if len(before) < _DATELINE_WORDS and after.text in _DASHES:
            return True
        full = moment.clock is not None and (moment.day is not None or moment.first is not None)
        return full and after.text[0].isupper()

    def _predicate(self, span: Span, *, by_noun: bool = False) -> str:
        tokens = self._clause_tokens(span)
        word = self._word(span) or self._had(span)
        deed = deed_of(word, tokens, span, self.lexicons.deeds, by_noun=by_noun)
        return f"{deed} {self._crime(tokens)}".strip() if deed == _CONVICTED else deed

    def _crime(self, tokens: Sequence[Token]) -> str:
        """The "theft" of "a theft conviction" and "a conviction for theft"; "" where only a verb says so."""
        at = next((n for n, token in enumerate(tokens) if token.lemma == "conviction"), len(tokens))
        before = tokens[max(at - 1, 0) : at]
        after = tokens[at + 2 : at + 3] if [t.lemma for t in tokens[at + 1 : at + 2]] in (["for"], ["of"]) else ()
        crimes = [t for t in (*before, *after) if t.tag.startswith(("NN", "AJ")) and t.lemma not in _EARLIER]
        return self._concept(crimes[0]) if crimes else ""

    def _had(self, span: Span) -> Token | None:
        """The "has" of "has a conviction from 1992": it leaves it to its object to say what was done at that time."""
        timed = any(span == s for s, _ in self.moments)
        have = (t for t in reversed(self._clause_tokens(span)) if t.lemma == "have" and t.end <= span.start)
        return next(have, None) if timed else None

    def _done(self, span: Span, value: Value) -> str:
        """What is done to the extent of a value: a length of time tells what lasts, an order what somebody is."""
        if isinstance(value, Figure) and value.unit == "second":
            return self._lasting(span, value) or self._predicate(span)
        if (
            isinstance(value, Figure)
            and value.unit == "ordinal"
            and (word := self._word(span))
            and word.lemma in _BEING
        ):
            return "be"
        return self._predicate(span)

    def _lasting(self, span: Span, value: Figure) -> str:
        """The "siege" of "a six-hour siege" and "two days of siege"; of a sentence of 15 years it matters who asked."""
        if value.noun and (value.upper < _DAY or " of " in value.words):
            return self.lexicons.deeds.classes.get(value.noun, value.noun)
        return lasting_deed(self.sentence.tokens, span, self.lexicons.deeds)

    def _deed(self, span: Span) -> str:
        """What was done at the time `span`: the verb and the words that follow it ("receive a degree")."""
        verb = self._word(span)
        clause = clause_at(self.clauses, span.start)
        words = [t for t in self._words(clause) if not span.overlaps(Span(t.start, t.end))]
        if verb is None:
            return " ".join(t.lemma for t in words[:_DEED_WORDS])
        return " ".join([verb.lemma, *(t.lemma for t in words if t.start > verb.start)][:_DEED_WORDS])

    def _bound(self, span: Span, clause: Span, *, since: bool) -> Moment | None:
        """The time that binds the clause: since when it counts, or when it happened."""
        for s, moment in self.moments:
            if s == span or s in self.counted_to or not clause.overlaps(s):
                continue
            if (self._word_before(s) in _SINCE) == since:
                return moment
        return None

    def _begun(self, word: Token | None) -> str:
        """The "began" of "began to vote"."""
        if word is None or word.tag != "VVI":
            return ""
        before = self._words_before(Span(word.start, word.end), 2)
        return before[0] if before[1:] == ["to"] else ""

    def _words_before(self, span: Span, number: int) -> list[str]:
        at = bisect_right(self.ends, span.start)
        return [t.lemma for t in self.sentence.tokens[max(0, at - number) : at]]

    def _word_before(self, span: Span) -> str:
        before = reversed(self.sentence.tokens[: bisect_right(self.ends, span.start)])
        return next((token.lemma for token in before if token.tag != "AT0"), "")

    def _matter(self, span: Span) -> str:
        """What began or ended: the names and nouns before the verb and after it, without the time's own phrase."""
        word = self._word(span)
        words = [t for t in self._clause_tokens(span) if t.tag.startswith(("NN", "NP")) and t.end <= span.start]
        return " ".join(t.lemma for t in words if word is None or t != word)

    def _timing(self, span: Span, moment: Moment) -> Timing:
        word = self._word(span)
        near = [t.lemma for t in self.sentence.tokens if 0 <= span.start - t.end < _NEAR]
        before = self._word_before(span)
        signs = {word.lemma if word else "", self._begun(word), *near}
        start, end = signs & _START or before in _SINCE, signs & _END or before in _UNTIL
        boundary = Boundary.START if start else Boundary.END if end else Boundary.AT
        return Timing(moment, self._predicate(span, by_noun=boundary is not Boundary.AT), boundary)


_DAY = 24 * 60 * 60.0  # seconds; what lasts longer than a day is mostly a term, not a deed
_CONVICTED, _EARLIER = "convict", {"prior", "previous", "earlier", "past"}
_BEING = {"be", "become", "remain"}
_THE = re.compile(r"^the\s+", re.IGNORECASE)
_DATELINE_WORDS = 6
_DASHES = {"-", "–", "—", "--"}
_DEED_WORDS = 5  # a verb and its object; more brings in the next phrase
_BESIDE = 12  # characters between a name and an age: "Ada Bloom, who is 36"
_AFTER = 10  # characters by which a name after the value must be nearer than one before it
_TELLING = 3  # words of matter that a clause needs to tell anything
_NEAR = 24  # characters before a moment in which "began", "since" and the like belong to it


def _in_their_course(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """A value that was known earlier is an earlier one only beside a newer one; alone it is still being counted."""
    newer = {_counted(claim.value) for claim in claims if claim.course is not Course.EARLIER} - {None}
    return tuple(
        replace(claim, course=Course.RUNNING)
        if claim.course is Course.EARLIER and _counted(claim.value) not in newer
        else claim
        for claim in claims
    )


def _counted(value: Value) -> tuple[str | None, ...] | None:
    """What a newer value must be of to stand for an earlier one; None where none can."""
    if isinstance(value, Figure):
        return (value.unit, value.role, value.noun if value.role is None else None)
    return () if isinstance(value, Timing) else None


def _inside(token: Token, span: Span) -> bool:
    return span.start <= token.start and token.end <= span.end


def _nearest(names: Sequence[tuple[Span, str]], span: Span, clause: Span) -> str:
    """The key of the name that a value belongs to: the nearest in its clause, before it rather than after."""
    near = [(s, key) for s, key in names if clause.overlaps(s) and not s.overlaps(span)]
    if not near:
        return ""
    return min(near, key=lambda n: (_gap(n[0], span) + (0 if n[0].end <= span.start else _AFTER), n[0].start))[1]


def _gap(a: Span, b: Span) -> int:
    return max(b.start - a.end, a.start - b.end, 0)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _slot_of_figure(figure: Figure) -> str:
    return " ".join(word for word in (*sorted(figure.modifiers), figure.noun or figure.unit, figure.role or "") if word)
