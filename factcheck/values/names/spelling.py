"""When two spellings can be one name: the rules for words and for whole names.

A ratio alone cannot decide (Niger and Nigeria are as close as Serraj and Sarraj), so every rule here asks for
likeness of sound or letters *and* for everything else in the name to be equal. Countries and peoples are never joined.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from anyascii import anyascii
from jellyfish import metaphone
from rapidfuzz.distance import OSA

# Grammar of names, not tuning: what a spelling may differ in without being another spelling.
PARTICLES = frozenset({"al", "el", "ul", "as", "ash", "ad", "an", "ar", "at", "az", "ed", "es"})
_GENERATION = frozenset({"jr", "sr", "junior", "senior", "ii", "iii", "iv"})
_SHORT_FORMS = {
    "mt": "mount", "st": "saint", "ft": "fort", "co": "company", "corp": "corporation", "inc": "incorporated",
    "ltd": "limited", "dept": "department", "univ": "university", "intl": "international", "bros": "brothers",
    "assn": "association", "natl": "national", "govt": "government", "ave": "avenue", "rd": "road",
    "blvd": "boulevard", "hwy": "highway", "cnty": "county",
}  # fmt: skip
_ACRONYMS = {
    "un": "united nations", "us": "united states", "usa": "united states", "uk": "united kingdom",
    "eu": "european union", "uae": "united arab emirates", "drc": "congo kinshasa", "britain": "united kingdom",
    "united states of america": "united states", "turkiye": "turkey", "great britain": "united kingdom",
}  # fmt: skip
_MORE_COUNTRIES = (
    "turkey", "ivory coast", "burma", "czech republic", "macedonia", "swaziland", "congo", "palestine", "england",
    "scotland", "wales", "northern ireland", "britain", "great britain", "america", "myanmar", "hong kong", "macau",
    "bosnia", "trinidad", "east timor", "soviet union", "yugoslavia", "holland", "vatican", "dagestan", "chechnya",
)  # fmt: skip
# One word, two sides of the Atlantic: no difference of name.
_ATLANTIC = (
    (re.compile(r"^(defen|licen|offen)ce$"), r"\1se"),
    (re.compile(r"^(cent|theat|met|fib)re$"), r"\1er"),
    (re.compile(r"^(lab|harb|\w*col|hon|neighb|arm)our(s?)$"), r"\1or\2"),
    (re.compile(r"(\w{4})is(ation|ations|ed|ing|e)$"), r"\1iz\2"),
    (re.compile(r"^programme(s?)$"), r"program\1"),
)
_GLUED = re.compile(r"^(?:la|le|lo|de|di|da|del|du)(?=\w{5})")
_INFLECTIONS = ("s", "es", "n", "an", "ian", "i", "ish", "ese", "ans", "ians", "is", "ic", "er", "ers")
_FEWEST = 4  # letters: below that a single letter is too much of the word
_LONG = 7  # letters from which one other letter is a slip, whatever it sounds like
_LOOSE = 2  # letters that may differ in a long word of equal sound


@lru_cache(maxsize=65536)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name for comparison: without accents, case, marks, possessive, article, or short forms."""
    plain = re.sub(r"['’`]s?(?=\s|$)", "", anyascii(text)).casefold()
    plain = re.sub(r"\b([a-z])\.\s?(?=[a-z]\b)", r"\1", plain) if _is_acronym(text) else plain
    plain = re.sub(r"[.'’`]", "", plain.replace("&", " and "))
    plain = re.sub(r"\b([a-z])\s(?=[a-z]\b)", r"\1", plain)  # "A. J." is "A.J."
    words = [_american(_SHORT_FORMS.get(word, word)) for word in re.findall(r"[a-z0-9]+", plain)]
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in _GENERATION:
        words = words[:-1]
    return tuple(_ACRONYMS.get(" ".join(words), " ".join(words)).split())


def core(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words without transliterated articles: "al sarraj" is "sarraj"."""
    kept = tuple(word for word in words if word not in PARTICLES)
    return kept or tuple(words)


def alike(left: str, right: str, *, given: Collection[str] = ()) -> bool:
    """Whether two words that stand in the same place of otherwise equal names can be one word, spelt twice.

    Both are words of `words_of`. `given` are the common given names: two of them are two people.
    """
    if left == right or not _spelt(left, right, _FEWEST) or inflected(left, right, given) or fixed(left, right):
        return False
    if left in given and right in given:
        return _plainly(left) == _plainly(right)
    if _unglued(left) == _unglued(right):
        return True
    distance = OSA.distance(left, right)
    if metaphone(left) == metaphone(right):
        return distance <= (_LOOSE if min(len(left), len(right)) >= _LONG else 1) and not gendered(left, right)
    return distance == 1 and left[0] == right[0] and (len(left) != len(right) or len(left) >= _LONG)


def alike_alone(left: str, right: str) -> bool:
    """Whether two words that are each a whole name can be one name: more is asked, since nothing else vouches."""
    if left == right or not _spelt(left, right, _FEWEST + 1) or inflected(left, right) or fixed(left, right):
        return False
    distance = OSA.distance(left, right)
    if metaphone(left) == metaphone(right):
        return distance <= (_LOOSE if min(len(left), len(right)) >= _LONG else 1) and not gendered(left, right)
    return distance == 1 and left[0] == right[0] and min(len(left), len(right)) >= _LONG


def stems_alike(left: str, right: str) -> bool:
    """Whether two words of an organisation's name come from one stem: "Distribution", "Distributors"."""
    shared = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    return left != right and shared >= _LONG and shared >= max(len(left), len(right)) - 5


@lru_cache(maxsize=65536)
def sounds(word: str) -> frozenset[str]:
    """Return the blocks in which to look for words like `word` in names that are otherwise equal."""
    signs = {f"{sign}{value}" for w in (word, _unglued(word)) for sign, value in (("m", metaphone(w)), ("p", w[:3]))}
    return frozenset(signs | {f"e{word[-4:]}", f"f{word[0]}"})


@lru_cache(maxsize=65536)
def traces(word: str) -> frozenset[str]:
    """Return the blocks in which to look for words like `word` that stand alone: alike_alone words share one.

    Words that are one letter apart are equal once a letter is left out of one or both, as in the index of SymSpell
    (Garbe 2012); since their first letters are equal, the first may stay. A word that is like no other has no block.
    """
    if not _spelt(word, word, _FEWEST + 1) or fixed(word, word):
        return frozenset()
    one_off = {word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))} if len(word) >= _LONG else set()
    return frozenset({f"m{metaphone(word)}", *one_off})


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """Return the countries of the world and its larger regions in small letters (Unicode CLDR, by Babel)."""
    from babel import Locale

    names = {anyascii(str(name)).casefold() for name in Locale("en").territories.values()}
    return frozenset(names | set(_MORE_COUNTRIES))


@lru_cache(maxsize=1)
def homes() -> Mapping[str, str]:
    """Return the country of each regular demonym: "libyan" and "libyans" of "libya"; and of words that nobody uses."""
    made: dict[str, str] = {}
    for country in sorted(countries()):
        if " " not in country:
            forms = [country + end for end in ("n", "an", "ian", "ese", "i", "ish")]
            forms += [country[:-1] + end for end in ("an", "ian", "ese", "ish")]
            made |= {word + plural: country for word in forms for plural in ("", "s")}
    return made


@lru_cache(maxsize=1)
def peoples() -> frozenset[str]:
    """Return the regular demonyms of all countries."""
    return frozenset(homes())


def _spelt(left: str, right: str, fewest: int) -> bool:
    """Whether both are words of letters, long enough that one letter more or less is a slip."""
    return min(len(left), len(right)) >= fewest and left.isalpha() and right.isalpha()


def fixed(left: str, right: str) -> bool:
    """Whether one of the words is a country or a people: those are never a spelling of something else."""
    return any(word in countries() or word in peoples() for word in (left, right))


def inflected(left: str, right: str, given: Collection[str] = ()) -> bool:
    """Whether one word is a form of the other: plural, people, adjective. A given name has no plural."""
    short, long = sorted((left, right), key=len)
    if not long.startswith(short):
        stem = short[:-1]
        return (
            len(short) >= _FEWEST and long.startswith(stem) and long[len(stem) :] in ("ies", "ian", "an", "ish", "ans")
        )
    ending = long[len(short) :]
    return ending in _INFLECTIONS and not (ending == "s" and short in given)


def gendered(left: str, right: str) -> bool:
    """Whether two words differ in the ending that tells Erik from Erika, Mario from Maria."""
    short, long = sorted((left, right), key=len)
    if long == short + "a":
        return True
    return left[:-1] == right[:-1] and {left[-1], right[-1]} <= set("aoe")


def _plainly(given: str) -> str:
    """Return a given name without what its spellings differ in: Jon and John, Erik and Eric, Ann and Anne."""
    plain = re.sub(r"h|(?<=\w\w)e$", "", given.replace("ph", "v").replace("c", "k").replace("y", "i"))
    return re.sub(r"(\w)\1", r"\1", plain)


def _unglued(word: str) -> str:
    return _GLUED.sub("", word)


def _american(word: str) -> str:
    for pattern, replacement in _ATLANTIC:
        word = pattern.sub(replacement, word)
    return word


def _is_acronym(text: str) -> bool:
    return re.fullmatch(r"(?:[A-Z]\.\s?)+(?:['’]s)?", text.strip()) is not None
