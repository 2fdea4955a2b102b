"""Which articles are one voice: near-identical texts, editions of one page, an agency's copy that shares much wording.

Likeness is measured on word shingles (Broder 1997, "On the resemblance and containment of documents"):
containment, because a paper prints the first half of the wire's text and the wire is still its origin.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import combinations, pairwise

from factcheck.domain.text import Article

# Two texts that credit one agency are taken for its copy when they share this part of `same_origin`: papers
# rewrite the top and cut the end of wire copy, but two different stories of one agency share next to nothing.
CREDITED_SHARE = 0.5
# Fewer shingles than this are a sentence that anybody may quote, whatever their share of a short text.
LEAST_SHARED = 10
# A shingle that stands in more texts than this is a stock phrase or a notice; pairing its holders up would take
# quadratic time and tell nothing.
COMMONPLACE = 50
# Where an agency is credited: in the first characters (byline, dateline) or the last ones (sign-off).
TOP, TAIL = 300, 200

_WORD = re.compile(r"\w+")


def origins(
    articles: Sequence[Article], *, same_origin: float, shingle_words: int, agencies: Sequence[str]
) -> dict[str, str]:
    """Return, for each article's id, the id of the article that stands for its origin: the earliest, then by id.

    `same_origin` is the share (0 to 1) of the shorter text's shingles that the other must hold; `shingle_words`
    their length. Time grows with the texts' length and with the pairs that share wording, not with all pairs.
    """
    articles = sorted(articles, key=lambda article: article.id)  # so that their order never matters
    shingles = [_shingles(article.text, shingle_words) for article in articles]
    credited = [_credited(article, agencies) for article in articles]
    leader = list(range(len(articles)))
    for (a, b), shared in sorted(_shared(shingles).items()):
        smaller = min(len(shingles[a]), len(shingles[b]))
        needed = same_origin * (CREDITED_SHARE if credited[a] & credited[b] else 1)
        if shared >= min(LEAST_SHARED, smaller) and shared >= needed * smaller:
            leader[_root(leader, a)] = _root(leader, b)
    for a, b in _editions(articles):
        leader[_root(leader, a)] = _root(leader, b)
    groups: defaultdict[int, list[Article]] = defaultdict(list)
    for number, article in enumerate(articles):
        groups[_root(leader, number)].append(article)
    first = {root: min(group, key=_standing).id for root, group in groups.items()}
    return {article.id: first[_root(leader, number)] for number, article in enumerate(articles)}


def _editions(articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    """Yield articles that were read from one page, however much of the text is new: the editions of one article."""
    pages: defaultdict[str, list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        if article.address:
            pages[article.address].append(number)
    for numbers in pages.values():
        yield from pairwise(numbers)


def _shingles(text: str, size: int) -> frozenset[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < size:
        return frozenset({tuple(words)} if words else ())
    return frozenset(tuple(words[at : at + size]) for at in range(len(words) - size + 1))


def _shared(shingles: Sequence[frozenset[tuple[str, ...]]]) -> Counter[tuple[int, int]]:
    """Count the shingles that each pair has in common, by an inverted index."""
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, group in enumerate(shingles):
        for shingle in group:
            holders[shingle].append(number)
    pairs: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        pairs.update(_pairs(numbers))
    return pairs


def _pairs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(numbers) > COMMONPLACE:
        # Enough to chain the copies of one text that is printed everywhere: each with its neighbour.
        yield from pairwise(numbers)
    else:
        yield from combinations(numbers, 2)


def _credited(article: Article, agencies: Sequence[str]) -> frozenset[str]:
    """Return the agencies that the byline, the dateline or the sign-off credits."""
    top, tail = article.text[:TOP], article.text[-TAIL:]
    places = f"{top}\n{tail}\n{article.author or ''}".lower()
    found = {
        _canonical(agency)
        for agency in agencies
        if agency.lower() in places  # most are named nowhere, and the patterns below are slow
        and (
            _in_credit(top, agency, dateline=True)
            or _in_credit(tail, agency, dateline=False)
            or re.search(rf"\b{re.escape(agency)}\b", article.author or "", re.IGNORECASE)
        )
    }
    return frozenset(found)


def _in_credit(text: str, agency: str, *, dateline: bool) -> bool:
    """Recognise "(Reuters)", "AP —", "By The Associated Press"; a mere mention in a sentence is no credit."""
    # Initials are a word of their own only in capitals: "AP", not the "ap" of something else.
    name = re.escape(agency.upper()) if len(agency) <= 4 else f"(?i:{re.escape(agency)})"
    forms = [rf"\(\s?{name}\s?\)", rf"(?:^|\n)\s*(?:By\s|Source:\s?|[-—–]+\s?)?{name}\s*(?:\n|$)"]
    if dateline:
        forms.append(rf"(?:^|\n|/)\s*{name}\s?(?:—|–|--|-)\s")
        forms.append(rf"(?:^|\n)By\s[^\n]{{0,60}}\b{name}\b[^\n]{{0,20}}(?:\n|$)")
    return re.search("|".join(forms), text) is not None


def _canonical(agency: str) -> str:
    """Bring an agency's name and its initials together: "the associated press" is "ap"."""
    words = [word for word in re.split(r"[ -]", agency.removeprefix("the ")) if word != "of"]
    return "".join(word[0] for word in words) if len(words) > 1 else words[0]


def _root(leader: list[int], number: int) -> int:
    while leader[number] != number:
        leader[number] = leader[leader[number]]
        number = leader[number]
    return number


def _standing(article: Article) -> tuple[datetime, str]:
    moment = article.published
    if moment is None:
        return datetime.max.replace(tzinfo=UTC), article.id
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)), article.id
