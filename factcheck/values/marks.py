"""Values as marks: a mark in the place of the compared one, and of the others what a sentence is known by.

Two statements are of one thing whatever their values are, so the aligner never sees the values that are compared.
"""

from __future__ import annotations

import re

from factcheck.domain.account import Claim
from factcheck.domain.values import Figure, Moment, Statement, Timing

NAME_MARK = "[name]"
_SPACE = re.compile(r"\s+")


def marked(claim: Claim) -> str:
    """Return the claim's sentence on one line, its figure or time replaced by a mark; other values stay as words.

    Of a statement, the clause alone is returned, with all its values masked.
    """
    if isinstance(claim.value, Statement):
        return claim.value.text
    text, start = claim.sentence.text, claim.sentence.span.start
    value = claim.value.moment if isinstance(claim.value, Timing) else claim.value
    if isinstance(value, Figure | Moment):
        text = f"{text[: claim.span.start - start]}{mark_of(value)}{text[claim.span.end - start :]}"
    return _SPACE.sub(" ", text).strip()


def mark_of(value: Figure | Moment) -> str:
    """Return what stands for a value: of a figure, what it counts is kept ("[figure] soldier")."""
    return f"[figure] {value.noun or value.unit}" if isinstance(value, Figure) else "[time]"


def particular(value: Figure | Moment) -> str:
    """Return a value as a mark of recognition: two sentences that share a rare one speak of the same thing."""
    if isinstance(value, Figure):
        return f"{value.lower:g}-{value.upper:g} {value.unit}"
    return f"{value.first}/{value.last}/{value.weekday}/{value.month}/{value.day}/{value.clock}"
