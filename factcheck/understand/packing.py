"""Accounts and findings as bytes and back: plain JSON, of which nothing but values of the domain can be made.

Two lists. The first has names of types. The second has every value once, behind those that it is made of: what JSON has
of its own as it is, any other as a list of the number of its type and the numbers of its parts.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import lru_cache
from operator import attrgetter
from typing import Any

from pydantic import BaseModel

from factcheck.domain import account, findings, story, text, values

_MODULES = (account, findings, story, text, values)
_JSON = (str, int, float, bool, type(None))
_WRITTEN = (date, datetime, time)  # in the form of ISO 8601
Parts = Callable[[Any], tuple[Any, ...]]


def packed(value: Any) -> bytes:
    """Return a value of the domain, or tuples, frozensets and dicts of such, as bytes. Raises TypeError for another."""
    packing = _Packing()
    packing.number(value)
    form = json.dumps([[*packing.types], packing.values], separators=(",", ":"), check_circular=False)
    return zlib.compress(form.encode(), level=1)


def unpacked(data: Any) -> Any:
    """Return what was packed, equal parts as one; None for what is damaged, or of another form."""
    try:
        names, made = json.loads(zlib.decompress(data))
        makers = [_types()[name][0] for name in names]
        table: list[Any] = []
        add, there = table.append, table.__getitem__
        for one in made:
            add(makers[one[0]](*map(there, one[1:])) if type(one) is list else one)
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError, zlib.error):
        return None
    return table[-1] if table else None


@lru_cache(maxsize=1)
def _types() -> Mapping[str, tuple[Callable[..., Any], Parts]]:
    """By the name of a type: what makes a value of its parts, and what takes one apart."""
    ours = [
        one
        for module in _MODULES
        for one in vars(module).values()
        if isinstance(one, type) and one.__module__ == module.__name__
    ]
    return {
        "tuple": (lambda *parts: parts, lambda value: value),
        "frozenset": (lambda *parts: frozenset(parts), lambda value: tuple(sorted(value))),
        "dict": (
            lambda *parts: dict(zip(parts[::2], parts[1::2], strict=True)),
            lambda value: tuple(part for pair in value.items() for part in pair),
        ),
        **{one.__name__: (one.fromisoformat, lambda value: (value.isoformat(),)) for one in _WRITTEN},
        **{one.__name__: (one, lambda value: (value.value,)) for one in ours if issubclass(one, Enum)},
        **{one.__name__: (one, tuple) for one in ours if issubclass(one, tuple)},
        **{one.__name__: (one, _parts([f.name for f in fields(one)])) for one in ours if is_dataclass(one)},
        **{one.__name__: (_model(one), _parts([*one.model_fields])) for one in ours if issubclass(one, BaseModel)},
    }


def _parts(names: Sequence[str]) -> Parts:
    if len(names) == 1:
        return lambda value: (getattr(value, names[0]),)
    taken: Parts = attrgetter(*names) if names else lambda _: ()
    return taken


def _model(one: type[BaseModel]) -> Callable[..., BaseModel]:
    """What makes a model of the values of its fields, in their order."""
    return lambda *parts: one(**dict(zip(one.model_fields, parts, strict=True)))


class _Packing:
    """The two lists as they grow, and by what a value is known that is there already."""

    def __init__(self) -> None:
        self.types: dict[str, int] = {}
        self.values: list[Any] = []
        self._numbers: dict[Any, int] = {}
        self._seen: dict[int, int] = {}  # by id: most parts of an account are the same object again

    def number(self, value: Any) -> int:
        """Return the number of a value, which is added, behind its parts, where it is new."""
        kind = type(value)
        if kind in _JSON:
            return self._added((kind, repr(value) if kind is float else value), value)
        number = self._seen.get(id(value))
        if number is None:
            name = kind.__name__
            if name not in _types():
                raise TypeError(f"{kind.__module__}.{name} is nothing that an account or a finding is made of")
            made = [
                self.types.setdefault(name, len(self.types)),
                *map(self.number, _types()[name][1](value)),
            ]
            number = self._seen[id(value)] = self._added(tuple(made), made)
        return number

    def _added(self, key: Any, value: Any) -> int:
        number = self._numbers.setdefault(key, len(self.values))
        if number == len(self.values):
            self.values.append(value)
        return number
