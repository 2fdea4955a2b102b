"""The grammar of a sentence as a parser reads it: which word hangs on which, and how.

The words themselves stand in the sentence's tokens: a parse speaks of them by their numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parse:
    """What a parser makes of one sentence: in each tuple an entry for each token of `Sentence.tokens`, in order.

    `heads[i]` is the number of the token that token i hangs on. A root is its own head; there may be several, and every
    token hangs, over others, on one of them. `labels[i]` says how it hangs, in the ClearNLP scheme that spaCy's English
    pipelines use ("nsubj", "dobj", "prep", "pobj", ..., "ROOT"; Choi and Palmer 2012, "Guidelines for the Clear Style
    Constituent to Dependency Conversion"). `tags` are the Penn Treebank's, `lemmas` in lower case; `entities` are
    OntoNotes' sorts of names ("PERSON", "GPE", ...), "" for what is none and wherever the parser sorts no names.

    Raises ValueError when it is made of what is no such thing.
    """

    heads: tuple[int, ...]
    labels: tuple[str, ...]
    tags: tuple[str, ...]
    lemmas: tuple[str, ...]
    entities: tuple[str, ...]

    def __post_init__(self) -> None:
        size = len(self.heads)
        if any(len(part) != size for part in (self.labels, self.tags, self.lemmas, self.entities)):
            raise ValueError("a parse has one head, label, tag, lemma and entity a token")
        if any(not 0 <= head < size for head in self.heads):
            raise ValueError("a token hangs on none of the sentence")
        rooted: set[int] = set()
        for token in range(size):
            above = list(self._unrooted(token, rooted))
            if len(above) > size:
                raise ValueError("tokens hang on each other in a circle")
            rooted.update(above)

    def __len__(self) -> int:
        return len(self.heads)

    def above(self, token: int) -> Iterator[int]:
        """Yield what a token hangs on, what that hangs on, and so on up to its root."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token

    def below(self) -> list[list[int]]:
        """Return for each token those that hang on it, in the order of the sentence."""
        found: list[list[int]] = [[] for _ in self.heads]
        for token, head in enumerate(self.heads):
            if head != token:
                found[head].append(token)
        return found

    def _unrooted(self, token: int, rooted: set[int]) -> Iterator[int]:
        """Yield a token and what is above it up to what is known to hang on a root, and one too many in a circle."""
        for _ in range(len(self.heads) + 1):
            if token in rooted:
                return
            yield token
            if self.heads[token] == token:
                return
            token = self.heads[token]
