"""The sorts of errors that can be planted: of each, the function that yields every one that a sentence allows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from factcheck.planting import namings, values, verbs, words
from factcheck.planting.changes import Alteration
from factcheck.planting.passages import DraftPassage, Stock


def swap(passage: DraftPassage, stock: Stock) -> Iterator[Alteration]:
    """Two values or names exchanged."""
    yield from values.exchanged_figures(passage)
    yield from namings.exchanged_names(passage, stock)


def quotation(passage: DraftPassage, stock: Stock) -> Iterator[Alteration]:
    """A word of a quotation changed for its contrary, or a "not" put in or dropped."""
    quoting = replace(passage, quoting=True)
    yield from verbs.negation(quoting, stock)
    yield from words.contrary(quoting, stock)


_MAKERS: tuple[Callable[[DraftPassage, Stock], Iterator[Alteration]], ...] = (
    values.figure,
    values.unit,
    values.date,
    namings.name,
    namings.place,
    words.office,
    swap,
    verbs.negation,
    words.contrary,
    verbs.status,
    words.order,
    words.subset,
    namings.attribution,
    quotation,
)
SORTS: Mapping[str, Callable[[DraftPassage, Stock], Iterator[Alteration]]] = {
    maker.__name__: maker for maker in _MAKERS
}
