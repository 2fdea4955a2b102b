"""Whatever is done to ledgers, in whatever order, nothing that was acknowledged is lost, doubled or said otherwise.

MACHINE_EXAMPLES=2000 in the environment looks deeper than the suite has time for.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from findings_samples import discrepancy, evidence, findings, side
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule
from ledgers import AT, line

from factcheck.domain.findings import Answer, Discrepancy
from factcheck.review.answers import Kept, written
from factcheck.review.learning import examples
from factcheck.review.ledger import Ledger
from factcheck.review.ruling import Reviewed
from factcheck.review.session import Session
from factcheck.review.verdicts import Index, dumped, loaded, told

MEMORY = Path("/dev/shm")  # where writing costs nothing
BOUNDED = settings(
    max_examples=int(os.environ.get("MACHINE_EXAMPLES", "10")),
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
REVIEWERS = st.sampled_from(["ann", "bo"])
ANSWERS = st.sampled_from(Answer)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)


def found(number: int) -> Discrepancy:
    """A finding with statements of its own."""
    one = evidence("one", f"Herd {number} has {number} cows.", str(number))
    two = evidence("two", f"Herd {number} is {number + 9} strong.", str(number + 9))
    return discrepancy(f"f{number}", side("few", one), side("many", two), summary=f"Herd {number} differs")


FOUND = [found(n) for n in range(4)]
FINDINGS = st.sampled_from([one.id for one in FOUND])


def folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="ledgers-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None))


def last(lines: list[Kept], finding: str) -> Kept | None:
    """The last answer to a finding that nobody took back, found in the plainest way."""
    gone = {one.withdraws for one in lines}
    stand = [one for one in lines if one.finding == finding and one.answer and one.uid not in gone]
    return max(stand, key=lambda one: (one.at, one.uid), default=None)


class Desk(RuleBasedStateMachine):
    """Two reviewers at one ledger; `runs` and `lines` are what was acknowledged."""

    def __init__(self) -> None:
        super().__init__()
        self.places = [folder()]
        self.opened: list[Ledger] = []
        self.runs: dict[int, tuple[Any, dict[str, str]]] = {}
        self.lines: list[Kept] = []
        self.open()

    def open(self) -> None:
        self.ledger = Ledger(f"sqlite:///{self.places[-1] / 'ledger.sqlite'}")
        self.opened.append(self.ledger)
        self.sessions: dict[str, Session] = {}

    def teardown(self) -> None:
        for ledger in self.opened:
            ledger.close()
        for place in self.places:
            shutil.rmtree(place)

    def session(self, who: str) -> Session:
        if who not in self.sessions:
            self.sessions[who] = Session(self.ledger, None, who, sample=0)
        return self.sessions[who]

    def acknowledged(self) -> Kept:
        """The one line that came."""
        *before, new = self.ledger.verdicts()
        assert before == self.lines
        self.lines.append(new)
        return new

    @initialize()
    def begin(self) -> None:
        self.record(set(range(4)), {"one": "A text."})

    @rule(which=st.sets(st.integers(0, 3), min_size=1), texts=st.dictionaries(TEXTS, TEXTS, max_size=2))
    def record(self, which: set[int], texts: dict[str, str]) -> None:
        run = findings(*(FOUND[n] for n in sorted(which)))
        number = self.ledger.record(run, texts)
        assert number not in self.runs
        self.runs[number] = (run, texts)

    @rule(who=REVIEWERS, answer=ANSWERS, note=TEXTS)
    def answer(self, who: str, answer: Answer, note: str) -> None:
        session = self.session(who)
        item = session.current()
        if item is not None:
            session.answer(answer, note=note)
            new = self.acknowledged()
            assert (new.finding, new.reviewer, new.answer) == (item.discrepancy.id, who, answer)
            assert last(self.lines, new.finding) == new

    @rule(who=REVIEWERS, finding=FINDINGS, answer=ANSWERS)
    def answer_again(self, who: str, finding: str, answer: Answer) -> None:
        if finding in {item.discrepancy.id for item in self.session(who).items()}:
            self.session(who).go_to(finding)
            self.answer(who, answer, "")

    @rule(who=REVIEWERS)
    def skip(self, who: str) -> None:
        self.session(who).skip()

    @rule(who=REVIEWERS)
    def undo(self, who: str) -> None:
        queue = {item.discrepancy.id for item in self.session(who).items()}
        gone = {one.withdraws for one in self.lines}
        own = [one for one in self.lines if one.reviewer == who and one.answer and one.uid not in gone]
        mine = [one for one in own if one.finding in queue]
        moved = self.session(who).undo()
        if not mine:
            assert moved is None
            return
        new = self.acknowledged()
        assert new.withdraws == max(mine, key=lambda one: (one.at, one.uid)).uid
        assert moved is not None
        assert moved.discrepancy.id == new.finding

    @rule(
        who=REVIEWERS,
        finding=FINDINGS,
        answer=ANSWERS,
        ago=st.integers(-3, 3),
        again=st.booleans(),
    )
    def merge(self, who: str, finding: str, answer: Answer, ago: int, again: bool) -> None:
        """Lines of another ledger, older or newer ones, with some that are here and differ in what does not count."""
        known = [line(one.uid, note="forged") for one in self.lines[-2:]] if again else []
        uid = f"elsewhere-{len(self.lines)}"
        new = loaded(dumped([line(uid, finding=finding, answer=answer, reviewer=who)]))[0]
        new = replace(new, at=datetime.now(UTC) - timedelta(hours=ago))
        self.ledger.add([*known, new, *known, new])
        assert self.acknowledged() == new

    @rule()
    def reopen(self) -> None:
        self.ledger.close()
        self.open()

    @rule()
    def reopen_what_nobody_closed(self) -> None:
        self.open()

    @rule(begun=st.booleans())
    def killed(self, begun: bool) -> None:
        """The files as they lie, in the middle of what another writes or not, are all that is left."""
        here, there = self.places[-1], folder()
        self.places.append(there)
        with closing(sqlite3.connect(here / "ledger.sqlite", isolation_level=None)) as raw:
            if begun:
                raw.execute("BEGIN IMMEDIATE")
                raw.execute("INSERT INTO verdicts (uid, line) VALUES ('half', ?)", (written(line("half")),))
            for file in here.glob("ledger.sqlite*"):
                if not file.name.endswith("-shm"):
                    shutil.copyfile(file, there / file.name)
        self.open()

    @invariant()
    def nothing_is_lost_or_doubled(self) -> None:
        assert list(self.ledger.verdicts()) == self.lines
        assert [run.id for run in self.ledger.runs()] == sorted(self.runs)

    @invariant()
    def every_run_comes_back(self) -> None:
        for number in [*self.runs][-2:]:
            run, texts = self.runs[number]
            assert self.ledger.run(number)[1] == run
            assert self.ledger.texts(number) == texts

    @invariant()
    def both_see_the_last_answer_to_each(self) -> None:
        for session in self.sessions.values():
            for item in session.items():
                assert item.verdict == last(self.lines, item.discrepancy.id)


class Exchange(RuleBasedStateMachine):
    """Three ledgers that give each other what was answered, by files; `known` is what each of them must have."""

    files = Bundle("files")

    def __init__(self) -> None:
        super().__init__()
        self.place = folder()
        self.ledgers = [Ledger(f"sqlite:///{self.place / str(n)}.sqlite") for n in range(3)]
        self.known: list[dict[str, Kept]] = [{} for _ in self.ledgers]
        self.clock = AT

    def teardown(self) -> None:
        for ledger in self.ledgers:
            ledger.close()
        shutil.rmtree(self.place)

    def kept(self, where: int, new: Kept) -> None:
        self.ledgers[where].add([new])
        self.known[where][new.uid] = new

    @rule(
        where=st.integers(0, 2),
        who=REVIEWERS,
        finding=FINDINGS,
        answer=ANSWERS,
        sampled=st.booleans(),
        later=st.integers(0, 2),
    )
    def answer(self, where: int, who: str, finding: str, answer: Answer, sampled: bool, later: int) -> None:
        self.clock += timedelta(seconds=later)
        uid = f"{-sum(map(len, self.known)) % 7}-{sum(map(len, self.known))}-{where}"  # in no order
        new = line(uid, finding=finding, answer=answer, reviewer=who, sampled=sampled)
        self.kept(where, replace(new, at=self.clock))

    @rule(where=st.integers(0, 2), which=st.integers(0, 9))
    def withdraw(self, where: int, which: int) -> None:
        if given := [one for one in self.known[where].values() if one.answer]:
            one = given[which % len(given)]
            uid = f"w-{one.uid}-{where}"
            new = line(uid, finding=one.finding, answer=None, reviewer=one.reviewer, withdraws=one.uid)
            if uid not in self.known[where]:
                self.kept(where, replace(new, at=self.clock))

    @rule(target=files, where=st.integers(0, 2))
    def export(self, where: int) -> str:
        return dumped(self.ledgers[where].verdicts())

    @rule(where=st.integers(0, 2), file=files, chance=st.randoms(use_true_random=False), twice=st.booleans())
    def import_(self, where: int, file: str, chance: Any, twice: bool) -> None:
        """A file of now or of long ago, with its lines in any order, some of them twice."""
        lines = file.splitlines(keepends=True) * (1 + twice)
        chance.shuffle(lines)
        read = loaded("".join(lines))
        self.ledgers[where].add(read)
        self.known[where] |= {one.uid: one for one in read if one.uid not in self.known[where]}

    @precondition(lambda self: any(self.known))
    @rule(order=st.permutations(range(3)))
    def all_tell_all(self, order: list[int]) -> None:
        files = [dumped(ledger.verdicts()) for ledger in self.ledgers]
        for where, ledger in enumerate(self.ledgers):
            for other in (order[(n + where) % 3] for n in range(3)):
                ledger.add(loaded(files[other]))
        whole = {uid: one for known in self.known for uid, one in known.items()}
        self.known = [dict(whole) for _ in self.ledgers]

    @invariant()
    def each_has_all_that_it_was_given_once(self) -> None:
        for ledger, known in zip(self.ledgers, self.known, strict=True):
            lines = ledger.verdicts()
            assert len(lines) == len(known)
            assert {one.uid: one for one in lines} == known
            assert loaded(dumped(lines)) == list(lines)

    @invariant()
    def who_has_the_same_says_the_same(self) -> None:
        first, *others = [n for n, known in enumerate(self.known) if known.keys() == self.known[0].keys()]
        for other in others:
            assert said(self.ledgers[other]) == said(self.ledgers[first])


def said(ledger: Ledger) -> object:
    """All that is made of a ledger's verdicts."""
    lines = ledger.verdicts()
    reviewed = Reviewed(Index(lines))
    return told(lines), examples(lines), [reviewed.ruled(one.found) for one in FOUND]


TestDesk = Desk.TestCase
TestDesk.settings = BOUNDED
TestExchange = Exchange.TestCase
TestExchange.settings = BOUNDED
