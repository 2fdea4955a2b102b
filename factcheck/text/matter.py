"""Which words of a sentence carry its matter rather than its grammar."""

from __future__ import annotations

from factcheck.domain.text import Sentence, Span

# How the tags of such words begin (BNC C5): nouns, names, verbs other than auxiliaries, adjectives; then numbers too.
MATTER = ("NN", "NP", "VV", "AJ")
MATTER_AND_NUMBERS = (*MATTER, "CRD", "ORD")
_FEWEST = 3  # letters: shorter lemmas are particles and initials that the parser took for something else


def matter_beside(sentence: Sentence, span: Span) -> frozenset[str]:
    """Return the lemmas of the words of matter in a sentence, but for those at `span`."""
    return frozenset(
        token.lemma
        for token in sentence.tokens
        if token.tag.startswith(MATTER)
        and len(token.lemma) >= _FEWEST
        and not span.overlaps(Span(token.start, token.end))
    )
