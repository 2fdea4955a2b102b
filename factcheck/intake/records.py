"""Articles from fields: what the rows of JSON, JSONL and CSV, front matter and sidecars have in common."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from factcheck.domain.text import Article
from factcheck.errors import UnreadableArticle
from factcheck.settings.limits import LONGEST_ARTICLE, LONGEST_DATE, LONGEST_FIELD
from factcheck.text.excerpt import ELLIPSIS, one_line
from factcheck.text.metadata import shown
from factcheck.text.paragraphs import beginning
from factcheck.text.stamps import parse_day

# The names that feeds, crawls and content systems give to the same field, read in any case ("Body", "TEXT"); the first
# that holds something counts.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "text": ("text", "body", "content", "article", "maintext"),
    "source": ("source", "publisher", "outlet", "site", "sitename"),
    "title": ("title", "headline"),
    "published": ("published", "published_at", "publishedAt", "date_published", "datePublished", "date", "pubDate"),
    "updated": ("updated", "updated_at", "updatedAt", "date_modified", "dateModified", "modified"),
    "author": ("author", "byline"),
    "url": ("url", "link"),
}

LONGEST_NAME = 80  # characters; an address that a title was made into goes on for longer
_NO_NAME = re.compile(
    r"\.\w{2,5}$|^\W?(?:untitled|anonymous|unspecified)\b|^microsoft (?:word|powerpoint)\b|^document\d*$", re.IGNORECASE
)
_ENDING = re.compile(r"\.[a-z]{2,5}$")
_LETTER = re.compile(r"[^\W\d_]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
FIRST_NEWSPAPER = 1605  # the Relation of Strasbourg; 0001-01-01 is what databases write for "unknown"
_YEAR_ZERO = re.compile(r"(?<![+\w-])0\d{3}\b")  # "1 Jan 0001", which RFC 2822 would have stand for 2001
LAST_YEAR = 9999  # of the calendar of datetime: a zone may lead out of it


@dataclass(frozen=True, slots=True)
class When:
    """A moment read from a field; `note` says why there is none."""

    moment: datetime | None
    note: str | None = None


def sha256(text: str) -> str:
    """Return the text's identity."""
    return hashlib.sha256(text.encode()).hexdigest()


def when(value: Any, name: str, *, today: date, earliest: date | None = None) -> When:
    """Read a date field: ISO 8601, RFC 2822, or a full date in words. A date that cannot be right is none."""
    if value in (None, ""):
        return When(None)
    moment, field = _moment(value), f"{name} {_told(value)}"
    if moment is None:
        return When(None, f"{field} is no date that can be read without guessing; write it as 2020-01-31")
    if not FIRST_NEWSPAPER <= moment.year < LAST_YEAR:
        return When(None, f"{field} is no day on which an article came out, and was left out")
    day = (moment.astimezone(UTC) if moment.tzinfo else moment).date()
    if day > today:
        return When(None, f"{field} is in the future and was left out")
    if earliest and day < earliest:
        return When(None, f"{field} is too early for a web page and was left out")
    return When(moment)


def article(
    fields: Mapping[str, Any],
    *,
    path: str,
    stem: str,
    today: date,
    notes: tuple[str, ...] = (),
    earliest: date | None = None,
) -> Article:
    """Make an article of `fields` (names as in ALIASES); what they leave open is taken from what the text shows.

    Of a text longer than `LONGEST_ARTICLE` the beginning is the article's, and a note says so; its `sha256` is that of
    the whole. Raises UnreadableArticle when there is no text.
    """
    remarks = list(notes)
    whole = _whole(fields, path, remarks)
    text = beginning(whole, LONGEST_ARTICLE)
    if text != whole:
        told = f"of the text's {len(whole):,} characters the first {len(text):,} were read"
        remarks.append(f"{told}, and the rest was left out; split the article to have it compared")
    plain = {name: _string(fields, name, remarks) for name in ("id", "source", "title", "author", "url")}
    published = when(pick(fields, "published"), "published", today=today, earliest=earliest)
    updated = when(pick(fields, "updated"), "updated", today=today, earliest=earliest)
    top = shown(text)
    if published.moment is None and top.published:
        published = when(top.published.isoformat(), "published", today=today)
    if updated.moment is None and top.updated:
        updated = when(top.updated.isoformat(), "updated", today=today)
    remarks += [note for note in (published.note, updated.note) if note]
    name = plain["id"] or _SURROGATE.sub("\ufffd", stem)
    return Article(
        id=name,
        text=text,
        source=plain["source"] or name,
        sha256=sha256(whole),
        path=_SURROGATE.sub("\ufffd", path),
        title=plain["title"] or top.title,
        published=published.moment,
        updated=updated.moment,
        author=plain["author"],
        url=plain["url"],
        notes=tuple(remarks),
    )


def _whole(fields: Mapping[str, Any], path: str, remarks: list[str]) -> str:
    text = pick(fields, "text")
    if not isinstance(text, str) or not text[:LONGEST_ARTICLE].strip():
        raise UnreadableArticle(path, f"there is no text; name the field {' or '.join(ALIASES['text'][:3])}")
    if not _SURROGATE.search(text):
        return text
    remarks.append("half characters (lone surrogates) were replaced")
    return _SURROGATE.sub("\ufffd", text)


def described(text: str, properties: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the fields of a document by its text and its properties, and a note on what the properties alone tell.

    They are often another document's, or a program's: what the text shows counts for more, and no name of a file is a
    title.
    """
    top = shown(beginning(text, LONGEST_ARTICLE))
    words = {name: str(properties.get(name) or "").strip() for name in ("title", "author")}
    fields: dict[str, Any] = {name: said for name, said in words.items() if said and not _NO_NAME.search(said)}
    fields["text"] = text
    if top.published is not None or not properties.get("published"):
        return fields, ()
    fields["published"] = properties["published"]
    return fields, ("its date is that of the document's properties; the text shows none",)


def name_in(address: str | None) -> str | None:
    """Return what the address of a page calls it: the last part of its path; None where that is no word."""
    try:
        path = urlsplit(address or "").path
    except ValueError:  # what a file gives as an address may be anything
        return None
    last = unquote(path.rstrip("/").rpartition("/")[2])[:LONGEST_NAME]
    return _ENDING.sub("", last) if _LETTER.search(last) else None


def pick(fields: Mapping[str, Any], name: str) -> Any:
    """Return the first of a field's aliases that holds something."""
    return held(fields, *ALIASES[name])


def held(fields: Mapping[str, Any], *names: str) -> Any:
    """Return what the first of `names` holds, in whatever case a field is written; None where none holds something."""
    filled = [(key.casefold(), value) for key, value in fields.items() if key and value not in (None, "")]
    known = dict(reversed(filled))  # of one name in two cases the first counts
    return next((known[name.casefold()] for name in names if name.casefold() in known), None)


def names_field(key: str, *fields: str) -> bool:
    """Whether `key`, in whatever case, is a name of one of `fields`."""
    return any(key.casefold() == alias.casefold() for field in fields for alias in ALIASES[field])


def _string(fields: Mapping[str, Any], name: str, remarks: list[str]) -> str | None:
    value = pick(fields, name)
    if isinstance(value, Mapping):  # news APIs nest the source: {"id": ..., "name": ...}
        value = held(value, "name")
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        value = ", ".join(value)
    if value is None:
        return None
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        words = " ".join(str(value).split())
        if len(words) > LONGEST_FIELD:
            remarks.append(f"of the {len(words):,} characters of {name} the first {LONGEST_FIELD:,} were read")
        return _SURROGATE.sub("\ufffd", words[:LONGEST_FIELD]) or None
    remarks.append(f"{name} is {type(value).__name__}, not text, and was left out")
    return None


def _told(value: Any) -> str:
    """What a note says of a field's value: of a long one its beginning."""
    words = str(value) if isinstance(value, (str, date)) else repr(value)
    quoted = one_line(words if len(words) <= LONGEST_DATE else words[:LONGEST_DATE] + ELLIPSIS)
    return f"{quoted!r}" if isinstance(value, str) else quoted


def _moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    if not isinstance(value, str):
        return None
    words = value.strip()
    if len(words) > LONGEST_DATE:
        return None
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        pass
    try:
        return None if _YEAR_ZERO.search(words) else parsedate_to_datetime(words)
    except (ValueError, TypeError, OverflowError):  # years and zones of any number of digits
        day = parse_day(words)
        return datetime.combine(day, time()) if day else None
