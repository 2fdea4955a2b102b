"""A page that loads nothing and is whole without script: its frame, and the blocks in it.

Whatever comes in as text is escaped; `content` is HTML already.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from factcheck.text.markup import hypertext


def document(title: str, content: str, *, walks: bool = False) -> str:
    """Return a whole page; its policy allows the style sheet in it and nothing else.

    Of one that `walks` the keys j and k go from mark to mark: it has the script for that, which is let in by its hash.
    """
    style, script = _part("page.css") + _part("timeline.css"), _part("page.js") if walks else ""
    run = f"script-src '{_hash(script)}'; " if script else ""
    policy = f"default-src 'none'; style-src '{_hash(style)}'; {run}base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="generator" content="factcheck">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{hypertext(title)}</title>\n<style>{style}</style>\n</head>\n"
        f'<body id="top">\n<h1>{hypertext(title)}</h1>\n{content}\n'
        f"{f'<script>{script}</script>{chr(10)}' if script else ''}</body>\n</html>\n"
    )


def folded(summary: str, content: str) -> str:
    """Return a block that is opened by its summary."""
    return f"<details>\n<summary>{hypertext(summary)}</summary>\n{content}\n</details>"


def bullets(items: Iterable[str]) -> str:
    """Return a list of lines of text."""
    return f"<ul>\n{''.join(f'<li>{hypertext(item)}</li>{chr(10)}' for item in items)}</ul>"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of text cells, as wide as it needs: it scrolls by itself on a small screen."""
    titles = "".join(f"<th>{hypertext(cell)}</th>" for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{hypertext(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    return f'<div class="wide"><table>\n<tr>{titles}</tr>\n{body}</table></div>'


def bar(share: float) -> str:
    """Return a drawn bar, as long as the `share`, 0 to 1, of its place; the text beside it says as much."""
    length = round(100 * share, 1)
    return f'<svg class="bar" viewBox="0 0 100 8" aria-hidden="true"><rect width="{length:g}" height="8" rx="1"/></svg>'


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _part(name: str) -> str:
    return "\n" + files(__package__).joinpath(name).read_text(encoding="utf-8")
