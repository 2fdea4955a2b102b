"""The `key: value` lines between two rows of dashes at the top of a text or Markdown file."""

from __future__ import annotations

import re
from collections.abc import Mapping

from factcheck.intake.records import ALIASES, names_field

_BLOCK = re.compile(r"\A---[ \t]*\n(?P<fields>(?:[^\n]*\n){0,60}?)---[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"(?P<key>[A-Za-z_][\w-]*)[ \t]*:[ \t]*(?P<value>.*)")
_ENCLOSED = re.compile(r"""(?P<mark>["'])(?P<words>(?:(?!(?P=mark)).)*)(?P=mark)""")
_KNOWN = tuple(name for name in ALIASES if name != "text")


def front_matter(text: str) -> tuple[Mapping[str, str], str]:
    """Return the known fields and the text that follows; no fields when the dashes enclose anything else."""
    match = _BLOCK.match(text)
    rows = [row for row in match["fields"].splitlines() if row.strip()] if match else []
    pairs = [_FIELD.fullmatch(row.strip()) for row in rows]
    fields = {pair["key"]: _bare(pair["value"].strip()) for pair in pairs if pair}
    known = {key: value for key, value in fields.items() if names_field(key, *_KNOWN)}
    return (known, text[match.end() :].lstrip("\n")) if match and known else ({}, text)


def complaints(text: str) -> tuple[str, ...]:
    """Return a note for front matter that was begun and never closed: it was read as part of the article."""
    rows = text.splitlines()[:2]
    field = _FIELD.fullmatch(rows[1].strip()) if len(rows) > 1 and rows[0].rstrip() == "---" else None
    if field is None or not names_field(field["key"], *_KNOWN) or _BLOCK.match(text):
        return ()
    return ("the front matter has no closing row of dashes, so that nothing of it was read; add one",)


def _bare(value: str) -> str:
    """Return a value without the marks that enclose the whole of it; those of a quotation in it are its own."""
    enclosed = _ENCLOSED.fullmatch(value)
    return enclosed["words"] if enclosed else value
