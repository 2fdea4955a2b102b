"""How a shelf is read. A shelf is a folder of this package with one file a member; interfaces.py says what it must be.

A member is found by being there: its name is the file's name, its class is called after the shelf
(`readers/html.py` holds `class Reader`). Nothing is registered, and listing a shelf imports none of its members.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

from factcheck.errors import UsageError

Shelf = Literal["readers", "encoders", "aligners", "judges", "kinds", "checks", "formats", "parsers"]
Trait = Literal["by_wording", "last_resort", "moves_on"]
# by_wording: its findings rest on the words alone and hold across look-alike events, too. last_resort: it says no more
# than that no source has some words, and gives way to any other kind on the same words. moves_on: its values change
# from day to day, so that of two sources at odds the later is to be followed.
TRAITS: tuple[Trait, ...] = ("by_wording", "last_resort", "moves_on")
KINDS: tuple[Shelf, ...] = ("kinds", "checks")  # where kinds of discrepancy stand


@lru_cache(maxsize=16)  # more than there are shelves
def members(shelf: Shelf) -> tuple[str, ...]:
    """Return the names on a shelf, sorted, without importing them; what begins with _ is no member."""
    package = importlib.import_module(f"factcheck.{shelf}")
    return tuple(sorted(m.name for m in pkgutil.iter_modules(package.__path__) if not m.name.startswith("_")))


def member(shelf: Shelf, name: str) -> Any:
    """Return the class of one member. Raises UsageError with the names there are."""
    if name not in members(shelf):
        raise UsageError(f"there is no {shelf[:-1]} called {name!r}; there are: {', '.join(members(shelf))}")
    return getattr(importlib.import_module(f"factcheck.{shelf}.{name}"), shelf[:-1].capitalize())


def needs(member: type) -> tuple[str, ...]:
    """Return what a member declares to need: the keyword parameters of its constructor."""
    given = inspect.signature(member).parameters.values()
    return tuple(parameter.name for parameter in given if parameter.kind is inspect.Parameter.KEYWORD_ONLY)


def handed(member: type, offered: Mapping[str, Any]) -> dict[str, Any]:
    """Return of all that is offered what a member needs. Raises UsageError with what there is."""
    for need in needs(member):
        if need not in offered:
            there = ", ".join(sorted(offered))
            raise UsageError(f"{member.__module__} needs {need!r}, which nobody can hand over; there are: {there}")
    return {need: offered[need] for need in needs(member)}


def kinds(shelves: Sequence[Shelf] = KINDS) -> tuple[str, ...]:
    """Return the names of the kinds of discrepancy, sorted: those between sources and those of a draft."""
    return tuple(sorted(name for shelf in shelves for name in members(shelf)))


def kind_of(name: str) -> Any:
    """Return the class of one kind. Raises UsageError with the names there are."""
    shelf = next((shelf for shelf in KINDS if name in members(shelf)), None)
    if shelf is None:
        raise UsageError(f"there is no kind called {name!r}; there are: {', '.join(kinds())}")
    return member(shelf, name)


def encoder_for(model: str) -> str:
    """Return the name of the encoder that is made for a model, else of the one that is made for none and runs any."""
    made = {name: member("encoders", name).made_for for name in members("encoders")}
    return next((name for name, models in made.items() if model in models), next(n for n in made if not made[n]))


@lru_cache(maxsize=256)
def declares(name: str, trait: Trait) -> bool:
    """Whether the kind of that name declares a trait. No other kind is imported for it."""
    return name in kinds() and bool(getattr(kind_of(name), trait, False))
