"""The manual pages of the kinds of discrepancy: the docstrings of their classes."""

from __future__ import annotations

import inspect

from factcheck.interfaces import member, members


def page(kind: str) -> str:
    """Return one kind's manual page. Raises UsageError, naming the kinds there are."""
    text = inspect.cleandoc(member("kinds", kind).__doc__ or "There is no manual page for it yet.")
    return f"{kind}\n{'=' * len(kind)}\n\n{text}\n"


def overview() -> str:
    """Return each kind with the first line of its page."""
    names = members("kinds")
    width = max((len(name) for name in names), default=0)
    lines = [f"{name:{width}}  {page(name).splitlines()[3]}" for name in names]
    return "\n".join([*lines, "", "factcheck explain KIND shows the whole page of one."]) + "\n"
