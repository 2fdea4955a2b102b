"""Words and marks with offsets. What each word is the parse of its sentence tells: see frames/words.py."""

from __future__ import annotations

import re

from factcheck.domain.text import Token

# A month's name or what is usual for it, and no word that only begins like one: "Marsh", "Janet", "Mayor".
MONTH = (
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)

# Text that passed through other programs has stray spaces inside numbers and compounds: "2, 000", "1: 30 a. m.",
# "36 - year - old". They are read as one word; a comma after a month's day ("Jan. 12, 300 people") and after what hangs
# on a word ("5-foot-8, 135 pounds") is none of these.
_NUMBER = (
    r"(?:(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)|(?<![\d.,:])(?<![a-z]-)\d{1,3}(?:,[ ]\d{3})+(?![\d-])|\d+)"
    r"(?:[.:]\d+|:[ ]\d{2}(?=[ ]?[ap]\.?[ ]?m))*"
)
_HYPHEN = r"(?:[-‐‑]|[ ][-‐‑][ ](?=\w))"
_UNIT = "st|nd|rd|th|s|m|bn|k|km|kg|ft|in|mph|kph|pm|am|cm|mm|lb|lbs|mi|tn"
_TITLE = "Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Capt|Cmdr|Maj|Sen|Rep|Gov|Prof|Rev|St|No|vs|Jr|Sr|Co|Inc|Ltd|Corp"
_TOKEN = re.compile(
    rf"""
      (?:[A-Z]\.){{2,}}(?:[-‐‑]\w+)*(?=\W|$)           # U.N., U.S.-led
    | (?:a|p)\.[ ]?m\.?(?=\W|$)                        # a.m., p. m.
    | {MONTH[2:]}(?=\s*\d)                             # Jan. 13
    | (?:{_TITLE})\.(?=\W|$)
    | [$€£¥₹]
    | (?<=[$])(?:US|AU?|NZ|HK|CA?|S)(?=\d)             # $US|5, as Australian papers write it
    | [A-Z]{{1,4}}{_HYPHEN}\d+\w*                       # AK-47, F-16s
    | [a-z]+(?=-\d+\.\d)                               # magnitude|-|7.3
    | {_NUMBER}{_HYPHEN}[a-z]+(?:{_HYPHEN}old)?(?!\w)  # 36-year-old, 7.0-magnitude
    | {_NUMBER}(?:{_UNIT})?(?!\w)
    | \d[\w-]*\w                                      # whatever else starts with a digit
    | n['’]t(?!\w)
    | \w+(?=n['’]t(?!\w))                             # was|n't
    | ['’](?:s|re|ve|ll|d|m)(?!\w)
    | \w+(?:[-‐‑]\w+)+                                # five-year
    | \w+(?:['’](?!(?:s|re|ve|ll|d|m)(?!\w))\w+)*     # O'Brien
    | --+ | \.\.\.+
    | \S
    """,
    re.VERBOSE,
)
_MONTH_BEFORE = re.compile(rf"\b{MONTH}\s*$")
_SPACED_COMMA = re.compile(r"\d, \d")


def words(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of every word and mark of `text`, in order; white space belongs to none."""
    found: list[tuple[int, int]] = []
    at = 0
    while match := _TOKEN.search(text, at):
        start, end = match.span()
        if _SPACED_COMMA.search(match.group()) and _MONTH_BEFORE.search(text[:start]):
            end = start + match.group().index(",")
        found.append((start, end))
        at = end
    return found


def tokens(text: str, offset: int = 0) -> tuple[Token, ...]:
    """Return the words and marks of one sentence; `offset` is where it begins in its article."""
    return tuple(Token(offset + a, offset + b, text[a:b], text[a:b].lower(), "") for a, b in words(text))
