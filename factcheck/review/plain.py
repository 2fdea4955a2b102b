"""A review line by line: for a screen reader, a pipe, or a terminal that cannot draw. A line holds one key.

What a key asks for may stand behind it on the same line: `d2` or `d update`, `n both are of Monday`, `/ ferry`.
An empty line tells the finding again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from factcheck.review.cards import Card, CardQuote
from factcheck.review.dialogue import ASK_REASON, KEYS, REASONS, Dialogue, Wants

_ASKED = {
    Wants.KEY: f"Answer ({' '.join(KEYS)})?",
    Wants.REASON: f"{ASK_REASON}  An empty line goes back.",
    Wants.NOTE: "Note? An empty line leaves none.",
    Wants.FILTER: "Words to filter by? An empty line shows all.",
}
_TYPED = frozenset({Wants.NOTE, Wants.FILTER})


def converse(dialogue: Dialogue, lines: Iterable[str], say: Callable[[str], None]) -> None:
    """Tell findings and take answers until the lines or the reviewer end it. `say` writes one line."""
    _tell(dialogue, say)
    for line in lines:
        before = dialogue.item, dialogue.words
        words = line.strip()
        _take(dialogue, words)
        if dialogue.wants is Wants.NOTHING:
            return
        if dialogue.message:
            say(dialogue.message)
        if dialogue.helping:
            for key, meaning in KEYS.items():
                say(f"{key}  {meaning}")
            dialogue.helping = False  # it is told, and hides nothing
        if (dialogue.item, dialogue.words) != before or (not words and dialogue.wants is Wants.KEY):
            _tell(dialogue, say)
        else:
            say(_ASKED[dialogue.wants])


def _take(dialogue: Dialogue, line: str) -> None:
    asked = dialogue.wants
    if asked in _TYPED:
        dialogue.enter(line)
    elif asked is Wants.REASON:
        dialogue.press(_reason(line))
    else:
        _command(dialogue, line[:1], line[1:].strip())


def _command(dialogue: Dialogue, key: str, rest: str) -> None:
    """Press a key; `rest` is what it would ask for. A word that only begins like a key is none, and answers nothing."""
    if rest and (key not in {"d", "n", "/"} or (key == "d" and _reason(rest) not in REASONS)):
        dialogue.press(f"{key}{rest}")
        return
    dialogue.press(key)
    if rest and dialogue.wants is not Wants.KEY:
        _take(dialogue, rest)


def _reason(words: str) -> str:
    """The key of a reason that is given as a key or in full."""
    return next((key for key, reason in REASONS.items() if reason.value == words), words)


def _tell(dialogue: Dialogue, say: Callable[[str], None]) -> None:
    card = dialogue.card()
    say("")
    say(f"{dialogue.place()}.")
    for line in _card(card) if card else [dialogue.nothing_open()]:
        say(line)
    say(_ASKED[Wants.KEY])


def _card(card: Card) -> Iterator[str]:
    yield f"{', '.join(card.tags)}{', random sample' if card.sampled else ''}."
    if card.story:
        yield f"Story: {card.story}"
    yield card.summary
    for number, side in enumerate(card.sides, start=1):
        yield f"Side {number} of {len(card.sides)}: {side.value} ({side.origins})"
        for quoted in side.quotes:
            yield from _quoted(quoted)
    for name, text in card.facts:
        yield f"{name}: {text}"


def _quoted(quoted: CardQuote) -> Iterator[str]:
    yield f"  {quoted.who}, {quoted.place}"
    if quoted.before:
        yield f"    Before: {quoted.before}"
    yield f"    Quote: “{quoted.marked}”"
    if quoted.after:
        yield f"    After: {quoted.after}"
