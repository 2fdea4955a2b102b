"""What this program wrote itself: a report that lies beside the articles it is of is none of them.

Pages, feeds and tables are known by how they begin; a text by the sentence that says how much could be compared.
"""

from __future__ import annotations

import re

WHY = "is a report of this program, no article"
_LOOKED_AT = 2000  # bytes of a file
_TABLE = rb"\A(?:\xef\xbb\xbf)?finding[,;\t]story[,;\t]kind[,;\t]relation[,;\t]"
_BEGINS = re.compile(rb'<meta name="generator" content="factcheck"|<id>urn:factcheck:archive:|' + _TABLE)
_COMPARED = r"of \d+ independent origins?; of \d+ claims?, \d+ could be compared"
_CHECKED = r"; \d+ of \d+ claims? of the draft could be compared"
_SAYS = re.compile(f"{_COMPARED}|{_CHECKED}".replace(" ", r"\s+"))


def begins_as_report(data: bytes) -> bool:
    """Whether a file is a page, a feed or a table of findings."""
    return _BEGINS.search(data[:_LOOKED_AT]) is not None


def reads_as_report(text: str) -> bool:
    """Whether a text is a report."""
    return _SAYS.search(text) is not None
