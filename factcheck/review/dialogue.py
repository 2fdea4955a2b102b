"""A review key by key, the same for every face: a key in, a message and the next finding out. No screen, no prompts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import TYPE_CHECKING

from factcheck.domain.findings import Answer, Dismissal
from factcheck.errors import FactcheckError
from factcheck.review.cards import Card, Cards, sort
from factcheck.text.excerpt import one_line

if TYPE_CHECKING:
    from factcheck.review.session import Item, Session

KEYS: Mapping[str, str] = {
    "c": "confirm: the articles do disagree",
    "d": "dismiss; one more key says why",
    "u": "unsure: answered, and left for another to decide",
    "s": "skip: it comes again",
    "z": "take back the last answer, and the one before ...",
    "n": "write a note, kept with the answer",
    "/": "filter by words of summary, kind, source or quote; none ends it",
    "?": "these keys",
    "q": "quit; the next review goes on right here",
}
REASONS: Mapping[str, Dismissal] = {
    key: reason for number, reason in enumerate(Dismissal, start=1) for key in (str(number), reason.value[0])
}
ASK_REASON = "Why? " + "  ".join(f"{n}/{reason.value[0]} {reason}" for n, reason in enumerate(Dismissal, start=1))
_AT_ONCE = {"c": Answer.CONFIRMED, "u": Answer.UNSURE}


class Wants(Enum):
    """What the reviewer is to give next."""

    KEY = auto()
    REASON = auto()
    NOTE = auto()
    FILTER = auto()
    NOTHING = auto()  # it has ended


class Dialogue:
    """One reviewer at one session. `message` says what the last key did; an error of the ledger is such a message."""

    def __init__(self, session: Session, texts: Mapping[str, str]) -> None:
        self.session = session
        self.wants = Wants.KEY
        self.message = ""
        self.note = ""
        self.words = ""
        self.helping = False
        self._cards = Cards(session.findings, texts)
        self._drawn: tuple[Item, str, Card] | None = None
        self.item: Item | None = session.current()
        self.progress = session.progress()
        self._number()

    def press(self, key: str) -> None:
        """Do what a key says; Escape (or "") goes back from a question."""
        self.message = ""
        helping, self.helping = self.helping, False
        if self.wants is Wants.REASON:
            self._reason(key)
        elif key in _AT_ONCE:
            self._try(lambda: self._answer(_AT_ONCE[key]))
        elif action := self._actions().get(key):
            self._try(action)
        elif key and not helping:
            self.message = f"There is no key {one_line(key)!r}; ? lists the keys."

    def enter(self, text: str) -> None:
        """Take the text of a note or the words of a filter."""
        wants, self.wants, self.message = self.wants, Wants.KEY, ""
        if wants is Wants.NOTE:
            self._try(lambda: self._keep_note(text.strip()))
        elif wants is Wants.FILTER:
            self._try(lambda: self._filter(text.strip()))

    def back(self) -> None:
        """Leave a question unanswered."""
        self.wants, self.message, self.helping = Wants.KEY, "", False

    def card(self) -> Card | None:
        """Return what is shown of the current finding, or None where all is answered."""
        if self.item is None:
            return None
        if self._drawn is None or self._drawn[0] is not self.item or self._drawn[1] != self.note:
            card = self._cards.card(self.item, hidden=self.session.blind, note=self.note)
            self._drawn = self.item, self.note, card
        return self._drawn[2]

    def look(self) -> None:
        """See what others have answered by now; the finding stays the one that is shown."""
        self._try(self._look)

    def place(self) -> str:
        """Say how far the review is: 'Finding 21 of 340 · 20 answered, 3 skipped'."""
        filtered = f" · only: {one_line(self.words)}" if self.words else ""
        total = len(self._numbers)
        at = f"Finding {self._numbers[self.item.discrepancy.id]} of {total}" if self.item else f"0 open of {total}"
        skipped = f", {self.progress.skipped} skipped" if self.progress.skipped else ""
        return f"{at} · {self.progress.answered} answered{skipped}{filtered}"

    def share(self) -> float:
        """Return the part of the queue that is answered, 0 to 1."""
        return self.progress.answered / self.progress.total if self.progress.total else 1.0

    def nothing_open(self) -> str:
        """Say why there is no finding to show."""
        if self.words:
            return f"No open finding has “{one_line(self.words)}”. Press / and Enter to see the others."
        if not self.progress.total:
            return "This run has no findings to review. Press q to quit."
        total = self.progress.total
        every = "The one finding is" if total == 1 else f"All {total} findings are"
        return f"{every} answered. z takes the last answer back, q quits."

    def _actions(self) -> Mapping[str, Callable[[], None]]:
        return {
            "d": lambda: self._ask(Wants.REASON),
            "n": lambda: self._ask(Wants.NOTE),
            "/": lambda: self._ask(Wants.FILTER),
            "s": self._skip,
            "z": self._undo,
            "?": self._help,
            "q": self._quit,
        }

    def _try(self, action: Callable[[], None]) -> None:
        try:
            action()
            self.progress = self.session.progress()
        except FactcheckError as error:
            self.message = f"Not done: {one_line(str(error))}"

    def _ask(self, wants: Wants) -> None:
        if self.item is None and wants is not Wants.FILTER:
            self.message = self.nothing_open()
        else:
            self.wants = wants

    def _reason(self, key: str) -> None:
        if key in REASONS:
            self.wants = Wants.KEY
            self._try(lambda: self._answer(Answer.DISMISSED, REASONS[key]))
        elif key in {"", "escape"}:
            self.back()
        else:
            self.message = "A dismissal needs its reason."

    def _answer(self, answer: Answer, reason: Dismissal | None = None) -> None:
        if self.item is None:
            self.message = self.nothing_open()
            return
        found = self.item.discrepancy
        self._go(self.session.answer(answer, reason=reason, note=self.note))
        because = f" ({reason})" if reason else ""
        told = f" [{sort(found)}]" if self.session.blind else ""
        self.message = f"{answer.value.capitalize()}{because}{told}: {one_line(found.summary)}"

    def _skip(self) -> None:
        if self.item is None:
            self.message = self.nothing_open()
            return
        skipped = self.item.discrepancy
        self._go(self.session.skip())
        alone = self.item and self.item.discrepancy.id == skipped.id
        self.message = "No other is open." if alone else f"Skipped: {one_line(skipped.summary)}"

    def _undo(self) -> None:
        if self.session.undo() is None:
            self.message = "There is no answer of yours to take back."
            return
        self._go(self.session.current())
        self.message = "Taken back; answer it again, or skip it."

    def _keep_note(self, text: str) -> None:
        self.session.note(text)
        self.note = text
        self.message = "The note is kept with your answer." if text else "No note."

    def _filter(self, words: str) -> None:
        item = self.session.filter(words)
        self.words = words
        self._number()
        self._go(item)

    def _look(self) -> None:
        if self.item is not None:
            self.item = self.session.current()

    def _help(self) -> None:
        self.helping = True

    def _quit(self) -> None:
        self.wants = Wants.NOTHING

    def _go(self, item: Item | None) -> None:
        self.item, self.note = item, ""
        if item and item.discrepancy.id not in self._numbers:  # it ended the filter
            self.words = ""
            self._number()

    def _number(self) -> None:
        items = self.session.items()
        self._numbers = {item.discrepancy.id: number for number, item in enumerate(items, start=1)}
