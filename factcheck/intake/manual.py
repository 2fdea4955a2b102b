"""What is read, how, and what is refused: the docstrings of the readers, as docs/readers.md has them."""

from __future__ import annotations

import inspect

from factcheck.interfaces import Reader
from factcheck.settings import limits
from factcheck.shelves import member, members

_PREFACE = """\
# What is read, and how

Made by `factcheck explain --readers` from the docstrings in `factcheck/readers/`.

| ending | reader | needs |
|---|---|---|
{rows}

A file of any of these may be packed by gzip: `.txt.gz`, `.jsonl.gz`, `.warc.gz`. It is unpacked up to the {file:,}
bytes that are read of one file.

What is not read is told, with the reason and what to do, and the rest of the run goes on. Beside what each reader
refuses:

- an article in another language than English, where that is sure: "is in German; only English is read". A text of a few
  words is read as before.
- a notice in place of an article: one that asks for consent to cookies, or for a subscription.
- a file of more than {file:,} bytes, packed or unpacked. Of an article of more than {article:,} characters the
  beginning is read, and a note says so.
"""


def document() -> str:
    """Return what every reader says of itself in one Markdown document."""
    shelf = {name: member("readers", name) for name in members("readers")}
    rows = "\n".join(f"| {_endings(reader)} | {name} | {_needs(reader)} |" for name, reader in shelf.items())
    preface = _PREFACE.format(rows=rows, file=limits.LARGEST_FILE, article=limits.LONGEST_ARTICLE)
    return "\n".join([preface, *(f"## {name}\n\n{inspect.cleandoc(made.__doc__)}\n" for name, made in shelf.items())])


def _endings(reader: type[Reader]) -> str:
    return ", ".join(f"`{suffix}`" for suffix in reader.suffixes)


def _needs(reader: type[Reader]) -> str:
    return f"`pip install 'factcheck[{reader.extra}]'`" if reader.extra else ""
