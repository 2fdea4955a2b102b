"""What a name is the name of: a person, an organisation, a place, a people, or something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from factcheck.domain.account import Name
from factcheck.domain.text import Token
from factcheck.settings.lexicons import Nouns, Titles
from factcheck.values.names.capitals import ROMAN, SHOUTED
from factcheck.values.names.peoples import of_people
from factcheck.values.names.spelling import countries, peoples

_SPEAKING = frozenset({"say", "tell", "add", "explain", "insist"})
_ARTICLES = frozenset({"the", "a", "an"})
_PARTY_MEMBERS = frozenset({"republican", "democrat", "republicans", "democrats"})
_NEAR = frozenset({"in", "near", "at", "from", "off", "outside", "around", "across"})


def sort_of(tokens: Sequence[Token], start: int, end: int, nouns: Nouns, titles: Titles, *, titled: bool) -> str:
    part = tokens[start:end]
    words = [t.text.lower() for t in part]
    whole = " ".join(words).replace(".", "")
    if whole in ("un", "eu", "united nations", "european union"):
        return "organisation"
    if whole in countries() or whole in ("us", "uk", "uae", "usa"):
        return "place"
    if len(words) == 1 and is_people(part[0].text, nouns, titles):
        return "demonym"
    if is_organisation(part, titles):
        return "organisation"
    if titled or (len(words) > 1 and words[0] in titles.given):
        return "person"
    if words[0] in titles.places or words[-1] in titles.places:
        return "place"
    if _speaks(tokens, start, end):
        return "person"
    if start and tokens[start - 1].text.lower() in _ARTICLES and words[-1] in _PARTY_MEMBERS:
        return "demonym"  # "the Kentucky Republican"
    if start and tokens[start - 1].text.lower() in _NEAR:
        return "place"
    return "other"


def _speaks(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a verb of saying stands right after the name, or right before it; no person is "the" somebody."""
    if start and tokens[start - 1].text.lower() == "the":
        return False
    after = tokens[end] if end < len(tokens) else None
    before = tokens[start - 1] if start else None
    return any(t is not None and t.tag.startswith("VV") and t.lemma in _SPEAKING for t in (after, before))


def is_organisation(part: Sequence[Token], titles: Titles) -> bool:
    known = titles.organisations
    words = [t.text.lower().strip(".") for t in part]
    if len(words) == 1:
        text = part[0].text.replace(".", "")
        return words[0] in known or (SHOUTED.fullmatch(text) is not None and text not in ROMAN)
    return (
        words[-1] in known
        or " ".join(words[-2:]) in known
        or any(word in known and k + 1 < len(words) and words[k + 1] in ("of", "for") for k, word in enumerate(words))
    )


def is_people(text: str, nouns: Nouns, titles: Titles) -> bool:
    """Whether a word is a people or the adjective of a country: "Libyan", "Somalis"."""
    lower = text.lower()
    known = any(of_people(word, nouns) for word in (lower, lower.removesuffix("s")))
    return lower not in countries() and (known or lower in peoples() or lower in titles.of_peoples)


def settled(found: Sequence[Name]) -> tuple[Name, ...]:
    """Let the article decide the sort of what one mention left open: "Haftar" is a person when "Gen Haftar" is."""
    surnames = {n.text.split()[-1].lower() for n in found if n.sort == "person"}
    votes: dict[str, Counter[str]] = {}
    for name in found:
        votes.setdefault(name.text.lower(), Counter())[name.sort] += 1
    return tuple(replace(name, sort=_voted(name, surnames, votes[name.text.lower()])) for name in found)


def _voted(name: Name, surnames: set[str], votes: Counter[str]) -> str:
    if name.sort in ("organisation", "demonym", "person"):
        return name.sort
    if name.text.lower() in countries():
        return "place"
    if " " not in name.text and name.text.lower() in surnames:
        return "person"
    best = sorted(votes, key=lambda sort: (sort == "other", -votes[sort], sort))
    return best[0]
