"""What a page shows instead of its article: notices that ask for consent to cookies, or for a subscription."""

from __future__ import annotations

import re
from typing import Literal

from factcheck.settings.lexicons import Walls
from factcheck.text.wording import QUOTE, REPORTS, word_count

Wall = Literal["consent", "subscription"]

# Words of a notice with its buttons and the purposes of its cookies; one that goes on for longer has an article
# beside it.
LONGEST_NOTICE = 250
# Of its words, those in sentences and on buttons that ask. A notice says little else; an article on cookies says who,
# where and when.
ASKING_SHARE = 0.6
# Different ways in which it asks: one may stand in any short item of news.
FEWEST_SIGNS = 2

_PIECE = re.compile(r"(?<=[.!?])\s+|[\n|•]+")


def wall(text: str, walls: Walls) -> Wall | None:
    """Return what a text asks for, if it is such a notice and nothing else; None for anything else."""
    if len(text) > LONGEST_NOTICE * 20:  # far more than so many words have
        return None
    pieces = [(_plain(piece), word_count(piece)) for piece in _PIECE.split(text)]
    total = sum(count for _, count in pieces)
    if not 0 < total <= LONGEST_NOTICE:
        return None
    asking = [(count, _signs(piece, walls.consent), _signs(piece, walls.subscription)) for piece, count in pieces]
    signs = {sign for _, *both in asking for found in both for sign in found}
    if len(signs) < FEWEST_SIGNS or sum(n for n, *both in asking if any(both)) < ASKING_SHARE * total:
        return None
    consent, subscription = (sum(row[0] for row in asking if row[which]) for which in (1, 2))
    return "consent" if consent >= subscription else "subscription"


def asked_for(asks: Wall) -> str:
    """Return the reason for which such a page is not read, and what to do."""
    if asks == "consent":
        return "this page is nothing but a notice that asks for consent to cookies; answer it and save the page again"
    return "this page is nothing but a notice that asks for a subscription; save the page as a subscriber sees it"


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").split())


def _signs(piece: str, phrases: tuple[str, ...]) -> list[str]:
    """How a sentence asks its reader: what tells of such notices, or quotes one, does not."""
    told = QUOTE.search(piece) or REPORTS.search(piece)
    return [] if told else [phrase for phrase in phrases if phrase in piece]
