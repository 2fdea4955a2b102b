"""What a draft quotes, held against what its sources say: word for word, altered, or nowhere.

A draft's quotation is looked for in the quotations of each source and in its text as a whole: a source may report the
words without marks, or be a statement from end to end. A draft may leave out the beginning and the end of what was
said, not add to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from factcheck.domain.account import Account
from factcheck.domain.text import Span
from factcheck.text.matter import MATTER_AND_NUMBERS
from factcheck.values.speech.collation import Block, Difference, Thresholds, begins, islands, span_in
from factcheck.values.speech.renderings import altering
from factcheck.values.speech.utterances import Passage, Place, Utterance, Word, passages, utterances, whole
from factcheck.values.speech.wording import same_words

_BESIDE = 1  # words on either side of a difference that another source must have too, to bear out a draft's wording


@dataclass(frozen=True, slots=True)
class Echo:
    """Where a source has a passage of the draft. `marked`: in quotation marks, or as a transcript.

    `shared` are the words in common (content words among them in `content`), `covered` their share in the pieces of the
    passage that the source has at all. A `difference` has the draft's words left. `loose` are words of the draft that
    the source may have said where its own quotation breaks off.
    """

    place: Place
    span: Span
    marked: bool
    shared: tuple[Word, ...]
    covered: float
    differences: tuple[Difference, ...]
    loose: frozenset[Word]

    @property
    def content(self) -> int:
        return sum(word.tag.startswith(MATTER_AND_NUMBERS) for word in self.shared)

    @property
    def similarity(self) -> float:
        """Share of equal words, 0 to 1, in the stretch that both have."""
        other = sum(max(len(d.left), len(d.right)) for d in self.differences)
        return len(self.shared) / (len(self.shared) + other)


@dataclass(frozen=True, slots=True)
class Borrowing:
    """A passage of the draft with every echo of it, the nearest first; `exact` are those without an altered word."""

    passage: Passage
    echoes: tuple[Echo, ...]
    borne_out: bool

    @property
    def exact(self) -> tuple[Echo, ...]:
        return tuple(echo for echo in self.echoes if not echo.differences and not echo.loose)


def borrowings(draft: Account, sources: Iterable[Account], thresholds: Thresholds) -> tuple[Borrowing, ...]:
    """Return each quoted passage of the draft, in the order of its text, with where the sources have it."""
    accounts = sorted(sources, key=lambda account: account.article.id)
    said = [u for account in accounts for u in (*utterances(account), *whole(account))]
    texts = _Texts(said)
    found: list[Borrowing] = []
    for utterance in utterances(draft):
        if not utterance.marked:
            continue
        echoes = _echoes(utterance, said, thresholds)
        for passage in passages(utterance):
            own = {*passage.words}
            near = [e for e in echoes[passage.place] if not own.isdisjoint(e.shared)]
            kept = tuple(sorted({_less_borne_out(e, passage, texts) for e in near}, key=_nearest))
            found.append(Borrowing(passage, kept, _borne_out(passage, kept, texts)))
    return tuple(found)


def _nearest(echo: Echo) -> tuple[int, float, bool, int, Place, Span]:
    altered = sum(max(len(d.left), len(d.right)) for d in echo.differences)
    return (bool(altered), -(len(echo.shared) - altered), not echo.marked, altered, echo.place, echo.span)


def _echoes(utterance: Utterance, said: Sequence[Utterance], thresholds: Thresholds) -> Mapping[Place, list[Echo]]:
    """Return the echoes of each sentence of an utterance.

    It is aligned as a whole, so that short sentences keep their neighbours, and by sentence, so that their order and
    what lies between them do not matter.
    """
    by_sentence = [tuple(words) for _, words in groupby(utterance.words, key=lambda word: word.sentence)]
    units = [utterance.words, *by_sentence] if len(by_sentence) > 1 else by_sentence
    found: dict[Place, list[Echo]] = defaultdict(list)
    for unit in units:
        for source in said:
            for chain in islands(unit, source.words, thresholds):
                for sentence, echo in _by_sentence(unit, source, chain):
                    found[utterance.article, sentence].append(echo)
    return found


def _by_sentence(unit: Sequence[Word], source: Utterance, chain: Sequence[Block]) -> Iterator[tuple[int, Echo]]:
    """Yield the sentences of the draft that a chain of equal runs touches, each with its own differences."""
    pairs = [(unit[a + n], source.words[b + n]) for a, b, size in chain for n in range(size)]
    regions = list(_regions(unit, source.words, chain))
    for sentence, group in groupby(pairs, key=lambda pair: pair[0].sentence):
        both = list(group)
        shared = tuple(ours for ours, _ in both)
        here = [(d, loose) for d, loose in regions if _at(d, unit) == sentence]
        differences = tuple(d for d, loose in here if not loose)
        pieces = [p for p in Passage((source.article, sentence), _of(unit, sentence)).pieces if set(p) & set(shared)]
        yield (
            sentence,
            Echo(
                place=(source.article, both[0][1].sentence),
                span=Span(both[0][1].span.start, both[-1][1].span.end),
                marked=source.marked,
                shared=shared,
                covered=len(shared) / sum(map(len, pieces)),
                differences=differences,
                loose=frozenset(word for d, loose in here if loose for word in d.left),
            ),
        )


def _of(unit: Sequence[Word], sentence: int) -> tuple[Word, ...]:
    return tuple(word for word in unit if word.sentence == sentence)


def _at(difference: Difference, unit: Sequence[Word]) -> int:
    """Return the sentence of the draft in which a difference stands."""
    if difference.left:
        return difference.left[0].sentence
    return next(word.sentence for word in unit if word.span.end > difference.left_span.start)


@dataclass(frozen=True, slots=True)
class _Gap:
    """Words between or beside equal runs: of the draft from `a` to `b`, of the source from `c` to `d`.

    It is `loose` where the source's own quotation breaks off, so that it does not tell what was said there.
    """

    a: int
    b: int
    c: int
    d: int
    loose: bool


def _regions(ours: Sequence[Word], theirs: Sequence[Word], chain: Sequence[Block]) -> Iterator[tuple[Difference, bool]]:
    """Yield what differs between the equal runs and at both ends, and whether the source breaks off there."""
    for gap in _gaps(ours, theirs, chain):
        left, right = tuple(ours[gap.a : gap.b]), tuple(theirs[gap.c : gap.d])
        if altering(left, right) and not same_words([w.key for w in left], [w.key for w in right]):
            yield Difference(left, right, _span(ours, gap.a, gap.b), _span(theirs, gap.c, gap.d)), gap.loose


def _span(words: Sequence[Word], start: int, end: int) -> Span:
    """Return the span of the words from `start` to `end` in the sentence of the first; of none, of the word before."""
    return span_in(words, start, end, sentence=words[min(start, max(0, end - 1))].sentence)


def _gaps(ours: Sequence[Word], theirs: Sequence[Word], chain: Sequence[Block]) -> Iterator[_Gap]:
    """Yield the stretches between the equal runs of a chain and at the ends that the draft quotes."""
    yield from _before(ours, theirs, chain[0][0], chain[0][1])
    for (a, b, size), (c, d, _) in pairwise(chain):
        start, low = a + size, b + size
        broken = any(word.broken for word in theirs[low : d + 1])
        if any(word.broken for word in ours[start : c + 1]):  # each part goes on from the run on its side
            yield from _behind(ours, theirs, start, low)
            yield from _before(ours, theirs, c, d)
        elif start < c or not broken:
            yield _Gap(start, c, low, d, loose=broken)
    a, b, size = chain[-1]
    yield from _behind(ours, theirs, a + size, b + size)


def _before(ours: Sequence[Word], theirs: Sequence[Word], at: int, there: int) -> Iterator[_Gap]:
    """Yield the draft's words before an equal run, with as many of the source's as its sentence has there."""
    start, low = at, there
    while start > 0 and not begins(ours, start):
        start -= 1
    while low > max(0, there - (at - start)) and not begins(theirs, low):
        low -= 1
    if start < at:
        yield _Gap(start, at, low, there, loose=low == there and theirs[there].broken)


def _behind(ours: Sequence[Word], theirs: Sequence[Word], at: int, there: int) -> Iterator[_Gap]:
    """Yield the draft's words behind an equal run, with as many of the source's as its sentence has there."""
    end, high = at, there
    while end < len(ours) and not begins(ours, end):
        end += 1
    while high < min(len(theirs), there + end - at) and not begins(theirs, high):
        high += 1
    if end > at:
        yield _Gap(at, end, there, high, loose=high == there and (there == len(theirs) or theirs[there].broken))


def _less_borne_out(echo: Echo, passage: Passage, texts: _Texts) -> Echo:
    """Leave out the differences in which another source has the draft's words, with a word on either side."""
    kept = tuple(d for d in echo.differences if not texts.have(_around(d, passage.words)))
    return Echo(echo.place, echo.span, echo.marked, echo.shared, echo.covered, kept, echo.loose)


def _around(difference: Difference, words: Sequence[Word]) -> tuple[str, ...]:
    at = [n for n, word in enumerate(words) if word.span.overlaps(difference.left_span)]
    inside = words[max(0, at[0] - _BESIDE) : at[-1] + 1 + _BESIDE]
    return tuple(word.key for word in inside)


class _Texts:
    """The words of all that the sources say, quoted and not."""

    def __init__(self, said: Iterable[Utterance]) -> None:
        self._texts = [tuple(word.key for word in u.words) for u in said]
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for n, text in enumerate(self._texts):
            for at, word in enumerate(text):
                self._places[word].append((n, at))

    def have(self, words: tuple[str, ...]) -> bool:
        """Whether words stand in a row in one of the texts; those are looked at where the rarest of them stands."""
        rarest = min(range(len(words)), key=lambda k: len(self._places.get(words[k], ())))
        starts = ((n, at - rarest) for n, at in self._places.get(words[rarest], ()) if at >= rarest)
        return any(self._texts[n][start : start + len(words)] == words for n, start in starts)


def _borne_out(passage: Passage, echoes: Sequence[Echo], texts: _Texts) -> bool:
    """Whether some source has each piece of a passage, with no more than small copying slips."""
    return all(
        texts.have(tuple(word.key for word in piece)) or any(_bears(echo, piece) for echo in echoes)
        for piece in passage.pieces
    )


def _bears(echo: Echo, piece: Sequence[Word]) -> bool:
    if not set(echo.shared) & set(piece) or set(echo.loose) & set(piece):
        return False
    stretch = Span(piece[0].span.start, piece[-1].span.end)
    return not any(d.left_span.overlaps(stretch) for d in echo.differences)
