"""The forms of English verbs and nouns, by rule and by the lists of what is irregular."""

from __future__ import annotations

import re

from factcheck.settings.lexicons import PlantingWords

_HISSING = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"(?<=[^aeiou])y$")
_ONE_SYLLABLE = re.compile(r"[^aeiou]*(?:qu)?[aeiou][bcdfgklmnprstvz]$")  # "stop", "plan"; not "fix", "row", "load"
_VOWEL_E = re.compile(r"[eoy]e$")  # "agree", "dye": their "e" stays before "-ing"


class Forms:
    """Writes a word in the form of a tag of the Penn Treebank."""

    def __init__(self, lists: PlantingWords) -> None:
        self._irregular = {verb: forms.split() for verb, forms in lists.irregular}
        self._doubled = lists.doubled
        self._plurals = dict(lists.plurals)

    def of(self, lemma: str, tag: str) -> str:
        """Return the form of a lemma that a tag stands for; the lemma itself for a tag that changes nothing."""
        match tag:
            case "VBD" | "VBN":
                irregular = self._irregular.get(lemma)
                return irregular[tag == "VBN"] if irregular else self._stem(lemma, "ed")
            case "VBG":
                return self._stem(lemma, "ing")
            case "VBZ":
                return {"be": "is", "have": "has"}.get(lemma) or _with_s(lemma)
            case "NNS" | "NNPS":
                return self._plurals.get(lemma) or _with_s(lemma)
        return lemma

    def _stem(self, lemma: str, ending: str) -> str:
        """A verb before "-ed" or "-ing"."""
        if lemma in self._doubled or _ONE_SYLLABLE.fullmatch(lemma):
            return f"{lemma}{lemma[-1]}{ending}"
        if ending == "ed":
            return f"{lemma}d" if lemma.endswith("e") else f"{_CONSONANT_Y.sub('i', lemma)}ed"
        return f"{lemma if _VOWEL_E.search(lemma) or not lemma.endswith('e') else lemma[:-1]}ing"


def _with_s(lemma: str) -> str:
    if _CONSONANT_Y.search(lemma):
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if _HISSING.search(lemma) or lemma in ("go", "do", "veto", "echo") else f"{lemma}s"
