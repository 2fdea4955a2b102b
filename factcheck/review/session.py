"""A reviewer's session over the findings of one run: the queue, where they are in it, answers, and taking them back.

Every answer is kept before the session moves on, so that ending it at any moment loses nothing. No prompts, no HTTP.
"""

from __future__ import annotations

import hashlib
import math
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Literal

from factcheck.domain.findings import Answer, Discrepancy, Dismissal, Findings
from factcheck.errors import UsageError
from factcheck.findings.digest import labels
from factcheck.review import verdicts
from factcheck.review.calibration import features
from factcheck.review.ledger import Kept, Ledger

Order = Literal["uncertainty", "severity", "story", "source"]


@dataclass(frozen=True, slots=True)
class Item:
    """A finding in the queue. `sampled`: drawn by chance.

    `verdict` is the last answer that holds of it; where none does, `earlier` is the last on one of its statements.
    """

    discrepancy: Discrepancy
    sampled: bool
    verdict: Kept | None
    earlier: Kept | None


@dataclass(frozen=True, slots=True)
class Standings:
    """How far a queue is worked off; `skipped` counts what this session passed over and nobody has answered since."""

    total: int
    answered: int
    skipped: int
    by_answer: Mapping[Answer, int]


class Session:
    """One reviewer's session over one run. One thread at a time; any number of sessions may share a ledger.

    The item that was shown stays the current one until this reviewer moves, whatever others answer meanwhile.
    """

    def __init__(
        self,
        ledger: Ledger,
        run: int | None,
        reviewer: str,
        *,
        by: Order = "uncertainty",
        sample: float = 0.1,
        blind: bool = False,
        only: str = "",
    ) -> None:
        """Open a session over a run, the last one for None. `only` names kinds, relations or severities, by commas.

        `blind` hides what other reviewers answered, so that agreement with them means something. Raises UsageError
        when there is no such run, or nothing in it of what `only` names.
        """
        self.run, self.findings = ledger.run(run)
        self.reviewer = reviewer
        self.blind = blind
        self._ledger = ledger
        chosen = _only(verdicts.open_to_review(self.findings), only)
        queue, self._sampled = ordered(chosen, self.findings, by=by, sample=sample, seed=self.run.id)
        self._queue = {d.id: d for d in queue}
        self._number = {finding: number for number, finding in enumerate(self._queue)}
        self._said = {d.id: verdicts.statements(d.found) for d in queue}
        self._saying: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for d in queue:
            for key in {key for side in self._said[d.id] for key in side}:
                self._saying[d.kind, key].append(d.id)
        self._sources = labels(self.findings)
        self._stories = {story.id: story.title for story in self.findings.stories}
        self._words: tuple[str, ...] = ()
        self._texts: dict[str, str] = {}
        self._skipped: set[str] = set()
        self._note = ""
        self._index = verdicts.Index()
        self._own = verdicts.Index()
        self._answers: dict[str, Kept] = {}  # this reviewer's that nobody took back, by uid
        self._read = 0
        self._items = {d.id: self._item(d.id) for d in queue}
        self._at = self._resumed()

    # --- looking ---------------------------------------------------------------------------------

    def items(self) -> Sequence[Item]:
        """Return the queue in order, answered items included, with what others answered by now; filtered, if it is."""
        return [item for item in self._fresh().values() if self._matches(item)]

    def current(self) -> Item | None:
        """Return the item that the reviewer is at, None when all is answered."""
        items = self._fresh()
        if self._at is None:
            self._at = self._next_open(None)
        return items[self._at] if self._at is not None else None

    def progress(self) -> Standings:
        """Count over the whole queue, whatever the filter."""
        items = self._fresh().values()
        answers = Counter(item.verdict.answer for item in items if item.verdict and item.verdict.answer)
        skipped = sum(item.discrepancy.id in self._skipped for item in items if item.verdict is None)
        return Standings(len(items), answers.total(), skipped, answers)

    # --- moving ----------------------------------------------------------------------------------

    def skip(self) -> Item | None:
        """Pass over the current item; it comes again after the others."""
        if (item := self.current()) is not None:
            self._skipped.add(item.discrepancy.id)
        return self._move(self._next_open(self._at))

    def go_to(self, finding: str) -> Item | None:
        """Go to a finding, answered or not; a filter that hides it ends. Raises UsageError when it is not there."""
        if finding not in self._items:
            raise UsageError(f"there is no finding {finding} in this session; its run is {self.run.id}")
        if not self._matches(self._items[finding]):
            self._words = ()
        return self._move(finding)

    def filter(self, words: str) -> Item | None:
        """Keep to items whose summary, kind, source or quotes hold all words; "" ends it. None when none does."""
        self._words = tuple(words.lower().split())
        at = self._at
        if at is None or not self._matches(self._items[at]):
            at = self._next_open(at) or next((item.discrepancy.id for item in self.items()), None)
        return self._move(at) if words else self.current()

    # --- answering -------------------------------------------------------------------------------

    def note(self, text: str) -> None:
        """Set the note that is kept with the next answer to the current item."""
        self._note = text

    def answer(self, answer: Answer, *, reason: Dismissal | None = None, note: str = "") -> Item | None:
        """Keep an answer to the current item, then move to the next open one. Raises UsageError when there is none.

        Raises LedgerError when it cannot be kept; then the session stays where it is.
        """
        item = self.current()
        if item is None:
            raise UsageError("there is nothing left to answer; go to a finding to answer it again")
        if reason is not None and answer is not Answer.DISMISSED:
            raise UsageError(f"a reason is given for what is dismissed, not for what is {answer.value}")
        self._ledger.add([self._line(item, answer, reason, note or self._note)])
        self._skipped.discard(item.discrepancy.id)
        return self._move(self._next_open(item.discrepancy.id), keep=False)

    def undo(self) -> Item | None:
        """Take back this reviewer's last answer that stands in this queue, and go to it; None when there is none."""
        self._fresh()
        for line in sorted(self._answers.values(), key=verdicts.when_given, reverse=True):
            if held := [finding for finding in self._concerned(line) if self._is_answered_by(line, finding)]:
                self._ledger.add([_withdrawal(line)])
                return self.go_to(max(held))
        return None

    # --- inside ----------------------------------------------------------------------------------

    def _line(self, item: Item, answer: Answer, reason: Dismissal | None, note: str) -> Kept:
        finding = item.discrepancy
        return Kept(
            uid=uuid.uuid4().hex,
            finding=finding.id,
            kind=finding.kind,
            summary=finding.summary,
            statements=self._said[finding.id],
            answer=answer,
            reason=reason,
            note=note.encode("utf-8", "backslashreplace").decode(),  # half a character, as some terminals send it
            reviewer=self.reviewer,
            at=_after(item.verdict),
            withdraws=None,
            sampled=finding.id in self._sampled,
            story=self._stories.get(finding.story, finding.story),
            features=features(finding.found),
        )

    def _fresh(self) -> Mapping[str, Item]:
        """Return the items by finding, with every line that the ledger has by now."""
        lines = self._ledger.verdicts()
        news = [one for one in lines[self._read :] if not self.blind or one.reviewer == self.reviewer]
        self._read = len(lines)
        for one in news:
            self._index.add(one)
            if one.reviewer == self.reviewer:
                self._remember(one)
        for finding in {id_ for one in news for id_ in self._concerned(one)}:
            self._items[finding] = self._item(finding)
        return self._items

    def _remember(self, own: Kept) -> None:
        self._own.add(own)
        if own.withdraws is not None:
            self._answers.pop(own.withdraws, None)
        if own.answer is not None:
            self._answers[own.uid] = own

    def _is_answered_by(self, own: Kept, finding: str) -> bool:
        """Whether this is the reviewer's last answer that holds of a finding."""
        one, held = self._own.on(self._queue[finding].found, self._said[finding])
        return held and one is own

    def _concerned(self, line: Kept) -> Iterator[str]:
        """Yield the findings on which a line may say something new; a line that takes one back is of its finding."""
        if line.finding in self._queue:
            yield line.finding
        for key in {key for side in line.statements for key in side}:
            yield from self._saying.get((line.kind, key), ())

    def _item(self, finding: str) -> Item:
        found = self._queue[finding]
        last, held = self._index.on(found.found, self._said[finding])
        return Item(found, finding in self._sampled, last if held else None, None if held else last)

    def _move(self, to: str | None, *, keep: bool = True) -> Item | None:
        if to is not None and to != self._at and keep:
            self._ledger.keep_place(self.run.id, self.reviewer, to)
        if to != self._at:
            self._note = ""
        self._at = to
        return self._fresh()[to] if to is not None else None

    def _resumed(self) -> str | None:
        """Where this reviewer was, or the next open item after it: answers alone keep no place."""
        place = self._ledger.place(self.run.id, self.reviewer)
        items = self._fresh()
        if place is not None and place in items and items[place].verdict is None:
            return place
        return self._next_open(place)

    def _next_open(self, after: str | None) -> str | None:
        """Return the next finding without an answer, from the beginning again when the end is reached."""
        items = self._fresh()
        order = list(items)
        first = self._number[after] + 1 if after in self._number else 0
        turned = (items[finding] for finding in (*order[first:], *order[:first]))
        return next((item.discrepancy.id for item in turned if item.verdict is None and self._matches(item)), None)

    def _matches(self, item: Item) -> bool:
        return not self._words or all(word in self._text(item.discrepancy) for word in self._words)

    def _text(self, finding: Discrepancy) -> str:
        """What a filter looks through, gathered once."""
        if finding.id not in self._texts:
            evidence = [e for side in finding.sides for e in side.evidence]
            said = (part for e in evidence for part in (self._sources.get(e.article, e.article), e.quote))
            self._texts[finding.id] = " ".join((finding.summary, finding.kind, *said)).lower()
        return self._texts[finding.id]


def _after(last: Kept | None) -> datetime:
    """The time now, or where the clock that an answer was given by is ahead, right after that answer."""
    now = datetime.now(UTC)
    with suppress(OverflowError):  # the calendar's last moment, as no clock has it
        return max(now, verdicts.when_given(last)[0] + timedelta(microseconds=1)) if last else now
    return now


def _withdrawal(line: Kept) -> Kept:
    """The line that takes another back; it is of the same finding."""
    return replace(
        line, uid=uuid.uuid4().hex, answer=None, reason=None, note="", at=datetime.now(UTC), withdraws=line.uid
    )


def _only(found: Iterable[Discrepancy], only: str) -> list[Discrepancy]:
    found = list(found)
    wanted = {word.strip().lower() for word in only.split(",") if word.strip()}
    chosen = [d for d in found if not wanted or wanted & {d.kind, d.relation.value, d.severity.value}]
    if found and not chosen:
        known = sorted({word for d in found for word in (d.kind, d.relation.value, d.severity.value)})
        raise UsageError(f"there is nothing of {only!r} in this run; there are: {', '.join(known)}")
    return chosen


def ordered(
    found: Sequence[Discrepancy], findings: Findings, *, by: Order, sample: float, seed: int
) -> tuple[list[Discrepancy], frozenset[str]]:
    """Return the queue and the ids of its sample, the same for the same run every time.

    The sample is a share `sample` of the findings, drawn by chance whatever their order; of every 1 / `sample` items of
    the queue one is of it, so that whoever stops early has answered some of it.
    """
    drawn = sorted(found, key=lambda d: hashlib.sha256(f"{seed}\0{d.id}".encode()).digest())
    sampled = drawn[: math.ceil(len(found) * sample)]
    chosen = frozenset(d.id for d in sampled)
    rest = iter(sorted((d for d in found if d.id not in chosen), key=_key(findings, by)))
    queue: list[Discrepancy] = []
    for one in sampled:
        queue += [*islice(rest, round(1 / sample) - 1), one]
    return [*queue, *rest], chosen


def _key(findings: Findings, by: Order) -> Callable[[Discrepancy], tuple[object, ...]]:
    stories = {story.id: number for number, story in enumerate(findings.stories)}
    sources = {article.id: article.source for article in findings.articles}

    def key(d: Discrepancy) -> tuple[object, ...]:
        doubt = abs(d.confidence - 0.5)
        match by:
            case "uncertainty":
                return doubt, -d.severity.rank, d.id
            case "severity":
                return -d.severity.rank, doubt, d.id
            case "story":
                return stories.get(d.story, len(stories)), -d.severity.rank, doubt, d.id
            case "source":
                return _source(d, sources), -d.severity.rank, doubt, d.id

    return key


def _source(discrepancy: Discrepancy, sources: Mapping[str, str]) -> str:
    """The source whose statement is fewest others': who stands alone is looked at first."""
    alone = min(discrepancy.sides, key=lambda side: side.origins)
    return min(sources.get(e.article, e.article) for e in alone.evidence)
