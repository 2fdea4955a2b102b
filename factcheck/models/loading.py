"""Loading what stays until the end of the process: models, and very many findings."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar

# Who shows what is being done, for as long as that takes; nobody by default.
announcing: ContextVar[Callable[[str], AbstractContextManager[None]]] = ContextVar(
    "announcing", default=lambda _: nullcontext()
)


def loading(what: str) -> AbstractContextManager[None]:
    """Have it shown that a model is being loaded while what stands inside runs: it may take seconds."""
    return announced(f"loading {what}")


def announced(what: str) -> AbstractContextManager[None]:
    """Have it shown what is being done while what stands inside runs."""
    return announcing.get()(what)


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
