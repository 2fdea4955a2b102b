"""What comes in: a draft as text, Markdown, HTML or JSON, and sources if the request brings its own."""

from __future__ import annotations

import asyncio
import codecs
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request

from factcheck.domain.text import Article
from factcheck.errors import NothingComparable, UsageError
from factcheck.intake.reading import STDIN, Reading, read, read_draft
from factcheck.intake.records import pick
from factcheck.settings.config import ServeSettings
from factcheck.settings.notations import from_json

SUFFIXES: Mapping[str, str] = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/json": ".json",
}
_ENDINGS = frozenset({*SUFFIXES.values(), ".markdown", ".htm"})
# Where a text of a request is said to be from: no file of the server can be mistaken for it, whatever it is called.
_PLACE = "request:"
_LONGEST_NAME = 100
_UNPRINTED = re.compile(r"[^\w .,()@+-]")
_PARAMETER = re.compile(r';\s*([\w!#$&+.^`|~-]+\*?)=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))')
_ESCAPED = re.compile(r"\\(.)")
_OWN = frozenset({"draft", "against"})
# What editors and browsers send; others of Python's would take minutes for a body of this size, or are no text.
_CHARSET = re.compile(r"utf-?(?:8|16|32)(?:[lb]e)?|iso-8859-\d+|windows-125\d|latin-?1|ascii")


@dataclass(frozen=True, slots=True)
class Submission:
    """A request's body with the media type and the name that it came under."""

    body: bytes
    suffix: str
    name: str


async def received(request: Request, settings: ServeSettings) -> Submission:
    """Read the body of a request. Raises HTTPException when it is too large, too slow or of another type."""
    kind, options = _parsed(request.headers.get("content-type", ""))
    if kind not in SUFFIXES:
        raise HTTPException(415, f"the Content-Type is {kind or 'missing'}; send one of {', '.join(SUFFIXES)}")
    if request.headers.get("content-encoding", "identity") != "identity":
        raise HTTPException(415, "the body is compressed; send it as it is")
    try:
        async with asyncio.timeout(settings.seconds):
            body = await _body(request, settings.largest)
    except TimeoutError as error:
        raise HTTPException(408, f"the request did not arrive within {settings.seconds:g} s; send it again") from error
    return Submission(_in_utf8(body, options.get("charset", "")), SUFFIXES[kind], _name(request))


def opened(submission: Submission, *, today: date) -> tuple[Article, Reading | None]:
    """Return the draft, and the sources that the request brings, if it does.

    Raises HTTPException when there is no draft to be read in it.
    """
    if submission.suffix != ".json":
        return _draft(submission.body, submission, today), None
    try:
        content = from_json(submission.body)
    except ValueError as error:
        raise HTTPException(422, f"this is no JSON ({error}); mend it, or send the text as text/plain") from error
    if not isinstance(content, dict) or not content.keys() & _OWN:
        return _draft(submission.body, submission, today), None
    if not content.keys() <= _OWN or not isinstance(content.get("draft"), dict):
        raise HTTPException(422, 'send {"draft": {"text": ...}, "against": [{"text": ...}, ...]}, or the draft alone')
    draft = _draft(json.dumps(content["draft"]).encode(), submission, today)
    return draft, _sources(content["against"], today) if "against" in content else None


def _draft(data: bytes, submission: Submission, today: date) -> Article:
    name = f"{_PLACE}/{submission.name}{submission.suffix}"
    try:
        return read_draft(STDIN, today=today, stdin=io.BytesIO(data), name=name)
    except (NothingComparable, UsageError) as error:
        raise HTTPException(422, str(error).removeprefix(f"{STDIN}: ")) from error


def _sources(rows: Any, today: date) -> Reading:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise HTTPException(422, '"against" is no list of articles; send [{"text": ...}, ...]')
    named = [row if pick(row, "id") else {**row, "id": f"against-{n}"} for n, row in enumerate(rows, start=1)]
    lines = "\n".join(json.dumps(row) for row in named).encode()
    found = read([STDIN], today=today, stdin=io.BytesIO(lines)) if rows else Reading((), ())
    place = f"{_PLACE}/against"
    return Reading(
        tuple(replace(article, path=place) for article in found.articles),
        tuple(replace(skipped, path=place) for skipped in found.skipped),
    )


async def _body(request: Request, largest: int) -> bytes:
    """Read no more than `largest` bytes: what is announced as larger is not read at all."""
    refusal = HTTPException(
        413, f"the request is larger than {largest:,} bytes; send the draft without the page around"
    )
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > largest:
        raise refusal
    body = bytearray()
    async for chunk in request.stream():
        if len(body) + len(chunk) > largest:
            raise refusal
        body += chunk
    return bytes(body)


def _in_utf8(body: bytes, charset: str) -> bytes:
    if charset.lower() in ("", "utf-8", "us-ascii"):
        return body
    refusal = HTTPException(422, "the text is not in the charset that its type names; send it as UTF-8")
    if not _CHARSET.fullmatch(charset.lower()):
        raise refusal
    try:
        # The mark outweighs what a web page says of its own character set; utf8 and utf-16le leave one of the body in.
        return codecs.BOM_UTF8 + body.decode(charset).removeprefix("\ufeff").encode("utf-8", "replace")
    except (LookupError, ValueError) as error:
        raise refusal from error


def _name(request: Request) -> str:
    """Return what the draft is called, without folders, ending and marks: its id in the report."""
    _, options = _parsed(request.headers.get("content-disposition", ""))
    given = request.query_params.get("name") or _extended(options.get("filename*", "")) or options.get("filename", "")
    path = PurePosixPath(given.replace("\\", "/"))
    plain = path.stem if path.suffix.lower() in _ENDINGS else path.name
    return _UNPRINTED.sub("_", plain)[:_LONGEST_NAME].strip(" .") or "draft"


def _parsed(header: str) -> tuple[str, Mapping[str, str]]:
    """Return the value of a header and its parameters (RFC 9110, 5.6.6), both names in small letters."""
    found = (match.groups(default="") for match in _PARAMETER.finditer(header))
    options = {name.lower(): _ESCAPED.sub(r"\1", quoted) or plain for name, quoted, plain in found}
    return header.partition(";")[0].strip().lower(), options


def _extended(words: str) -> str:
    """Decode a parameter that names its character set (RFC 8187), "" if it is none: UTF-8'en'caf%C3%A9."""
    charset, _, rest = words.partition("'")
    _, _, text = rest.partition("'")
    return unquote(text) if charset.lower() == "utf-8" else ""
