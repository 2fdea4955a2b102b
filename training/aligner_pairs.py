"""The aligner's pairs: do two statements, the compared value masked, fill the same slot of the same event?

Labels without hand work, from where real sources agree: the same rare value (a figure, a time, a name) in sentences of
two articles on one event that share words is the same slot; two values of one sort in one article are of two slots;
so are values of two look-alike events. Rewrites of one sentence, even those that exclude it, speak of one thing.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from random import Random

from factcheck.align.comparability import agreement
from factcheck.domain.account import Account, Claim
from factcheck.domain.text import Article, Span
from factcheck.domain.values import CLASHING, Agreement, Figure, Timing
from factcheck.settings.config import load_config
from factcheck.settings.lexicons import load_lexicons
from factcheck.tools import make_parser
from factcheck.understand.accounts import understand
from factcheck.values.marks import NAME_MARK, marked
from training.rewrites import rewritten, words_of
from training.sets import Pair, Row, overlap, read_pairs, rows

_AGREED = 0.12  # overlap of words over which the same rare value is the same slot: below it chance brings them together
_RARE = 12  # claims of one value in one event, over which it marks nothing
_ALIKE = 0.15  # overlap over which sentences of one article, or of two events, are worth telling apart
_PER_EVENT = 160  # pairs of one sort and label from one pair of events: no event may drown the others
_TOLD_ALIKE = 0.3  # overlap over which sentences of two articles on one event tell one thing
_TELLING = 6  # words that a sentence needs to tell something
_RENAMED = 60  # renamed pairs of one pair of events
_NAMES = {"person", "place", "organisation"}


def training_pairs(data: Path, articles: Sequence[Row], held_out: Collection[str], rng: Random) -> list[Pair]:
    """Return what the aligner learns from: the sets in `data`, and pairs made of the articles.

    Pairs of the topics in `held_out` are left out.
    """
    return [*_same_event(data, held_out), *_paraphrases(data), *_stated(data, rng), *news_pairs(articles, rng)]


def news_pairs(articles: Sequence[Row], rng: Random) -> list[Pair]:
    """Return pairs of marked statements from articles on look-alike events."""
    lexicons, parser = load_lexicons(), make_parser(load_config())
    topics: dict[str, list[Row]] = defaultdict(list)
    for row in articles:
        topics[str(row["topic"])].append(row)
    made: list[Pair] = []
    for _, group in sorted(topics.items()):
        event = {str(row["id"]): str(row["event"]) for row in group}
        of_topic = [article_of(row) for row in sorted(group, key=lambda r: str(r["id"]))]
        accounts = understand(of_topic, lexicons, parser=parser)
        claims = [c for a in accounts for c in a.claims if isinstance(c.value, Figure | Timing)]
        made += _capped(_of_values(claims, event), rng)
        made += _capped(_of_names(accounts, event), rng)
        made += _capped(_of_events(accounts, event), rng)
        made += _renamed(accounts, event, rng)
        made += _rewrites(accounts, rng)
    rng.shuffle(made)
    return made


def _same_event(data: Path, held_out: Collection[str]) -> Iterator[Pair]:
    path = data / "ecbplus_align.train.jsonl.gz"
    for row, pair in zip(rows(path), read_pairs(path), strict=True):
        if str(row["id"]).split("/")[0].removeprefix("ecb-") not in held_out:
            yield pair


def _paraphrases(data: Path) -> Iterator[Pair]:
    for row in rows(data / "msrp.train.jsonl.gz"):
        if row["label"] == "paraphrase":
            yield Pair(str(row["a"]), str(row["b"]), "same")
    for row in rows(data / "sts_news.train.jsonl.gz"):
        score = float(str(row["label"]))
        if score >= 4 or score <= 1.5:
            yield Pair(str(row["a"]), str(row["b"]), "same" if score >= 4 else "different")


def _stated(data: Path, rng: Random) -> Iterator[Pair]:
    """A text states what follows from it: the same thing. A statement of another text: a different one."""
    entailed = [p for p in read_pairs(data / "rte_glue.train.jsonl.gz") if p.label == "entailment"]
    for pair in entailed:
        if len(pair.a.split()) <= 60:
            yield Pair(pair.a, pair.b, "same")
            other = max(rng.sample(entailed, 40), key=lambda p: 0 if p is pair else overlap(p.a, pair.b))
            yield Pair(other.a, pair.b, "different")


def _of_values(claims: Sequence[Claim], event: dict[str, str]) -> Iterator[Pair]:
    """Pairs of figures and of times."""
    common = Counter((event[c.article], _value(c)) for c in claims)
    for a, b in combinations(claims, 2):
        if a.sentence == b.sentence and a.span.overlaps(b.span):
            continue
        if not _one_sort(a, b):
            continue
        texts = marked(a), marked(b)
        shared = overlap(*texts)
        how = agreement(a, b)
        if a.article == b.article:
            if how in CLASHING and shared >= _ALIKE:
                yield Pair(*texts, "different")
        elif event[a.article] != event[b.article]:
            if shared >= _ALIKE:
                yield Pair(*texts, "different")
        elif how is Agreement.SAME and shared >= _AGREED and _marks(a) and common[event[a.article], _value(a)] <= _RARE:
            yield Pair(*texts, "same")


def _of_names(accounts: Sequence[Account], event: dict[str, str]) -> Iterator[Pair]:
    """Pairs of sentences with one name masked in each."""
    mentions = [
        (account.article.id, name.text.lower(), sentence.text, _without(sentence.text, sentence.span, name.span))
        for account in accounts
        for name in account.names
        if name.sort in _NAMES
        for sentence in account.sentences
        if sentence.span.overlaps(name.span) and sentence.span.start <= name.span.start
    ]
    common = Counter((event[article], name) for article, name, _, _ in mentions)
    for one, two in combinations(mentions, 2):
        (article, name, whole, text), (other_article, other_name, other_whole, other) = one, two
        shared = overlap(text, other)
        if shared < _AGREED:
            continue
        if article == other_article:
            if name != other_name and (whole == other_whole or shared >= _ALIKE):
                yield Pair(text, other, "different")
        elif event[article] != event[other_article]:
            yield Pair(text, other, "different")
        elif name == other_name and common[event[article], name] <= _RARE:
            yield Pair(text, other, "same")


def _of_events(accounts: Sequence[Account], event: dict[str, str]) -> Iterator[Pair]:
    """Sentences that share many words: of one event they mostly tell one thing, of two look-alikes never."""
    told = [(a.article.id, s.text) for a in accounts for s in a.sentences if len(s.text.split()) >= _TELLING]
    for (article, text), (other_article, other) in combinations(told, 2):
        if article == other_article:
            continue
        same = event[article] == event[other_article]
        if overlap(text, other) >= (_TOLD_ALIKE if same else _AGREED):
            yield Pair(text, other, "same" if same else "different")


def _renamed(accounts: Sequence[Account], event: dict[str, str], rng: Random) -> Iterator[Pair]:
    """Two accounts of one thing, and one of them again with the names of another article: of other people elsewhere."""
    pairs = [pair for pair in _of_events(accounts, event) if pair.label == "same"]
    strangers = sorted({name.text for account in accounts for name in account.names if name.sort in _NAMES})
    for pair in rng.sample(pairs, min(_RENAMED, len(pairs))):
        names = [name for name in strangers if name in pair.a]
        text = pair.a
        for name in names:
            text = text.replace(name, rng.choice(strangers))
        if len(names) > 1 and text != pair.a:
            yield Pair(text, pair.b, "different")


def _rewrites(accounts: Sequence[Account], rng: Random) -> Iterator[Pair]:
    """One sentence in two wordings is of one thing, whether they agree or not; two of one article are not."""
    for account in accounts:
        texts = [s.text for s in account.sentences if 6 <= len(s.text.split()) <= 45]
        for text in rng.sample(texts, min(4, len(texts))):
            for pair in rewritten(text, words_of(text), rng, at_most=1):
                yield Pair(pair.a, pair.b, "same")
        alike = [pair for pair in combinations(texts, 2) if 0.1 <= overlap(*pair) <= 0.5]
        for one, two in rng.sample(alike, min(4, len(alike))):
            yield Pair(one, two, "different")


def _capped(pairs: Iterator[Pair], rng: Random) -> Iterator[Pair]:
    """No more than so many of each label, as many of one as of the other where there are enough."""
    by_label: dict[str, list[Pair]] = defaultdict(list)
    for pair in dict.fromkeys(pairs):
        by_label[pair.label].append(pair)
    same, different = by_label["same"], by_label["different"]
    yield from rng.sample(same, min(_PER_EVENT, len(same)))
    yield from rng.sample(different, min(_PER_EVENT, max(len(same) * 2, 40), len(different)))


def _one_sort(a: Claim, b: Claim) -> bool:
    if isinstance(a.value, Figure) and isinstance(b.value, Figure):
        return a.value.unit == b.value.unit
    return isinstance(a.value, Timing) and isinstance(b.value, Timing)


def _marks(claim: Claim) -> bool:
    """Whether a value is rare enough to be known by: no "two"."""
    value = claim.value
    return not (isinstance(value, Figure) and value.unit == "count" and value.upper <= 3)


def _value(claim: Claim) -> str:
    value = claim.value
    if isinstance(value, Figure):
        return f"{value.lower:g} {value.upper:g} {value.unit}"
    assert isinstance(value, Timing)
    m = value.moment
    return f"{m.first} {m.last} {m.clock} {m.weekday} {m.month} {m.day}"


def _without(text: str, sentence: Span, name: Span) -> str:
    start, end = name.start - sentence.start, name.end - sentence.start
    return f"{text[:start]}{NAME_MARK}{text[end:]}"


def article_of(row: Row) -> Article:
    """Return a row of articles as an article of no known day."""
    text = "\n".join(map(str, row["sentences"]))  # type: ignore[call-overload]
    return Article(str(row["id"]), text, str(row["id"]), hashlib.sha256(text.encode()).hexdigest(), "")
