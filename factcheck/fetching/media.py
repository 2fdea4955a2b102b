"""Which reader an answer is for: by its content type, as the readers declare them, or by the ending of its address."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from factcheck.fetching.clock import NotLoaded
from factcheck.fetching.line import Head
from factcheck.shelves import member, members
from factcheck.text.excerpt import one_line

_PAGES = ("text/html", "application/xhtml+xml")
# What servers say of a file that they know nothing of: then its ending counts, if a reader has it.
_UNTOLD = {"", "text/plain", "application/octet-stream", "binary/octet-stream"}
# Others of Python's take time by the square of a text, or are no text.
_CHARSET = re.compile(r"(?:utf-?(?:8|16|32)(?:[lb]e)?|iso-8859-\d+|windows-125\d|latin-?1|koi8-[ru])", re.IGNORECASE)
_XML_SAYS = re.compile(r"(\A\s*<\?xml\b[^<>]{0,200}?\bencoding\s*=\s*[\"'])[^\"'<>]*")
_SHOWN = 100  # characters of a content type; office documents have long ones


@dataclass(frozen=True, slots=True)
class Media:
    """The endings that are read, the ending that each content type stands for, and the endings of what is no text."""

    suffixes: frozenset[str]
    of_type: Mapping[str, str]
    binary: frozenset[str]

    @classmethod
    def of_readers(cls) -> Media:
        """Return what the readers say of themselves."""
        shelf = [member("readers", name) for name in members("readers")]
        typed = {kind: reader.suffixes[0] for reader in shelf for kind in getattr(reader, "content_types", ())}
        endings = [(suffix, reader) for reader in shelf for suffix in reader.suffixes]
        binary = frozenset(suffix for suffix, reader in endings if getattr(reader, "binary", False))
        return cls(frozenset(suffix for suffix, _ in endings), typed, binary)

    @property
    def accepted(self) -> str:
        """What a request says that it takes: web pages first."""
        return ", ".join([*_PAGES, *(f"{kind};q=0.8" for kind in sorted(self.of_type) if kind not in _PAGES)])

    def suffix(self, head: Head, *addresses: str) -> str:
        """Return the ending that an answer would have as a file. Raises NotLoaded where nobody reads it."""
        kind = head.fields.get("content-type", "").partition(";")[0].strip().lower()
        ending = next((end for end in map(_ending, addresses) if end in self.suffixes), None)
        found = ending if kind in _UNTOLD and ending else self.of_type.get(kind)
        if found is None:
            what = (
                f"it is {one_line(kind[:_SHOWN])}, which is"
                if kind
                else "its server does not say what it is, and its ending is"
            )
            raise NotLoaded(f"{what} not read; save its text as .txt and give the file")
        return found


def in_utf8(head: Head, body: bytes) -> bytes:
    """Return a text in UTF-8 where its server names another character set, which outweighs what the text says.

    What XML declares at its beginning is then made to say so too.
    """
    said = Message()
    said["content-type"] = head.fields.get("content-type", "")
    charset = said.get_content_charset("")
    if not _CHARSET.fullmatch(charset):
        return body
    try:
        text = body.decode(charset).removeprefix("\ufeff")
    except (LookupError, ValueError):
        return body
    told = _XML_SAYS.sub(r"\g<1>utf-8", text, count=1)
    if told == text and charset.replace("-", "") == "utf8":
        return body
    return codecs.BOM_UTF8 + told.encode("utf-8", "replace")


def _ending(address: str) -> str:
    try:
        return PurePosixPath(urlsplit(address).path).suffix.lower()
    except ValueError:
        return ""
