"""Libraries that only some forms of files need: imported late, and where one is missing it is told how to have it."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from factcheck.errors import UnreadableArticle


def library(module: str, *, extra: str, path: str) -> Any:
    """Return a module that an extra of this package brings. Raises UnreadableArticle with what to install."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        reason = f"to read such a file, install what it needs: pip install 'factcheck[{extra}]'"
        raise UnreadableArticle(path, reason) from error


@contextmanager
def broken(path: str, what: str) -> Iterator[None]:
    """Take whatever a library makes of a broken file for what it is: the file's fault, told with what it was.

    Libraries for such forms promise no errors of their own: a broken file shows in them as a missing key, a wrong
    type or too deep a recursion.
    """
    try:
        yield
    except (UnreadableArticle, MemoryError):
        raise
    except Exception as error:
        told = f"{type(error).__name__}: {error}"[:200]
        raise UnreadableArticle(path, f"this {what} is damaged ({told}); save it again, or its text as .txt") from error
