"""Loading very much that stays until the end of the process."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading_what_stays() -> Iterator[None]:
    """Keep the collector from looking through what is loaded here, now and ever after: of ten thousand findings, that
    takes as long as reading them, again and again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if was_on:
            gc.enable()
