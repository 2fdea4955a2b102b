"""Other people's words made safe inside Markdown and HTML: they are shown, never obeyed. Pure."""

from __future__ import annotations

import html
import re

from factcheck.text.excerpt import in_lines, one_line

# Marks that GitHub-flavoured Markdown gives a meaning anywhere in a line ($ opens mathematics).
_INLINE = re.compile(r"([\\`*_\[\]|~$#])")
# Marks that mean something where a block begins: lists, rules, definitions.
_OPENING = re.compile(r"^([+\-=:])")
_NUMBERED = re.compile(r"^(\d+)([.)])(?= |$)")
# What would turn into a link by itself.
_ADDRESS = re.compile(r"(?i)(:)(?=//)|(?<=www)(\.)")


def markdown(text: str) -> str:
    """Return `text` on one line so that Markdown shows exactly it: no markup, no HTML, no links, no table cells."""
    escaped = html.escape(_INLINE.sub(r"\\\1", one_line(text)), quote=False)
    escaped = _ADDRESS.sub(lambda m: "\\" + m[0], escaped)
    return _NUMBERED.sub(r"\1\\\2", _OPENING.sub(r"\\\1", escaped))


def markdown_part(text: str) -> str:
    """Escape one part of a line: like `markdown`, but the blanks at both ends stay."""
    inner = text.strip(" ")
    lead = text[: len(text) - len(text.lstrip(" "))]
    return lead + markdown(inner) + text[len(lead) + len(inner) :]


def hypertext(text: str) -> str:
    """Return `text` on one line as HTML text, safe in an attribute too."""
    return html.escape(one_line(text))


def hypertext_part(text: str) -> str:
    """Return a stretch of a text as HTML text, its lines and blanks as they are."""
    return html.escape(in_lines(text))
