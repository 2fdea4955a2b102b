"""Word lists that include others: in a list, "@hedges.streets" stands for all the words of that list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from factcheck.errors import ConfigError
from factcheck.settings.tables import nearest

_INCLUDES = "@"


def included(tables: Mapping[str, Any]) -> dict[str, Any]:
    """Return tables of lists with the words of each list that another includes, every word once in a list.

    A list is called by the keys that lead to it: "places.street", "deeds.classes.truce". Raises ConfigError for a
    name that no list has, with the nearest, and for lists that include each other.
    """
    lists = dict(lists_of(tables))
    return {key: _whole(value, key, lists) for key, value in tables.items()}


def lists_of(table: Mapping[str, Any], at: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield every list of tables, those of inner tables too, with its name: the keys that lead to it."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from lists_of(value, f"{at}{key}.")
        elif isinstance(value, list):
            yield at + key, value


def _whole(value: Any, name: str, lists: Mapping[str, list[str]]) -> Any:
    match value:
        case dict():
            return {key: _whole(inner, f"{name}.{key}", lists) for key, inner in value.items()}
        case list():
            return list(dict.fromkeys(_words(name, lists)))
        case _:
            return value  # no list: validation will say so


def _words(name: str, lists: Mapping[str, list[str]], within: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the words of a list; `within` are the lists that include it, the outermost first."""
    if name in within:
        raise ConfigError(f"word list {name}: includes itself: {' includes '.join([*within, name])}; take one out")
    for word in lists[name]:
        if not (isinstance(word, str) and word.startswith(_INCLUDES)):
            yield word  # what is no word, validation will tell
        elif (other := word.removeprefix(_INCLUDES)) in lists:
            yield from _words(other, lists, (*within, name))
        else:
            raise ConfigError(f"word list {name}: includes {other!r}, which is no list; {nearest(other, list(lists))}")
