"""The program, run in this process: what it prints where, and how it exits."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Exit(NamedTuple):
    code: int
    out: str
    err: str


Program = Callable[..., Exit]
