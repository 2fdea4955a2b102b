"""In what language a text is written, by its most frequent words: the lists that jusText carries for a hundred
languages.

No model is loaded, and nothing but English is looked up where a text is plainly English. Asked is not "which language"
but "surely another than English": a table of results, a list of names, a line of figures has hardly a word of any list.
"""

from __future__ import annotations

import string
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from factcheck.errors import ModelError

# Words of a text that are looked at: shares of so many stay within two hundredths of those of all.
MOST_WORDS = 400
# A text of fewer words is read as before: a headline, a name, a line of a table.
FEWEST_WORDS = 20
# Share of English words, by the list of the 453 most frequent, from which on a text is English. Of 1,963 articles of
# news the lowest has .26 and half have more than .52; of prose in ten other languages the highest has .11.
PLAINLY_ENGLISH = 0.3
# Share of another language's words that makes sure of it, and how many times those of English they must be.
PLAINLY_ANOTHER = 0.3
TIMES_ENGLISH = 2.0
# Share of letters in one of these scripts, of which there is no list, or no space between words.
MOSTLY = 0.5
_SCRIPTS = (
    ("HIRAGANA", "Japanese"),
    ("KATAKANA", "Japanese"),
    ("CJK", "Chinese"),
    ("HANGUL", "Korean"),
    ("THAI", "Thai"),
)
_CHARACTERS = 20_000  # of a text, in which so many words stand
_LETTERS = 2_000  # of a text that are looked at for its script
_MARKS = string.punctuation + "“”‘’«»„‚…–—।、。"
_ENGLISH = "English"


def other_language(text: str) -> str | None:
    """Return the language of a text, by its English name, where it is surely another than English; else None."""
    words = _words(text)
    english = _share(words, _list(_ENGLISH))
    if english >= PLAINLY_ENGLISH:
        return None
    script = _script(text)
    if script:
        return script
    if words.total() < FEWEST_WORDS:
        return None
    share, name = max((_share(words, words_of), name) for name, words_of in _others().items())
    return name if share >= max(PLAINLY_ANOTHER, TIMES_ENGLISH * english) else None


def _words(text: str) -> Counter[str]:
    found = (word.strip(_MARKS).casefold() for word in text[:_CHARACTERS].split()[:MOST_WORDS])
    return Counter(word for word in found if word and not word[0].isdigit())


def _share(words: Counter[str], known: frozenset[str]) -> float:
    return sum(words[word] for word in known.intersection(words)) / max(1, words.total())


def _script(text: str) -> str | None:
    letters = [letter for letter in text[:_LETTERS] if letter.isalpha()]
    names = Counter(_named(letter) for letter in letters)
    if len(letters) < FEWEST_WORDS or sum(count for name, count in names.items() if name) < MOSTLY * len(letters):
        return None
    if names["Japanese"]:  # it is written with Chinese signs, too
        return "Japanese"
    return max((count, name) for name, count in names.items() if name)[1]


@lru_cache(maxsize=4096)
def _named(letter: str) -> str | None:
    described = unicodedata.name(letter, "")
    return next((language for script, language in _SCRIPTS if described.startswith(script)), None)


@lru_cache(maxsize=128)
def _list(language: str) -> frozenset[str]:
    words = (_lists() / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word.casefold() for word in words if word)


@lru_cache(maxsize=1)
def _others() -> Mapping[str, frozenset[str]]:
    names = sorted(path.stem for path in _lists().glob("*.txt"))
    return {name.replace("_", " "): _list(name) for name in names if name != _ENGLISH}


def _lists() -> Path:
    """Where the lists lie; the package itself, whose import takes 0.3 s, is not needed for them."""
    found = find_spec("justext")
    places = found.submodule_search_locations if found else None
    if not places:
        raise ModelError("the word lists of justext are missing; install factcheck again")
    return Path(places[0]) / "stoplists"
