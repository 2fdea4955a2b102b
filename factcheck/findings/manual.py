"""The manual pages of the kinds of discrepancy: the docstrings of their classes."""

from __future__ import annotations

import inspect

from factcheck.shelves import kind_of, kinds

_PREFACE = """\
# Kinds of discrepancy

Made by `factcheck explain --markdown` from the docstrings in `factcheck/kinds/` and `factcheck/checks/`.

A finding has a kind, which says what differs, and a relation, which says how:

- **conflict**: both accounts cannot hold.
- **contested**: a conflict in which each side cites somebody and no two sides cite the same, or one source asserts
  what another only alleges.
- **update**: one account tells of an earlier state than the other; the story moved on.
- **undetermined**: the accounts differ, and what would decide it (a date, a measure) is unknown.
- **variant**: a note on style: one name, several spellings.

Severity is the harm if it were printed wrong. Confidence says how sure factcheck is that the sources speak of one
thing and differ about it. It ranks findings; that 8 of 10 at .80 are right is not yet measured.
"""


def page(kind: str) -> str:
    """Return one kind's manual page. Raises UsageError, naming the kinds there are."""
    return f"{kind}\n{'=' * len(kind)}\n\n{text(kind)}\n"


def document() -> str:
    """Return the pages of all kinds in one Markdown document."""
    return "\n".join([_PREFACE, *(f"## {kind}\n\n{text(kind)}\n" for kind in kinds())])


def overview() -> str:
    """Return each kind with the first line of its page."""
    names = kinds()
    width = max((len(name) for name in names), default=0)
    lines = [f"{name:{width}}  {page(name).splitlines()[3]}" for name in names]
    return "\n".join([*lines, "", "factcheck explain KIND shows the whole page of one."]) + "\n"


def text(kind: str) -> str:
    """Return what a kind says of itself, without its heading. Raises UsageError as `page`."""
    return inspect.cleandoc(kind_of(kind).__doc__ or "There is no manual page for it yet.")
