"""Of what event each of several values is, read off the sentences that tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import cache

from factcheck.domain.account import Account, Claim, Name, Quotable
from factcheck.domain.events import EventMention
from factcheck.domain.frames import Happening
from factcheck.domain.parses import Parse
from factcheck.domain.text import Part, Sentence, Span
from factcheck.domain.values import Figure, Moment
from factcheck.frames.reading import Frames
from factcheck.interfaces import Parser
from factcheck.settings.lexicons import Lexicons
from factcheck.values.names.finding import find_names
from factcheck.values.times.moments import find_moments

_OF_GROUPS = frozenset({"count", "year of age"})  # units of numbers that are of those whom they stand beside
_LED_TO = ("person", "other")  # sorts of names that stand right behind what somebody is
_NEWS = timedelta(days=31)  # what a page tells of is younger, or it says so of another time


class EventReader:
    """Reads the events of values that stand in `accounts`; what of a story nobody asks for is not read."""

    def __init__(self, accounts: Iterable[Account], lexicons: Lexicons, parser: Parser) -> None:
        self._accounts = {account.article.id: account for account in accounts}
        self._lexicons = lexicons
        self._parser = parser
        self._places = cache(self._places_of)

    def _places_of(self, article: str) -> frozenset[str]:
        return frozenset(name.text for name in self._accounts[article].names if name.sort == "place")

    def read(self, said: Sequence[Quotable]) -> list[EventMention]:
        """Return what is told of the event of each value, in order."""
        sentences = {_where(one.sentence): one.sentence for one in said}
        parses = self._parser.parse([sentence.tokens for sentence in sentences.values()])
        read = {
            where: _SentenceReading(
                sentence, parse, self._accounts[sentence.article], self._lexicons, self._places(sentence.article)
            )
            for (where, sentence), parse in zip(sentences.items(), parses, strict=True)
        }
        return [read[_where(one.sentence)].event_of(one) for one in said]


class _SentenceReading:
    """One sentence with the times and places in it; `places` are those that its article names."""

    def __init__(
        self, sentence: Sentence, parse: Parse, account: Account, lexicons: Lexicons, places: frozenset[str]
    ) -> None:
        article = account.article
        published = article.published or article.updated
        self.sentence = sentence
        self.published = published.date() if published else None
        self.moments = dict(find_moments(sentence, published))
        names = _names(sentence, account, lexicons)
        self.names = names
        known = places.union(name.text for name in names if name.sort == "place")
        self.places = [name.span for name in names if name.text in known]
        self.maybe = [name.span for name in names if name.sort == "other" and name.text not in known]
        self.frames = Frames(sentence, parse, lexicons, tuple(self.moments))

    def event_of(self, said: Quotable) -> EventMention:
        value = said.value if isinstance(said, Claim) else None
        group = isinstance(value, Figure) and value.unit in _OF_GROUPS
        found = self.frames.happening(said.span, places=self.places, maybe=self.maybe, group=group)
        if found is None:
            return EventMention()
        when = self._when(found, said.span)
        return EventMention(
            what=self._words(found.what),
            where=tuple(dict.fromkeys(self._text(place) for place in found.where)),
            when=when,
            who=self._name(found.who) or self._words(found.who),
            background=found.earlier or self._long_past(when),
        )

    def _when(self, found: Happening, span: Span) -> Moment | None:
        """The value itself where it is a time, else the time that is told of its deed."""
        if span in self.moments:
            return self.moments[span]
        if found.when:
            return self.moments[found.when[0]]
        return Moment(words=self._words(found.ago)) if found.ago else None

    def _long_past(self, when: Moment | None) -> bool:
        if when is None or when.last is None or when.first is None or self.published is None:
            return False
        broad = when.last - when.first > _NEWS
        return when.last < self.published - _NEWS or (broad and when.first < self.published - _NEWS)

    def _words(self, tokens: Iterable[int]) -> str:
        """Words of the sentence, those that stood together written as they were."""
        text, end = "", None
        for token in (self.sentence.tokens[k] for k in tokens):
            text += (" " if end is not None and token.start != end else "") + token.text
            end = token.end
        return text

    def _name(self, tokens: Sequence[int]) -> str:
        """The name that the last of these words belongs to, or leads to: "the chief aide Mara Rao"; else ""."""
        if not tokens:
            return ""
        last = self.sentence.tokens[tokens[-1]]
        inside = (n.span for n in self.names if n.span.start <= last.start < n.span.end)
        led_to = (n.span for n in self.names if n.sort in _LED_TO and n.span.start == last.end + 1)
        return next((self._text(span) for span in (*inside, *led_to)), "")

    def _text(self, span: Span) -> str:
        start = self.sentence.span.start
        return " ".join(self.sentence.text[span.start - start : span.end - start].split())


def _names(sentence: Sentence, account: Account, lexicons: Lexicons) -> Sequence[Name]:
    """The names of a sentence, as its article settles them; a title that stands in no text has its own."""
    if sentence.field is Part.TITLE:
        return find_names((sentence,), lexicons.nouns, lexicons.titles)
    return account.names_at(sentence.span)


def _where(sentence: Sentence) -> tuple[str, Part, Span]:
    """By what a sentence is known: itself it holds all that is known of its file."""
    return sentence.article, sentence.field, sentence.span
