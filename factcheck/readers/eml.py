"""Mails (EML): what a newsletter or a wire sends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import ClassVar

from factcheck.domain.text import Article, Skipped
from factcheck.errors import UnreadableArticle
from factcheck.intake.decoding import decode, repaired
from factcheck.intake.extras import broken
from factcheck.intake.pages import nowhere, words_of
from factcheck.intake.records import article
from factcheck.settings.limits import DEEPEST_MAIL, LARGEST_FILE

# A field that says of a part that parts are in it, over folded lines too; of the ends of lines mails know three.
_OF_PARTS = re.compile(
    rb"(?:\A|[\r\n])content-type:(?:[^\r\n]|(?:\r\n|\r|\n)[ \t])*?(?:multipart|message)", re.IGNORECASE
)


class Reader:
    """One article a mail: its plain text, else that of its HTML; subject, sender and date are title, source and day.

    What is attached is not read, and told. A mail without text, or of parts in parts in parts without end, is refused.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".eml",)
    content_types: ClassVar[tuple[str, ...]] = ("message/rfc822",)
    binary: ClassVar[bool] = True
    extra: ClassVar[str] = ""

    def read(self, path: Path, data: bytes, *, today: date) -> Iterator[Article | Skipped]:
        if sum(1 for _ in _OF_PARTS.finditer(data)) > DEEPEST_MAIL:
            raise UnreadableArticle(str(path), f"it has more than {DEEPEST_MAIL} parts of parts; save its text as .txt")
        with broken(str(path), "mail"):
            mail = message_from_bytes(data[:LARGEST_FILE], policy=policy.default)
            if not isinstance(mail, EmailMessage) or not mail.keys():
                raise UnreadableArticle(str(path), "this is no mail; save the text as .txt")
            body = mail.get_body(preferencelist=("plain", "html"))
            attached = [part.get_filename() or part.get_content_type() for part in mail.iter_attachments()]
            told = {name: str(mail.get(name) or "") for name in ("subject", "from", "date")}
            text, notes = _text(body, str(path)) if isinstance(body, EmailMessage) else ("", ())
        if not text.strip():
            raise UnreadableArticle(str(path), "there is no text in it; save the article as .txt")
        sender, address = parseaddr(told["from"])
        fields = {"text": text, "title": told["subject"], "source": sender or address, "published": told["date"]}
        yield replace(article(fields, path=str(path), stem=path.stem, today=today, notes=notes), places=nowhere())
        for name in attached:
            yield Skipped(str(path), f"what is attached to it is not read: {name[:100]}; save it and give it alone")


def _text(body: EmailMessage, path: str) -> tuple[str, tuple[str, ...]]:
    content = body.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        return "", ()
    decoded = repaired(decode(content, path, declared=body.get_content_charset()))
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    return (words_of(text, path) if body.get_content_subtype() == "html" else text), decoded.notes
