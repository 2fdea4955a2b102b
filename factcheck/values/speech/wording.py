"""Whether two runs of words are one, told in other letters: spelt, shortened, counted or filled in differently."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA
from text_to_num import alpha2digit

from factcheck.text.numerals import ONES

_FILLERS = frozenset({"um", "uh", "er", "ah", "oh", "well", "yeah"})
_FILLING = (("you", "know"), ("i", "mean"))
_LONG = 8  # letters from which one other letter is a slip of the keyboard rather than another word ("could", "would")
_ENDINGS = ("s", "d", "r")
_CLOCK = re.compile(r"(?P<hour>\d\d?) ?(?P<minute>\d\d)? ?(?P<noon>[ap]m?)(?: m)?(?: [a-z]{2,4})?")
_RANK = re.compile(r"(?:no (?=\d)|number )(?P<rank>\w+)")  # "No. 1", "number one"; "no one" is none
_OUR = "arb|arm|avi|clam|col|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|parl|ranc|rig|rum|sav|splend|tum|val|vap|vig"
# British forms and how Americans write them, beyond those that are evened out in names already.
_BRITISH = (
    (re.compile(rf"({_OUR})our"), r"\1or"),  # "favour", "behavioural", "neighbourhood"
    (re.compile(r"^(anal|catal|paral)ys(e[drs]?|ing)$"), r"\1yz\2"),
    (re.compile(r"^(anal|catal|dial|mon)ogue(s?)$"), r"\1og\2"),
    (re.compile(r"^(after|back|down|for|to|up)wards$"), r"\1ward"),
    (re.compile(r"^(burn|dream|lean|leap|learn|spoil)t$"), r"\1ed"),
    (re.compile(r"^grey(s|er|est)?$"), r"gray\1"),
    (re.compile(r"^(amid|among)st$"), r"\1"),
    (re.compile(r"^whilst$"), "while"),
)
_SHORT_FOR = {"'s": {"is", "has", "was", "us", "s"}, "'d": {"had", "would"}}


def same_words(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two runs of keys are one run of words, spelt, shortened or filled in differently."""
    ours, theirs = _unfilled(left), _unfilled(right)
    if _letters(ours) == _letters(theirs):
        return True
    if len(ours) == len(theirs) and all(map(_same_word, ours, theirs)):
        return True
    value = _number(ours)
    return (value is not None and value == _number(theirs)) or _acronym(ours, theirs) or _acronym(theirs, ours)


def _unfilled(words: Sequence[str]) -> list[str]:
    kept = [word for word in words if word not in _FILLERS]
    return [] if tuple(kept) in _FILLING else kept


def _letters(words: Sequence[str]) -> str:
    return "".join(words).replace("'", "")


def _same_word(left: str, right: str) -> bool:
    if _american(left) == _american(right) or _slip(left, right):
        return True
    if right in _SHORT_FOR.get(left, ()) or left in _SHORT_FOR.get(right, ()):
        return True
    return _number([left]) == _number([right])


def _american(word: str) -> str:
    for british, american in _BRITISH:
        word = british.sub(american, word)
    return word


def _slip(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    if len(short) < _LONG or (long.startswith(short) and long[-1] in _ENDINGS) or not long.isalpha():
        return False
    return left[0] == right[0] and OSA.distance(left, right) == 1


def _acronym(short: Sequence[str], long: Sequence[str]) -> bool:
    return len(short) == 1 < len(long) and short[0] == "".join(word[0] for word in long)


def _number(words: Sequence[str]) -> str | None:
    """Return a number or a time of day in digits, None if the words say neither."""
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", " ".join(words))
    clock = _CLOCK.fullmatch(text)
    if clock:
        hour = int(clock["hour"]) % 12 + 12 if clock["noon"].startswith("p") else int(clock["hour"]) % 12
        return f"{hour}:{int(clock['minute'] or 0)}"
    clock = re.fullmatch(r"(\d\d?) (\d\d)", text)
    if clock:
        return f"{int(clock[1])}:{int(clock[2])}"
    rank = _RANK.fullmatch(text)
    if rank:
        return f"no {ONES.index(rank['rank']) + 1 if rank['rank'] in ONES else rank['rank']}"
    try:
        return re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", str(alpha2digit(text, "en"))) if text else None
    except ValueError:
        return None
