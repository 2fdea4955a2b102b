"""Which sentence of the sources says what an error denies, so that whoever checks can find it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from factcheck.domain.text import Article, Sentence
from factcheck.planting.changes import Alteration
from factcheck.planting.passages import DraftPassage

_MATTER = ("NN", "VV", "AJ", "NP", "CRD")  # tags of words that carry matter
_SHARED = 3  # words of matter that two sentences on one thing have in common, beside those that are altered
_SHARE = 0.3  # and of those of the shorter sentence


@dataclass(frozen=True)
class Backing:
    """The sentences of the sources, each with its words of matter and all its words; `called` by the articles' ids."""

    told: Sequence[tuple[Sentence, frozenset[str], frozenset[str]]] = ()
    called: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, passages: Iterable[DraftPassage], sources: Iterable[Article]) -> Backing:
        """Return the backing that these passages of the sources give; a source is called by its file."""
        told = [(p.sentence, _matter(p.sentence), _words(p.sentence)) for p in passages]
        return cls(told, {source.id: Path(source.path).name for source in sources})

    def source(self, passage: DraftPassage, alteration: Alteration) -> Sentence | None:
        """Return the sentence that has the most in common with a passage and says what is altered; None without one."""
        tokens = passage.sentence.tokens
        about = frozenset(tokens[i].lemma for i in alteration.about if tokens[i].tag.startswith(_MATTER))
        own = _matter(passage.sentence)
        best, most = None, 0
        for sentence, matter, words in self.told:
            said = about <= matter or about <= words
            if said and self._near(own, matter, about) and len(own & matter) > most:
                best, most = sentence, len(own & matter)
        return best

    def may_bear_out(self, passage: DraftPassage, alteration: Alteration) -> bool:
        """Whether a source on the same thing has the words that would be put in, so that they might be no error."""
        own, words = _matter(passage.sentence), _words(passage.sentence)
        put = frozenset(chain.from_iterable(change.words.lower().split() for change in alteration.changes)) - words
        return bool(put) and any(put <= said and self._near(own, matter, frozenset()) for _, matter, said in self.told)

    def _near(self, own: frozenset[str], matter: frozenset[str], about: frozenset[str]) -> bool:
        shared = len((own & matter) - about)
        return shared >= _SHARED and shared >= _SHARE * min(len(own), len(matter))


def _matter(sentence: Sentence) -> frozenset[str]:
    return frozenset(token.lemma for token in sentence.tokens if token.tag.startswith(_MATTER))


def _words(sentence: Sentence) -> frozenset[str]:
    return frozenset(token.text.lower() for token in sentence.tokens)
