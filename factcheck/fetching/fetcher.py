"""From an address to what stands there: kept from an earlier run, or asked for as its host and the user allow.

the cache ─▶ the host may be asked ─▶ robots.txt lets it ─▶ its turn ─▶ the answer, or where it leads to, and again
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from factcheck.domain.text import Fetched
from factcheck.errors import UnreadableArticle
from factcheck.fetching import robots
from factcheck.fetching.clock import Clock, NotLoaded
from factcheck.fetching.hosts import Target, places_of, target_of
from factcheck.fetching.line import Head, TooMuch, ask
from factcheck.fetching.media import Media, in_utf8
from factcheck.fetching.pages import Pages
from factcheck.settings.config import FetchSettings
from factcheck.settings.limits import LARGEST_FETCHED, LARGEST_ROBOTS, LONGEST_FIELD, MOST_REDIRECTS
from factcheck.version import __version__

_SAVE = "save the page and give the file"
_UNCHANGED = 304  # what is answered where a request said which state of the page is known
_REMEDIES = {  # what to do where it answers with another status than 200
    **dict.fromkeys((401, 402, 403, 407, 451), f"open it in the browser, {_SAVE}"),
    **dict.fromkeys((404, 410), "there is no such page; check the address"),
    429: f"it was asked too often; try again later, or {_SAVE}",
}


class Fetcher:
    """Loads one address after another. What it learns of sites holds for one run. One thread at a time."""

    def __init__(self, settings: FetchSettings, pages: Pages, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._settings, self._pages, self._sleep = settings, pages, sleep
        self._media = Media.of_readers()
        self._fields = {"User-Agent": f"{robots.AGENT}/{__version__}", "Accept": self._media.accepted}
        self._rules: dict[str, robots.Rules | NotLoaded] = {}
        self._turns: dict[str, float] = {}  # when a host may be asked again

    def __call__(self, address: str) -> Fetched:
        """See interfaces.Fetch."""
        kept = self._pages.known(address)
        if kept and kept.suffix in self._media.suffixes:
            return kept
        earlier = self._pages.earlier(address)
        if earlier and earlier.suffix not in self._media.suffixes:
            earlier = None
        try:
            page = self._loaded(address, Clock(self._settings.seconds), earlier)
        except NotLoaded as error:
            raise UnreadableArticle(address, f"was not loaded: {error}") from error
        self._pages.keep(page)
        return page

    def _loaded(self, address: str, clock: Clock, earlier: Fetched | None) -> Fetched:
        unless = {earlier.final: dict(earlier.unless)} if earlier and earlier.unless else {}

        def wanted(head: Head) -> bool:
            if head.onward is None and head.status != _UNCHANGED:
                _refuse(head)
                self._media.suffix(head, address)
            return head.onward is None

        final, head, body = self._followed(address, clock, wanted=wanted, before=self._its_turn, unless=unless)
        if head.status == _UNCHANGED:
            if earlier and final in unless:
                return earlier
            _refuse(head)  # it was asked for no state, or another address was
        if not body.strip():
            raise NotLoaded(f"there is nothing on it; open it in the browser, {_SAVE}")
        suffix = self._media.suffix(head, final, address)
        data = body if suffix in self._media.binary else in_utf8(head, body)
        return Fetched(address, final, suffix, data, _unless(head))

    def _followed(
        self,
        address: str,
        clock: Clock,
        *,
        wanted: Callable[[Head], bool],
        before: Callable[[Target, Clock], None] = lambda _target, _clock: None,
        largest: int = LARGEST_FETCHED,
        unless: Mapping[str, Mapping[str, str]] | None = None,
    ) -> tuple[str, Head, bytes]:
        """Ask, and go on to where it leads, a bounded number of times; each host is looked at, and `before` asked."""
        for _ in range(MOST_REDIRECTS + 1):
            target = target_of(address, self._settings.allow)
            places = places_of(target, clock)
            before(target, clock)
            fields = {**self._fields, **(unless or {}).get(address, {})}
            head, body = ask(target, places, clock, fields=fields, largest=largest, wanted=wanted)
            self._turns[target.host] = time.monotonic()
            if head.onward is None:
                return address, head, body
            address = target.led_to(head.onward)
        raise NotLoaded(f"it leads on more than {MOST_REDIRECTS} times; open it in the browser, {_SAVE}")

    def _its_turn(self, target: Target, clock: Clock) -> None:
        """Wait until a site may be asked for a page. Raises NotLoaded where its robots.txt does not let it."""
        asked_before = self._turns.get(target.host)
        rules = self._rules_of(target, clock)
        rules.refuse(target)
        if asked_before is None:
            return
        pause = asked_before + max(self._settings.pause, rules.pause) - time.monotonic()
        if pause > 0:
            self._sleep(pause)
            clock.waited(pause)

    def _rules_of(self, target: Target, clock: Clock) -> robots.Rules:
        if target.origin not in self._rules:
            try:
                self._rules[target.origin] = self._read_rules(target, clock)
            except NotLoaded as error:
                self._rules[target.origin] = error
        found = self._rules[target.origin]
        if isinstance(found, NotLoaded):
            raise found
        return found

    def _read_rules(self, target: Target, clock: Clock) -> robots.Rules:
        try:
            _, head, text = self._followed(
                f"{target.origin}/robots.txt",
                clock,
                wanted=lambda head: head.status == 200,
                largest=LARGEST_ROBOTS,
            )
        except TooMuch as much:
            return robots.Rules.of(much.beginning)
        if head.status >= 500:  # RFC 9309, 2.3.1.4: then nothing may be read
            raise NotLoaded(f"its robots.txt cannot be read (status {head.status}); try again later, or {_SAVE}")
        return robots.Rules.of(text) if head.status == 200 else robots.Rules()


def _unless(head: Head) -> tuple[tuple[str, str], ...]:
    """By what a server may be asked for a page only if it has changed (RFC 9110, 13.1)."""
    told = {"If-None-Match": head.fields.get("etag", ""), "If-Modified-Since": head.fields.get("last-modified", "")}
    fit = {name: value for name, value in told.items() if value.isascii() and value.isprintable()}
    return tuple((name, value) for name, value in fit.items() if 0 < len(value) <= LONGEST_FIELD)


def _refuse(head: Head) -> None:
    """Raise NotLoaded for an answer that is no page, or says that it is too large."""
    if head.status != 200:
        remedy = _REMEDIES.get(head.status, f"try again later, or {_SAVE}")
        raise NotLoaded(f"its server answers with status {head.status}; {remedy}")
    said = head.fields.get("content-length", "")
    if said.isdecimal() and int(said[:20]) > LARGEST_FETCHED:
        raise TooMuch(LARGEST_FETCHED)
