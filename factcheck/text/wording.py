"""What a line or sentence says of itself: words that speak of the page and to its reader, not of the events."""

from __future__ import annotations

import re
from functools import cache

from factcheck.settings.lexicons import Furniture
from factcheck.text.numerals import ONES, TENS
from factcheck.text.stamps import CLOCK, DATE

# Lengths in words, by what a page has room for: a related link fits on two lines, a caption in a small box.
LINK_WORDS = 16
PHRASE_WORDS = 25
CAPTION_WORDS = 60

EDGES = " \t\u00a0•▪●◦‣·*►»–—-#|:.!?…"
REPORTS = re.compile(r"\b(?:said|says|told|reported|reports|announced|added|confirmed|according to)\b")
SAID = re.compile(r"\b(?:said|says|told|according to)\b")
QUOTE = re.compile(r"[\"“”«»]|``|''")
_WORD = re.compile(r"[^\W_]\w*(?:['’-]\w+)*")

_TAG = re.compile(r"\(\s?([A-Z]{3,}(?: [A-Z]+)?)\s?\)$")
_WORK = r"(?:story|article|report|post|page|piece|column|blog|live blog|version)"
_GOES_ON = r"(?=\s*(?:$|[.,;:)]|and\b|with\b|to\b|at\b|on\b|as\b|throughout\b|after\b|" + DATE + "))"
_OF_ITSELF = re.compile(
    r"(?:(?:editor[’']?s?[’']? note|note|update)s?\s?[:–—-]\s*)?this (?:"
    rf"(?:{_WORK} )?is (?:a )?(?:breaking|developing)(?: news)?(?: (?:story|event))?{_GOES_ON}"
    rf"|{_WORK} (?:has (?:since )?been|was|is being|will be) (?:last |since |continuously )?"
    rf"(?:updated|amended|revised|refiled){_GOES_ON}"
    r"|(?:[\w.’' -]{0,40} )?(?:story|article|post|column|piece) (?:was )?(?:originally|first)"
    r" (?:published|appeared|ran)\b)",
    re.IGNORECASE,
)
# What a note on the article may tell of the events, or take back: such a note is read.
_TELLS = re.compile(
    rf"\d|\b(?:{'|'.join((*ONES, *TENS))}|hundred|thousand|no|not|instead|earlier|previous|incorrect\w*|wrong\w*|error|"
    r"correct\w*|mis\w+)\b",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w.'’-]*"
_WROTE = r"(?:writers?|reporters?|correspondents?|journalists?|staff|the|and|in|of|,)"
_REPORTED_FROM = re.compile(
    rf"(?:{_NAME}|{_WROTE})(?:\s?,?\s(?:{_NAME}|{_WROTE})){{1,24}}\sreported from\s"
    rf"{_NAME}(?:,?\s(?:{_NAME}|and|in)){{0,8}}\.?$"
)
_COPYRIGHT = re.compile(r"(?:copyright,?|©|copyright ©|\(c\)|copyright \(c\))\s?\d{4}\b")
_FIGURE = re.compile(
    rf"(?<![\w@./-])\d[\d,.]*(?!\w|[/-]\w)|\b(?:{'|'.join((*ONES[1:], *TENS))}|hundred|thousand|million)\b"
)
_LIST_TITLE = re.compile(
    rf"(?:\d{{1,2}}|{'|'.join(ONES)}) (?:\w+ )?(?:things|reasons|ways|questions|takeaways|facts|lessons|points|charts)"
    r" (?:to|about|you|we|from|that|for|why)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(rf"{DATE}|{CLOCK}", re.IGNORECASE)


def word_count(words: str) -> int:
    """Return how many words stand in `words`."""
    return len(_WORD.findall(words))


def key_of(words: str) -> str:
    """Return a line as the lists hold it: lower case, on one line, without marks at either end."""
    return " ".join(words.split()).strip(EDGES).casefold()


def tells_figure(words: str) -> bool:
    """Say whether a number stands in `words`, beside days and times."""
    return _FIGURE.search(_WHEN.sub("", words.casefold())) is not None


def may_speak(words: str, furniture: Furniture) -> bool:
    """Say whether `words` have a chance to be furniture by what they say: cheap, and never wrong when it says no."""
    lowered = words.casefold()
    anywhere, sentence_starts = _hints(furniture)
    return (
        _plain(words).startswith(furniture.starts)
        or _LIST_TITLE.match(words.lstrip(EDGES)) is not None
        or any(phrase in lowered for phrase in anywhere)
        or any(opener in words for opener in sentence_starts)
    )


def sentence_of_page(words: str, furniture: Furniture, *, ended: bool) -> str | None:
    """Return what a sentence is that speaks of the page; None for news.

    A sentence that says who said it, or quotes, is news, whatever its words; and so is one with a figure: a line of the
    page that has no final mark may have run into it.
    """
    count, lowered = word_count(words), _plain(words)
    if count > CAPTION_WORDS or QUOTE.search(words):
        return None
    helped = any(phrase in lowered for phrase in furniture.helpers) or _REPORTED_FROM.match(words.lstrip(EDGES))
    if helped and not SAID.search(words):
        return "page furniture"
    if ended and REPORTS.search(words):
        return None
    if _COPYRIGHT.match(lowered) or (count <= PHRASE_WORDS and _notes(lowered)):
        return "page furniture"
    if words.startswith("(") and words.endswith(")") and count <= LINK_WORDS and _labelled(lowered, furniture):
        return "link"
    if tells_figure(words):
        return None
    if any(phrase in lowered for phrase in furniture.contains) or (count <= PHRASE_WORDS and _asks(lowered, furniture)):
        return "page furniture"
    return "link" if count <= LINK_WORDS and _labelled(lowered, furniture) else None


def line_of_page(words: str, furniture: Furniture, *, ended: bool) -> str | None:
    """Return what a whole paragraph is that begins or ends like a line of the page; None for news."""
    lowered = _plain(words)
    if word_count(words) > PHRASE_WORDS or QUOTE.search(words) or (ended and REPORTS.search(words)):
        return None
    if any(_opens(lowered, phrase) for phrase in furniture.starts) or _labelled(lowered, furniture):
        return "page furniture"
    if not ended and _LIST_TITLE.match(words.lstrip(EDGES)):
        return "link"
    if any(words.endswith((phrase.capitalize(), phrase.title())) for phrase in furniture.ends):
        return "link"
    tag = _TAG.search(words)
    return "link" if tag and tag.group(1).casefold() in furniture.tags else None


def _plain(words: str) -> str:
    return words.lstrip(EDGES + "([").casefold()


def _notes(lowered: str) -> bool:
    """Say whether the article speaks of its own making and tells nothing else."""
    match = _OF_ITSELF.match(lowered)
    return match is not None and not _TELLS.search(_WHEN.sub("", lowered))


def _asks(lowered: str, furniture: Furniture) -> bool:
    if any(_opens(lowered, opener) for opener in furniture.asks):
        return True
    return any(_opens(lowered, opener) and _later(asked, lowered) for opener, asked in furniture.requests)


def _later(asked: str, lowered: str) -> bool:
    return asked in lowered and (asked == "@" or re.search(rf"\b{re.escape(asked)}\b", lowered) is not None)


def _labelled(lowered: str, furniture: Furniture) -> bool:
    label, colon, _ = lowered.partition(":")
    return bool(colon) and label.rstrip() in furniture.labels


def _opens(lowered: str, phrase: str) -> bool:
    after = lowered[len(phrase) : len(phrase) + 1]
    return lowered.startswith(phrase) and not (phrase[-1].isalpha() and (after.isalpha() or after in ("-", "'", "’")))


@cache
def _hints(furniture: Furniture) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands in every text that has furniture by its words: anywhere in it, and at the start of a sentence."""
    tags = {f"({tag}" for tag in furniture.tags}
    labels = {f"{label}:" for label in furniture.labels} | {f"{label} :" for label in furniture.labels}
    anywhere = {*furniture.contains, *furniture.helpers, *labels, *furniture.ends, *tags, "copyright ", "reported from"}
    openers = {"this", *furniture.asks, *(opener for opener, _ in furniture.requests)}
    return tuple(sorted(anywhere)), tuple(sorted({o.capitalize() for o in openers} | {o.upper() for o in openers}))
