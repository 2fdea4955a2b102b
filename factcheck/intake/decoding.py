"""From bytes to text: the encoding that is stated, then the one that is likely, each departure from UTF-8 noted."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.errors import UnreadableArticle

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN_BINARY = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "a rich text document"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
# Prose has no control characters but an odd form feed; a hundredth is far above an accident and far below binary.
CONTROL_SHARE = 0.01
# In UTF-16 every other byte of Latin text is zero; a third leaves room for dashes and curly marks.
ZERO_SHARE = 1 / 3
# UTF-8 that was read as a Western set shows its lead byte as one of these, followed by another odd character.
_SUSPECT = re.compile(r"[ÂÃÄÅÐÑâãð][^\x00-\x7f]")
# A guess of the encoding needs no more than this of a file, and time grows with what it is given.
SAMPLE_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and what had to be done to get it."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, path: str, *, declared: str | None = None) -> Decoded:
    """Decode `data`; `declared` is the character set that the file itself names.

    Raises UnreadableArticle when `data` is empty or is no text.
    """
    if not data:
        raise UnreadableArticle(path, "the file is empty; put the article's text into it or leave it out")
    for magic, what in _KNOWN_BINARY:
        if data.startswith(magic):
            raise UnreadableArticle(path, f"this is {what}, not text; save the article as .txt or .html")
    decoded = next(_attempts(data, declared), None)
    if decoded is None or _binary(decoded.text):
        raise UnreadableArticle(path, "this is binary data, not text; save the article as .txt or .html")
    if not decoded.text.strip():
        raise UnreadableArticle(path, "there is only white space; put the article's text into it or leave it out")
    return decoded


def repaired(decoded: Decoded) -> Decoded:
    """Undo text that was decoded wrongly before it came here ("â€™" for an apostrophe), and note it."""
    if not _SUSPECT.search(decoded.text):
        return decoded
    from ftfy import fix_encoding  # 0.1 s: only where there may be something to mend
    from ftfy.badness import is_bad

    if not is_bad(decoded.text):
        return decoded
    mended = fix_encoding(decoded.text)
    if mended == decoded.text:
        return decoded
    return Decoded(mended, (*decoded.notes, "wrongly decoded characters (such as â€™) were repaired"))


def _attempts(data: bytes, declared: str | None) -> Iterator[Decoded]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            yield from _attempt(data[len(mark) :], encoding)
    wide = _zeros_say(data)
    if wide:
        yield from _attempt(data, wide)
    yield from _attempt(data, "utf-8")
    if declared:
        yield from _attempt(data, declared)
    guessed = _guess(data)
    if guessed:
        yield from _attempt(data, guessed)


def _attempt(data: bytes, encoding: str) -> Iterator[Decoded]:
    try:
        name = codecs.lookup(encoding).name
        text = data.decode(name)
    except (LookupError, UnicodeDecodeError):
        return
    if not isinstance(text, str):  # such codecs as "hex" give no text
        return
    yield Decoded(text, () if name == "utf-8" else (f"decoded as {name}",))


def _zeros_say(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark by where its zero bytes stand."""
    sample = data[:SAMPLE_BYTES]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0) / (len(sample) / 2), sample[1::2].count(0) / (len(sample) / 2)
    if odd > ZERO_SHARE and not even:
        return "utf-16-le"
    return "utf-16-be" if even > ZERO_SHARE and not odd else None


def _guess(data: bytes) -> str | None:
    if b"\x00" in data:
        return None
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        western = False
    else:
        western = not re.search(rb"[\x80-\xff]{4}", data)
    if western:
        # Single high bytes between ASCII letters: Western Europe's dashes, quotes and accents.
        return "cp1252"
    from charset_normalizer import from_bytes  # 0.1 s: only a file that is not UTF-8 needs it

    best = from_bytes(data[:SAMPLE_BYTES]).best()
    return best.encoding if best else None


def _binary(text: str) -> bool:
    return "\x00" in text or len(_CONTROLS.findall(text)) > CONTROL_SHARE * len(text)
