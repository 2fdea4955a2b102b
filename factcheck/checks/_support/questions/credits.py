"""Whom a draft has say something, or hear it, held against whom its sources name for the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.names.mentions import name_words, short_forms
from factcheck.checks._support.names.passages import SourcePassage
from factcheck.checks._support.names.slots import names_of
from factcheck.checks._support.names.told import SENTENCE, Role, ToldStatement, Words, quoted_words, told_in
from factcheck.checks._support.verdict import Doubt, Sight, Where, Why, confidence_of
from factcheck.domain.account import Name
from factcheck.domain.findings import Severity
from factcheck.domain.text import Span, Token
from factcheck.text.nearness import Bag, matter_of
from factcheck.values.names.capitals import SHOUTED
from factcheck.values.speech.noun_phrases import PRONOUNS
from factcheck.values.speech.people import People
from factcheck.values.speech.speakers import two_people

_FEWEST = 3  # words that two statements share, whatever their likeness: "was leaving on Monday" is no statement
_WITHIN = 0.7  # what it counts to stand whole in a longer statement, of 1 for being the same
_BACK = 3  # sentences before "he said" and "the company said" in which those are named whom that may mean
_REPORTS = "report"  # the verb of outlets
_SMALL = frozenset({"the", "of", "and"})  # of an outlet's name they tell nothing
_BODIES = frozenset({"organisation", "other"})  # sorts of names that "the company" may stand for
_ELSEWHERE = Why(
    "Where the sources tell this, another is named for it, and nowhere do they tell it with the one of the draft.",
    Where.ELSEWHERE,
)


@dataclass(frozen=True)
class _Page:
    """A sentence of a source with what is told in it and the words of the sentences before."""

    passage: SourcePassage
    told: tuple[ToldStatement, ...]
    before: tuple[SourcePassage, ...]

    @cached_property
    def quotations(self) -> tuple[tuple[Span, Words], ...]:
        """The stretches of the sentence in quotation marks, with their words."""
        return tuple(quoted_words(self.passage.sentence))

    @cached_property
    def speakers(self) -> frozenset[str]:
        """The words for whoever tells something in it and is not named."""
        return frozenset(token.lemma for one in self.told if one.speaker is None for token in one.speaking)


@dataclass(frozen=True, slots=True)
class _RivalCredit:
    """Whom a source names for what the draft has somebody else say; how like the two statements are, 0 to 1."""

    label: str
    place: Sight
    likeness: float
    named: bool = True


class Credits:
    """What the sources make of those whom a draft credits with a statement."""

    def __init__(self, held: HeldDraft) -> None:
        self._passages, self._book, self._thresholds = held.passages, held.book, held.thresholds
        self._lexicons, self._parser = held.lexicons, held.parser
        accounts = {one.article.id: one for one in (held.draft, *held.sources)}
        self._people = People(accounts, held.book, held.lexicons.titles)

    def weigh(self) -> Iterator[Doubt]:
        """Yield those whom no source names for what the draft has them say, where one names another: one a sentence."""
        draft = self._passages.draft
        for told in told_in(draft, self._lexicons, self._parser):
            doubts = (self._weighed(one, role) for one in told for role in Role)
            if doubt := next(filter(None, doubts), None):
                yield doubt

    def _weighed(self, ours: ToldStatement, role: Role) -> Doubt | None:
        name = ours.who(role)
        if name is None or not (ours.quoted or len(ours.matter) >= _FEWEST):
            return None
        if any(self._bears_out(ours, name, page) for page in self._pages_on(name)):
            return None
        rivals = (rival for page in self._pages for rival in self._instead(ours, name, role, page))
        best = max(rivals, key=lambda rival: (rival.likeness, rival.named), default=None)
        if best is None or best.likeness < self._thresholds.same_thing:
            return None
        return Doubt(
            sort="credit",
            slot="",
            label=name.text,
            said=Sight(ours.sentence, name.span),
            nearest=best.place,
            nearest_label=best.label,
            severity=Severity.HIGH if best.likeness >= self._thresholds.same_statement else Severity.MEDIUM,
            confidence=confidence_of(_ELSEWHERE, self._thresholds),
            why=_ELSEWHERE,
        )

    # --- whether a source has it from the one of the draft

    def _bears_out(self, ours: ToldStatement, name: Name, page: _Page) -> bool:
        """Whether a sentence may tell the same with the draft's name; what an outlet tells itself is told by it."""
        if not ours.quoted:
            rest = matter_of(self._left(name, page)) & page.passage.matter
            return self._likeness(ours.matter, rest) >= self._thresholds.borne_out
        rows = [stretch for stretch, row in page.quotations if any(_in_row(words, row) for words in ours.quoted)]
        if rows:
            places = [Span(t.start, t.end) for t in self._left(name, page) if t.text[0].isalnum()]
            if any(stretch.overlaps(place) for stretch in rows for place in places):
                return True
        # quoted by others, it is not told by whoever stands in a sentence on the same matter
        words, least = set(name_words(name.text)), self._thresholds.same_thing
        return any(self._likeness(ours.matter, one.matter) >= least for one in page.told if words & one.named)

    def _left(self, name: Name, page: _Page) -> list[Token]:
        """The words of a sentence but for what surely somebody else tells there; an outlet reports all that it has."""
        words = {*name_words(name.text)} - _SMALL
        own = bool(words) and words <= {*name_words(page.passage.account.article.source)}
        others = {k for one in page.told if not own and self._is_of_another(one, name) for k in one.places}
        return [t for k, t in enumerate(page.passage.sentence.tokens) if k not in others]

    def _pages_on(self, name: Name) -> Iterator[_Page]:
        """Yield the sentences that the name stands in, or in which whoever bears it may be meant."""
        naming = {n for word in self._forms(name) for n in self._naming.get(word, ())}
        for n in sorted(naming.union(self._unnamed)):
            page = self._pages[n]
            if n in naming or any(self._may_be_meant(name, one, page) for one in page.told):
                yield page

    @cached_property
    def _naming(self) -> Mapping[str, Sequence[int]]:
        """The sentences by the words of the names in them."""
        found: dict[str, list[int]] = defaultdict(list)
        for n, page in enumerate(self._pages):
            for word in page.passage.named:
                found[word].append(n)
        return found

    @cached_property
    def _unnamed(self) -> tuple[int, ...]:
        """The sentences in which somebody unnamed tells something."""
        return tuple(n for n, page in enumerate(self._pages) if page.speakers & self._tellers)

    def _forms(self, name: Name) -> frozenset[str]:
        """The words of a name, in any form in which a sentence may have it."""
        return frozenset({*name_words(name.text), *self._book.key(name.text).split(), *short_forms(name.text)})

    def _stands_in(self, name: Name, passage: SourcePassage) -> bool:
        """Whether a sentence has a word of a name, or is from the outlet of that name."""
        return not self._forms(name).isdisjoint(passage.named)

    def _may_be_meant(self, name: Name, one: ToldStatement, page: _Page) -> bool:
        """Whether an unnamed speaker may be the one of the draft: "he said", "the company said", "the mayor said"."""
        words = {token.lemma for token in one.speaking}
        if one.speaker is not None or not words & self._tellers:
            return False
        single = {token.lemma for token in one.speaking if token.tag != "NN2"}
        if single & self._people.said_to_be[self._book.key(name.text)]:
            return True
        if words & PRONOUNS:
            return any(self._stands_in(name, passage) for passage in page.before)
        nearest = next((passage for passage in reversed(page.before) if _names_bodies(passage)), None)
        return nearest is not None and self._stands_in(name, nearest)

    def _is_of_another(self, one: ToldStatement, name: Name) -> bool:
        """Whether a statement is surely somebody else's, and does not so much as name the one of the draft."""
        inside = {w for k in one.places for w in name_words(one.sentence.tokens[k].text)}
        return one.speaker is not None and self._two(name, one.speaker) and not set(name_words(name.text)) & inside

    # --- whom the sources have instead

    def _instead(self, ours: ToldStatement, name: Name, role: Role, page: _Page) -> Iterator[_RivalCredit]:
        for one in page.told:
            likeness = self._alike(ours, one, role)
            if not likeness:
                continue
            other = one.who(role)
            if other is not None and self._are_rivals(name, other, role) and not _is_beside(ours, other):
                yield _RivalCredit(other.text, Sight(one.sentence, other.span), likeness)
            elif other is None and role is Role.SPEAKER and ours.quoted and self._is_unnamed(one, name, page):
                place = Sight(one.sentence, Span(one.speaking[0].start, one.speaking[-1].end))
                yield _RivalCredit(place.words, place, likeness, named=False)
        if role is Role.SPEAKER:
            yield from self._on_its_own(ours, name, page)

    def _alike(self, ours: ToldStatement, one: ToldStatement, role: Role) -> float:
        """Return how like two statements are, 0 to 1; of two that quote, whether they quote the same words."""
        if ours.quoted:
            return float(any(_in_row(words, row) for words in ours.quoted for row in one.quoted))
        if ours.phrases and not set(ours.phrases) & set(one.phrases):
            return 0.0
        mine, theirs = ours.matter, one.matter
        if role is Role.HEARER:  # whoever tells it is part of what is known of that
            mine, theirs = mine | matter_of(ours.speaking), theirs | matter_of(one.speaking)
        return self._likeness(mine, theirs) if len(mine & theirs) >= _FEWEST else 0.0

    def _are_rivals(self, name: Name, other: Name, role: Role) -> bool:
        """Whether the source's name excludes the draft's; whoever is told may be told for an outlet."""
        outlets = [self._book.key(one.text) in self._outlets for one in (name, other)]
        if role is Role.HEARER and not all(outlets) and (any(outlets) or {name.sort, other.sort} != {"person"}):
            return False
        return self._two(name, other)

    def _is_unnamed(self, one: ToldStatement, name: Name, page: _Page) -> bool:
        """Whether a speaker without a name is one who is named before, and is called otherwise than the draft's."""
        words = {token.lemma for token in one.speaking}
        told_before = any(names_of(p.account, p.sentence) for p in (*page.before, page.passage))
        called = words & self._tellers and not words & PRONOUNS
        return bool(called) and told_before and not _less_plural(one.named) & _less_plural(name_words(name.text))

    def _on_its_own(self, ours: ToldStatement, name: Name, page: _Page) -> Iterator[_RivalCredit]:
        """Yield the outlet that tells the same on its own account, where the draft names another outlet for it."""
        outlet = page.passage.account.article.source
        if (
            ours.quoted
            or name.text.lower() not in {one.article.source.lower() for one in self._passages.sources}
            or not outlet
            or set(name_words(outlet)) & set(name_words(name.text))
        ):
            return
        others = {k for one in page.told if one.speaker is not None for k in one.places}
        tokens = [t for k, t in enumerate(page.passage.sentence.tokens) if k not in others]
        rest = matter_of(tokens) & page.passage.matter
        if len(ours.matter & rest) >= _FEWEST:
            place = Sight(page.passage.sentence, page.passage.sentence.span)
            yield _RivalCredit(outlet, place, self._likeness(ours.matter, rest))

    @cached_property
    def _outlets(self) -> frozenset[str]:
        """The keys of outlets: of those that the sources are from, agencies, and those that any article says report."""
        told = (one for page in self._pages for one in page.told)
        reporting = {one.speaker.text for one in told if one.verb == _REPORTS and one.speaker}
        names = {one.article.source for one in self._passages.sources} | {*self._lexicons.agencies.names} | reporting
        return frozenset(self._book.key(name) for name in names)

    def _likeness(self, ours: Bag, theirs: Bag) -> float:
        """Return how like two statements are, 0 to 1; also where a source tells more beside."""
        nearness, whole = self._passages.nearness, self._passages.nearness.weight(ours)
        part = nearness.weight(ours & theirs) / whole if whole else 0.0
        return max(nearness.likeness(ours, theirs), _WITHIN * part)

    def _two(self, one: Name, other: Name) -> bool:
        """Whether two names are surely of two: no acronym of each other, nor a body and who speaks for it."""
        ours, theirs = self._book.key(one.text), self._book.key(other.text)
        acronyms = [SHOUTED.fullmatch(name.text) is not None for name in (one, other)]
        if short_forms(one.text) & short_forms(other.text) or not (all(acronyms) or two_people(ours, theirs)):
            return False
        said = {*self._people.said_to_be[theirs], *self._people.said_to_be[ours]}
        return ours != theirs and not said & {*name_words(one.text), *name_words(other.text)}

    @cached_property
    def _tellers(self) -> frozenset[str]:
        """The words for whoever may tell something, unnamed."""
        lists = self._lexicons
        bodies = (word for nouns in lists.bodies.values() for word in nouns)
        return PRONOUNS | lists.nouns.persons | lists.speech.sources | self._people.roles | frozenset(bodies)

    @cached_property
    def _pages(self) -> tuple[_Page, ...]:
        told = {
            (account.article.id, n): one
            for account in self._passages.sources
            for n, one in enumerate(told_in(account, self._lexicons, self._parser))
        }
        pages = []
        for n, passage in enumerate(self._passages.all):
            article, index = passage.sentence.article, passage.sentence.index
            near = self._passages.all[max(0, n - _BACK) : n]
            before = tuple(one for one in near if one.sentence.article == article)
            pages.append(_Page(passage, told[article, index], before))
        return tuple(pages)


def _less_plural(words: Iterable[str]) -> set[str]:
    return {word.removesuffix("s") for word in words}


def _names_bodies(passage: SourcePassage) -> bool:
    """Whether a sentence names what "the company" may stand for; a place at its beginning acts as a body."""
    start = passage.sentence.span.start
    names = names_of(passage.account, passage.sentence)
    return any(n.sort in _BODIES or (n.sort == "place" and n.span.start == start) for n in names)


def _in_row(words: Words, row: Words) -> bool:
    """Whether words are quoted in a row; of a phrase, whether nothing else is quoted with it."""
    if len(words) < SENTENCE:
        return words == row
    return any(row[n : n + len(words)] == words for n in range(len(row) - len(words) + 1))


def _is_beside(ours: ToldStatement, other: Name) -> bool:
    """Whether the draft names the source's speaker beside its own: "White House spokeswoman Ada Rao"."""
    return bool(set(name_words(other.text)) & set(name_words(ours.sentence.text)))
