"""A parse as a picture, by spaCy's displacy."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.domain.parses import Parse
from factcheck.domain.text import Token


def drawn(tokens: Sequence[Token], parse: Parse) -> str:
    """Return an SVG with the words of a sentence, their tags, and an arc from each to those that hang on it."""
    from spacy import displacy

    words = [{"text": token.text, "tag": tag} for token, tag in zip(tokens, parse.tags, strict=True)]
    arcs = [
        {
            "start": min(token, head),
            "end": max(token, head),
            "label": parse.labels[token],
            "dir": "left" if token < head else "right",
        }
        for token, head in enumerate(parse.heads)
        if token != head
    ]
    svg = str(displacy.render({"words": words, "arcs": arcs}, style="dep", manual=True, jupyter=False))
    return re.sub(r"[0-9a-f]{32}(?=-0)", "sentence", svg) + "\n"  # its names are drawn by chance
