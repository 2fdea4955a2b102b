"""What an article quotes, as words fit to be held against another article's.

An utterance is the words of one quotation in a row, over "he said" and over paragraphs; spelling, contractions and
marks are evened out. A word is `broken` off when something stands between it and the word before that was not said
there: an attribution, "...", "[the council]".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise

from factcheck.domain.account import Account
from factcheck.domain.text import Sentence, Span
from factcheck.text.in_order import InOrder, spans_in_order
from factcheck.text.matter import MATTER_AND_NUMBERS
from factcheck.text.quotations import CLOSES, MARK, OPENS
from factcheck.values.names.capitals import is_calendar
from factcheck.values.names.spelling import words_of

_INTERRUPTION = 20  # words of an attribution inside a quotation: "X, the head of the agency, told reporters on Monday"
_LONGEST = 2000  # characters after which a mark that closes nowhere is taken for a slip
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "us", "me"})
_TRANSCRIPT_SENTENCES, _TRANSCRIPT_SHARE = 8, 0.3  # sentences in the first person, and their share
_SINGLE = "'‘"
_BEFORE_LINE = re.compile(r"[^\S\n]*+(?:\n|\Z)")  # read backwards: nothing but blanks before it on its line
_INDENT = 200  # characters before a mark; so many blanks are the beginning of a line
_DOTS = ("...", ". . .")
_SAID = re.compile(r"\s*(?:said|says|added|told)\b")  # what stands behind a mark that closes
_PIECES = re.compile(
    r"""
      (?P<cut>\.\s?\.\s?\.|…|\[[^\]]*\]|\([^)]*\))
    | (?P<word>
          \d+(?:,\s?\d{3})+(?:\.\d+)? | \d+\.\d+
        | n\s?['’]\s?t\b
        | ['’]\s?(?:re|ve|ll|d|m|s)\b
        | %
        | (?:[A-Za-z]\.){2,}
        | \w+?(?=\s?n\s?['’]\s?t\b)
        | \w+
      )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CAPITAL_IN_BRACKETS = re.compile(r"\[(\w)\](?=\w)")
_CONTRACTED = {
    "n't": ("not",), "'re": ("are",), "'ve": ("have",), "'ll": ("will",), "'m": ("am",),
    "ca": ("can",), "wo": ("will",), "sha": ("shall",), "cannot": ("can", "not"),
    "gonna": ("going", "to"), "wanna": ("want", "to"), "gotta": ("got", "to"), "ok": ("okay",), "cos": ("because",),
    "cause": ("because",), "em": ("them",), "til": ("until",), "till": ("until",), "percent": ("per", "cent"),
    "doctor": ("dr",), "mister": ("mr",), "governor": ("gov",), "senator": ("sen",), "representative": ("rep",),
    "professor": ("prof",), "general": ("gen",), "lieutenant": ("lt",), "sergeant": ("sgt",), "captain": ("capt",),
    "%": ("per", "cent"), "billion": ("bn",), "trillion": ("tn",), "feet": ("ft",), "kilos": ("kg",),
    "kilometers": ("km",), "kilometres": ("km",), "kilograms": ("kg",), "kilogrammes": ("kg",),
    "advisor": ("adviser",), "advisors": ("advisers",),
    "00": (),
}  # fmt: skip
_PLAIN = 4  # letters from which a word is evened out as names are; shorter ones are read as acronyms there


Place = tuple[str, int]  # article and sentence index


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an utterance. `key` is equal for all ways to write it; `tag` is its tag of the BNC C5 tagset."""

    key: str
    span: Span
    tag: str
    sentence: int
    broken: bool
    capital: bool

    @property
    def matters(self) -> bool:
        """Whether it carries matter, or a number, rather than grammar."""
        return self.tag.startswith(MATTER_AND_NUMBERS)

    @property
    def is_name(self) -> bool:
        """Whether it is of a name, of a day or month apart."""
        return self.tag == "NP0" and self.capital and not is_calendar(self.key)


@dataclass(frozen=True, slots=True)
class Utterance:
    """The words that one article quotes in a row; `marked` says whether by quotation marks or as a transcript."""

    article: str
    words: tuple[Word, ...]
    marked: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """What of one sentence stands in quotation marks; `pieces` are its runs without an interruption."""

    place: Place
    words: tuple[Word, ...]

    @property
    def pieces(self) -> tuple[tuple[Word, ...], ...]:
        starts = [n for n, word in enumerate(self.words) if word.broken or n == 0]
        return tuple(self.words[a:b] for a, b in pairwise([*starts, len(self.words)]))

    @property
    def span(self) -> Span:
        return Span(self.words[0].span.start, self.words[-1].span.end)


def passages(utterance: Utterance) -> Iterator[Passage]:
    """Yield what an utterance says, sentence by sentence."""
    for sentence, words in groupby(utterance.words, key=lambda word: word.sentence):
        yield Passage((utterance.article, sentence), tuple(words))


def utterances(account: Account) -> tuple[Utterance, ...]:
    """Return what an article quotes, in the order of its text; of a transcript, all that it says."""
    text, name = account.article.text, account.article.id
    quoted = _quoted(account)
    found = [Utterance(name, tuple(words), marked=True) for words in _joined(text, quoted, account.sentences)]
    within = spans_in_order(quoted)
    unquoted = [s for s in account.sentences if not within.overlapping(s.span)]
    if _transcript(unquoted):
        said = [s.span for s in unquoted]
        found += [Utterance(name, tuple(words), marked=False) for words in _joined(text, said, account.sentences)]
    return tuple(found)


def whole(account: Account) -> tuple[Utterance, ...]:
    """Return all that an article says, quoted or not, as one row of words; another where much is set aside between."""
    stretches = [sentence.span for sentence in account.sentences]
    joined = _joined(account.article.text, stretches, account.sentences)
    return tuple(Utterance(account.article.id, tuple(words), marked=False) for words in joined)


def keys_in(text: str) -> Iterator[str]:
    """Yield the key of every word of a text, as of the words of an utterance, also of those in brackets."""
    for piece in _PIECES.finditer(text):
        if not piece["cut"]:
            yield from keys_of(piece["word"])
        elif inside := piece.group().strip("([{}])"):
            yield from keys_in(inside) if inside != piece.group() else ()


def _transcript(sentences: Sequence[Sentence]) -> bool:
    """Whether sentences outside of quotation marks are somebody's speech: many of them say "I" or "we"."""
    speaking = sum(any(token.text.lower() in _FIRST_PERSON for token in s.tokens) for s in sentences)
    return speaking >= max(_TRANSCRIPT_SENTENCES, _TRANSCRIPT_SHARE * len(sentences))


def _quoted(account: Account) -> list[Span]:
    """Return the stretches in quotation marks; a quotation goes on over paragraphs up to the mark that closes it."""
    text = account.article.text
    double = [s for s in _between_marks(text, account.sentences) if not _SAID.match(text, s.start)]
    single = [s for sentence in account.sentences for s in sentence.quoted if text[s.start - 1] in _SINGLE]
    outer = spans_in_order(double)
    return sorted(double + [s for s in single if not outer.overlapping(s)])


def _between_marks(text: str, sentences: Sequence[Sentence]) -> Iterator[Span]:
    opened = -1
    for sentence in sentences:
        for mark in MARK.finditer(text, *sentence.span):
            opens, closes = _direction(text, mark)
            long = opened >= 0 and mark.start() - opened > _LONGEST
            if opened >= 0 and (closes or not (opens or long)):
                yield _line(text, opened, mark.start()) if long else Span(opened, mark.start())
                opened = -1
            else:
                if opened >= 0:
                    yield _line(text, opened, mark.start())
                opened = -1 if closes else mark.end()
    if opened >= 0:
        yield _line(text, opened, len(text))


def _direction(text: str, mark: re.Match[str]) -> tuple[bool, bool]:
    """Whether a mark surely opens and whether it surely closes; one with blanks on both sides tells neither."""
    before, after = text[max(mark.start() - 1, 0) : mark.start()], text[mark.end() : mark.end() + 1]
    line_begins = _BEFORE_LINE.match(text[max(mark.start() - _INDENT, 0) : mark.start()][::-1]) is not None
    dots = not before.strip() and text.startswith(_DOTS, mark.end())  # "... and so we left"
    if after and after in ",;:.?!)" and not dots:
        return False, True
    if mark.group() in OPENS or line_begins:
        return True, False
    if mark.group() in CLOSES:
        return False, True
    apart = not before.strip() or before in "([—–-"
    open_end = not after.strip() or after in "]—–-"
    return apart and not open_end, open_end and not apart


def _line(text: str, start: int, stop: int) -> Span:
    """Return the rest of the line that begins at `start`: all that is sure of a quotation without an end."""
    end = text.find("\n", start, stop)
    return Span(start, end if end >= 0 else stop)


def _joined(text: str, stretches: Sequence[Span], sentences: Sequence[Sentence]) -> list[list[Word]]:
    """Return the words of each utterance: stretches with no more than an attribution between them are one."""
    found: list[list[Word]] = []
    in_order = InOrder(sentences, span_of=lambda sentence: sentence.span)
    last = 0
    for stretch in stretches:
        inside = in_order.overlapping(stretch)
        words = [word for sentence in inside for word in _words(text, _common(stretch, sentence.span), sentence)]
        if not words:
            continue
        between = re.findall(r"\w+", text[last : stretch.start])
        words[0] = replace(words[0], broken=words[0].broken or not found or bool(between))
        if found and len(between) <= _INTERRUPTION:
            found[-1] += words
        else:
            found.append(words)
        last = stretch.end
    return found


def _common(left: Span, right: Span) -> Span:
    return Span(max(left.start, right.start), min(left.end, right.end))


def _words(text: str, stretch: Span, sentence: Sentence) -> Iterator[Word]:
    tags = {token.start: token.tag for token in sentence.tokens}
    quoted = _CAPITAL_IN_BRACKETS.sub(r"  \1", stretch.of(text))  # as long as before, so that offsets hold
    broken = False
    tag = ""
    for piece in _PIECES.finditer(quoted):
        if piece["cut"]:
            broken = True
            continue
        span = Span(stretch.start + piece.start(), stretch.start + piece.end())
        tag = tags.get(span.start, tag)
        for key in keys_of(piece["word"]):
            yield Word(key, span, tag, sentence.index, broken, capital=piece["word"][0].isupper())
            broken = False


@lru_cache(maxsize=8192)  # an article says most of its words again
def keys_of(word: str) -> tuple[str, ...]:
    """Return what is equal for all ways to write a word: two of a contraction, none of what says nothing."""
    plain = re.sub(r"[\s,.]", "", word).replace("’", "'").casefold()
    if re.fullmatch(r"\d+[\d,.\s]*", word) and plain != "00":  # "6:00 p.m." is "6 p.m."
        return (re.sub(r"[\s,]", "", word),)
    return (
        _CONTRACTED[plain]
        if plain in _CONTRACTED
        else ((plain,) if len(plain) < _PLAIN else words_of(plain) or (plain,))
    )
