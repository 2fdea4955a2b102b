"""Social posts embedded in a page, known by their stamps: "pic.twitter.com/…", "— Ann Other (@annother) May 3, 2016".

A post is a paragraph of its own where no more stands before its stamp than a post may hold; elsewhere only the stamp is
known to be furniture.
"""

from __future__ import annotations

import re

from factcheck.domain.text import Span
from factcheck.text.stamps import CLOCK, DATE

# The longest post in characters: the limit of the largest network that pages embed.
LONGEST = 280

_LINK = r"(?:https?://)?(?:pic\.twitter\.com|t\.co)/\w+…?"
_SIGNED = rf"(?:—|–|--)\s?[^—\n@]{{1,60}}?\s?\(@\w{{1,20}}\)\s+{DATE}"
_SHARED = rf"A\s(?:photo|video|post)\s(?:posted|shared)\sby\s[^\n]{{1,80}}?\son\s{DATE}(?:\sat\s{CLOCK})?"
_STAMP = re.compile(rf"(?:{_LINK}\s*)*(?P<signed>{_SIGNED}|{_SHARED})|{_LINK}(?:\s*{_LINK})*")
_NAMED = re.compile(r"[^\n()]{2,50}\s\(@\w{1,20}\)\s(?=[A-Z\"“@#])")
# The outlet's own words before a post on the same line: what follows them is its quotation, which stays.
_INTRODUCED = re.compile(r"\b(?:tweeted|wrote|posted|said|says|added|replied)\b", re.IGNORECASE)


def posts(text: str, stretch: Span) -> list[Span]:
    """Return the embedded posts of a paragraph: all of it, or the stamps in it."""
    found = list(_STAMP.finditer(text, *stretch))
    if not found:
        named = _NAMED.match(text, *stretch)
        return [stretch] if named and stretch.end - named.end() <= LONGEST else []
    first, last = found[0], found[-1]
    if last.end() == stretch.end and last["signed"] and _is_post(text[stretch.start : first.start()]):
        return [stretch]
    return [Span(*match.span()) for match in found]


def _is_post(words: str) -> bool:
    return len(words) <= LONGEST and not _INTRODUCED.search(words)
