"""`facts.toml`: the figures that the desk has settled, held against drafts and sources.

[[facts]]
what = "dead"                   # what is counted or measured, as a text goes on after the figure
value = "43"                    # as a text writes it: "43", "at least 40", "8.5 million euros"
as_of = 2020-01-05              # the day it counts to
source = "Interior ministry, bulletin 12"
about = ["Hadba"]               # optional: words of which a sentence must have one to speak of this
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import Field

from factcheck.domain.account import Account, Claim, Claimant
from factcheck.domain.story import Settled
from factcheck.domain.text import Article, Places, Sentence, Span
from factcheck.domain.values import Figure
from factcheck.errors import ConfigError
from factcheck.intake.records import sha256
from factcheck.interfaces import Parser
from factcheck.settings.config import Settings
from factcheck.settings.lexicons import Lexicons
from factcheck.settings.tables import parsed_toml, validated
from factcheck.understand.accounts import understand

_HEAD = re.compile(r"^[ \t]*\[\[[ \t]*facts[ \t]*\]\][ \t]*(?:#.*)?$", re.MULTILINE)
_SEE = "docs/check.md#living-with-it"
_Understanding = Callable[[Sequence[Article]], Sequence[Account]]
_VALUE = re.compile(r"^[ \t]*value[ \t]*=[ \t]*(?P<value>.*?)[ \t]*(?:#.*)?$", re.MULTILINE)


class Fact(Settings):
    """One entry; see the head of this file."""

    what: str = Field(pattern=r"\S")
    value: str = Field(pattern=r"\S")
    as_of: date
    source: str = Field(pattern=r"\S")
    about: tuple[str, ...] = ()


class _Facts(Settings):
    facts: tuple[Any, ...] = ()


def read_facts(path: Path, lexicons: Lexicons, *, parser: Parser) -> tuple[Settled, ...]:
    """Read the desk's figures. Raises ConfigError naming the entry and the line where something is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        tables = parsed_toml(text, path)
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: there is no such file of desk figures; check gate.facts") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}; mend it or leave it out") from error
    read = partial(understand, lexicons=lexicons, parser=parser)
    entries = validated(_Facts, tables, path, see=_SEE).facts
    facts = [validated(Fact, entry, f"{path}: facts {n}", see=_SEE) for n, entry in enumerate(entries, 1)]
    places = _places(text)
    if len(places) != len(facts):
        raise ConfigError(f"{path}: every desk figure needs a [[facts]] line of its own")
    return tuple(_settled(fact, place, text, path, read) for fact, place in zip(facts, places, strict=True))


def _places(text: str) -> list[Span]:
    """Where each entry stands, without its head."""
    heads = [*_HEAD.finditer(text)]
    bodies = pairwise([*((head.start(), head.end()) for head in heads), (len(text), len(text))])
    return [Span(start + 1, start + len(text[start:end].rstrip())) for (_, start), (end, _) in bodies]


def _settled(fact: Fact, place: Span, text: str, path: Path, read: _Understanding) -> Settled:
    line = text.count("\n", 0, place.start) + 1
    claim = max(_readings(fact, read), key=_telling, default=None)
    if claim is None:
        raise ConfigError(
            f"{path}:{line}: no figure can be read from {fact.value!r} and {fact.what!r}; "
            'write them as a text would: value = "43" and what = "people killed"'
        )
    entry = Sentence(path.name, line, place, place.of(text), (), places=Places.verbatim(text))
    value = _VALUE.search(text, place.start, place.end)
    span = Span(*value.span("value")) if value else place
    return Settled(
        replace(
            claim,
            id=f"{path}:{line}",
            sentence=entry,
            span=span,
            clause=place,
            claimant=Claimant(fact.source, span),
            as_of=fact.as_of,
        ),
        frozenset(word.casefold() for word in fact.about),
    )


def _readings(fact: Fact, read: _Understanding) -> Iterator[Claim]:
    """An entry read as it stands, then as a sentence: "15 people hurt", "15 people were hurt"."""
    words = f"{fact.value} {fact.what}"
    plain = _claim(words, read)
    end = plain.span.end if plain else len(fact.value)
    for claim in (plain, _claim(f"{words[:end]} were{words[end:]}", read)):
        if claim:
            yield claim


def _telling(claim: Claim) -> tuple[bool, bool]:
    """How much a reading tells of what is counted: its fate rather than a deed, a deed rather than nothing."""
    return _figure(claim).role is not None, bool(claim.predicate)


def _claim(words: str, read: _Understanding) -> Claim | None:
    article = Article("desk", f"{words}.", "desk", sha256(words), "")
    return next((c for c in read([article])[0].claims if isinstance(c.value, Figure)), None)


def _figure(claim: Claim) -> Figure:
    assert isinstance(claim.value, Figure)
    return claim.value
